// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {Checkpoints} from "../../src/log/Checkpoints.sol";
import {ICheckpoints} from "../../src/log/ICheckpoints.sol";
import {vm} from "../kernel/Cheats.sol";
import {IntentTest} from "../kernel/IntentTest.sol";

/// @dev Checkpoints on the chain, and the intents of logs made by hand.
abstract contract CheckpointsTest is IntentTest {
    uint256 internal constant FOUNDER = 0xa11ce;
    uint256 internal constant HEIR = 0xb0b;
    bytes32 internal constant ORIGIN = keccak256("log.example/2030");
    bytes32 internal constant ROOT = keccak256("root");
    bytes32 internal constant OTHER_ROOT = keccak256("other root");

    Checkpoints internal checkpoints;

    function start() internal {
        vm.warp(NOW);
        checkpoints = new Checkpoints();
    }

    function domainName() internal pure override returns (string memory) {
        return "Symbolon Checkpoints";
    }

    function checkpointDigest(ICheckpoints.Checkpoint memory one) internal view returns (bytes32) {
        bytes32 kind = keccak256("Checkpoint(bytes32 origin,address founder,uint64 size,bytes32 root,uint256 deadline)");
        bytes32 content = keccak256(abi.encode(kind, one.origin, one.founder, one.size, one.root, one.deadline));
        return digestOf(address(checkpoints), content);
    }

    function rotationDigest(ICheckpoints.Rotation memory one) internal view returns (bytes32) {
        bytes32 kind = keccak256("Rotation(bytes32 origin,address founder,address to,uint256 deadline)");
        bytes32 content = keccak256(abi.encode(kind, one.origin, one.founder, one.to, one.deadline));
        return digestOf(address(checkpoints), content);
    }

    function checkpointOf(uint64 size, bytes32 root) internal pure returns (ICheckpoints.Checkpoint memory) {
        return ICheckpoints.Checkpoint(ORIGIN, vm.addr(FOUNDER), size, root, SOON);
    }

    function rotationTo(uint256 toKey) internal pure returns (ICheckpoints.Rotation memory) {
        return ICheckpoints.Rotation(ORIGIN, vm.addr(FOUNDER), vm.addr(toKey), SOON);
    }

    function signedCall(ICheckpoints.Checkpoint memory one, uint256 key) internal view returns (bytes memory) {
        return abi.encodeCall(ICheckpoints.advance, (one, signed(key, checkpointDigest(one))));
    }

    function signedCall(ICheckpoints.Rotation memory one, uint256 key, uint256 toKey)
        internal
        view
        returns (bytes memory)
    {
        bytes32 digest = rotationDigest(one);
        return abi.encodeCall(ICheckpoints.rotate, (one, signed(key, digest), signed(toKey, digest)));
    }

    function advanceCall(uint64 size, bytes32 root, uint256 key) internal view returns (bytes memory) {
        return signedCall(checkpointOf(size, root), key);
    }

    function rotateCall(uint256 key, uint256 toKey) internal view returns (bytes memory) {
        return signedCall(rotationTo(toKey), key, toKey);
    }

    function stands(uint64 size, bytes32 root, uint256 time) internal view returns (bool) {
        (uint64 size_, bytes32 root_, uint64 time_) = checkpoints.latest(ORIGIN, vm.addr(FOUNDER));
        return size_ == size && root_ == root && time_ == time;
    }

    function currentKey() internal view returns (address) {
        return checkpoints.keyOf(ORIGIN, vm.addr(FOUNDER));
    }
}
