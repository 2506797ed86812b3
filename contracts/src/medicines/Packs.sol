// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IntentDomain} from "../kernel/IntentDomain.sol";
import {Intents} from "../kernel/Intents.sol";
import {HeldRange, HeldRanges, heldRange} from "./HeldRange.sol";
import {IPrefixes} from "./IPrefixes.sol";
import {PackHashes} from "./PackHashes.sol";
import {PackHoldings} from "./PackHoldings.sol";
import {PackMarks} from "./PackMarks.sol";
import {PackRules} from "./PackRules.sol";
import {PackViews} from "./PackViews.sol";

/// @title Packs
/// @notice M-1 a pack ends at most once a round, and a round begins by an undo alone.
///         M-2 a recalled lot and a withdrawn product stay so.
///         M-3 an end is undone only by the party that made it, within ten days.
///         M-4 the balances add up to the packs that have not ended.
contract Packs is PackViews, IntentDomain {
    using HeldRanges for mapping(uint256 id => HeldRange);
    using PackHashes for *;
    using PackMarks for PackMarks.Marks;

    uint256 internal constant BATCH_PACKS_MAX = 1 << 24;
    uint256 internal constant EXPIRY_DAYS_MAX = 4000;
    uint256 internal constant UNDO_DAYS_MAX = 10;
    uint256 internal constant HANDOVER_RANGES_MAX = 100;
    uint256 internal constant MARK_PACKS_MAX = 4096;
    uint256 internal constant LIST_ITEMS_MAX = 250;

    uint64 private constant GTIN_MAX = 99_999_999_999_999;
    bytes32 private constant NAME = keccak256("Symbolon Packs");
    bytes32 private constant REGULATOR = "regulator";

    IPrefixes private immutable PREFIXES;

    constructor(address parties, address prefixes) PackHoldings(parties) {
        PREFIXES = IPrefixes(prefixes);
    }

    function commission(Commission calldata intent, bytes calldata signature) external {
        uint256 batch = uint256(intent.root) >> INDEX_BITS;
        (uint256 count, uint64 gtin, address maker) = (intent.count, intent.gtin, intent.maker);
        if (_batches[batch].maker != address(0)) revert PacksAlreadyCommissioned(uint232(batch));
        // The number 0 stands for no batch in a recall.
        if (batch == 0) revert PacksBatchUnknown(0);
        if (count == 0 || count > BATCH_PACKS_MAX) revert PacksCountInvalid(count);
        _requireGtin(gtin);
        uint256 today = block.timestamp / 1 days;
        if (intent.expiry < today || intent.expiry > today + EXPIRY_DAYS_MAX) revert PacksExpiryInvalid(intent.expiry);
        if (_products[gtin] != 0) _requireNotCalledBack(gtin, intent.lot);
        _requireLicensed(maker, Licence.Manufacturer, PackRules.ANY_LICENCE);
        _requirePrefix(maker, gtin, intent.prefixLength);
        _requireSigned(maker, PackHashes.hashArgument(PackHashes.COMMISSION, 8), intent.deadline, signature);
        // A GTIN of 14 digits fits 47 bits, the last index of `BATCH_PACKS_MAX` packs 24.
        _batches[batch] = Batch({
            maker: maker,
            gtin: uint48(gtin),
            last: uint24(count - 1),
            expiry: intent.expiry,
            lot: intent.lot,
            rootEnd: bytes3(intent.root << 232)
        });
        uint256 first = batch << INDEX_BITS;
        _ranges.put(first, heldRange(maker, 0, count - 1, 0, 0));
        _balances[maker] += count;
        emit Commissioned(uint232(batch), maker, gtin, intent.root, intent.count, intent.lot, intent.expiry);
        _tellTransfer(address(0), maker, first, count);
    }

    function handOver(SignedHandOver[] calldata handOvers) external {
        _requireList(handOvers.length, LIST_ITEMS_MAX);
        for (uint256 i = 0; i < handOvers.length; ++i) {
            _handOver(handOvers[i]);
        }
    }

    function mark(SignedMark[] calldata marks) external {
        _requireList(marks.length, LIST_ITEMS_MAX);
        for (uint256 i = 0; i < marks.length; ++i) {
            _mark(marks[i]);
        }
    }

    function undo(Undo calldata intent, uint24 peak, Licence licence, bytes calldata signature) external {
        (uint256 first, uint256 count) = (intent.first, intent.count);
        HeldRange range = _rangeOf(first, count, peak);
        address holder = range.holderOf();
        State state = _marks.markOf(first).state;
        uint256 rule_ = PackRules.ruleOf(state);
        if (rule_ & (PackRules.UNDONE | PackRules.CLEARED) == 0) _refuseState(first, state, State.Active);
        bool ended = rule_ & PackRules.ENDS != 0;
        if (ended) _requireSaleable(first);
        _requireLicensed(holder, licence, rule_);
        _requireSigned(holder, PackHashes.hashArgument(PackHashes.UNDO, 4), intent.deadline, signature);
        _leave(first, count, state, intent.round, ended ? UNDO_DAYS_MAX : type(uint256).max);
        if (ended) {
            _balances[holder] += count;
            _tellTransfer(address(0), holder, first, count);
        }
        _tellMarked(range, first, count, State.Active, range.markedOf() - count);
    }

    function repackage(Repackaging calldata intent, uint24 peak, Licence licence, bytes calldata signature) external {
        (uint256 first, uint256 count) = (intent.first, intent.count);
        _requireList(count, MARK_PACKS_MAX);
        HeldRange range = _rangeOf(first, count, peak);
        address holder = range.holderOf();
        _requireMaker(holder, intent.into, _batches[intent.into].maker == holder);
        _requireLicensed(holder, licence, PackRules.ANY_LICENCE);
        _requireSigned(holder, PackHashes.hashArgument(PackHashes.REPACKAGING, 5), intent.deadline, signature);
        for (uint256 id = first; id < first + count; ++id) {
            _requireMark(id, State.CheckedOut, State.Repackaged, intent.round);
            _marks.set(id, PackMarks.Mark(State.Repackaged, block.timestamp / 1 days, intent.round));
        }
        emit RepackagedInto(first, intent.count, intent.into);
        _tellMarked(range, first, count, State.Repackaged, range.markedOf());
    }

    function rule(Ruling calldata intent, uint24 peak, bytes calldata regulatorSignature, bytes calldata makerSignature)
        external
    {
        (uint256 id, State state) = (intent.id, intent.state);
        HeldRange range = _rangeOf(id, peak);
        _requireRegulator(intent.regulator);
        bytes32 content = PackHashes.hashArgument(PackHashes.RULING, 5);
        _requireSigned(intent.regulator, content, intent.deadline, regulatorSignature);
        if (state == State.Illegitimate) {
            _requireSigned(_batchOf(id).maker, content, intent.deadline, makerSignature);
        }
        State current = _marks.markOf(id).state;
        if (!PackRules.rules(current, state)) _refuseState(id, current, state);
        _requireMark(id, current, state, intent.round);
        uint256 marked = range.markedOf();
        if (state == State.Active) {
            _leave(id, 1, current, intent.round, type(uint256).max);
            --marked;
        } else {
            _marks.set(id, PackMarks.Mark(state, block.timestamp / 1 days, intent.round));
            if (current == State.Active) ++marked;
        }
        if (state == State.Illegitimate) _end(range.holderOf(), id, 1);
        _tellMarked(range, id, 1, state, marked);
    }

    function recall(Recall calldata intent, bytes calldata signature) external {
        (address by, uint64 gtin, bytes29 lot) = (intent.by, intent.gtin, intent.lot);
        if (intent.batch == 0) {
            _requireGtin(gtin);
            _requireRegulator(by);
        } else {
            Batch storage batch = _batches[intent.batch];
            _requireMaker(by, intent.batch, batch.maker == by && batch.gtin == gtin && batch.lot == lot);
        }
        _requireSigned(by, PackHashes.hashArgument(PackHashes.RECALL, 5), intent.deadline, signature);
        if (_recalls[gtin][lot]) return;
        _recalls[gtin][lot] = true;
        _products[gtin] |= LOT_RECALLED;
        emit Recalled(gtin, lot, by);
    }

    function withdraw(Withdrawal calldata intent, bytes calldata signature) external {
        (address by, uint64 gtin) = (intent.by, intent.gtin);
        _requireGtin(gtin);
        if (intent.prefixLength == 0) _requireRegulator(by);
        else _requirePrefix(by, gtin, intent.prefixLength);
        _requireSigned(by, PackHashes.hashArgument(PackHashes.WITHDRAWAL, 4), intent.deadline, signature);
        if (_products[gtin] & WITHDRAWN != 0) return;
        _products[gtin] |= WITHDRAWN;
        emit Withdrawn(gtin, by);
    }

    function _handOver(SignedHandOver calldata signed) private {
        HandOver calldata intent = signed.handOver;
        (address from, address to) = (intent.from, intent.to);
        uint256 size = intent.ranges.length;
        _requireList(size, HANDOVER_RANGES_MAX);
        if (signed.peaks.length != size) _requireList(signed.peaks.length, 0);
        if (to == address(0) || to == from) revert PacksReceiverInvalid(to);
        _requireLicensed(from, signed.fromLicence, PackRules.ANY_LICENCE);
        _requireLicensed(to, signed.toLicence, PackRules.ANY_LICENCE);
        bytes32 content = intent.hash();
        _requireSigned(from, content, intent.deadline, signed.fromSignature);
        _requireSigned(to, content, intent.deadline, signed.toSignature);
        uint256 packs = 0;
        for (uint256 i = 0; i < size; ++i) {
            packs += _handOverRange(intent.ranges[i], signed.peaks[i], from, to, signed.pages);
        }
        _balances[from] -= packs;
        _balances[to] += packs;
    }

    function _handOverRange(Range calldata moved, uint256 peak, address from, address to, uint256[] calldata pages)
        private
        returns (uint256 count)
    {
        uint256 first = moved.first;
        count = moved.count;
        HeldRange range = _rangeOf(first, count, peak);
        if (range.holderOf() != from) revert PacksNotHolder(first, range.holderOf(), from);
        if (range.movesOf() != moved.moves) revert PacksMoved(first, uint16(range.movesOf()), moved.moves);
        _move(range, first, count, to, _markedBefore(range, first, count, pages));
    }

    function _mark(SignedMark calldata signed) private {
        Mark calldata intent = signed.mark;
        (uint256 first, uint256 count, State state) = (intent.first, intent.count, intent.state);
        _requireList(count, MARK_PACKS_MAX);
        HeldRange range = _rangeOf(first, count, signed.peak);
        address holder = range.holderOf();
        uint256 rule_ = PackRules.ruleOf(state);
        if (rule_ == 0) _refuseState(first, _marks.markOf(first).state, state);
        if (rule_ & PackRules.SALEABLE != 0) _requireSaleable(first);
        _requireLicensed(holder, signed.licence, rule_);
        _requireSigned(holder, intent.hash(), intent.deadline, signed.signature);
        PackMarks.Mark memory to = PackMarks.Mark(state, block.timestamp / 1 days, intent.round);
        uint256 fresh = 0;
        for ((uint256 id, uint256 end) = (first, first + count); id < end;) {
            uint256 next = (id | 0xff) + 1 < end ? (id | 0xff) + 1 : end;
            fresh += _marks.mark(id, next - id, to);
            id = next;
        }
        if (rule_ & PackRules.ENDS != 0) _end(holder, first, count);
        _tellMarked(range, first, count, state, range.markedOf() + fresh);
    }

    function _end(address holder, uint256 first, uint256 count) private {
        _balances[holder] -= count;
        _tellTransfer(holder, address(0), first, count);
    }

    function _tellMarked(HeldRange range, uint256 first, uint256 count, State state, uint256 marked) private {
        _ranges.put(first, range.withMarked(marked));
        // At most `MARK_PACKS_MAX`.
        emit Marked(first, uint32(count), state);
    }

    /// @dev The packs are Active in their next round; each has been in `state` for at most so many days.
    function _leave(uint256 first, uint256 count, State state, uint16 round, uint256 daysMax) private {
        _requireList(count, MARK_PACKS_MAX);
        uint256 today = block.timestamp / 1 days;
        for (uint256 id = first; id < first + count; ++id) {
            PackMarks.Mark memory found = _requireMark(id, state, State.Active, round);
            uint256 ageDays = (today - found.day) % 4096;
            if (ageDays > daysMax) revert PacksUndoLate(id, ageDays);
            // A round of 65,535 is one that no pack is in, since the addition is checked.
            _marks.set(id, PackMarks.Mark(State.Active, today, round + 1));
        }
    }

    function _requireMark(uint256 id, State state, State given, uint16 round)
        private
        view
        returns (PackMarks.Mark memory found)
    {
        found = _marks.markOf(id);
        _requireState(id, found.state, state, given);
        PackMarks.requireRound(id, found.round, round);
    }

    function _requireSigned(address account, bytes32 content, uint256 deadline, bytes calldata signature) private view {
        if (block.timestamp > deadline) revert PacksExpired(deadline);
        if (!Intents.isSignedBy(account, _typedDataHash(NAME, content), signature)) revert PacksSignatureInvalid(account);
    }

    function _requireRegulator(address account) private view {
        if (!_hasRole(account, REGULATOR)) revert PacksNotRegulator(account);
    }

    function _requirePrefix(address account, uint64 gtin, uint8 length) private view {
        if (!PREFIXES.isHeldBy(account, gtin, length)) revert PacksPrefixNotHeld(account, gtin, length);
    }

    function _requireMaker(address account, uint232 batch, bool isMaker) private pure {
        if (!isMaker) revert PacksNotMaker(account, batch);
    }

    /// @custom:source GS1 General Specifications §7.9.1 (check digit)
    function _requireGtin(uint64 gtin) private pure {
        if (gtin == 0 || gtin > GTIN_MAX) revert PacksGtinInvalid(gtin);
        uint256 sum = 0;
        uint256 digits = gtin;
        for (uint256 weight = 1; digits != 0; (digits, weight) = (digits / 10, 4 - weight)) {
            sum += digits % 10 * weight;
        }
        if (sum % 10 != 0) revert PacksGtinInvalid(gtin);
    }
}
