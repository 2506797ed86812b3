// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IPacks} from "./IPacks.sol";

/// @title Leaves and proofs of a batch
/// @notice The tree keeps the order of the packs; a node is SHA-256 of 0x01 and its two children, and an odd node at the
///         end of a level moves up as it is.
/// @custom:source RFC 9162 §2.1.1, §2.1.3.2
library PackTree {
    uint256 internal constant TEXT_CHARS_MAX = 20;

    /// @dev 64 bytes that all packs of a batch share, then what is the pack's own.
    function leafOf(uint64 gtin, string calldata serial, string calldata lot, bytes6 expiry, bytes32 salt)
        internal
        pure
        returns (bytes32)
    {
        return sha256(
            abi.encodePacked("symbolon.pack.v1", digitsOf(gtin), expiry, _text(lot), bytes7(0), salt, _text(serial))
        );
    }

    /// @param last index of the last leaf
    function leadsTo(bytes32 root, uint256 index, uint256 last, bytes32 leaf, bytes32[] calldata proof)
        internal
        pure
        returns (bool)
    {
        if (index > last) return false;
        uint256 used = 0;
        for (; last != 0; (index, last) = (index >> 1, last >> 1)) {
            if (index == last && index & 1 == 0) continue;
            if (used == proof.length) return false;
            bytes32 sibling = proof[used++];
            (bytes32 left, bytes32 right) = index & 1 == 0 ? (leaf, sibling) : (sibling, leaf);
            leaf = sha256(abi.encodePacked(bytes1(0x01), left, right));
        }
        return used == proof.length && leaf == root;
    }

    /// @return digits the 14 digits of a GTIN, in ASCII
    function digitsOf(uint256 gtin) internal pure returns (bytes memory digits) {
        digits = new bytes(14);
        for (uint256 i = 14; i != 0; gtin /= 10) {
            digits[--i] = bytes1(uint8(0x30 + gtin % 10));
        }
    }

    /// @dev One byte of length and the characters, filled up with zeros.
    function _text(string calldata text) private pure returns (bytes memory) {
        bytes calldata characters = bytes(text);
        if (characters.length == 0 || characters.length > TEXT_CHARS_MAX) {
            revert IPacks.PacksTextInvalid(characters.length);
        }
        return abi.encodePacked(uint8(characters.length), bytes20(characters));
    }
}
