// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IConsents} from "../../src/consent/IConsents.sol";
import {vm} from "../kernel/Cheats.sol";
import {GameTest} from "../kernel/GameTest.sol";
import {ConsentsTest} from "./ConsentsTest.sol";

/// @dev Plays random moves with 8 keys over 8 grants while time passes, and keeps what must be true beside the contract.
contract ConsentsPlayer is ConsentsTest {
    uint256 public constant KEYS = 8;
    uint256 public constant GRANTS = 8;

    mapping(uint256 number => bytes32 grant) public grantOf;
    mapping(uint256 number => uint256 key) public keyOf;
    mapping(uint256 number => uint32 week) private weekOf;
    mapping(uint256 number => uint256 key) public delegateOf;
    mapping(uint256 number => bool) public ended;
    bool public revocationRefused;
    bool public changedByAStranger;
    uint256 public moves;
    uint256 public time;

    constructor() {
        start();
        time = NOW;
    }

    function target() external view returns (IConsents) {
        return consents;
    }

    function play(uint256 move, uint256 number, uint256 key, uint256 toKey, uint32 week) external {
        number %= GRANTS;
        key = 1 + key % KEYS;
        toKey = 1 + toKey % KEYS;
        time += move % 3 days;
        vm.warp(time);
        noteExpiry();
        if (move % 4 == 0) give(number, key, uint32(time / 1 weeks) + week % 10);
        else if (move % 8 == 1) revoke(number, key);
        else if (move % 8 == 5) delegate(number, key, toKey);
    }

    function give(uint256 number, uint256 key, uint32 week) private {
        if (keyOf[number] != 0) (key, week) = (keyOf[number], weekOf[number]);
        if (!sent(giveCall(bytes32(number), key, week))) return;
        (keyOf[number], weekOf[number]) = (key, week);
        grantOf[number] = nameOf(bytes32(number), key, week);
    }

    function revoke(uint256 number, uint256 key) private {
        bool mayRevoke = keyOf[number] != 0 && (key == keyOf[number] || key == delegateOf[number]);
        bool wasRevoked = statusOf(grantOf[number]) == IConsents.Status.Revoked;
        bool done = sent(revokeCall(grantOf[number], key));
        if (mayRevoke && !done) revocationRefused = true;
        if (done && !mayRevoke && !wasRevoked) changedByAStranger = true;
        if (done) ended[number] = true;
    }

    function delegate(uint256 number, uint256 key, uint256 toKey) private {
        if (!sent(delegateCall(grantOf[number], key, toKey))) return;
        if (key != keyOf[number]) changedByAStranger = true;
        delegateOf[number] = toKey;
    }

    function noteExpiry() private {
        for (uint256 number = 0; number < GRANTS; ++number) {
            if (keyOf[number] != 0 && !consents.isActive(grantOf[number])) ended[number] = true;
        }
    }

    function sent(bytes memory call) private returns (bool done) {
        (done,) = address(consents).call(call);
        if (done) ++moves;
    }
}

contract ConsentsInvariants is GameTest {
    ConsentsPlayer private player;

    function newPlayer() internal override returns (address) {
        player = new ConsentsPlayer();
        return address(player);
    }

    function move(uint256 seed) internal override {
        player.play(seed, seed >> 32, seed >> 64, seed >> 96, uint32(seed >> 128));
    }

    function requireSomewhere() internal view override {
        require(player.moves() > 10, "too few moves");
    }

    /// @dev C-1 revoke has no pause, no admin, no upgrade: with the right key it always works
    function invariant_C1() external view {
        require(!player.revocationRefused(), "C-1: a revocation was refused");
    }

    /// @dev C-2 a revoked or expired grant never becomes active
    function invariant_C2() external {
        vm.warp(player.time());
        for (uint256 number = 0; number < player.GRANTS(); ++number) {
            require(!player.ended(number) || !player.target().isActive(player.grantOf(number)), "C-2: active again");
        }
    }

    /// @dev C-3 only the grant's own account, or a delegate it named, changes it
    function invariant_C3() external view {
        require(!player.changedByAStranger(), "C-3: changed by a stranger");
        for (uint256 number = 0; number < player.GRANTS(); ++number) {
            (address account,,, address delegated) = player.target().grantOf(player.grantOf(number));
            require(account == addressOf(player.keyOf(number)), "C-3: account");
            require(delegated == addressOf(player.delegateOf(number)), "C-3: delegate");
        }
    }

    function addressOf(uint256 key) private pure returns (address) {
        return key == 0 ? address(0) : vm.addr(key);
    }
}
