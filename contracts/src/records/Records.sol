// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Intents} from "../kernel/Intents.sol";
import {IERC5192} from "./IERC5192.sol";
import {IRecords} from "./IRecords.sol";

/// @title Records
/// @notice R-1 a record is never transferred, only re-keyed by its owner's signature.
///         R-2 an erased record is erased for ever; an id and an owner are each used once.
///         R-3 nothing is stored but uniform bytes, states and coarse times.
contract Records is IRecords, EIP712 {
    struct Record {
        address owner;
        uint32 version;
        State state;
        uint32 day;
    }

    uint256 public constant BATCH_ITEMS_MAX = 250;

    /// @dev What an owner's slot holds once its record is gone.
    bytes32 private constant SPENT = bytes32(uint256(1));
    bytes4 private constant ERC4906_ID = 0x49064906;

    bytes32 private constant MINT = keccak256("Mint(uint256 id,address owner,bytes32 commitment,uint256 deadline)");
    bytes32 private constant AMEND =
        keccak256("Amend(uint256 id,bytes32 commitment,uint32 version,uint256 deadline)");
    bytes32 private constant REKEY = keccak256("Rekey(uint256 id,address newOwner,uint256 deadline)");
    bytes32 private constant ERASE = keccak256("Erase(uint256 id,uint256 deadline)");

    mapping(uint256 id => Record) private _records;
    /// @dev 0 unused, SPENT used up, else the commitment of the one record that the address holds.
    mapping(address owner => bytes32) private _commitments;

    constructor() EIP712("Symbolon Records", "1") {}

    function mint(uint256 id, address owner, bytes32 commitment, uint256 deadline, bytes calldata signature) external {
        _mint(id, owner, commitment, deadline, signature);
    }

    function mintMany(Mint[] calldata mints) external {
        if (mints.length == 0 || mints.length > BATCH_ITEMS_MAX) revert RecordsBatchInvalid(mints.length);
        for (uint256 i = 0; i < mints.length; ++i) {
            Mint calldata one = mints[i];
            _mint(one.id, one.owner, one.commitment, one.deadline, one.signature);
        }
    }

    function amend(uint256 id, bytes32 commitment, uint32 version, uint256 deadline, bytes calldata signature)
        external
    {
        Record memory record = _held(id);
        if (version != record.version + 1) revert RecordsVersionInvalid(id, record.version + 1, version);
        _requireCommitment(commitment);
        bytes32 content = keccak256(abi.encode(AMEND, id, commitment, version, deadline));
        _requireSigned(record.owner, content, deadline, signature);
        _records[id] = Record({owner: record.owner, version: version, state: State.Held, day: _today()});
        _commitments[record.owner] = commitment;
        emit MetadataUpdate(id);
    }

    function rekey(
        uint256 id,
        address newOwner,
        uint256 deadline,
        bytes calldata signature,
        bytes calldata newOwnerSignature
    ) external {
        Record memory record = _held(id);
        if (_commitments[newOwner] != 0) revert RecordsOwnerUsed(newOwner);
        bytes32 content = keccak256(abi.encode(REKEY, id, newOwner, deadline));
        _requireSigned(record.owner, content, deadline, signature);
        _requireSigned(newOwner, content, deadline, newOwnerSignature);
        _records[id] = Record({owner: newOwner, version: record.version, state: State.Held, day: _today()});
        _commitments[newOwner] = _commitments[record.owner];
        _commitments[record.owner] = SPENT;
        emit Transfer(record.owner, newOwner, id);
    }

    function erase(uint256 id, uint256 deadline, bytes calldata signature) external {
        address owner = _held(id).owner;
        _requireSigned(owner, keccak256(abi.encode(ERASE, id, deadline)), deadline, signature);
        _records[id] = Record({owner: address(0), version: 0, state: State.Erased, day: _today()});
        _commitments[owner] = SPENT;
        emit Transfer(owner, address(0), id);
    }

    function recordOf(uint256 id)
        external
        view
        returns (address owner, bytes32 commitment, uint32 version, State state, uint32 day)
    {
        Record memory record = _records[id];
        if (record.state == State.Held) commitment = _commitments[record.owner];
        return (record.owner, commitment, record.version, record.state, record.day);
    }

    function commitmentOf(uint256 id) external view returns (bytes32) {
        return _commitments[_held(id).owner];
    }

    function isOwnerUsed(address owner) external view returns (bool) {
        return _commitments[owner] != 0;
    }

    function ownerOf(uint256 id) external view returns (address) {
        return _held(id).owner;
    }

    function balanceOf(address owner) external view returns (uint256) {
        if (owner == address(0)) revert RecordsNoAccount();
        return _commitments[owner] > SPENT ? 1 : 0;
    }

    function locked(uint256 id) external view returns (bool) {
        return _held(id).state == State.Held;
    }

    function name() external pure returns (string memory) {
        return "Symbolon Records";
    }

    function symbol() external pure returns (string memory) {
        return "RECORD";
    }

    function tokenURI(uint256 id) external view returns (string memory) {
        return string.concat(
            "data:application/json,{\"name\":\"Sealed record\",\"version\":", Strings.toString(_held(id).version), "}"
        );
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == type(IERC165).interfaceId || id == type(IERC721).interfaceId
            || id == type(IERC721Metadata).interfaceId || id == type(IERC5192).interfaceId || id == ERC4906_ID;
    }

    function transferFrom(address, address, uint256 id) external pure {
        revert RecordsLocked(id);
    }

    function safeTransferFrom(address, address, uint256 id) external pure {
        revert RecordsLocked(id);
    }

    function safeTransferFrom(address, address, uint256 id, bytes calldata) external pure {
        revert RecordsLocked(id);
    }

    function approve(address, uint256 id) external pure {
        revert RecordsLocked(id);
    }

    function setApprovalForAll(address operator, bool) external pure {
        revert RecordsNoOperators(operator);
    }

    function getApproved(uint256 id) external view returns (address) {
        _held(id);
        return address(0);
    }

    function isApprovedForAll(address, address) external pure returns (bool) {
        return false;
    }

    function _mint(uint256 id, address owner, bytes32 commitment, uint256 deadline, bytes calldata signature) private {
        if (_records[id].state != State.Unminted) revert RecordsAlreadyMinted(id);
        if (_commitments[owner] != 0) revert RecordsOwnerUsed(owner);
        _requireCommitment(commitment);
        _requireSigned(owner, keccak256(abi.encode(MINT, id, owner, commitment, deadline)), deadline, signature);
        _records[id] = Record({owner: owner, version: 1, state: State.Held, day: _today()});
        _commitments[owner] = commitment;
        emit Transfer(address(0), owner, id);
        emit Locked(id);
    }

    function _requireSigned(address account, bytes32 content, uint256 deadline, bytes calldata signature)
        private
        view
    {
        if (block.timestamp > deadline) revert RecordsExpired(deadline);
        if (!Intents.isSignedBy(account, _hashTypedDataV4(content), signature)) {
            revert RecordsSignatureInvalid(account);
        }
    }

    function _requireCommitment(bytes32 commitment) private pure {
        if (commitment <= SPENT) revert RecordsCommitmentInvalid(commitment);
    }

    function _held(uint256 id) private view returns (Record memory record) {
        record = _records[id];
        if (record.state == State.Unminted) revert RecordsUnknown(id);
        if (record.state == State.Erased) revert RecordsErased(id);
    }

    /// @dev Fits 32 bits for eleven million years.
    function _today() private view returns (uint32) {
        return uint32(block.timestamp / 1 days);
    }
}
