// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {ICheckpoints} from "../../src/log/ICheckpoints.sol";
import {vm} from "../kernel/Cheats.sol";
import {GameTest} from "../kernel/GameTest.sol";
import {CheckpointsTest} from "./CheckpointsTest.sol";

/// @dev Plays random moves with 8 keys over 4 logs while time passes, and keeps what must be true beside the contract.
contract CheckpointsPlayer is CheckpointsTest {
    uint256 public constant KEYS = 8;
    uint256 public constant LOGS = 4;
    uint256 private constant KEPT = 16;

    mapping(uint256 number => uint256 key) public keyOf;
    mapping(uint256 number => mapping(uint256 key => bool)) private handedOver;
    mapping(uint256 number => mapping(uint64 size => bytes32 root)) private rootAt;
    mapping(uint256 number => uint64) private sizeOf;
    mapping(uint256 number => uint64) private timeOf;
    mapping(uint256 number => uint256 deadline) private signedUntil;
    bytes[KEPT] private kept;
    bool public shrunk;
    bool public forked;
    bool public changedByAStranger;
    bool public timeRanBack;
    bool public tooFresh;
    bool public refusedWithoutReason;
    uint256 public moves;
    uint256 public replays;
    uint256 public time;

    constructor() {
        start();
        time = NOW;
        for (uint256 number = 0; number < LOGS; ++number) {
            keyOf[number] = founderOf(number);
        }
    }

    function play(uint256 move, uint256 number, uint256 key, uint256 toKey, uint64 grown) external {
        number %= LOGS;
        key = 1 + key % KEYS;
        toKey = 1 + toKey % KEYS;
        time += move % 30 minutes;
        vm.warp(time);
        // Half of the moves are made with the right key, so that the game gets anywhere.
        if (move % 2 == 0) key = keyOf[number];
        uint256 kind = (move >> 8) % 16;
        if (kind < 9) advance(number, key, grown);
        else if (kind < 14) replay(move >> 16);
        else rotate(number, key, toKey);
        look(number);
    }

    /// @dev Mostly forward, sometimes the same size, sometimes back or with another root.
    function advance(uint256 number, uint256 key, uint64 grown) private {
        uint64 size = sizeOf[number] + grown % 5;
        if (grown % 7 == 0 && size > 2) size -= 2;
        bytes32 root = grown % 11 == 0 || rootAt[number][size] == 0 ? keccak256(abi.encode(grown)) : rootAt[number][size];
        ICheckpoints.Checkpoint memory one = checkpoint(number, size, root);
        bytes memory call = signedCall(one, key);
        bool isRight = key == keyOf[number];
        if (isRight && one.deadline > signedUntil[number]) signedUntil[number] = one.deadline;
        bool mayPass = isRight && size > 0
            && (size > sizeOf[number] || (size == sizeOf[number] && root == rootAt[number][size]));
        bool done = sent(call);
        if (done && !isRight) changedByAStranger = true;
        if (mayPass && !done) refusedWithoutReason = true;
        if (done) kept[moves % KEPT] = call;
    }

    /// @dev Anyone may send again what was accepted once.
    function replay(uint256 which) private {
        if (sent(kept[which % KEPT])) ++replays;
    }

    function rotate(uint256 number, uint256 key, uint256 toKey) private {
        ICheckpoints.Rotation memory one =
            ICheckpoints.Rotation(originOf(number), vm.addr(founderOf(number)), vm.addr(toKey), time + 1 hours);
        bytes memory call = signedCall(one, key, toKey);
        if (!sent(call)) return;
        if (key != keyOf[number] || handedOver[number][toKey]) changedByAStranger = true;
        handedOver[number][key] = true;
        keyOf[number] = toKey;
        kept[moves % KEPT] = call;
    }

    function look(uint256 played) private {
        for (uint256 number = 0; number < LOGS; ++number) {
            (uint64 size, bytes32 root, uint64 anchored) = latest(number);
            if (size < sizeOf[number]) shrunk = true;
            if (rootAt[number][size] != 0 && rootAt[number][size] != root) forked = true;
            if (anchored < timeOf[number]) timeRanBack = true;
            if (anchored > signedUntil[number]) tooFresh = true;
            if (number != played && size != sizeOf[number]) changedByAStranger = true;
            (sizeOf[number], rootAt[number][size], timeOf[number]) = (size, root, anchored);
        }
    }

    function checkpoint(uint256 number, uint64 size, bytes32 root)
        private
        view
        returns (ICheckpoints.Checkpoint memory)
    {
        uint256 deadline = time + uint256(root) % 1 hours;
        return ICheckpoints.Checkpoint(originOf(number), vm.addr(founderOf(number)), size, root, deadline);
    }

    function latest(uint256 number) public view returns (uint64 size, bytes32 root, uint64 anchored) {
        return checkpoints.latest(originOf(number), vm.addr(founderOf(number)));
    }

    function standingKey(uint256 number) external view returns (address) {
        return checkpoints.keyOf(originOf(number), vm.addr(founderOf(number)));
    }

    /// @dev Two origins, each with two founders.
    function originOf(uint256 number) private pure returns (bytes32) {
        return keccak256(abi.encode(number / 2));
    }

    function founderOf(uint256 number) private pure returns (uint256) {
        return 1 + number % 2;
    }

    function sent(bytes memory call) private returns (bool done) {
        if (call.length == 0) return false;
        (done,) = address(checkpoints).call(call);
        if (done) ++moves;
    }
}

contract CheckpointsInvariants is GameTest {
    CheckpointsPlayer private player;

    function newPlayer() internal override returns (address) {
        player = new CheckpointsPlayer();
        return address(player);
    }

    function move(uint256 seed) internal override {
        player.play(seed, seed >> 32, seed >> 64, seed >> 96, uint64(seed >> 128));
    }

    function requireSomewhere() internal view override {
        require(player.moves() > 40 && player.replays() > 3, "too few moves");
        bool rotated = false;
        for (uint256 number = 0; number < player.LOGS(); ++number) {
            (uint64 size,,) = player.latest(number);
            require(size > 5, "a log did not move");
            if (player.keyOf(number) > 2) rotated = true;
        }
        require(rotated, "no key was rotated");
    }

    /// @dev L-1 a log's size never shrinks, and at one size its root never changes
    function invariant_L1() external view {
        require(!player.shrunk(), "L-1: shrunk");
        require(!player.forked(), "L-1: forked");
    }

    /// @dev L-2 only the log's key advances it or names the next key
    function invariant_L2() external view {
        require(!player.changedByAStranger(), "L-2: changed by a stranger");
        require(!player.refusedWithoutReason(), "L-2: its key was refused");
        for (uint256 number = 0; number < player.LOGS(); ++number) {
            require(player.standingKey(number) == vm.addr(player.keyOf(number)), "L-2: key");
        }
    }

    /// @dev L-3 a log's time never runs back, nor past a deadline that its key has signed
    function invariant_L3() external view {
        require(!player.timeRanBack(), "L-3: ran back");
        require(!player.tooFresh(), "L-3: past the deadline");
    }
}
