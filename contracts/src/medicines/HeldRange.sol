// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @dev Neighbouring packs of one holder, in one slot:
///      holder 160 bits | first index 24 | last index 24 | marked packs 32 | moves 16. All zero is no range.
type HeldRange is uint256;

using {holderOf, firstOf, lastOf, markedOf, movesOf, withMarked} for HeldRange global;

function heldRange(address holder, uint256 first, uint256 last, uint256 marked, uint256 moves)
    pure
    returns (HeldRange)
{
    return HeldRange.wrap(uint160(holder) | first << 160 | last << 184 | marked << 208 | moves << 240);
}

function holderOf(HeldRange range) pure returns (address) {
    return address(uint160(HeldRange.unwrap(range)));
}

function firstOf(HeldRange range) pure returns (uint256) {
    return uint24(HeldRange.unwrap(range) >> 160);
}

function lastOf(HeldRange range) pure returns (uint256) {
    return uint24(HeldRange.unwrap(range) >> 184);
}

/// @dev Packs of the range whose state is not Active.
function markedOf(HeldRange range) pure returns (uint256) {
    return uint32(HeldRange.unwrap(range) >> 208);
}

/// @dev How often the packs of the range have moved.
function movesOf(HeldRange range) pure returns (uint256) {
    return HeldRange.unwrap(range) >> 240;
}

function withMarked(HeldRange range, uint256 marked) pure returns (HeldRange) {
    return heldRange(range.holderOf(), range.firstOf(), range.lastOf(), marked, range.movesOf());
}

/// @title Where ranges stand
/// @notice A range stands under the token id of its *peak*: the one index in it that has the most zeros at its binary end.
///         Read as a binary tree (the root is 0, below it 2^23, below that 2^22 and 3 * 2^22, ...), the peak is the one
///         node of the range that is above all others, so every index finds its range on its own way down from the root:
///         24 steps at most, one when the caller knows the peak. No pointers, no balancing, and a range that is cut
///         leaves one of its parts in the same slot.
library HeldRanges {
    uint256 private constant INDEX_BITS = 24;
    uint256 private constant INDEX_MASK = (1 << INDEX_BITS) - 1;

    /// @return The index of [first, last] with the most trailing zeros.
    function peakOf(uint256 first, uint256 last) internal pure returns (uint256) {
        if (first == 0) return 0;
        uint256 bits = Math.log2((first - 1) ^ last);
        return last >> bits << bits;
    }

    /// @param hint index under which the range may stand; a wrong one costs the way down and nothing else
    /// @return range the range that the pack is in; all zero when there is none
    function find(mapping(uint256 id => HeldRange) storage ranges, uint256 id, uint256 hint)
        internal
        view
        returns (HeldRange range)
    {
        (uint256 batch, uint256 index) = (id & ~INDEX_MASK, id & INDEX_MASK);
        range = ranges[batch | hint];
        if (_holds(range, index)) return range;
        range = ranges[batch];
        if (_holds(range, index) || HeldRange.unwrap(range) == 0) return range;
        uint256 node = 1 << (INDEX_BITS - 1);
        for (uint256 step = node >> 1;; step >>= 1) {
            range = ranges[batch | node];
            if (_holds(range, index)) return range;
            // Past the last index of the batch every way ends without a range.
            if (step == 0) return HeldRange.wrap(0);
            node = index < node ? node - step : node + step;
        }
    }

    function put(mapping(uint256 id => HeldRange) storage ranges, uint256 id, HeldRange range) internal {
        ranges[(id & ~INDEX_MASK) | peakOf(range.firstOf(), range.lastOf())] = range;
    }

    function _holds(HeldRange range, uint256 index) private pure returns (bool) {
        return HeldRange.unwrap(range) != 0 && range.firstOf() <= index && index <= range.lastOf();
    }
}
