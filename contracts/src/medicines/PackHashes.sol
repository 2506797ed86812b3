// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IPackIntents} from "./IPackIntents.sol";

/// @title The EIP-712 hashes of what parties sign
/// @custom:source EIP-712, "Definition of hashStruct"
library PackHashes {
    bytes32 private constant COMMISSION = keccak256(
        "Commission(bytes32 root,uint32 count,uint64 gtin,bytes29 lot,uint16 expiry,address maker,uint8 prefixLength,uint256 deadline)"
    );
    bytes32 private constant RANGE = keccak256("Range(uint256 first,uint32 count,uint16 moves)");
    bytes32 private constant HAND_OVER = keccak256(
        "HandOver(Range[] ranges,address from,address to,uint256 deadline)Range(uint256 first,uint32 count,uint16 moves)"
    );
    bytes32 private constant MARK =
        keccak256("Mark(uint256 first,uint32 count,uint8 state,uint16 round,uint256 deadline)");
    bytes32 private constant UNDO = keccak256("Undo(uint256 first,uint32 count,uint16 round,uint256 deadline)");
    bytes32 private constant REPACKAGING =
        keccak256("Repackaging(uint256 first,uint32 count,uint232 into,uint16 round,uint256 deadline)");
    bytes32 private constant RULING =
        keccak256("Ruling(uint256 id,uint8 state,address regulator,uint16 round,uint256 deadline)");
    bytes32 private constant RECALL =
        keccak256("Recall(address by,uint64 gtin,bytes29 lot,uint232 batch,uint256 deadline)");
    bytes32 private constant WITHDRAWAL =
        keccak256("Withdrawal(address by,uint64 gtin,uint8 prefixLength,uint256 deadline)");

    function hash(IPackIntents.Commission calldata intent) internal pure returns (bytes32) {
        uint256 place;
        assembly ("memory-safe") {
            place := intent
        }
        return _hash(COMMISSION, place, 8);
    }

    function hash(IPackIntents.HandOver calldata intent) internal pure returns (bytes32) {
        bytes32[] memory ranges = new bytes32[](intent.ranges.length);
        for (uint256 i = 0; i < ranges.length; ++i) {
            ranges[i] = keccak256(abi.encode(RANGE, intent.ranges[i]));
        }
        bytes32 rangesHash = keccak256(abi.encodePacked(ranges));
        return keccak256(abi.encode(HAND_OVER, rangesHash, intent.from, intent.to, intent.deadline));
    }

    function hash(IPackIntents.Mark calldata intent) internal pure returns (bytes32) {
        uint256 place;
        assembly ("memory-safe") {
            place := intent
        }
        return _hash(MARK, place, 5);
    }

    function hash(IPackIntents.Undo calldata intent) internal pure returns (bytes32) {
        uint256 place;
        assembly ("memory-safe") {
            place := intent
        }
        return _hash(UNDO, place, 4);
    }

    function hash(IPackIntents.Repackaging calldata intent) internal pure returns (bytes32) {
        uint256 place;
        assembly ("memory-safe") {
            place := intent
        }
        return _hash(REPACKAGING, place, 5);
    }

    function hash(IPackIntents.Ruling calldata intent) internal pure returns (bytes32) {
        uint256 place;
        assembly ("memory-safe") {
            place := intent
        }
        return _hash(RULING, place, 5);
    }

    function hash(IPackIntents.Recall calldata intent) internal pure returns (bytes32) {
        uint256 place;
        assembly ("memory-safe") {
            place := intent
        }
        return _hash(RECALL, place, 5);
    }

    function hash(IPackIntents.Withdrawal calldata intent) internal pure returns (bytes32) {
        uint256 place;
        assembly ("memory-safe") {
            place := intent
        }
        return _hash(WITHDRAWAL, place, 4);
    }

    /// @dev EIP-712 of a struct of `words` words that stands in calldata as ABI has it. Words are hashed as they were sent: one
    ///      with bits beyond its type is another text than what was signed.
    function _hash(bytes32 kind, uint256 place, uint256 words) private pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let text := mload(0x40)
            mstore(text, kind)
            calldatacopy(add(text, 32), place, mul(words, 32))
            result := keccak256(text, add(32, mul(words, 32)))
        }
    }
}
