// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {IPacks} from "../../src/medicines/IPacks.sol";
import {Packs} from "../../src/medicines/Packs.sol";
import {vm} from "../kernel/Cheats.sol";
import {Wallet} from "../kernel/Wallet.sol";
import {PacksTest} from "./PacksTest.sol";

/// @dev A licensed contract that takes what it says, and may try to do more while it is asked.
contract Receiver is Wallet, IERC721Receiver {
    bytes4 public answer = IERC721Receiver.onERC721Received.selector;
    address public target;
    bytes public call;

    constructor(address key) Wallet(key) {}

    function prepare(bytes4 answer_, address target_, bytes calldata call_) external {
        (answer, target, call) = (answer_, target_, call_);
    }

    function onERC721Received(address, address, uint256, bytes calldata) external returns (bytes4) {
        if (target != address(0)) {
            (bool done,) = target.call(call);
            require(!done, "entered again");
        }
        return answer;
    }
}

/// @dev What of ERC-721's functions is particular to packs: licences, acceptance, marks, and approvals of ranges.
contract PackTransfersTest is PacksTest {
    function setUp() external {
        startWith(1000);
    }

    function test_onlyToWhoAccepts() external {
        bytes memory problem =
            abi.encodeWithSelector(IPacks.PacksNotAccepted.selector, vm.addr(MAKER), vm.addr(WHOLESALER));
        refusesFrom(MAKER, transferCall(MAKER, WHOLESALER, 5), problem);
        vm.prank(vm.addr(WHOLESALER));
        packs.accept(vm.addr(MAKER), uint64(SOON));
        transfer(MAKER, WHOLESALER, 5);
        require(packs.ownerOf(FIRST + 5) == vm.addr(WHOLESALER) && packs.ownerOf(FIRST + 6) == vm.addr(MAKER), "moved");
        require(balanceOf(MAKER) == 999 && balanceOf(WHOLESALER) == 1, "balances");
        vm.warp(SOON);
        refusesFrom(MAKER, transferCall(MAKER, WHOLESALER, 6), problem);
        vm.prank(vm.addr(WHOLESALER));
        packs.accept(vm.addr(MAKER), uint64(SOON + 1));
        vm.prank(vm.addr(WHOLESALER));
        packs.accept(vm.addr(MAKER), 0);
        refusesFrom(MAKER, transferCall(MAKER, WHOLESALER, 6), problem);
        uint64 far = uint64(block.timestamp + 367 days);
        problem = abi.encodeWithSelector(IPacks.PacksAcceptanceInvalid.selector, far);
        refusesFrom(WHOLESALER, abi.encodeCall(packs.accept, (vm.addr(MAKER), far)), problem);
    }

    function test_onlyBetweenLicensed() external {
        vm.prank(vm.addr(STRANGER));
        packs.accept(vm.addr(MAKER), uint64(SOON));
        bytes memory problem =
            abi.encodeWithSelector(IPacks.PacksNotLicensed.selector, vm.addr(STRANGER), Licence.CareProvider);
        refusesFrom(MAKER, transferCall(MAKER, STRANGER, 5), problem);
    }

    function test_markedPacksStay() external {
        acceptAll(WHOLESALER);
        mark(5, 1, State.Quarantined, MAKER);
        bytes memory problem =
            abi.encodeWithSelector(IPacks.PacksStateInvalid.selector, FIRST + 5, State.Quarantined, State.Active);
        refusesFrom(MAKER, transferCall(MAKER, WHOLESALER, 5), problem);
        transfer(MAKER, WHOLESALER, 4);
        transfer(MAKER, WHOLESALER, 900);
        (,,, uint32 marked,,) = packs.rangeOf(FIRST + 5);
        require(marked == 1, "the marked one is in its range");
        (,,, marked,,) = packs.rangeOf(FIRST + 950);
        require(marked == 0, "and in no other");
        (,,, marked,,) = packs.rangeOf(FIRST + 3);
        require(marked == 0, "and in no other");
    }

    function test_anyMoveVoidsAnApproval() external {
        acceptAll(WHOLESALER);
        acceptAll(MAKER);
        vm.prank(vm.addr(MAKER));
        packs.approve(vm.addr(STRANGER), FIRST + 500);
        require(packs.getApproved(FIRST + 500) == vm.addr(STRANGER), "approved");
        move(400, 200, MAKER, WHOLESALER);
        require(packs.getApproved(FIRST + 500) == address(0), "void");
        move(400, 200, WHOLESALER, MAKER);
        require(packs.getApproved(FIRST + 500) == address(0), "and stays so");
        bytes memory problem =
            abi.encodeWithSelector(IPacks.PacksNotApproved.selector, vm.addr(STRANGER), FIRST + 500);
        refusesFrom(STRANGER, transferCall(MAKER, WHOLESALER, 500), problem);
        vm.prank(vm.addr(MAKER));
        packs.approve(vm.addr(STRANGER), FIRST + 500);
        mark(500, 1, State.Locked, MAKER);
        undo(500, 1, MAKER);
        require(packs.getApproved(FIRST + 500) == address(0), "an end voids it too");
    }

    function test_contractsAnswerForThemselves() external {
        Receiver receiver = new Receiver(vm.addr(STRANGER));
        license(address(receiver), STRANGER, 9, "wholesaler");
        bytes memory transfer_ =
            abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", vm.addr(MAKER), address(receiver), FIRST + 7);
        receiver.prepare(0x12345678, address(0), "");
        bytes memory problem = abi.encodeWithSelector(IPacks.PacksReceiverInvalid.selector, address(receiver));
        refusesFrom(MAKER, transfer_, problem);
        bytes memory again =
            abi.encodeCall(packs.transferFrom, (vm.addr(MAKER), address(receiver), FIRST + 7));
        receiver.prepare(IERC721Receiver.onERC721Received.selector, address(packs), again);
        vm.prank(vm.addr(MAKER));
        accepts(address(packs), transfer_);
        require(packs.ownerOf(FIRST + 7) == address(receiver), "taken");
        vm.prank(vm.addr(MAKER));
        (bool done,) = address(packs).call(
            abi.encodeWithSignature(
                "safeTransferFrom(address,address,uint256)", vm.addr(MAKER), address(parties), FIRST + 8
            )
        );
        require(!done, "a contract that can't answer");
    }

    function test_metadata() external view {
        bytes32 uri = keccak256(bytes(packs.tokenURI(FIRST)));
        require(
            uri == keccak256("data:application/json,{\"name\":\"Medicine pack\",\"gtin\":\"05201234000018\"}"), "URI"
        );
    }

    function acceptAll(uint256 key) private {
        uint256[2] memory senders = [MAKER, WHOLESALER];
        for (uint256 i = 0; i < senders.length; ++i) {
            vm.prank(vm.addr(key));
            packs.accept(vm.addr(senders[i]), uint64(NOW + 300 days));
        }
    }

    function transferCall(uint256 from, uint256 to, uint256 index) private view returns (bytes memory) {
        return abi.encodeCall(packs.transferFrom, (vm.addr(from), vm.addr(to), FIRST + index));
    }

    function transfer(uint256 from, uint256 to, uint256 index) private {
        vm.prank(vm.addr(from));
        accepts(address(packs), transferCall(from, to, index));
    }

    function refusesFrom(uint256 key, bytes memory call, bytes memory problem) private {
        vm.prank(vm.addr(key));
        refusesExactly(address(packs), call, problem);
    }
}
