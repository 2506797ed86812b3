// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {ICheckpoints} from "../../src/log/ICheckpoints.sol";
import {vm} from "../kernel/Cheats.sol";
import {Opcodes} from "../kernel/Opcodes.sol";
import {CheckpointsTest} from "./CheckpointsTest.sol";

contract CheckpointsUnitTest is CheckpointsTest {
    function setUp() external {
        start();
    }

    function test_advance() external {
        require(stands(0, 0, 0) && currentKey() == vm.addr(FOUNDER), "before");
        bytes memory call = advanceCall(256, ROOT, FOUNDER);
        vm.expectEmit(address(checkpoints));
        emit ICheckpoints.Anchored(ORIGIN, vm.addr(FOUNDER), 256, ROOT, uint64(NOW));
        accepts(address(checkpoints), call);
        require(stands(256, ROOT, NOW) && currentKey() == vm.addr(FOUNDER), "after");
    }

    function test_advanceWritesTwoSlots() external {
        vm.record();
        accepts(address(checkpoints), advanceCall(256, ROOT, FOUNDER));
        (, bytes32[] memory writes) = vm.accesses(address(checkpoints));
        uint256 slot = uint256(keccak256(abi.encode(vm.addr(FOUNDER), keccak256(abi.encode(ORIGIN, 2)))));
        for (uint256 i = 0; i < writes.length; ++i) {
            require(uint256(writes[i]) - slot < 2, "another slot");
        }
        require(vm.load(address(checkpoints), bytes32(slot)) == ROOT, "root");
        uint256 word = uint256(256) << 160 | NOW << 208;
        require(uint256(vm.load(address(checkpoints), bytes32(slot + 1))) == word, "word");
    }

    /// @dev L-1
    function test_shrunk() external {
        accepts(address(checkpoints), advanceCall(512, ROOT, FOUNDER));
        bytes memory problem = abi.encodeWithSelector(ICheckpoints.CheckpointsShrunk.selector, 512, 511);
        refusesExactly(address(checkpoints), advanceCall(511, OTHER_ROOT, FOUNDER), problem);
        require(stands(512, ROOT, NOW), "changed");
    }

    /// @dev L-1
    function test_forked() external {
        accepts(address(checkpoints), advanceCall(512, ROOT, FOUNDER));
        bytes memory problem =
            abi.encodeWithSelector(ICheckpoints.CheckpointsForked.selector, 512, ROOT, OTHER_ROOT);
        refusesExactly(address(checkpoints), advanceCall(512, OTHER_ROOT, FOUNDER), problem);
        require(stands(512, ROOT, NOW), "changed");
    }

    function test_sizes() external {
        bytes4 problem = ICheckpoints.CheckpointsSizeInvalid.selector;
        uint64 most = checkpoints.SIZE_MAX();
        refusesExactly(address(checkpoints), advanceCall(0, 0, FOUNDER), abi.encodeWithSelector(problem, 0));
        refusesExactly(
            address(checkpoints), advanceCall(most + 1, ROOT, FOUNDER), abi.encodeWithSelector(problem, most + 1)
        );
        refuses(address(checkpoints), advanceCall(type(uint64).max, ROOT, FOUNDER), problem);
        accepts(address(checkpoints), advanceCall(1, ROOT, FOUNDER));
        accepts(address(checkpoints), advanceCall(most, ROOT, FOUNDER));
        require(stands(most, ROOT, NOW) && currentKey() == vm.addr(FOUNDER), "spilled over");
    }

    /// @dev A log that doesn't move still says that it is there.
    function test_sameSizeMakesTheTimeNew() external {
        accepts(address(checkpoints), advanceCall(256, ROOT, FOUNDER));
        vm.warp(NOW + 600);
        accepts(address(checkpoints), advanceCall(256, ROOT, FOUNDER));
        require(stands(256, ROOT, NOW + 600), "time");
    }

    /// @dev L-3: whoever repeats an intent keeps the log fresh until the deadline that its key has signed, no longer.
    function test_replayEndsAtTheDeadline() external {
        bytes memory call = advanceCall(256, ROOT, FOUNDER);
        accepts(address(checkpoints), call);
        accepts(address(checkpoints), call);
        vm.warp(SOON);
        accepts(address(checkpoints), call);
        vm.warp(SOON + 1);
        bytes memory problem = abi.encodeWithSelector(ICheckpoints.CheckpointsExpired.selector, SOON);
        refusesExactly(address(checkpoints), call, problem);
        require(stands(256, ROOT, SOON), "time");
    }

    /// @dev L-3
    function test_deadlineFarAhead() external {
        ICheckpoints.Checkpoint memory one = checkpointOf(256, ROOT);
        one.deadline = NOW + checkpoints.DEADLINE_SECONDS_MAX() + 1;
        bytes memory call = signedCall(one, FOUNDER);
        bytes memory problem =
            abi.encodeWithSelector(ICheckpoints.CheckpointsDeadlineInvalid.selector, one.deadline);
        refusesExactly(address(checkpoints), call, problem);
        vm.warp(NOW + 1);
        accepts(address(checkpoints), call);
        one.deadline = type(uint256).max;
        refuses(address(checkpoints), signedCall(one, FOUNDER), ICheckpoints.CheckpointsDeadlineInvalid.selector);
    }

    /// @dev Someone else with the same origin has a log of his own.
    function test_originUnderAnotherFounder() external {
        ICheckpoints.Checkpoint memory squat = checkpointOf(9000, OTHER_ROOT);
        squat.founder = vm.addr(HEIR);
        accepts(address(checkpoints), signedCall(squat, HEIR));
        require(stands(0, 0, 0), "squatted");
        accepts(address(checkpoints), advanceCall(256, ROOT, FOUNDER));
        (uint64 size, bytes32 root,) = checkpoints.latest(ORIGIN, vm.addr(HEIR));
        require(stands(256, ROOT, NOW) && size == 9000 && root == OTHER_ROOT, "mixed up");
    }

    function test_originsUnderOneFounder() external {
        ICheckpoints.Checkpoint memory next = checkpointOf(1, OTHER_ROOT);
        next.origin = keccak256("log.example/2031");
        accepts(address(checkpoints), advanceCall(256, ROOT, FOUNDER));
        accepts(address(checkpoints), signedCall(next, FOUNDER));
        require(stands(256, ROOT, NOW), "mixed up");
    }

    function test_rotate() external {
        accepts(address(checkpoints), advanceCall(256, ROOT, FOUNDER));
        bytes memory call = rotateCall(FOUNDER, HEIR);
        vm.expectEmit(address(checkpoints));
        emit ICheckpoints.Rotated(ORIGIN, vm.addr(FOUNDER), vm.addr(FOUNDER), vm.addr(HEIR));
        accepts(address(checkpoints), call);
        require(currentKey() == vm.addr(HEIR) && stands(256, ROOT, NOW), "after");
        accepts(address(checkpoints), advanceCall(512, ROOT, HEIR));
        require(stands(512, ROOT, NOW) && currentKey() == vm.addr(HEIR), "advanced");
    }

    function test_rotateBeforeTheFirstCheckpoint() external {
        accepts(address(checkpoints), rotateCall(FOUNDER, HEIR));
        refuses(
            address(checkpoints), advanceCall(1, ROOT, FOUNDER), ICheckpoints.CheckpointsSignatureInvalid.selector
        );
        accepts(address(checkpoints), advanceCall(1, ROOT, HEIR));
    }

    /// @dev L-2: so a rotation that was carried out can't be carried out again either.
    function test_spentKeysStaySpent() external {
        bytes memory first = rotateCall(FOUNDER, HEIR);
        accepts(address(checkpoints), first);
        bytes memory problem = abi.encodeWithSelector(ICheckpoints.CheckpointsKeyUsed.selector, vm.addr(FOUNDER));
        refusesExactly(address(checkpoints), rotateCall(HEIR, FOUNDER), problem);
        problem = abi.encodeWithSelector(ICheckpoints.CheckpointsKeyUsed.selector, vm.addr(HEIR));
        refusesExactly(address(checkpoints), rotateCall(HEIR, HEIR), problem);
        refusesExactly(address(checkpoints), first, problem);
        accepts(address(checkpoints), rotateCall(HEIR, HEIR + 1));
        refusesExactly(address(checkpoints), rotateCall(HEIR + 1, HEIR), problem);
        refuses(address(checkpoints), first, ICheckpoints.CheckpointsKeyUsed.selector);
        require(currentKey() == vm.addr(HEIR + 1), "key");
    }

    function test_rotateToItself() external {
        bytes memory problem = abi.encodeWithSelector(ICheckpoints.CheckpointsKeyUsed.selector, vm.addr(FOUNDER));
        refusesExactly(address(checkpoints), rotateCall(FOUNDER, FOUNDER), problem);
    }

    function test_rotationExpired() external {
        bytes memory call = rotateCall(FOUNDER, HEIR);
        vm.warp(SOON + 1);
        bytes memory problem = abi.encodeWithSelector(ICheckpoints.CheckpointsExpired.selector, SOON);
        refusesExactly(address(checkpoints), call, problem);
    }

    /// @dev L-1, L-2
    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_growsOnly(uint48 first, uint48 second, bytes32 root, bytes32 next) external {
        vm.assume(first != 0 && second != 0);
        accepts(address(checkpoints), advanceCall(first, root, FOUNDER));
        bytes memory call = advanceCall(second, next, FOUNDER);
        if (second < first) refuses(address(checkpoints), call, ICheckpoints.CheckpointsShrunk.selector);
        else if (second > first || next == root) accepts(address(checkpoints), call);
        else refuses(address(checkpoints), call, ICheckpoints.CheckpointsForked.selector);
        (uint64 size, bytes32 stood,) = checkpoints.latest(ORIGIN, vm.addr(FOUNDER));
        require(second < first ? size == first : size == second, "size");
        require(stood == (second > first ? next : root), "root");
    }

    /// @dev Nothing could pause, own or replace the code.
    function test_noAdministrator() external view {
        require(!Opcodes.forbiddenIn(address(checkpoints).code), "forbidden instruction");
        require(!Opcodes.has(address(checkpoints).code, 0x33), "asks who is calling");
    }
}
