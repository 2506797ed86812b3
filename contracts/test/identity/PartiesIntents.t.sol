// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IParties} from "../../src/identity/IParties.sol";
import {Parties} from "../../src/identity/Parties.sol";
import {vm} from "../kernel/Cheats.sol";
import {Wallet} from "../kernel/Wallet.sol";
import {PartiesTest} from "./PartiesTest.sol";

/// @dev P-1: for every intent, every single field is altered, and every signature that isn't the signer's is tried.
contract PartiesIntentsTest is PartiesTest {
    bytes4 private constant REFUSED = IParties.PartiesSignatureInvalid.selector;
    uint256 private constant SECOND = 0xcafe;

    function setUp() external {
        startAccredited();
        parties.accredit(ROLE, vm.addr(SECOND), true);
        parties.accredit("payer", vm.addr(AUTHORITY), true);
        IParties.Registration memory second = registration(SECOND);
        accepts(address(parties), abi.encodeCall(parties.register, (second, signed(SECOND, digest(second)))));
    }

    function test_registrationFields() external {
        uint256 key = 0xd00d;
        bytes memory mine = signed(key, digest(registration(key)));
        for (uint256 field = 0; field < 4; ++field) {
            IParties.Registration memory altered = registration(key);
            if (field == 0) altered.party = vm.addr(key + 1);
            if (field == 1) altered.kind = 2;
            if (field == 2) altered.profile = keccak256("other");
            if (field == 3) altered.deadline += 1;
            refuses(address(parties), abi.encodeCall(parties.register, (altered, mine)), REFUSED);
        }
        bytes[] memory forged = forgeries(key, digest(registration(key)));
        for (uint256 i = 0; i < forged.length; ++i) {
            refuses(address(parties), abi.encodeCall(parties.register, (registration(key), forged[i])), REFUSED);
        }
        accepts(address(parties), abi.encodeCall(parties.register, (registration(key), mine)));
    }

    function test_profileUpdateFields() external {
        IParties.ProfileUpdate memory intent = profileUpdate(keccak256("new"), 5);
        bytes memory mine = signed(HOSPITAL, digest(intent));
        for (uint256 field = 0; field < 5; ++field) {
            IParties.ProfileUpdate memory altered = profileUpdate(keccak256("new"), 5);
            if (field == 0) altered.party = vm.addr(SECOND);
            if (field == 1) altered.previous = keccak256("other");
            if (field == 2) altered.profile = keccak256("other");
            if (field == 3) altered.nonce += 1;
            if (field == 4) altered.deadline += 1;
            refuses(address(parties), abi.encodeCall(parties.updateProfile, (altered, mine)), REFUSED);
        }
        bytes[] memory forged = forgeries(HOSPITAL, digest(intent));
        for (uint256 i = 0; i < forged.length; ++i) {
            refuses(address(parties), abi.encodeCall(parties.updateProfile, (intent, forged[i])), REFUSED);
        }
        accepts(address(parties), abi.encodeCall(parties.updateProfile, (intent, mine)));
        bytes4 used = IParties.PartiesNonceUsed.selector;
        refuses(address(parties), abi.encodeCall(parties.updateProfile, (intent, mine)), used);
    }

    function test_roleGrantFields() external {
        bytes memory mine = signed(AUTHORITY, digest(roleGrant(5)));
        for (uint256 field = 0; field < 6; ++field) {
            IParties.RoleGrant memory altered = roleGrant(5);
            if (field == 0) altered.authority = vm.addr(SECOND);
            if (field == 1) altered.party = vm.addr(SECOND);
            if (field == 2) altered.role = "payer";
            if (field == 3) altered.until += 1;
            if (field == 4) altered.nonce += 1;
            if (field == 5) altered.deadline += 1;
            refuses(address(parties), abi.encodeCall(parties.grantRole, (altered, mine)), REFUSED);
        }
        bytes[] memory forged = forgeries(AUTHORITY, digest(roleGrant(5)));
        for (uint256 i = 0; i < forged.length; ++i) {
            refuses(address(parties), abi.encodeCall(parties.grantRole, (roleGrant(5), forged[i])), REFUSED);
        }
        accepts(address(parties), abi.encodeCall(parties.grantRole, (roleGrant(5), mine)));
        bytes4 used = IParties.PartiesNonceUsed.selector;
        refuses(address(parties), abi.encodeCall(parties.grantRole, (roleGrant(5), mine)), used);
    }

    function test_roleRevocationFields() external {
        giveRoles();
        bytes memory mine = signed(AUTHORITY, digest(roleRevocation(5)));
        for (uint256 field = 0; field < 5; ++field) {
            IParties.RoleRevocation memory altered = roleRevocation(5);
            if (field == 0) altered.authority = vm.addr(SECOND);
            if (field == 1) altered.party = vm.addr(SECOND);
            if (field == 2) altered.role = "payer";
            if (field == 3) altered.nonce += 1;
            if (field == 4) altered.deadline += 1;
            refuses(address(parties), abi.encodeCall(parties.revokeRole, (altered, mine)), REFUSED);
        }
        bytes[] memory forged = forgeries(AUTHORITY, digest(roleRevocation(5)));
        for (uint256 i = 0; i < forged.length; ++i) {
            refuses(address(parties), abi.encodeCall(parties.revokeRole, (roleRevocation(5), forged[i])), REFUSED);
        }
        accepts(address(parties), abi.encodeCall(parties.revokeRole, (roleRevocation(5), mine)));
        accepts(address(parties), grantCall(roleGrant(6), AUTHORITY));
        bytes4 used = IParties.PartiesNonceUsed.selector;
        refuses(address(parties), abi.encodeCall(parties.revokeRole, (roleRevocation(5), mine)), used);
    }

    function test_expired() external {
        giveRoles();
        uint256 key = 0xd00d;
        bytes memory registering =
            abi.encodeCall(parties.register, (registration(key), signed(key, digest(registration(key)))));
        bytes[4] memory moves = [
            registering,
            updateCall(profileUpdate(keccak256("new"), 5)),
            grantCall(roleGrant(6), AUTHORITY),
            revokeCall(roleRevocation(7), AUTHORITY)
        ];
        vm.warp(SOON + 1);
        bytes memory problem = abi.encodeWithSelector(IParties.PartiesExpired.selector, SOON);
        for (uint256 i = 0; i < moves.length; ++i) {
            refusesExactly(address(parties), moves[i], problem);
        }
        vm.warp(SOON);
        accepts(address(parties), moves[0]);
    }

    function test_otherChainAndOtherContract() external {
        giveRoles();
        uint256 key = 0xd00d;
        bytes memory registering =
            abi.encodeCall(parties.register, (registration(key), signed(key, digest(registration(key)))));
        bytes[4] memory moves = [
            registering,
            updateCall(profileUpdate(keccak256("new"), 5)),
            grantCall(roleGrant(6), AUTHORITY),
            revokeCall(roleRevocation(7), AUTHORITY)
        ];
        uint256 home = block.chainid;
        vm.chainId(home + 1);
        for (uint256 i = 0; i < moves.length; ++i) {
            refuses(address(parties), moves[i], REFUSED);
        }
        vm.chainId(home);
        startAccredited();
        accepts(address(parties), grantCall(roleGrant(1), AUTHORITY));
        for (uint256 i = 0; i < moves.length; ++i) {
            refuses(address(parties), moves[i], REFUSED);
        }
    }

    function test_contractAccountIsAnAuthority() external {
        address wallet = address(new Wallet(vm.addr(AUTHORITY)));
        parties.accredit(ROLE, wallet, true);
        IParties.RoleGrant memory intent = roleGrant(1);
        intent.authority = wallet;
        bytes memory malformed = abi.encodePacked(bytes32(uint256(1)), WRAPPED);
        bytes memory problem = abi.encodeWithSelector(REFUSED, wallet);
        refusesExactly(address(parties), abi.encodeCall(parties.grantRole, (intent, malformed)), problem);
        accepts(address(parties), grantCall(intent, AUTHORITY));
        require(parties.hasRole(vm.addr(HOSPITAL), ROLE), "role");
    }

    function giveRoles() private {
        accepts(address(parties), grantCall(roleGrant(1), AUTHORITY));
        IParties.RoleGrant memory payer = roleGrant(2);
        payer.role = "payer";
        accepts(address(parties), grantCall(payer, AUTHORITY));
        IParties.RoleGrant memory second = roleGrant(3);
        second.party = vm.addr(SECOND);
        accepts(address(parties), grantCall(second, AUTHORITY));
    }
}
