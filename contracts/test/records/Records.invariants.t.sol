// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IRecords} from "../../src/records/IRecords.sol";
import {vm} from "../kernel/Cheats.sol";
import {GameTest} from "../kernel/GameTest.sol";
import {RecordsTest} from "./RecordsTest.sol";

/// @dev Plays random moves with 16 keys over 8 ids and keeps what must be true of each beside the contract.
contract RecordsPlayer is RecordsTest {
    uint256 public constant KEYS = 16;
    uint256 public constant IDS = 8;

    /// @dev None for 0, the key of what nobody owns.
    address[KEYS + 1] public accountOf;
    mapping(uint256 id => uint256 key) public keyOf;
    mapping(uint256 id => bytes32) public commitmentOf;
    mapping(uint256 id => uint32) public versionOf;
    mapping(uint256 id => bool) public erased;
    mapping(uint256 key => bool) public used;
    bool public transferred;
    uint256 public moves;

    constructor() {
        start();
        for (uint256 key = 1; key <= KEYS; ++key) {
            accountOf[key] = vm.addr(key);
        }
    }

    function target() external view returns (address) {
        return address(records);
    }

    function play(uint256 move, uint256 id, uint256 key, uint256 newKey, bytes32 commitment) external {
        id %= IDS;
        key = 1 + key % KEYS;
        newKey = 1 + newKey % KEYS;
        if (uint256(commitment) <= 1) commitment = COMMITMENT;
        // Half of the moves are made with the right key, so that the game gets anywhere.
        if (keyOf[id] != 0 && move % 8 < 4) key = keyOf[id];
        if (move % 4 == 0) mint(id, key, commitment);
        else if (move % 4 == 1) amend(id, key, commitment);
        else if (move % 4 == 2) rekey(id, key, newKey);
        else if (move % 16 == 3) erase(id, key);
        else transfer(id, key, newKey);
    }

    function mint(uint256 id, uint256 key, bytes32 commitment) private {
        if (!sent(mintCall(id, key, commitment))) return;
        (keyOf[id], commitmentOf[id], versionOf[id], used[key]) = (key, commitment, 1, true);
    }

    function amend(uint256 id, uint256 key, bytes32 commitment) private {
        if (!sent(amendCall(id, key, commitment, versionOf[id] + 1))) return;
        (commitmentOf[id], versionOf[id]) = (commitment, versionOf[id] + 1);
        if (key != keyOf[id]) transferred = true;
    }

    function rekey(uint256 id, uint256 key, uint256 newKey) private {
        if (!sent(rekeyCall(id, key, newKey))) return;
        if (key != keyOf[id]) transferred = true;
        (keyOf[id], used[newKey]) = (newKey, true);
    }

    function erase(uint256 id, uint256 key) private {
        if (!sent(eraseCall(id, key))) return;
        if (key != keyOf[id]) transferred = true;
        (keyOf[id], commitmentOf[id], versionOf[id], erased[id]) = (0, 0, 0, true);
    }

    function transfer(uint256 id, uint256 key, uint256 newKey) private {
        vm.prank(accountOf[key]);
        if (sent(abi.encodeCall(records.transferFrom, (accountOf[key], accountOf[newKey], id)))) transferred = true;
    }

    function sent(bytes memory call) private returns (bool done) {
        (done,) = address(records).call(call);
        if (done) ++moves;
    }
}

contract RecordsInvariants is GameTest {
    RecordsPlayer private player;

    function newPlayer() internal override returns (address) {
        player = new RecordsPlayer();
        return address(player);
    }

    function move(uint256 seed) internal override {
        player.play(seed, seed >> 32, seed >> 64, seed >> 96, bytes32(seed));
    }

    function requireSomewhere() internal view override {
        require(player.moves() > 20, "too few moves");
    }

    /// @dev R-1 never transferred, only re-keyed by its owner's signature
    function invariant_R1() external view {
        require(!player.transferred(), "R-1: moved without its owner");
        for (uint256 id = 0; id < player.IDS(); ++id) {
            (address owner, bytes32 commitment, uint32 version,,) = IRecords(player.target()).recordOf(id);
            require(owner == player.accountOf(player.keyOf(id)), "R-1: owner");
            require(commitment == player.commitmentOf(id) && version == player.versionOf(id), "R-1: content");
        }
    }

    /// @dev R-2 erased is for ever; an id and an owner are each used once
    function invariant_R2() external view {
        IRecords records = IRecords(player.target());
        uint256 held = 0;
        for (uint256 id = 0; id < player.IDS(); ++id) {
            (,,, IRecords.State state,) = records.recordOf(id);
            require(player.erased(id) == (state == IRecords.State.Erased), "R-2: erased");
            if (state == IRecords.State.Held) ++held;
        }
        for (uint256 key = 1; key <= player.KEYS(); ++key) {
            address owner = player.accountOf(key);
            require(records.isOwnerUsed(owner) == player.used(key), "R-2: owner");
            held -= records.balanceOf(owner);
        }
        require(held == 0, "R-2: balances");
    }

    /// @dev R-3 nothing but uniform bytes, states and coarse times stored
    function invariant_R3() external view {
        for (uint256 id = 0; id < player.IDS(); ++id) {
            uint256 word = uint256(vm.load(player.target(), keccak256(abi.encode(id, 2))));
            require(word >> 232 == 0 && (word >> 192 & 0xff) <= 2, "R-3: id slot");
            require(word == 0 || word >> 200 == block.timestamp / 1 days, "R-3: day");
        }
    }
}
