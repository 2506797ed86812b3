// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC5192} from "./IERC5192.sol";

/// @title Sealed records as tokens
/// @notice One token per record: a random id, an owner address that is used once and for this record only, a salted
///         commitment to the sealed entries. Everything is an intent signed by the owner (EIP-712, domain
///         "Symbolon Records" "1"), so anyone may relay it and owners hold no coin.
///         Choose deadlines on whole hours or days: they stand in public calldata.
interface IRecords is IERC4906, IERC721Metadata, IERC5192 {
    enum State {
        Unminted,
        Held,
        Erased
    }

    /// @notice One mint of a batch.
    /// @param id 32 random bytes, never derived from anything
    /// @param owner fresh address whose key signs `Mint{id, owner, commitment, deadline}`
    /// @param commitment salted commitment; 0 and 1 are reserved
    /// @param deadline unix seconds; later the intent is void
    struct Mint {
        uint256 id;
        address owner;
        bytes32 commitment;
        uint256 deadline;
        bytes signature;
    }

    error RecordsAlreadyMinted(uint256 id);
    error RecordsOwnerUsed(address owner);
    error RecordsCommitmentInvalid(bytes32 commitment);
    error RecordsUnknown(uint256 id);
    error RecordsErased(uint256 id);
    error RecordsVersionInvalid(uint256 id, uint32 expected, uint32 given);
    error RecordsExpired(uint256 deadline);
    error RecordsSignatureInvalid(address account);
    error RecordsBatchInvalid(uint256 size);
    error RecordsLocked(uint256 id);
    error RecordsNoOperators(address operator);
    error RecordsNoAccount();

    /// @notice The id exists, held by `owner` at version 1, locked. An id and an owner can each be used once, for ever.
    function mint(uint256 id, address owner, bytes32 commitment, uint256 deadline, bytes calldata signature) external;

    /// @notice All of 1 to `BATCH_ITEMS_MAX` mints are made, or none.
    function mintMany(Mint[] calldata mints) external;

    /// @notice The record commits to new content as its next version. Signed by the owner:
    ///         `Amend{id, commitment, version, deadline}`.
    /// @param version the version that this makes: one more than the current
    function amend(uint256 id, bytes32 commitment, uint32 version, uint256 deadline, bytes calldata signature)
        external;

    /// @notice The record is held by `newOwner`, the old address is spent. `Rekey{id, newOwner, deadline}` is signed by
    ///         both addresses, so a record can't be sent to an address that no one holds.
    function rekey(
        uint256 id,
        address newOwner,
        uint256 deadline,
        bytes calldata signature,
        bytes calldata newOwnerSignature
    ) external;

    /// @notice The record is burned for ever; neither its id nor its owner can be used again. Signed by the owner:
    ///         `Erase{id, deadline}`.
    function erase(uint256 id, uint256 deadline, bytes calldata signature) external;

    /// @notice What stands on the chain about an id; never reverts.
    /// @return owner zero unless held
    /// @return commitment zero unless held
    /// @return version 1 after minting, zero unless held
    /// @return state Unminted, Held or Erased
    /// @return day days since 1970-01-01 of the last change
    function recordOf(uint256 id)
        external
        view
        returns (address owner, bytes32 commitment, uint32 version, State state, uint32 day);

    /// @return Commitment of the current version; reverts for a record that no one holds.
    function commitmentOf(uint256 id) external view returns (bytes32);

    /// @return True when the address holds a record or ever held one: it can't be used again.
    function isOwnerUsed(address owner) external view returns (bool);
}
