// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IERC2309} from "@openzeppelin/contracts/interfaces/IERC2309.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IPackIntents} from "./IPackIntents.sol";

/// @title Packs of medicines as tokens, held by ranges
/// @notice One token a pack: its id is the number of its batch (the first 232 bits of the Merkle root over the batch's
///         salted leaves) and its index in it (24 bits), in the order of packing. So a case or a pallet is a range of ids,
///         and any range costs the same to move. What parties do is a signed intent (EIP-712, domain "Symbolon Packs" "1")
///         that anyone may relay; ERC-721's own functions ask who is calling.
///         No intent needs a nonce: a batch is commissioned once, a handover says how often the packs have moved, what
///         marks or unmarks packs says how often they became active again (their round), and the rest is for ever.
///         Parameters called `peak` and `licence`, and everything in `Help`, are not signed: wrong ones can only make a call fail
///         or cost more.
interface IPacks is IPackIntents, IERC721Metadata, IERC2309 {
    event Commissioned(
        uint232 indexed batch,
        address indexed maker,
        uint64 indexed gtin,
        bytes32 root,
        uint32 count,
        bytes29 lot,
        uint16 expiry
    );
    /// @notice `count` packs from `first` on have the state. Ends are `Transfer` or `ConsecutiveTransfer` to nobody besides.
    event Marked(uint256 indexed first, uint32 count, State state);
    event RepackagedInto(uint256 indexed first, uint32 count, uint232 indexed into);
    event Recalled(uint64 indexed gtin, bytes29 indexed lot, address indexed by);
    event Withdrawn(uint64 indexed gtin, address indexed by);
    event Accepting(address indexed receiver, address indexed sender, uint64 until);

    error PacksUnknown(uint256 id);
    error PacksEnded(uint256 id, State state);
    error PacksNoAccount();
    error PacksBatchUnknown(uint232 batch);
    error PacksAlreadyCommissioned(uint232 batch);
    error PacksCountInvalid(uint256 count);
    error PacksGtinInvalid(uint64 gtin);
    error PacksExpiryInvalid(uint16 expiry);
    error PacksTextInvalid(uint256 characters);
    error PacksPrefixNotHeld(address account, uint64 gtin, uint8 prefixLength);
    error PacksNotLicensed(address account, Licence licence);
    error PacksNotRegulator(address account);
    error PacksNotMaker(address account, uint232 batch);
    error PacksRangeInvalid(uint256 first, uint256 count);
    error PacksRangeStraddles(uint256 first, uint256 count, uint256 last);
    error PacksNotHolder(uint256 id, address holder, address given);
    error PacksMoved(uint256 id, uint16 moves, uint16 given);
    error PacksMovesExhausted(uint256 id);
    error PacksMarkedInside(uint256 first, uint256 count);
    error PacksMarkedUnlisted(uint256 first, uint256 marked, uint256 listed);
    error PacksStateInvalid(uint256 id, State current, State given);
    error PacksRoundInvalid(uint256 id, uint16 round, uint16 given);
    error PacksUndoLate(uint256 id, uint256 ageDays);
    error PacksPastExpiry(uint232 batch, uint16 expiry);
    error PacksRecalled(uint64 gtin, bytes29 lot);
    error PacksWithdrawn(uint64 gtin);
    error PacksReceiverInvalid(address to);
    error PacksNotAccepted(address from, address to);
    error PacksAcceptanceInvalid(uint64 until);
    error PacksNotApproved(address operator, uint256 id);
    error PacksListInvalid(uint256 size);
    error PacksExpired(uint256 deadline);
    error PacksSignatureInvalid(address account);

    /// @notice The batch exists and its maker holds every pack of it. A batch that exists already is refused, so a repeated
    ///         commissioning doubles nothing.
    function commission(Commission calldata commission, bytes calldata signature) external;

    /// @notice The receivers hold the packs: all of 1 to `LIST_ITEMS_MAX` handovers are made, or none. Both parties signed the
    ///         same handover, so an offer that nobody accepts is never on the chain and ends at its deadline. Recalled packs
    ///         and packs past their expiry move too: back to their maker.
    function handOver(SignedHandOver[] calldata handOvers) external;

