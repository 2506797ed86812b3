// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {HeldRange, HeldRanges} from "./HeldRange.sol";
import {PackMarks} from "./PackMarks.sol";
import {PackTransfers} from "./PackTransfers.sol";
import {PackTree} from "./PackTree.sol";

/// @title What anyone may ask about packs
abstract contract PackViews is PackTransfers {
    using PackMarks for PackMarks.Marks;

    function batchOf(uint232 batch)
        external
        view
        returns (address maker, bytes32 root, uint32 count, uint64 gtin, bytes29 lot, uint16 expiry)
    {
        Batch storage found = _batches[batch];
        maker = found.maker;
        if (maker == address(0)) return (maker, 0, 0, 0, 0, 0);
        return (maker, _rootOf(batch, found.rootEnd), uint32(found.last) + 1, found.gtin, found.lot, found.expiry);
    }

    function rangeOf(uint256 id)
        external
        view
        returns (address holder, uint256 first, uint32 count, uint32 marked, uint16 moves, uint24 peak)
    {
        HeldRange range = _rangeOf(id, id & INDEX_MASK);
        (uint256 start, uint256 end) = (range.firstOf(), range.lastOf());
        // Indexes have 24 bits, moves 16, and a range has no more marked packs than packs.
        return (
            range.holderOf(),
            (id & ~INDEX_MASK) | start,
            uint32(end - start + 1),
            uint32(range.markedOf()),
            uint16(range.movesOf()),
            uint24(HeldRanges.peakOf(start, end))
        );
    }

    function packOf(uint256 id) external view returns (State state, uint16 round, uint16 day) {
        _rangeOf(id, id & INDEX_MASK);
        PackMarks.Mark memory found = _marks.markOf(id);
        return (found.state, uint16(found.round), uint16(found.day));
    }

    function marksOf(uint256 page) external view returns (uint256) {
        return _marks.bitsOf(page);
    }

    function standingOf(uint64 gtin, bytes29 lot) external view returns (bool recalled, bool withdrawn) {
        return (_recalls[gtin][lot], _products[gtin] & WITHDRAWN != 0);
    }

    function verify(uint232 batch, uint256 index, bytes32 leaf, bytes32[] calldata proof) external view returns (bool) {
        Batch storage found = _batches[batch];
        if (found.maker == address(0)) return false;
        return PackTree.leadsTo(_rootOf(batch, found.rootEnd), index, found.last, leaf, proof);
    }

    function packLeaf(uint64 gtin, string calldata serial, string calldata lot, bytes6 expiry, bytes32 salt)
        external
        pure
        returns (bytes32)
    {
        return PackTree.leafOf(gtin, serial, lot, expiry, salt);
    }

    function _rootOf(uint232 batch, bytes3 rootEnd) private pure returns (bytes32) {
        return bytes32(uint256(batch) << INDEX_BITS | uint24(rootEnd));
    }
}
