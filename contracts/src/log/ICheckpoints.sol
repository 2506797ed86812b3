// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

/// @title How far transparency logs had come, and when
/// @notice A log stands here under two names together: the hash of its origin line and the account that founded it. So a
///         stranger who uses the same origin has another log, and nothing has to be registered. Everything is a signed
///         intent (EIP-712, domain "Symbolon Checkpoints" "1"), so anyone may relay it.
///         The newest checkpoint is a view; the earlier ones are the events, which are found by origin, founder and size.
interface ICheckpoints {
    /// @notice How far a log has come. Signed by the log's key.
    /// @param origin Keccak-256 of the origin line of the log's checkpoints (C2SP tlog-checkpoint), without line break
    /// @param founder account that was the log's first key
    /// @param size number of entries, 1 to `SIZE_MAX`
    /// @param root Merkle tree hash of that many entries (RFC 6962)
    /// @param deadline unix seconds, at most `DEADLINE_SECONDS_MAX` ahead when it is relayed; later the intent is void
    struct Checkpoint {
        bytes32 origin;
        address founder;
        uint64 size;
        bytes32 root;
        uint256 deadline;
    }

    /// @notice A log gets another key. Signed by its key and by the new one.
    /// @param to account that was never this log's key before
    /// @param deadline unix seconds; later the intent is void
    struct Rotation {
        bytes32 origin;
        address founder;
        address to;
        uint256 deadline;
    }

    /// @param time unix seconds of the block
    event Anchored(
        bytes32 indexed origin, address indexed founder, uint64 indexed size, bytes32 root, uint64 time
    );
    event Rotated(bytes32 indexed origin, address indexed founder, address from, address to);

    error CheckpointsSizeInvalid(uint64 size);
    error CheckpointsShrunk(uint64 size, uint64 given);
    error CheckpointsForked(uint64 size, bytes32 root, bytes32 given);
    error CheckpointsDeadlineInvalid(uint256 deadline);
    error CheckpointsExpired(uint256 deadline);
    error CheckpointsKeyUsed(address account);
    error CheckpointsSignatureInvalid(address account);

    /// @notice The log has come this far, as of this block. The size that stands already, with its root, makes the time
    ///         new and nothing else; so the same intent sent twice does no harm, and makes no log look alive past its
    ///         deadline.
    function advance(Checkpoint calldata checkpoint, bytes calldata signature) external;

    /// @notice `rotation.to` is the log's key from now on, and the key before it never again.
    function rotate(Rotation calldata rotation, bytes calldata signature, bytes calldata toSignature) external;

    /// @notice The newest checkpoint; all zero when there is none. Never reverts.
    /// @return size number of entries
    /// @return root Merkle tree hash of that many entries
    /// @return time unix seconds of the block that anchored it last
    function latest(bytes32 origin, address founder) external view returns (uint64 size, bytes32 root, uint64 time);

    /// @return The account whose signature advances the log: its founder until a rotation.
    function keyOf(bytes32 origin, address founder) external view returns (address);
}
