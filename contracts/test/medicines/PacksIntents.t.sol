// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IPacks} from "../../src/medicines/IPacks.sol";
import {Packs} from "../../src/medicines/Packs.sol";
import {vm} from "../kernel/Cheats.sol";
import {Wallet} from "../kernel/Wallet.sol";
import {PacksTest} from "./PacksTest.sol";

/// @dev Who signed what, for which chain and contract, until when, and how often.
contract PacksIntentsTest is PacksTest {
    bytes4 private constant REFUSED = IPacks.PacksSignatureInvalid.selector;

    function setUp() external {
        startWith(1000);
        move(0, 100, MAKER, PHARMACY);
        mark(0, 2, State.Supplied, PHARMACY);
        mark(200, 1, State.CheckedOut, MAKER);
        Commission memory next = commissionOf(5);
        next.root = keccak256("next");
        accepts(address(packs), commissionCall(next, MAKER));
    }

    /// @dev One call of each intent that would be accepted.
    function calls() private view returns (bytes[] memory all) {
        all = new bytes[](8);
        Commission memory third = commissionOf(5);
        third.root = keccak256("third");
        all[0] = commissionCall(third, MAKER);
        all[1] = handOverCall(handOverOf(300, 10, MAKER, WHOLESALER), MAKER, WHOLESALER, marked());
        all[2] = markCall(markOf(5, 1, State.Supplied), PHARMACY);
        all[3] = undoCall(undoOf(0, 1), PHARMACY);
        uint232 into = uint232(uint256(keccak256("next")) >> 24);
        all[4] = repackageCall(Repackaging(FIRST + 200, 1, into, 0, SOON), MAKER);
        all[5] = ruleCall(rulingOf(50, State.QuarantinedByRegulator), REGULATOR, MAKER);
        all[6] = recallCall(Recall(vm.addr(MAKER), GTIN, LOT, uint232(BATCH), SOON), MAKER);
        all[7] = withdrawCall(Withdrawal(vm.addr(REGULATOR), GTIN, 0, SOON), REGULATOR);
    }

    function test_eachIsAccepted() external {
        bytes[] memory all = calls();
        for (uint256 i = 0; i < all.length; ++i) {
            accepts(address(packs), all[i]);
        }
    }

    function test_expired() external {
        bytes[] memory all = calls();
        vm.warp(SOON + 1);
        for (uint256 i = 0; i < all.length; ++i) {
            refusesExactly(address(packs), all[i], abi.encodeWithSelector(IPacks.PacksExpired.selector, SOON));
        }
        vm.warp(SOON);
        accepts(address(packs), all[2]);
    }

    function test_otherChain() external {
        bytes[] memory all = calls();
        uint256 home = block.chainid;
        vm.chainId(home + 1);
        for (uint256 i = 0; i < all.length; ++i) {
            refuses(address(packs), all[i], REFUSED);
        }
        vm.chainId(home);
        accepts(address(packs), all[0]);
    }

    function test_otherContract() external {
        bytes memory elsewhere = commissionCall(commissionOf(1000), MAKER);
        packs = new Packs(address(parties), address(prefixes));
        refuses(address(packs), elsewhere, REFUSED);
        accepts(address(packs), commissionCall(commissionOf(1000), MAKER));
    }

    function test_malleatedAndForged() external {
        Mark memory intent = markOf(5, 1, State.Supplied);
        bytes[] memory forged = forgeries(PHARMACY, digest(intent));
        for (uint256 i = 0; i < forged.length; ++i) {
            SignedMark[] memory list = new SignedMark[](1);
            list[0] = SignedMark(intent, 0, Licence.Pharmacy, forged[i]);
            refusesExactly(
                address(packs),
                abi.encodeCall(packs.mark, (list)),
                abi.encodeWithSelector(REFUSED, vm.addr(PHARMACY))
            );
        }
        HandOver memory moved = handOverOf(300, 10, MAKER, WHOLESALER);
        bytes32 content = digest(moved);
        SignedHandOver[] memory one = new SignedHandOver[](1);
        one[0] = SignedHandOver(
            moved, Licence.Manufacturer, Licence.Wholesaler, new uint24[](1), marked(), signed(MAKER, content), ""
        );
        forged = forgeries(WHOLESALER, content);
        for (uint256 i = 0; i < forged.length; ++i) {
            one[0].toSignature = forged[i];
            refusesExactly(
                address(packs),
                abi.encodeCall(packs.handOver, (one)),
                abi.encodeWithSelector(REFUSED, vm.addr(WHOLESALER))
            );
        }
    }

    function test_everyFieldOfAHandOver() external {
        HandOver memory intent = handOverOf(300, 10, MAKER, WHOLESALER);
        SignedHandOver[] memory list = new SignedHandOver[](1);
        bytes32 content = digest(intent);
        list[0] = SignedHandOver(
            intent,
            Licence.Manufacturer,
            Licence.Wholesaler,
            new uint24[](1),
            marked(),
            signed(MAKER, content),
            signed(WHOLESALER, content)
        );
        list[0].handOver.ranges[0].first += 1;
        refuses(address(packs), abi.encodeCall(packs.handOver, (list)), REFUSED);
        list[0].handOver.ranges[0].first -= 1;
        list[0].handOver.ranges[0].count += 1;
        refuses(address(packs), abi.encodeCall(packs.handOver, (list)), REFUSED);
        list[0].handOver.ranges[0].count -= 1;
        list[0].handOver.deadline += 1;
        refuses(address(packs), abi.encodeCall(packs.handOver, (list)), REFUSED);
        list[0].handOver.deadline -= 1;
        accepts(address(packs), abi.encodeCall(packs.handOver, (list)));
    }

    /// @dev Signed once, it counts once, whatever happens to the packs in between.
    function test_replays() external {
        bytes memory there = handOverCall(handOverOf(300, 10, MAKER, WHOLESALER), MAKER, WHOLESALER, marked());
        accepts(address(packs), there);
        accepts(address(packs), handOverCall(handOverOf(300, 10, WHOLESALER, MAKER), WHOLESALER, MAKER));
        refusesExactly(
            address(packs), there, abi.encodeWithSelector(IPacks.PacksMoved.selector, FIRST + 300, uint16(2), uint16(0))
        );
        bytes memory end = markCall(markOf(5, 1, State.Supplied), PHARMACY);
        accepts(address(packs), end);
        refuses(address(packs), end, IPacks.PacksStateInvalid.selector);
        bytes memory back = undoCall(undoOf(5, 1), PHARMACY);
        accepts(address(packs), back);
        refusesExactly(
            address(packs), end, abi.encodeWithSelector(IPacks.PacksRoundInvalid.selector, FIRST + 5, uint16(1), uint16(0))
        );
        mark(5, 1, State.Supplied, PHARMACY);
        refuses(address(packs), back, IPacks.PacksRoundInvalid.selector);
    }

    function test_contractAccount() external {
        address wallet = address(new Wallet(vm.addr(STRANGER)));
        license(wallet, STRANGER, 5, "pharmacy");
        Range[] memory ranges = new Range[](1);
        ranges[0] = rangeAt(300, 10);
        HandOver memory intent = HandOver(ranges, vm.addr(MAKER), wallet, SOON);
        bytes32 content = digest(intent);
        SignedHandOver[] memory list = new SignedHandOver[](1);
        list[0] = SignedHandOver(
            intent,
            Licence.Manufacturer,
            Licence.Pharmacy,
            new uint24[](1),
            marked(),
            signed(MAKER, content),
            wrapped(address(this), signed(STRANGER, content))
        );
        accepts(address(packs), abi.encodeCall(packs.handOver, (list)));
        require(packs.ownerOf(FIRST + 305) == wallet, "held by the account");
    }

    function test_listsOfNoSize() external {
        bytes memory problem = abi.encodeWithSelector(IPacks.PacksListInvalid.selector, 0);
        refusesExactly(address(packs), abi.encodeCall(packs.handOver, (new SignedHandOver[](0))), problem);
        refusesExactly(address(packs), abi.encodeCall(packs.mark, (new SignedMark[](0))), problem);
        problem = abi.encodeWithSelector(IPacks.PacksListInvalid.selector, 251);
        refusesExactly(address(packs), abi.encodeCall(packs.mark, (new SignedMark[](251))), problem);
        HandOver memory intent = HandOver(new Range[](101), vm.addr(MAKER), vm.addr(WHOLESALER), SOON);
        problem = abi.encodeWithSelector(IPacks.PacksListInvalid.selector, 101);
        refusesExactly(address(packs), handOverCall(intent, MAKER, WHOLESALER), problem);
        intent.ranges = new Range[](0);
        refuses(address(packs), handOverCall(intent, MAKER, WHOLESALER), IPacks.PacksListInvalid.selector);
        Mark memory wide = markOf(5, 4097, State.Supplied);
        refuses(address(packs), markCall(wide, PHARMACY), IPacks.PacksListInvalid.selector);
    }

    /// @dev A wrong hint costs gas and changes nothing.
    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_peaksAreHints(uint24 peak) external {
        Mark memory intent = markOf(50, 3, State.Supplied);
        SignedMark[] memory list = new SignedMark[](1);
        list[0] = SignedMark(intent, peak, Licence.Pharmacy, signed(PHARMACY, digest(intent)));
        accepts(address(packs), abi.encodeCall(packs.mark, (list)));
        require(stateOf(52) == State.Supplied && balanceOf(PHARMACY) == 95, "marked");
    }

    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_strangersChangeNothing(uint256 key, uint8 choice) external {
        key = 1 + key % (ORDER - 1);
        vm.assume(key != PHARMACY && key != MAKER && key != REGULATOR);
        bytes[4] memory theirs = [
            markCall(markOf(5, 1, State.Supplied), key),
            undoCall(undoOf(0, 1), key),
            recallCall(Recall(vm.addr(MAKER), GTIN, LOT, uint232(BATCH), SOON), key),
            ruleCall(rulingOf(50, State.QuarantinedByRegulator), key, MAKER)
        ];
        (bool done,) = address(packs).call(theirs[choice % 4]);
        require(!done, "accepted");
    }

    function marked() private pure returns (uint256[] memory pages) {
        pages = new uint256[](1);
        pages[0] = FIRST >> 8;
    }
}
