// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {Checkpoints} from "../../src/log/Checkpoints.sol";
import {ICheckpoints} from "../../src/log/ICheckpoints.sol";
import {vm} from "../kernel/Cheats.sol";
import {Wallet} from "../kernel/Wallet.sol";
import {CheckpointsTest} from "./CheckpointsTest.sol";

/// @dev L-2: for every intent, every single field is altered, and every signature that isn't the key's is tried.
contract CheckpointsIntentsTest is CheckpointsTest {
    bytes4 private constant REFUSED = ICheckpoints.CheckpointsSignatureInvalid.selector;

    function setUp() external {
        start();
        accepts(address(checkpoints), advanceCall(256, ROOT, FOUNDER));
    }

    function test_checkpointFields() external {
        ICheckpoints.Checkpoint memory right = checkpointOf(512, ROOT);
        bytes memory mine = signed(FOUNDER, checkpointDigest(right));
        for (uint256 field = 0; field < 5; ++field) {
            ICheckpoints.Checkpoint memory one = checkpointOf(512, ROOT);
            if (field == 0) one.origin = keccak256("another");
            else if (field == 1) one.founder = vm.addr(HEIR);
            else if (field == 2) one.size = 513;
            else if (field == 3) one.root = OTHER_ROOT;
            else one.deadline = SOON - 1;
            refuses(address(checkpoints), abi.encodeCall(ICheckpoints.advance, (one, mine)), REFUSED);
        }
        bytes[] memory forged = forgeries(FOUNDER, checkpointDigest(right));
        bytes memory problem = abi.encodeWithSelector(REFUSED, vm.addr(FOUNDER));
        for (uint256 i = 0; i < forged.length; ++i) {
            bytes memory call = abi.encodeCall(ICheckpoints.advance, (right, forged[i]));
            refusesExactly(address(checkpoints), call, problem);
        }
        accepts(address(checkpoints), abi.encodeCall(ICheckpoints.advance, (right, mine)));
    }

    function test_rotationFields() external {
        ICheckpoints.Rotation memory right = rotationTo(HEIR);
        bytes32 digest = rotationDigest(right);
        (bytes memory mine, bytes memory heirs) = (signed(FOUNDER, digest), signed(HEIR, digest));
        for (uint256 field = 0; field < 4; ++field) {
            ICheckpoints.Rotation memory one = rotationTo(HEIR);
            if (field == 0) one.origin = keccak256("another");
            else if (field == 1) one.founder = vm.addr(7);
            else if (field == 2) one.to = vm.addr(7);
            else one.deadline = SOON - 1;
            refuses(address(checkpoints), abi.encodeCall(ICheckpoints.rotate, (one, mine, heirs)), REFUSED);
        }
        bytes[] memory forged = forgeries(FOUNDER, digest);
        bytes[] memory forgedHeirs = forgeries(HEIR, digest);
        bytes memory problem = abi.encodeWithSelector(REFUSED, vm.addr(FOUNDER));
        bytes memory heirsProblem = abi.encodeWithSelector(REFUSED, vm.addr(HEIR));
        for (uint256 i = 0; i < forged.length; ++i) {
            bytes memory call = abi.encodeCall(ICheckpoints.rotate, (right, forged[i], heirs));
            refusesExactly(address(checkpoints), call, problem);
            call = abi.encodeCall(ICheckpoints.rotate, (right, mine, forgedHeirs[i]));
            refusesExactly(address(checkpoints), call, heirsProblem);
        }
        refuses(address(checkpoints), abi.encodeCall(ICheckpoints.rotate, (right, heirs, mine)), REFUSED);
        accepts(address(checkpoints), abi.encodeCall(ICheckpoints.rotate, (right, mine, heirs)));
    }

    /// @dev A log can't be sent to an address that no one holds.
    function test_noOne() external {
        ICheckpoints.Rotation memory one = rotationTo(HEIR);
        one.to = address(0);
        bytes memory mine = signed(FOUNDER, rotationDigest(one));
        refuses(address(checkpoints), abi.encodeCall(ICheckpoints.rotate, (one, mine, new bytes(65))), REFUSED);
        ICheckpoints.Checkpoint memory founded = checkpointOf(1, ROOT);
        founded.founder = address(0);
        refuses(address(checkpoints), abi.encodeCall(ICheckpoints.advance, (founded, new bytes(65))), REFUSED);
    }

    function test_spentKeysSayNothing() external {
        accepts(address(checkpoints), rotateCall(FOUNDER, HEIR));
        bytes memory problem = abi.encodeWithSelector(REFUSED, vm.addr(HEIR));
        refusesExactly(address(checkpoints), advanceCall(512, ROOT, FOUNDER), problem);
        refusesExactly(address(checkpoints), rotateCall(FOUNDER, 7), problem);
        require(currentKey() == vm.addr(HEIR) && stands(256, ROOT, NOW), "changed");
    }

    function test_intentsOfOneKindServeNoOther() external {
        ICheckpoints.Checkpoint memory one = checkpointOf(512, ROOT);
        bytes memory rotating = signed(FOUNDER, rotationDigest(rotationTo(HEIR)));
        refuses(address(checkpoints), abi.encodeCall(ICheckpoints.advance, (one, rotating)), REFUSED);
    }

    function test_otherChainAndOtherContract() external {
        bytes[2] memory moves = [advanceCall(512, ROOT, FOUNDER), rotateCall(FOUNDER, HEIR)];
        uint256 home = block.chainid;
        vm.chainId(home + 1);
        refuses(address(checkpoints), moves[0], REFUSED);
        refuses(address(checkpoints), moves[1], REFUSED);
        vm.chainId(home);
        checkpoints = new Checkpoints();
        refuses(address(checkpoints), moves[0], REFUSED);
        refuses(address(checkpoints), moves[1], REFUSED);
    }

    function test_contractAccounts() external {
        address wallet = address(new Wallet(vm.addr(FOUNDER)));
        ICheckpoints.Checkpoint memory one = checkpointOf(1, ROOT);
        one.founder = wallet;
        refuses(address(checkpoints), signedCall(one, HEIR), REFUSED);
        accepts(address(checkpoints), signedCall(one, FOUNDER));
        ICheckpoints.Rotation memory next = rotationTo(HEIR);
        (next.founder, next.to) = (wallet, address(new Wallet(vm.addr(HEIR))));
        accepts(address(checkpoints), signedCall(next, FOUNDER, HEIR));
        one.size = 2;
        refuses(address(checkpoints), signedCall(one, FOUNDER), REFUSED);
        accepts(address(checkpoints), signedCall(one, HEIR));
    }

    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_strangersChangeNothing(uint256 stranger, uint64 size, bytes32 root) external {
        stranger = 1 + stranger % (ORDER - 1);
        vm.assume(stranger != FOUNDER);
        size = 257 + size % 1_000_000;
        refuses(address(checkpoints), advanceCall(size, root, stranger), REFUSED);
        refuses(address(checkpoints), advanceCall(256, ROOT, stranger), REFUSED);
        refuses(address(checkpoints), rotateCall(stranger, stranger), REFUSED);
        require(currentKey() == vm.addr(FOUNDER) && stands(256, ROOT, NOW), "changed");
    }
}
