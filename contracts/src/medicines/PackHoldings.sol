// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IParties} from "../identity/IParties.sol";
import {HeldRange, HeldRanges, heldRange} from "./HeldRange.sol";
import {IPacks} from "./IPacks.sol";
import {PackMarks} from "./PackMarks.sol";
import {PackRules} from "./PackRules.sol";

/// @title Who holds which packs
/// @dev Everything below the doors: batches, ranges, marks and balances. Every pack of a batch is in exactly one range, for
///      ever; an ended pack is too, and what says that it has no holder is its mark. A marked pack never moves.
abstract contract PackHoldings is IPacks {
    using HeldRanges for mapping(uint256 id => HeldRange);
    using PackMarks for PackMarks.Marks;

    struct Batch {
        address maker;
        uint48 gtin;
        uint24 last;
        uint16 expiry;
        bytes29 lot;
        /// @dev What the batch's number lacks of its root.
        bytes3 rootEnd;
    }

    uint256 internal constant INDEX_BITS = 24;
    uint256 internal constant INDEX_MASK = (1 << INDEX_BITS) - 1;
    uint256 internal constant LOT_RECALLED = 1;
    uint256 internal constant WITHDRAWN = 2;

    IParties internal immutable PARTIES;

    mapping(uint256 batch => Batch) internal _batches;
    /// @dev Bits: some lot of it is recalled, it is withdrawn.
    mapping(uint64 gtin => uint256 bits) internal _products;
    mapping(uint64 gtin => mapping(bytes29 lot => bool)) internal _recalls;
    mapping(uint256 id => HeldRange) internal _ranges;
    mapping(address holder => uint256 packs) internal _balances;
    PackMarks.Marks internal _marks;

    constructor(address parties) {
        PARTIES = IParties(parties);
    }

    function _batchOf(uint256 id) internal view returns (Batch storage) {
        return _batches[id >> INDEX_BITS];
    }

    /// @dev The range that a pack is in.
    function _rangeOf(uint256 id, uint256 peak) internal view returns (HeldRange range) {
        range = _ranges.find(id, peak);
        if (range.holderOf() == address(0)) revert PacksUnknown(id);
    }

    /// @dev The one range that all these packs are in.
    function _rangeOf(uint256 first, uint256 count, uint256 peak) internal view returns (HeldRange range) {
        range = _rangeOf(first, peak);
        uint256 last = range.lastOf();
        if (count != 0 && (first & INDEX_MASK) + count <= last + 1) return range;
        _requireRange(first, count, _batchOf(first).last);
        revert PacksRangeStraddles(first, count, (first & ~INDEX_MASK) | last);
    }

    /// @dev The packs' new holder is `to`. None of them is marked, as the caller has found.
    /// @param before marked packs of the range with a lower index than these
    function _move(HeldRange range, uint256 first, uint256 count, address to, uint256 before) internal {
        uint256 start = first & INDEX_MASK;
        uint256 moves = range.movesOf();
        if (moves == type(uint16).max) revert PacksMovesExhausted(first);
        address from = range.holderOf();
        if (start > range.firstOf()) {
            _ranges.put(first, heldRange(from, range.firstOf(), start - 1, before, moves));
        }
        if (start + count <= range.lastOf()) {
            uint256 behind = range.markedOf() - before;
            _ranges.put(first, heldRange(from, start + count, range.lastOf(), behind, moves));
        }
        _ranges.put(first, heldRange(to, start, start + count - 1, 0, moves + 1));
        _tellTransfer(from, to, first, count);
    }

    /// @custom:source ERC-2309, "Specification": `ConsecutiveTransfer` in the place of `Transfer`, never both
    function _tellTransfer(address from, address to, uint256 first, uint256 count) internal {
        if (count == 1) emit Transfer(from, to, first);
        else emit ConsecutiveTransfer(first, first + count - 1, from, to);
    }

    /// @dev How many marked packs of the range stand before the packs that leave it, by the pages that the caller lists: they
    ///      are all of them when as many are found as the range counts. Pages ascend, so none is counted twice.
    function _markedBefore(HeldRange range, uint256 first, uint256 count, uint256[] calldata pages)
        internal
        view
        returns (uint256 before)
    {
        if (range.markedOf() == 0) return 0;
        uint256 behind = 0;
        uint256 last = 0;
        for (uint256 i = 0; i < pages.length; ++i) {
            uint256 page = pages[i];
            if (page <= last && i != 0) _requireList(pages.length, i);
            last = page;
            if (page >> 16 != first >> INDEX_BITS) continue;
            (uint256 some, uint256 others) = _markedBeside(range, first, count, page);
            before += some;
            behind += others;
        }
        if (before + behind != range.markedOf()) {
            revert PacksMarkedUnlisted(first, range.markedOf(), before + behind);
        }
    }

    function _markedBeside(HeldRange range, uint256 first, uint256 count, uint256 page)
        private
        view
        returns (uint256 before, uint256 behind)
    {
        uint256 start = first & INDEX_MASK;
        uint256 bits = _marks.bitsOf(page);
        page &= 0xffff;
        if (bits & _within(page, start, start + count - 1) != 0) revert PacksMarkedInside(first, count);
        if (start != 0) before = _countOf(bits & _within(page, range.firstOf(), start - 1));
        behind = _countOf(bits & _within(page, start + count, range.lastOf()));
    }

    /// @dev How many packs of [first, last] of a batch are marked.
    function _countMarked(uint256 batchId, uint256 first, uint256 last) internal view returns (uint256 count) {
        for (uint256 page = first >> 8; page <= last >> 8; ++page) {
            count += _countOf(_marks.bitsOf((batchId >> INDEX_BITS << 16) | page) & _within(page, first, last));
        }
    }

    function _requireLicensed(address account, Licence licence, uint256 allowed) internal view {
        if (allowed & (1 << uint256(licence)) != 0 && _hasRole(account, PackRules.roleOf(licence))) return;
        revert PacksNotLicensed(account, licence);
    }

    function _hasRole(address account, bytes32 role) internal view returns (bool) {
        return PARTIES.hasRole(account, role);
    }

    function _requireState(uint256 id, State current, State needed, State given) internal pure {
        if (current != needed) _refuseState(id, current, given);
    }

    function _refuseState(uint256 id, State current, State given) internal pure {
        revert PacksStateInvalid(id, current, given);
    }

    function _requireList(uint256 size, uint256 sizeMax) internal pure {
        if (size == 0 || size > sizeMax) revert PacksListInvalid(size);
    }

    /// @dev Nothing that is not packs of one batch is a range.
    function _requireRange(uint256 first, uint256 count, uint256 last) internal pure {
        if (count == 0 || (first & INDEX_MASK) + count > last + 1) revert PacksRangeInvalid(first, count);
    }

    function _requireSaleable(uint256 id) internal view {
        Batch storage batch = _batchOf(id);
        if (block.timestamp / 1 days > batch.expiry) {
            revert PacksPastExpiry(uint232(id >> INDEX_BITS), batch.expiry);
        }
        // The lot is in a slot of its own, which is read where any of the product's lots is called back only.
        if (_products[batch.gtin] != 0) _requireNotCalledBack(batch.gtin, batch.lot);
    }

    function _requireNotCalledBack(uint64 gtin, bytes29 lot) internal view {
        if (_products[gtin] & WITHDRAWN != 0) revert PacksWithdrawn(gtin);
        if (_recalls[gtin][lot]) revert PacksRecalled(gtin, lot);
    }

    /// @dev The part of [first, last] that lies in a page, as bits of it.
    function _within(uint256 page, uint256 first, uint256 last) private pure returns (uint256) {
        (uint256 start, uint256 end) = (page << 8, page << 8 | 0xff);
        if (last < start || first > end || first > last) return 0;
        return PackMarks.span(first > start ? first & 0xff : 0, last < end ? last & 0xff : 0xff);
    }

    function _countOf(uint256 bits) private pure returns (uint256 count) {
        for (; bits != 0; bits &= bits - 1) ++count;
    }
}
