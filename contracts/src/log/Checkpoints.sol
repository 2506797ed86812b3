// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Intents} from "../kernel/Intents.sol";
import {ICheckpoints} from "./ICheckpoints.sol";

/// @title Checkpoints
/// @notice L-1 a log's size never shrinks, and at one size its root never changes.
///         L-2 only the log's key advances it or names the next key.
///         L-3 a log's time never runs back, nor past a deadline that its key has signed.
contract Checkpoints is ICheckpoints, EIP712 {
    struct Log {
        bytes32 root;
        /// @dev Zero while it is the founder.
        address key;
        uint48 size;
        uint48 time;
    }

    uint64 public constant SIZE_MAX = type(uint48).max;
    uint256 public constant DEADLINE_SECONDS_MAX = 1 hours;

    bytes32 private constant CHECKPOINT =
        keccak256("Checkpoint(bytes32 origin,address founder,uint64 size,bytes32 root,uint256 deadline)");
    bytes32 private constant ROTATION =
        keccak256("Rotation(bytes32 origin,address founder,address to,uint256 deadline)");

    mapping(bytes32 origin => mapping(address founder => Log)) private _logs;
    mapping(bytes32 origin => mapping(address founder => mapping(address account => bool))) private _spent;

    constructor() EIP712("Symbolon Checkpoints", "1") {}

    function advance(Checkpoint calldata checkpoint, bytes calldata signature) external {
        (bytes32 origin, address founder) = (checkpoint.origin, checkpoint.founder);
        (uint64 size, bytes32 root, uint256 deadline) = (checkpoint.size, checkpoint.root, checkpoint.deadline);
        Log memory log = _logs[origin][founder];
        if (size == 0 || size > SIZE_MAX) revert CheckpointsSizeInvalid(size);
        if (size < log.size) revert CheckpointsShrunk(log.size, size);
        if (size == log.size && root != log.root) revert CheckpointsForked(size, log.root, root);
        if (deadline > block.timestamp + DEADLINE_SECONDS_MAX) revert CheckpointsDeadlineInvalid(deadline);
        bytes32 content = keccak256(abi.encode(CHECKPOINT, origin, founder, size, root, deadline));
        _requireSigned(_keyOf(log, founder), content, deadline, signature);
        // 48 bits hold `SIZE_MAX` by its definition, and seconds for nine million years.
        _logs[origin][founder] =
            Log({root: root, key: log.key, size: uint48(size), time: uint48(block.timestamp)});
        emit Anchored(origin, founder, size, root, uint64(block.timestamp));
    }

    function rotate(Rotation calldata rotation, bytes calldata signature, bytes calldata toSignature) external {
        (bytes32 origin, address founder, address to) = (rotation.origin, rotation.founder, rotation.to);
        address from = _keyOf(_logs[origin][founder], founder);
        if (to == from || _spent[origin][founder][to]) revert CheckpointsKeyUsed(to);
        bytes32 content = keccak256(abi.encode(ROTATION, origin, founder, to, rotation.deadline));
        _requireSigned(from, content, rotation.deadline, signature);
        _requireSigned(to, content, rotation.deadline, toSignature);
        _spent[origin][founder][from] = true;
        _logs[origin][founder].key = to;
        emit Rotated(origin, founder, from, to);
    }

    function latest(bytes32 origin, address founder) external view returns (uint64 size, bytes32 root, uint64 time) {
        Log memory log = _logs[origin][founder];
        return (log.size, log.root, log.time);
    }

    function keyOf(bytes32 origin, address founder) external view returns (address) {
        return _keyOf(_logs[origin][founder], founder);
    }

    function _requireSigned(address account, bytes32 content, uint256 deadline, bytes calldata signature)
        private
        view
    {
        if (block.timestamp > deadline) revert CheckpointsExpired(deadline);
        if (!Intents.isSignedBy(account, _hashTypedDataV4(content), signature)) {
            revert CheckpointsSignatureInvalid(account);
        }
    }

    function _keyOf(Log memory log, address founder) private pure returns (address) {
        return log.key == address(0) ? founder : log.key;
    }
}
