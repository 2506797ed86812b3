// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IPackIntents} from "./IPackIntents.sol";

/// @title The EIP-712 hashes of what parties sign
/// @custom:source EIP-712, "Definition of hashStruct"
library PackHashes {
    bytes32 internal constant COMMISSION = keccak256(
        "Commission(bytes32 root,uint32 count,uint64 gtin,bytes29 lot,uint16 expiry,address maker,uint8 prefixLength,uint256 deadline)"
    );
    bytes32 private constant RANGE = keccak256("Range(uint256 first,uint32 count,uint16 moves)");
    bytes32 private constant HAND_OVER = keccak256(
        "HandOver(Range[] ranges,address from,address to,uint256 deadline)Range(uint256 first,uint32 count,uint16 moves)"
    );
    bytes32 private constant MARK =
        keccak256("Mark(uint256 first,uint32 count,uint8 state,uint16 round,uint256 deadline)");
    bytes32 internal constant UNDO = keccak256("Undo(uint256 first,uint32 count,uint16 round,uint256 deadline)");
    bytes32 internal constant REPACKAGING =
        keccak256("Repackaging(uint256 first,uint32 count,uint232 into,uint16 round,uint256 deadline)");
    bytes32 internal constant RULING =
        keccak256("Ruling(uint256 id,uint8 state,address regulator,uint16 round,uint256 deadline)");
    bytes32 internal constant RECALL =
        keccak256("Recall(address by,uint64 gtin,bytes29 lot,uint232 batch,uint256 deadline)");
    bytes32 internal constant WITHDRAWAL =
        keccak256("Withdrawal(address by,uint64 gtin,uint8 prefixLength,uint256 deadline)");

    /// @dev The struct that is the first argument of this call, by its type and its number of words: they are hashed as they
    ///      were sent. One with bits beyond its type is another text than what was signed. It takes 800 bytes of code less
    ///      than encoding each struct anew.
    function hashArgument(bytes32 kind, uint256 words) internal pure returns (bytes32) {
        return keccak256(bytes.concat(kind, msg.data[4:4 + 32 * words]));
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
        return keccak256(abi.encode(MARK, intent));
    }
}
