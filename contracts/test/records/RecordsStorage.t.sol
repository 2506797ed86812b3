// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {vm} from "../kernel/Cheats.sol";
import {Opcodes} from "../kernel/Opcodes.sol";
import {RecordsTest} from "./RecordsTest.sol";

/// @dev R-3 nothing is stored but uniform bytes, states and coarse times.
contract RecordsStorageTest is RecordsTest {
    uint256 private constant SPENT = 1;

    function setUp() external {
        start();
    }

    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_mintWritesTwoSlots(uint256 id, bytes32 commitment, uint256 second) external {
        vm.assume(uint256(commitment) > SPENT);
        vm.warp(NOW - second % 1 days);
        bytes memory call = mintCall(id, OWNER, commitment);
        vm.record();
        accepts(address(records), call);
        require(slotsWritten() == 2, "slots");
        require(uint256(load(keccak256(abi.encode(id, 2)))) == word(1, 1, owner()), "id slot");
        require(load(keccak256(abi.encode(owner(), 3))) == commitment, "owner slot");
    }

    function test_everyMoveLeavesOnlyTheseSlots() external {
        mintOne();
        vm.record();
        accepts(address(records), amendCall(ID, OWNER, OTHER, 2));
        require(slotsWritten() == 2, "amend");
        require(uint256(load(keccak256(abi.encode(ID, 2)))) == word(1, 2, owner()), "amend: id slot");
        vm.record();
        accepts(address(records), rekeyCall(ID, OWNER, HEIR));
        require(slotsWritten() == 3, "rekey");
        require(uint256(load(keccak256(abi.encode(owner(), 3)))) == SPENT, "rekey: old owner's slot");
        require(load(keccak256(abi.encode(vm.addr(HEIR), 3))) == OTHER, "rekey: new owner's slot");
        vm.record();
        accepts(address(records), eraseCall(ID, HEIR));
        require(slotsWritten() == 2, "erase");
        require(uint256(load(keccak256(abi.encode(ID, 2)))) == word(2, 0, address(0)), "erase: id slot");
        require(uint256(load(keccak256(abi.encode(vm.addr(HEIR), 3)))) == SPENT, "erase: owner slot");
    }

    function test_codeReadsNothingOfTheBlockProducer() external view {
        require(!Opcodes.forbiddenIn(address(records).code), "forbidden instruction");
    }

    /// @dev owner 160 bits, version 32, state 8, day 32
    function word(uint256 state, uint256 version, address holder) private view returns (uint256) {
        return uint256(uint160(holder)) | version << 160 | state << 192 | (block.timestamp / 1 days) << 200;
    }

    function load(bytes32 slot) private view returns (bytes32) {
        return vm.load(address(records), slot);
    }

    function slotsWritten() private returns (uint256 count) {
        (, bytes32[] memory writes) = vm.accesses(address(records));
        for (uint256 i = 0; i < writes.length; ++i) {
            uint256 earlier = 0;
            while (writes[earlier] != writes[i]) ++earlier;
            if (earlier == i) ++count;
        }
    }
}
