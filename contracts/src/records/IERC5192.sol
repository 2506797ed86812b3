// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

/// @title Minimal soulbound NFTs
/// @custom:source ERC-5192, "Specification" (interface id 0xb45a3c0e)
interface IERC5192 {
    /// @notice The token is locked from now on.
    event Locked(uint256 tokenId);
    /// @notice The token is no longer locked.
    event Unlocked(uint256 tokenId);

    /// @return True when the token can't be transferred; reverts for a token that no one owns.
    function locked(uint256 tokenId) external view returns (bool);
}
