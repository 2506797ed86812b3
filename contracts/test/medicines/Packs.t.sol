// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IPacks} from "../../src/medicines/IPacks.sol";
import {vm} from "../kernel/Cheats.sol";
import {PacksTest} from "./PacksTest.sol";

/// @dev What each move does, and what refuses it by name and values.
contract PacksStatesTest is PacksTest {
    function setUp() external {
        startWith(1000);
    }

    function test_commissioned() external view {
        (address maker, bytes32 root, uint32 count, uint64 gtin, bytes29 lot, uint16 expiry) =
            packs.batchOf(uint232(BATCH));
        require(maker == vm.addr(MAKER) && root == ROOT && count == 1000, "maker, root, count");
        require(gtin == GTIN && lot == LOT && expiry == EXPIRY, "what it is");
        require(balanceOf(MAKER) == 1000, "balance");
        require(packs.ownerOf(FIRST) == vm.addr(MAKER) && packs.ownerOf(FIRST + 999) == vm.addr(MAKER), "owner");
        (address holder, uint256 first, uint32 size, uint32 marked, uint16 moves, uint24 peak) =
            packs.rangeOf(FIRST + 500);
        require(holder == vm.addr(MAKER) && first == FIRST && size == 1000, "range");
        require(marked == 0 && moves == 0 && peak == 0, "fresh");
    }

    function test_handOver() external {
        move(100, 300, MAKER, WHOLESALER);
        move(150, 50, WHOLESALER, PHARMACY);
        require(balanceOf(MAKER) == 700 && balanceOf(WHOLESALER) == 250 && balanceOf(PHARMACY) == 50, "balances");
        for (uint256 i = 0; i < 1000; ++i) {
            uint256 key = i < 100 || i >= 400 ? MAKER : i >= 150 && i < 200 ? PHARMACY : WHOLESALER;
            require(packs.ownerOf(FIRST + i) == vm.addr(key), "owner");
        }
        (,,,, uint16 moves,) = packs.rangeOf(FIRST + 160);
        require(moves == 2, "moves");
    }

    function test_everyStateAHolderGives() external {
        move(0, 100, MAKER, PHARMACY);
        move(100, 100, MAKER, WHOLESALER);
        gives(0, State.Supplied, PHARMACY, true);
        gives(1, State.PartlySupplied, PHARMACY, false);
        gives(1, State.Supplied, PHARMACY, true);
        gives(2, State.Destroyed, PHARMACY, true);
        gives(3, State.Stolen, PHARMACY, true);
        gives(100, State.Exported, WHOLESALER, true);
        gives(4, State.Sample, PHARMACY, true);
        gives(200, State.FreeSample, MAKER, true);
        gives(5, State.Locked, PHARMACY, true);
        gives(101, State.CheckedOut, WHOLESALER, true);
        gives(6, State.Quarantined, PHARMACY, false);
        require(balanceOf(PHARMACY) == 94 && balanceOf(WHOLESALER) == 98 && balanceOf(MAKER) == 799, "balances");
    }

    function test_noOtherLicenceGivesIt() external {
        move(0, 100, MAKER, PHARMACY);
        move(100, 100, MAKER, WHOLESALER);
        withholds(100, State.Supplied, WHOLESALER);
        withholds(200, State.Supplied, MAKER);
        withholds(100, State.PartlySupplied, WHOLESALER);
        withholds(0, State.Exported, PHARMACY);
        withholds(100, State.FreeSample, WHOLESALER);
        withholds(0, State.CheckedOut, PHARMACY);
        State[4] memory others =
            [State.Active, State.Repackaged, State.Illegitimate, State.QuarantinedByRegulator];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory problem =
                abi.encodeWithSelector(IPacks.PacksStateInvalid.selector, FIRST, State.Active, others[i]);
            refusesExactly(address(packs), markCall(markOf(0, 1, others[i]), PHARMACY), problem);
        }
    }

    function test_endsOnce() external {
        move(0, 600, MAKER, PHARMACY);
        mark(10, 300, State.Supplied, PHARMACY);
        uint32[5] memory firsts = [uint32(10), 9, 309, 0, 200];
        uint32[5] memory counts = [uint32(1), 2, 2, 600, 50];
        for (uint256 i = 0; i < firsts.length; ++i) {
            bytes memory call = markCall(markOf(firsts[i], counts[i], State.Destroyed), PHARMACY);
            refuses(address(packs), call, IPacks.PacksStateInvalid.selector);
        }
        refusesExactly(
            address(packs),
            abi.encodeCall(packs.ownerOf, (FIRST + 10)),
            abi.encodeWithSelector(IPacks.PacksEnded.selector, FIRST + 10, State.Supplied)
        );
        require(balanceOf(PHARMACY) == 300, "balance");
    }

    function test_undoOfEveryKind() external {
        move(0, 100, MAKER, PHARMACY);
        move(100, 100, MAKER, WHOLESALER);
        undoes(0, State.Supplied, PHARMACY);
        undoes(1, State.Sample, PHARMACY);
        undoes(2, State.Locked, PHARMACY);
        undoes(100, State.Exported, WHOLESALER);
        undoes(101, State.CheckedOut, WHOLESALER);
        undoes(200, State.FreeSample, MAKER);
        State[3] memory final_ = [State.Destroyed, State.Stolen, State.PartlySupplied];
        for (uint256 i = 0; i < final_.length; ++i) {
            mark(10 + i, 1, final_[i], PHARMACY);
            refusesExactly(
                address(packs),
                undoCall(undoOf(10 + i, 1), PHARMACY),
                abi.encodeWithSelector(IPacks.PacksStateInvalid.selector, FIRST + 10 + i, final_[i], State.Active)
            );
        }
    }

    function test_undoWithinTenDays() external {
        move(0, 10, MAKER, PHARMACY);
        mark(0, 2, State.Supplied, PHARMACY);
        vm.warp(NOW + 10 days);
        undo(0, 1, PHARMACY);
        vm.warp((NOW / 1 days + 11) * 1 days);
        bytes memory problem = abi.encodeWithSelector(IPacks.PacksUndoLate.selector, FIRST + 1, 11);
        refusesExactly(address(packs), undoCall(undoOf(1, 1), PHARMACY), problem);
    }

    /// @dev M-3: neither whoever handed the pack over, nor whoever else is licensed.
    function test_undoByNobodyElse() external {
        move(0, 10, MAKER, PHARMACY);
        mark(0, 1, State.Supplied, PHARMACY);
        refuses(address(packs), undoCall(undoOf(0, 1), HOSPITAL), IPacks.PacksNotLicensed.selector);
        Undo memory intent = undoOf(0, 1);
        bytes memory theirs = signed(MAKER, digest(intent));
        refusesExactly(
            address(packs),
            abi.encodeCall(packs.undo, (intent, 0, Licence.Pharmacy, theirs)),
            abi.encodeWithSelector(IPacks.PacksSignatureInvalid.selector, vm.addr(PHARMACY))
        );
    }

    function test_markedPacksStay() external {
        move(0, 600, MAKER, PHARMACY);
        mark(300, 1, State.Supplied, PHARMACY);
        mark(301, 1, State.Quarantined, PHARMACY);
        uint256[] memory pages = new uint256[](1);
        pages[0] = (FIRST + 300) >> 8;
        bytes memory inside = handOverCall(handOverOf(290, 20, PHARMACY, WHOLESALER), PHARMACY, WHOLESALER, pages);
        refusesExactly(
            address(packs), inside, abi.encodeWithSelector(IPacks.PacksMarkedInside.selector, FIRST + 290, 20)
        );
        bytes memory unlisted = handOverCall(handOverOf(400, 100, PHARMACY, WHOLESALER), PHARMACY, WHOLESALER);
        refusesExactly(
            address(packs), unlisted, abi.encodeWithSelector(IPacks.PacksMarkedUnlisted.selector, FIRST + 400, 2, 0)
        );
        accepts(
            address(packs), handOverCall(handOverOf(400, 100, PHARMACY, WHOLESALER), PHARMACY, WHOLESALER, pages)
        );
        (,, uint32 count, uint32 marked,,) = packs.rangeOf(FIRST + 300);
        require(count == 400 && marked == 2, "before");
        (,, count, marked,,) = packs.rangeOf(FIRST + 550);
        require(count == 100 && marked == 0, "behind");
        uint256[] memory twice = new uint256[](2);
        (twice[0], twice[1]) = (pages[0], pages[0]);
        bytes memory doubled = handOverCall(handOverOf(0, 10, PHARMACY, WHOLESALER), PHARMACY, WHOLESALER, twice);
        refusesExactly(address(packs), doubled, abi.encodeWithSelector(IPacks.PacksListInvalid.selector, 2));
    }

    function test_rangesThatAreNone() external {
        move(100, 100, MAKER, WHOLESALER);
        refusesRange(0, 0, IPacks.PacksRangeInvalid.selector);
        refusesRange(500, 501, IPacks.PacksRangeInvalid.selector);
        refusesRange(999, type(uint32).max, IPacks.PacksRangeInvalid.selector);
        refusesExactly(
            address(packs),
            handOverCall(handOverOf(50, 100, MAKER, PHARMACY), MAKER, PHARMACY),
            abi.encodeWithSelector(IPacks.PacksRangeStraddles.selector, FIRST + 50, 100, FIRST + 99)
        );
        HandOver memory overlap = handOverOf(0, 60, MAKER, PHARMACY);
        Range memory one = overlap.ranges[0];
        overlap.ranges = new Range[](2);
        (overlap.ranges[0], overlap.ranges[1]) = (one, Range(FIRST + 30, 60, 0));
        refuses(address(packs), handOverCall(overlap, MAKER, PHARMACY), IPacks.PacksRangeStraddles.selector);
        overlap.ranges[1] = Range(FIRST + 30, 10, 0);
        refusesExactly(
            address(packs),
            handOverCall(overlap, MAKER, PHARMACY),
            abi.encodeWithSelector(IPacks.PacksNotHolder.selector, FIRST + 30, vm.addr(PHARMACY), vm.addr(MAKER))
        );
        uint256 unknown = FIRST + 1000;
        overlap = handOverOf(0, 60, MAKER, PHARMACY);
        overlap.ranges[0].first = unknown;
        refusesExactly(
            address(packs),
            handOverCall(overlap, MAKER, PHARMACY),
            abi.encodeWithSelector(IPacks.PacksUnknown.selector, unknown)
        );
        refuses(address(packs), abi.encodeCall(packs.ownerOf, (1)), IPacks.PacksUnknown.selector);
    }

    function test_licencesThatEnded() external {
        move(0, 10, MAKER, PHARMACY);
        revokeRole(PHARMACY, "pharmacy");
        bytes memory problem =
            abi.encodeWithSelector(IPacks.PacksNotLicensed.selector, vm.addr(PHARMACY), Licence.Pharmacy);
        refusesExactly(address(packs), markCall(markOf(0, 1, State.Supplied), PHARMACY), problem);
        refusesExactly(address(packs), handOverCall(handOverOf(0, 1, PHARMACY, MAKER), PHARMACY, MAKER), problem);
        refusesExactly(address(packs), handOverCall(handOverOf(10, 1, MAKER, PHARMACY), MAKER, PHARMACY), problem);
    }

    function test_receiversThatAreNone() external {
        HandOver memory intent = handOverOf(0, 1, MAKER, MAKER);
        bytes memory problem = abi.encodeWithSelector(IPacks.PacksReceiverInvalid.selector, vm.addr(MAKER));
        refusesExactly(address(packs), handOverCall(intent, MAKER, MAKER), problem);
        intent.to = address(0);
        problem = abi.encodeWithSelector(IPacks.PacksReceiverInvalid.selector, address(0));
        refusesExactly(address(packs), handOverCall(intent, MAKER, PHARMACY), problem);
    }

    function gives(uint256 index, State state, uint256 key, bool isEnd) private {
        mark(index, 1, state, key);
        require(stateOf(index) == state, "state");
        if (isEnd) refuses(address(packs), abi.encodeCall(packs.ownerOf, (FIRST + index)), IPacks.PacksEnded.selector);
        else require(packs.ownerOf(FIRST + index) == vm.addr(key), "holder");
    }

    function withholds(uint256 index, State state, uint256 key) private {
        refusesExactly(
            address(packs),
            markCall(markOf(index, 1, state), key),
            abi.encodeWithSelector(IPacks.PacksNotLicensed.selector, vm.addr(key), licenceOf(key))
        );
    }

    function undoes(uint256 index, State state, uint256 key) private {
        uint256 before = balanceOf(key);
        mark(index, 1, state, key);
        undo(index, 1, key);
        (State now_, uint16 round,) = packs.packOf(FIRST + index);
        require(now_ == State.Active && round == 1 && balanceOf(key) == before, "undone");
        require(packs.ownerOf(FIRST + index) == vm.addr(key), "held again");
        mark(index, 1, state, key);
        undo(index, 1, key);
        (, round,) = packs.packOf(FIRST + index);
        require(round == 2, "next round");
    }

    function refusesRange(uint256 first, uint32 count, bytes4 selector) private {
        HandOver memory intent = handOverOf(first, count, MAKER, PHARMACY);
        bytes memory problem = abi.encodeWithSelector(selector, FIRST + first, count);
        refusesExactly(address(packs), handOverCall(intent, MAKER, PHARMACY), problem);
    }
}
