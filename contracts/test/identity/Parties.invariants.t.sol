// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IParties} from "../../src/identity/IParties.sol";
import {vm} from "../kernel/Cheats.sol";
import {GameTest} from "../kernel/GameTest.sol";
import {PartiesTest} from "./PartiesTest.sol";

/// @dev Plays random grants, revocations and dismissals among 4 authorities and 4 parties while time passes.
contract PartiesPlayer is PartiesTest {
    uint256 public constant COUNT = 4;

    mapping(uint256 party => uint64) public untilOf;
    mapping(uint256 authority => bool) public accredited;
    bool public grantedByAStranger;
    uint256 public moves;
    uint256 public time;
    uint256 private nonce;

    constructor() {
        start();
        time = NOW;
        for (uint256 party = 1; party <= COUNT; ++party) {
            IParties.Registration memory intent = IParties.Registration(vm.addr(party), 1, PROFILE, SOON);
            parties.register(intent, signed(party, digest(intent)));
        }
    }

    function target() external view returns (IParties) {
        return parties;
    }

    function play(uint256 move, uint256 authority, uint256 party, uint256 key, uint64 length) external {
        authority = 1 + authority % COUNT;
        party = 1 + party % COUNT;
        key = move % 8 < 4 ? authority : 1 + key % COUNT;
        time += move % 5 days;
        vm.warp(time);
        if (move % 8 == 0) accredit(authority, length % 3 != 0);
        else if (move % 4 == 1) revoke(authority, party, key);
        else grant(authority, party, key, uint64(time) + length % 30 days);
    }

    function accredit(uint256 authority, bool value) private {
        parties.accredit(ROLE, vm.addr(authority), value);
        accredited[authority] = value;
    }

    function grant(uint256 authority, uint256 party, uint256 key, uint64 until) private {
        IParties.RoleGrant memory intent =
            IParties.RoleGrant(vm.addr(authority), vm.addr(party), ROLE, until, ++nonce, time);
        if (!sent(grantCall(intent, key))) return;
        if (!accredited[authority] || key != authority) grantedByAStranger = true;
        untilOf[party] = until;
    }

    function revoke(uint256 authority, uint256 party, uint256 key) private {
        IParties.RoleRevocation memory intent =
            IParties.RoleRevocation(vm.addr(authority), vm.addr(party), ROLE, ++nonce, time);
        if (!sent(revokeCall(intent, key))) return;
        if (!accredited[authority] || key != authority) grantedByAStranger = true;
        untilOf[party] = 0;
    }

    function sent(bytes memory call) private returns (bool done) {
        (done,) = address(parties).call(call);
        if (done) ++moves;
    }
}

contract PartiesInvariants is GameTest {
    bytes32 private constant ROLE = "care-provider";
    PartiesPlayer private player;

    function newPlayer() internal override returns (address) {
        player = new PartiesPlayer();
        return address(player);
    }

    function move(uint256 seed) internal override {
        player.play(seed, seed >> 32, seed >> 64, seed >> 96, uint64(seed >> 128));
    }

    function requireSomewhere() internal view override {
        require(player.moves() > 20, "too few moves");
    }

    /// @dev P-1 only the authority of a role grants it
    function invariant_P1() external view {
        require(!player.grantedByAStranger(), "P-1: by a stranger");
        for (uint256 party = 1; party <= player.COUNT(); ++party) {
            require(player.target().roleUntil(vm.addr(party), ROLE) == player.untilOf(party), "P-1: until");
        }
    }

    /// @dev P-2 an expired or revoked role does nothing
    function invariant_P2() external {
        vm.warp(player.time());
        for (uint256 party = 1; party <= player.COUNT(); ++party) {
            bool holds = player.target().hasRole(vm.addr(party), ROLE);
            require(holds == (player.time() < player.untilOf(party)), "P-2: role");
        }
    }
}
