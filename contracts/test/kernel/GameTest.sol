// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

/// @dev Invariants of a game: the runner plays it at random, and one test plays it in the same way every time.
abstract contract GameTest {
    uint256 private constant MOVES = 200;

    address private player;

    function setUp() external {
        player = newPlayer();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = player;
    }

    /// @dev The invariants would hold for a game in which every move is refused as well.
    function test_theGameGetsSomewhere() external {
        uint256 seed = 1;
        for (uint256 i = 0; i < MOVES; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            move(seed);
        }
        requireSomewhere();
    }

    function newPlayer() internal virtual returns (address);

    function move(uint256 seed) internal virtual;

    function requireSomewhere() internal view virtual;
}
