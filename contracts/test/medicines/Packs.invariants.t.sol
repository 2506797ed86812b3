// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {vm} from "../kernel/Cheats.sol";
import {GameTest} from "../kernel/GameTest.sol";
import {PacksPlayer} from "./PacksPlayer.t.sol";

/// @dev M-1 a pack ends at most once a round, M-3 an end is undone only by its actor within ten days: the player says of every
///      move beforehand whether it is taken, and compares what came of it. M-2 and M-4 beside it.
contract PacksInvariants is GameTest {
    uint256 private constant MOVES_OF_A_CALL = 1000;

    PacksPlayer private player;

    function newPlayer() internal override returns (address) {
        player = new PacksPlayer();
        return address(player);
    }

    function move(uint256 seed) internal override {
        player.play(seed);
    }

    function invariant_balancesAddUp() external view {
        player.requireBalances();
    }

    function invariant_calledBackIsForEver() external view {
        player.requireCalledBack();
    }

    function requireSomewhere() internal view override {
        require(player.accepted() > 60, "too few moves");
    }

    /// @dev 20,000 moves, or as many as SYMBOLON_PACKS_MOVES asks for: a million before a release.
    function test_aLongGame() external {
        uint256 moves = vm.envOr("SYMBOLON_PACKS_MOVES", 20_000);
        for (uint256 from = 0; from < moves; from += MOVES_OF_A_CALL) {
            this.playMany(from, from + MOVES_OF_A_CALL < moves ? from + MOVES_OF_A_CALL : moves);
        }
        player.requireAll();
        for (uint256 kind = 0; kind < 6; ++kind) {
            require(player.acceptedOf(kind) > moves / 10_000, "a kind of move that got nowhere");
        }
    }

    /// @dev A call of its own gives its memory back: the runner allows 32 MiB, which half a million seeds would fill.
    function playMany(uint256 from, uint256 until) external {
        for (uint256 i = from; i < until; ++i) {
            player.play(uint256(keccak256(abi.encode(i))));
        }
    }
}
