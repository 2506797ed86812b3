// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IPackIntents} from "../../src/medicines/IPackIntents.sol";
import {Packs} from "../../src/medicines/Packs.sol";
import {IntentTest} from "../kernel/IntentTest.sol";

/// @dev The EIP-712 digests of what parties sign about packs, made without the contract's help.
abstract contract PackDigests is IntentTest, IPackIntents {
    Packs internal packs;

    function domainName() internal pure virtual override returns (string memory) {
        return "Symbolon Packs";
    }

    function digest(Commission memory intent) internal view returns (bytes32) {
        bytes32 kind = keccak256(
            "Commission(bytes32 root,uint32 count,uint64 gtin,bytes29 lot,uint16 expiry,address maker,uint8 prefixLength,uint256 deadline)"
        );
        return digestOf(address(packs), keccak256(abi.encode(kind, intent)));
    }

    function digest(HandOver memory intent) internal view returns (bytes32) {
        bytes32 range = keccak256("Range(uint256 first,uint32 count,uint16 moves)");
        bytes memory ranges;
        for (uint256 i = 0; i < intent.ranges.length; ++i) {
            ranges = abi.encodePacked(ranges, keccak256(abi.encode(range, intent.ranges[i])));
        }
        bytes32 kind = keccak256(
            "HandOver(Range[] ranges,address from,address to,uint256 deadline)Range(uint256 first,uint32 count,uint16 moves)"
        );
        bytes memory content = abi.encode(kind, keccak256(ranges), intent.from, intent.to, intent.deadline);
        return digestOf(address(packs), keccak256(content));
    }

    function digest(Mark memory intent) internal view returns (bytes32) {
        bytes32 kind = keccak256("Mark(uint256 first,uint32 count,uint8 state,uint16 round,uint256 deadline)");
        return digestOf(address(packs), keccak256(abi.encode(kind, intent)));
    }

    function digest(Undo memory intent) internal view returns (bytes32) {
        bytes32 kind = keccak256("Undo(uint256 first,uint32 count,uint16 round,uint256 deadline)");
        return digestOf(address(packs), keccak256(abi.encode(kind, intent)));
    }

    function digest(Repackaging memory intent) internal view returns (bytes32) {
        bytes32 kind =
            keccak256("Repackaging(uint256 first,uint32 count,uint232 into,uint16 round,uint256 deadline)");
        return digestOf(address(packs), keccak256(abi.encode(kind, intent)));
    }

    function digest(Ruling memory intent) internal view returns (bytes32) {
        bytes32 kind = keccak256("Ruling(uint256 id,uint8 state,address regulator,uint16 round,uint256 deadline)");
        return digestOf(address(packs), keccak256(abi.encode(kind, intent)));
    }

    function digest(Recall memory intent) internal view returns (bytes32) {
        bytes32 kind = keccak256("Recall(address by,uint64 gtin,bytes29 lot,uint232 batch,uint256 deadline)");
        return digestOf(address(packs), keccak256(abi.encode(kind, intent)));
    }

    function digest(Withdrawal memory intent) internal view returns (bytes32) {
        bytes32 kind = keccak256("Withdrawal(address by,uint64 gtin,uint8 prefixLength,uint256 deadline)");
        return digestOf(address(packs), keccak256(abi.encode(kind, intent)));
    }
}
