// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IPacks} from "../../src/medicines/IPacks.sol";
import {vm} from "../kernel/Cheats.sol";
import {PacksTest} from "./PacksTest.sol";

/// @dev What stops packs: recall, withdrawal, expiry, quarantine; and what becomes of those that are repackaged.
contract PacksCalledBackTest is PacksTest {
    function setUp() external {
        startWith(1000);
    }

    function test_recallIsForEver() external {
        move(0, 100, MAKER, PHARMACY);
        mark(0, 1, State.Supplied, PHARMACY);
        Recall memory intent = Recall(vm.addr(MAKER), GTIN, LOT, uint232(BATCH), SOON);
        accepts(address(packs), recallCall(intent, MAKER));
        accepts(address(packs), recallCall(intent, MAKER));
        (bool recalled, bool withdrawn) = packs.standingOf(GTIN, LOT);
        require(recalled && !withdrawn, "standing");
        bytes memory problem = abi.encodeWithSelector(IPacks.PacksRecalled.selector, GTIN, LOT);
        refusesExactly(address(packs), markCall(markOf(1, 1, State.Supplied), PHARMACY), problem);
        refusesExactly(address(packs), undoCall(undoOf(0, 1), PHARMACY), problem);
        mark(1, 1, State.Destroyed, PHARMACY);
        move(90, 10, PHARMACY, MAKER, markedPage());
        Commission memory more = commissionOf(1);
        more.root = keccak256("more");
        refusesExactly(address(packs), commissionCall(more, MAKER), problem);
        more.lot = bytes29(keccak256("LOT-2"));
        accepts(address(packs), commissionCall(more, MAKER));
    }

    function test_recallByWhom() external {
        Recall memory intent = Recall(vm.addr(WHOLESALER), GTIN, LOT, uint232(BATCH), SOON);
        bytes memory problem =
            abi.encodeWithSelector(IPacks.PacksNotMaker.selector, vm.addr(WHOLESALER), uint232(BATCH));
        refusesExactly(address(packs), recallCall(intent, WHOLESALER), problem);
        intent.batch = 0;
        problem = abi.encodeWithSelector(IPacks.PacksNotRegulator.selector, vm.addr(WHOLESALER));
        refusesExactly(address(packs), recallCall(intent, WHOLESALER), problem);
        intent = Recall(vm.addr(MAKER), GTIN, bytes29(keccak256("LOT-2")), uint232(BATCH), SOON);
        refuses(address(packs), recallCall(intent, MAKER), IPacks.PacksNotMaker.selector);
        intent = Recall(vm.addr(REGULATOR), GTIN, LOT, 0, SOON);
        refuses(address(packs), recallCall(intent, MAKER), IPacks.PacksSignatureInvalid.selector);
        accepts(address(packs), recallCall(intent, REGULATOR));
    }

    function test_withdrawal() external {
        Withdrawal memory intent = Withdrawal(vm.addr(WHOLESALER), GTIN, PREFIX_LENGTH, SOON);
        refusesExactly(
            address(packs),
            withdrawCall(intent, WHOLESALER),
            abi.encodeWithSelector(IPacks.PacksPrefixNotHeld.selector, vm.addr(WHOLESALER), GTIN, PREFIX_LENGTH)
        );
        intent.prefixLength = 0;
        refuses(address(packs), withdrawCall(intent, WHOLESALER), IPacks.PacksNotRegulator.selector);
        intent = Withdrawal(vm.addr(MAKER), GTIN, PREFIX_LENGTH, SOON);
        accepts(address(packs), withdrawCall(intent, MAKER));
        accepts(address(packs), withdrawCall(Withdrawal(vm.addr(REGULATOR), GTIN, 0, SOON), REGULATOR));
        (, bool withdrawn) = packs.standingOf(GTIN, LOT);
        require(withdrawn, "withdrawn");
        move(0, 10, MAKER, PHARMACY);
        bytes memory problem = abi.encodeWithSelector(IPacks.PacksWithdrawn.selector, GTIN);
        refusesExactly(address(packs), markCall(markOf(0, 1, State.Supplied), PHARMACY), problem);
        intent.gtin = GTIN + 1;
        problem = abi.encodeWithSelector(IPacks.PacksGtinInvalid.selector, GTIN + 1);
        refusesExactly(address(packs), withdrawCall(intent, MAKER), problem);
    }

    function test_expiry() external {
        move(0, 10, MAKER, PHARMACY);
        vm.warp(uint256(EXPIRY) * 1 days + 1 days - 1);
        mark(0, 1, State.Supplied, PHARMACY);
        vm.warp(uint256(EXPIRY) * 1 days + 1 days);
        bytes memory problem = abi.encodeWithSelector(IPacks.PacksPastExpiry.selector, uint232(BATCH), EXPIRY);
        refusesExactly(address(packs), markCall(markOf(1, 1, State.Supplied), PHARMACY), problem);
        refusesExactly(address(packs), undoCall(undoOf(0, 1), PHARMACY), problem);
        mark(1, 1, State.Destroyed, PHARMACY);
    }

    function test_quarantine() external {
        move(0, 10, MAKER, PHARMACY);
        mark(0, 1, State.Quarantined, PHARMACY);
        require(packs.ownerOf(FIRST) == vm.addr(PHARMACY) && balanceOf(PHARMACY) == 10, "held");
        refuses(address(packs), markCall(markOf(0, 1, State.Supplied), PHARMACY), IPacks.PacksStateInvalid.selector);
        vm.warp(NOW + 30 days);
        undo(0, 1, PHARMACY);
        require(stateOf(0) == State.Active, "cleared");
        ruled(0, State.QuarantinedByRegulator);
        refuses(address(packs), undoCall(undoOf(0, 1), PHARMACY), IPacks.PacksStateInvalid.selector);
        ruled(0, State.Active);
        (, uint16 round,) = packs.packOf(FIRST);
        require(round == 2, "two rounds");
        ruled(0, State.QuarantinedByRegulator);
        bytes memory alone = ruleCall(rulingOf(0, State.Illegitimate), REGULATOR, REGULATOR);
        bytes memory problem = abi.encodeWithSelector(IPacks.PacksSignatureInvalid.selector, vm.addr(MAKER));
        refusesExactly(address(packs), alone, problem);
        ruled(0, State.Illegitimate);
        require(balanceOf(PHARMACY) == 9, "ended");
        refuses(address(packs), abi.encodeCall(packs.ownerOf, (FIRST)), IPacks.PacksEnded.selector);
        refuses(
            address(packs),
            ruleCall(rulingOf(0, State.Active), REGULATOR, MAKER),
            IPacks.PacksStateInvalid.selector
        );
        Ruling memory theirs = rulingOf(1, State.QuarantinedByRegulator);
        theirs.regulator = vm.addr(PHARMACY);
        refuses(address(packs), ruleCall(theirs, PHARMACY, MAKER), IPacks.PacksNotRegulator.selector);
    }

    function test_repackaging() external {
        mark(0, 5, State.CheckedOut, MAKER);
        Commission memory next = commissionOf(5);
        next.root = keccak256("repackaged");
        accepts(address(packs), commissionCall(next, MAKER));
        uint232 into = uint232(uint256(next.root) >> 24);
        Repackaging memory intent = Repackaging(FIRST, 5, into, 0, SOON);
        accepts(address(packs), repackageCall(intent, MAKER));
        require(stateOf(0) == State.Repackaged && stateOf(4) == State.Repackaged, "repackaged");
        refuses(address(packs), undoCall(undoOf(0, 5), MAKER), IPacks.PacksStateInvalid.selector);
        refuses(address(packs), repackageCall(intent, MAKER), IPacks.PacksStateInvalid.selector);
        move(10, 5, MAKER, WHOLESALER, markedPage());
        mark(10, 5, State.CheckedOut, WHOLESALER);
        intent.first = FIRST + 10;
        refuses(address(packs), repackageCall(intent, WHOLESALER), IPacks.PacksNotMaker.selector);
    }

    function ruled(uint256 index, State state) private {
        accepts(address(packs), ruleCall(rulingOf(index, state), REGULATOR, MAKER));
        require(stateOf(index) == state, "ruled");
    }

    function markedPage() private pure returns (uint256[] memory pages) {
        pages = new uint256[](1);
        pages[0] = FIRST >> 8;
    }

    function move(uint256 first, uint32 count, uint256 from, uint256 to, uint256[] memory pages) private {
        accepts(address(packs), handOverCall(handOverOf(first, count, from, to), from, to, pages));
    }
}
