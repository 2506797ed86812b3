// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IParties} from "../../src/identity/IParties.sol";
import {Parties} from "../../src/identity/Parties.sol";
import {vm} from "../kernel/Cheats.sol";
import {IntentTest} from "../kernel/IntentTest.sol";

/// @dev Parties on the chain under an access manager, and the intents of institutions made by hand.
abstract contract PartiesTest is IntentTest {
    uint256 internal constant HOSPITAL = 0xa11ce;
    uint256 internal constant AUTHORITY = 0xb0b;
    bytes32 internal constant PROFILE = keccak256("profile");
    bytes32 internal constant ROLE = "care-provider";
    uint64 internal constant UNTIL = uint64(NOW + 365 days);

    Parties internal parties;

    function start() internal {
        vm.warp(NOW);
        parties = new Parties(address(new AccessManager(address(this))));
    }

    function startAccredited() internal {
        start();
        parties.accredit(ROLE, vm.addr(AUTHORITY), true);
        accepts(address(parties), registerCall(registration(HOSPITAL)));
    }

    function domainName() internal pure override returns (string memory) {
        return "Symbolon Parties";
    }

    function registration(uint256 key) internal pure returns (IParties.Registration memory) {
        return IParties.Registration(vm.addr(key), 1, PROFILE, SOON);
    }

    /// @dev In the place of the profile that the hospital registered with.
    function profileUpdate(bytes32 profile, uint256 nonce) internal pure returns (IParties.ProfileUpdate memory) {
        return IParties.ProfileUpdate(vm.addr(HOSPITAL), PROFILE, profile, nonce, SOON);
    }

    function roleGrant(uint256 nonce) internal pure returns (IParties.RoleGrant memory) {
        return IParties.RoleGrant(vm.addr(AUTHORITY), vm.addr(HOSPITAL), ROLE, UNTIL, nonce, SOON);
    }

    function roleRevocation(uint256 nonce) internal pure returns (IParties.RoleRevocation memory) {
        return IParties.RoleRevocation(vm.addr(AUTHORITY), vm.addr(HOSPITAL), ROLE, nonce, SOON);
    }

    function digest(IParties.Registration memory intent) internal view returns (bytes32) {
        bytes32 kind = keccak256("Registration(address party,uint8 kind,bytes32 profile,uint256 deadline)");
        return digestOf(address(parties), keccak256(abi.encode(kind, intent)));
    }

    function digest(IParties.ProfileUpdate memory intent) internal view returns (bytes32) {
        bytes32 kind = keccak256(
            "ProfileUpdate(address party,bytes32 previous,bytes32 profile,uint256 nonce,uint256 deadline)"
        );
        return digestOf(address(parties), keccak256(abi.encode(kind, intent)));
    }

    function digest(IParties.RoleGrant memory intent) internal view returns (bytes32) {
        bytes32 kind = keccak256(
            "RoleGrant(address authority,address party,bytes32 role,uint64 until,uint256 nonce,uint256 deadline)"
        );
        return digestOf(address(parties), keccak256(abi.encode(kind, intent)));
    }

    function digest(IParties.RoleRevocation memory intent) internal view returns (bytes32) {
        bytes32 kind = keccak256(
            "RoleRevocation(address authority,address party,bytes32 role,uint256 nonce,uint256 deadline)"
        );
        return digestOf(address(parties), keccak256(abi.encode(kind, intent)));
    }

    function registerCall(IParties.Registration memory intent) internal view returns (bytes memory) {
        return abi.encodeCall(parties.register, (intent, signed(HOSPITAL, digest(intent))));
    }

    function updateCall(IParties.ProfileUpdate memory intent) internal view returns (bytes memory) {
        return abi.encodeCall(parties.updateProfile, (intent, signed(HOSPITAL, digest(intent))));
    }

    function grantCall(IParties.RoleGrant memory intent, uint256 key) internal view returns (bytes memory) {
        return abi.encodeCall(parties.grantRole, (intent, signed(key, digest(intent))));
    }

    function revokeCall(IParties.RoleRevocation memory intent, uint256 key) internal view returns (bytes memory) {
        return abi.encodeCall(parties.revokeRole, (intent, signed(key, digest(intent))));
    }
}