    /// @notice The packs have their states: all of 1 to `LIST_ITEMS_MAX` marks are made, or none. `PackRules` says which
    ///         licence gives which state.
    function mark(SignedMark[] calldata marks) external;

    /// @notice The packs are active again and their next round has begun. An end is undone by its own actor within
    ///         `UNDO_DAYS_MAX` days, where its kind allows that, and never after recall, withdrawal or expiry; a quarantine
    ///         of the holder's at any time.
    function undo(Undo calldata undo, uint24 peak, Licence licence, bytes calldata signature) external;

    /// @notice The checked-out packs are in the packs of the new batch; that is final.
    function repackage(Repackaging calldata repackaging, uint24 peak, Licence licence, bytes calldata signature) external;

    /// @notice The pack has the state that the regulator gave it: into its quarantine from Active or the holder's;
    ///         out of either quarantine to Active or, with the maker, to Illegitimate.
    function rule(Ruling calldata ruling, uint24 peak, bytes calldata regulatorSignature, bytes calldata makerSignature)
        external;

    /// @notice The lot is recalled for ever. Recalling again changes nothing.
    function recall(Recall calldata recall, bytes calldata signature) external;

    /// @notice The product is withdrawn for ever. Withdrawing again changes nothing.
    function withdraw(Withdrawal calldata withdrawal, bytes calldata signature) external;

    /// @notice Until the instant the caller takes packs that the sender transfers by ERC-721's functions; 0 ends it.
    /// @param until unix seconds, at most `ACCEPTANCE_SECONDS_MAX` ahead
    function accept(address sender, uint64 until) external;

    /// @notice What was commissioned; all zero for a number that no batch has. Never reverts.
    function batchOf(uint232 batch)
        external
        view
        returns (address maker, bytes32 root, uint32 count, uint64 gtin, bytes29 lot, uint16 expiry);

    /// @notice The range that a pack is in; reverts for an id that no pack has.
    /// @return holder whoever holds the packs of it that have not ended, and alone may undo the others' end
    /// @return first token id of its first pack
    /// @return count its packs, those that ended included
    /// @return marked how many of its packs are not Active
    /// @return moves how often its packs have moved
    /// @return peak index under which it stands
    function rangeOf(uint256 id)
        external
        view
        returns (address holder, uint256 first, uint32 count, uint32 marked, uint16 moves, uint24 peak);

    /// @notice What a pack is; reverts for an id that no pack has.
    /// @return state Active unless something marked it
    /// @return round how often it became active again
    /// @return day days since 1970-01-01, modulo 4096, of the last change of the state
    function packOf(uint256 id) external view returns (State state, uint16 round, uint16 day);

    /// @return Which packs of 256 neighbours are not Active, the first at the lowest bit.
    /// @param page token id of any of them, divided by 256
    function marksOf(uint256 page) external view returns (uint256);

    /// @return recalled true when the lot is recalled
    /// @return withdrawn true when the product is withdrawn
    function standingOf(uint64 gtin, bytes29 lot) external view returns (bool recalled, bool withdrawn);

    /// @return Unix seconds until which the receiver takes packs from the sender; 0 when it never did.
    function acceptingUntil(address receiver, address sender) external view returns (uint64);

    /// @return True when the leaf is that of the pack with this index of this batch.
    /// @param proof siblings from the leaf to the root, nearest first
    /// @custom:source RFC 9162 §2.1.3.2
    function verify(uint232 batch, uint256 index, bytes32 leaf, bytes32[] calldata proof) external view returns (bool);

    /// @notice The leaf of a pack: SHA-256 of 64 bytes that its batch shares ("symbolon.pack.v1", 14 digits, expiry, length of
    ///         the lot and the lot in 20 bytes, 7 zeros) and of salt, length of the serial number and the serial in 20 bytes.
    /// @param serial 1 to 20 characters
    /// @param lot 1 to 20 characters
    /// @param expiry YYMMDD in ASCII, as the leaf was made with
    function packLeaf(uint64 gtin, string calldata serial, string calldata lot, bytes6 expiry, bytes32 salt)
        external
        pure
        returns (bytes32);
}
