// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IParties} from "../../src/identity/IParties.sol";
import {vm} from "../kernel/Cheats.sol";
import {Opcodes} from "../kernel/Opcodes.sol";
import {PartiesTest} from "./PartiesTest.sol";

contract PartiesUnitTest is PartiesTest {
    function setUp() external {
        start();
        parties.accredit(ROLE, vm.addr(AUTHORITY), true);
    }

    function test_register() external {
        bytes memory call = registerCall(registration(HOSPITAL));
        vm.expectEmit(address(parties));
        emit IParties.PartyRegistered(vm.addr(HOSPITAL), 1, PROFILE);
        accepts(address(parties), call);
        (uint8 kind, bytes32 profile) = parties.partyOf(vm.addr(HOSPITAL));
        require(kind == 1 && profile == PROFILE, "party");
        refuses(address(parties), call, IParties.PartiesAlreadyRegistered.selector);
    }

    function test_personsAndStrangeKindsAreRefused() external {
        uint8[3] memory kinds = [0, 10, 255];
        for (uint256 i = 0; i < kinds.length; ++i) {
            IParties.Registration memory intent = registration(HOSPITAL);
            intent.kind = kinds[i];
            bytes memory problem = abi.encodeWithSelector(IParties.PartiesKindInvalid.selector, kinds[i]);
            refusesExactly(address(parties), registerCall(intent), problem);
        }
    }

    function test_profileIsNeeded() external {
        IParties.Registration memory intent = registration(HOSPITAL);
        intent.profile = 0;
        refuses(address(parties), registerCall(intent), IParties.PartiesProfileInvalid.selector);
        register();
        refuses(address(parties), updateCall(profileUpdate(0, 1)), IParties.PartiesProfileInvalid.selector);
    }

    function test_updateProfile() external {
        refuses(address(parties), updateCall(profileUpdate(keccak256("new"), 1)), IParties.PartiesUnknown.selector);
        register();
        bytes memory call = updateCall(profileUpdate(keccak256("new"), 1));
        vm.expectEmit(address(parties));
        emit IParties.PartyUpdated(vm.addr(HOSPITAL), keccak256("new"));
        accepts(address(parties), call);
        (uint8 kind, bytes32 profile) = parties.partyOf(vm.addr(HOSPITAL));
        require(kind == 1 && profile == keccak256("new"), "party");
    }

    /// @dev P-3: nonces come in any order, so only the digest that it names keeps a withheld update from being sent later.
    function test_withheldUpdateIsRefusedAfterAnother() external {
        register();
        bytes memory withheld = updateCall(profileUpdate(keccak256("first"), 1));
        accepts(address(parties), updateCall(profileUpdate(keccak256("second"), 2)));
        bytes memory problem = abi.encodeWithSelector(
            IParties.PartiesProfileChanged.selector, vm.addr(HOSPITAL), keccak256("second"), PROFILE
        );
        refusesExactly(address(parties), withheld, problem);
        IParties.ProfileUpdate memory next = profileUpdate(keccak256("third"), 1);
        next.previous = keccak256("second");
        accepts(address(parties), updateCall(next));
        (, bytes32 profile) = parties.partyOf(vm.addr(HOSPITAL));
        require(profile == keccak256("third"), "the newest");
    }

    /// @dev P-3
    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_updateNamesWhatItReplaces(bytes32 previous) external {
        vm.assume(previous != PROFILE);
        register();
        IParties.ProfileUpdate memory intent = profileUpdate(keccak256("new"), 1);
        intent.previous = previous;
        refuses(address(parties), updateCall(intent), IParties.PartiesProfileChanged.selector);
    }

    function test_grantAndRevokeRole() external {
        register();
        bytes memory giving = grantCall(roleGrant(7), AUTHORITY);
        vm.expectEmit(address(parties));
        emit IParties.RoleGranted(vm.addr(HOSPITAL), ROLE, vm.addr(AUTHORITY), UNTIL);
        accepts(address(parties), giving);
        require(parties.hasRole(vm.addr(HOSPITAL), ROLE), "role");
        require(parties.roleUntil(vm.addr(HOSPITAL), ROLE) == UNTIL, "until");
        require(!parties.hasRole(vm.addr(HOSPITAL), "payer"), "another role");
        bytes memory taking = revokeCall(roleRevocation(3), AUTHORITY);
        vm.expectEmit(address(parties));
        emit IParties.RoleRevoked(vm.addr(HOSPITAL), ROLE, vm.addr(AUTHORITY));
        accepts(address(parties), taking);
        require(!parties.hasRole(vm.addr(HOSPITAL), ROLE), "revoked");
        refuses(address(parties), revokeCall(roleRevocation(4), AUTHORITY), IParties.PartiesRoleNotHeld.selector);
    }

    /// @dev P-2
    function test_expiredRoleDoesNothing() external {
        register();
        accepts(address(parties), grantCall(roleGrant(1), AUTHORITY));
        vm.warp(UNTIL - 1);
        require(parties.hasRole(vm.addr(HOSPITAL), ROLE), "the last second");
        vm.warp(UNTIL);
        require(!parties.hasRole(vm.addr(HOSPITAL), ROLE), "expired");
    }

    function test_untilHasLimits() external {
        register();
        uint64 furthest = uint64(NOW) + parties.ROLE_SECONDS_MAX();
        uint64[4] memory wrong = [0, uint64(NOW), furthest + 1, type(uint64).max];
        for (uint256 i = 0; i < wrong.length; ++i) {
            IParties.RoleGrant memory intent = roleGrant(1);
            intent.until = wrong[i];
            bytes memory problem = abi.encodeWithSelector(IParties.PartiesUntilInvalid.selector, wrong[i]);
            refusesExactly(address(parties), grantCall(intent, AUTHORITY), problem);
        }
        IParties.RoleGrant memory longest = roleGrant(1);
        longest.until = furthest;
        accepts(address(parties), grantCall(longest, AUTHORITY));
    }

    function test_roleNeedsAParty() external {
        refuses(address(parties), grantCall(roleGrant(1), AUTHORITY), IParties.PartiesUnknown.selector);
    }

    /// @dev P-1
    function test_onlyTheAuthorityOfTheRole() external {
        register();
        bytes4 problem = IParties.PartiesNotAuthority.selector;
        IParties.RoleGrant memory otherRole = roleGrant(1);
        otherRole.role = "payer";
        refuses(address(parties), grantCall(otherRole, AUTHORITY), problem);
        IParties.RoleGrant memory self = roleGrant(1);
        self.authority = vm.addr(HOSPITAL);
        refuses(address(parties), grantCall(self, HOSPITAL), problem);
        accepts(address(parties), grantCall(roleGrant(1), AUTHORITY));
        parties.accredit(ROLE, vm.addr(AUTHORITY), false);
        refuses(address(parties), grantCall(roleGrant(2), AUTHORITY), problem);
        refuses(address(parties), revokeCall(roleRevocation(3), AUTHORITY), problem);
        require(parties.hasRole(vm.addr(HOSPITAL), ROLE), "a role given before stays");
        parties.accredit(ROLE, vm.addr(HOSPITAL), true);
        IParties.RoleRevocation memory successor = roleRevocation(4);
        successor.authority = vm.addr(HOSPITAL);
        accepts(address(parties), revokeCall(successor, HOSPITAL));
    }

    function test_accredit() external {
        vm.expectEmit(address(parties));
        emit IParties.AuthorityDismissed(ROLE, vm.addr(AUTHORITY));
        parties.accredit(ROLE, vm.addr(AUTHORITY), false);
        require(!parties.isAuthority(ROLE, vm.addr(AUTHORITY)), "dismissed");
        vm.expectEmit(address(parties));
        emit IParties.AuthorityAccredited(ROLE, vm.addr(AUTHORITY));
        parties.accredit(ROLE, vm.addr(AUTHORITY), true);
        require(parties.isAuthority(ROLE, vm.addr(AUTHORITY)), "accredited");
    }

    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_onlyTheAccessManagerAccredits(address stranger) external {
        vm.assume(stranger != address(this));
        bytes memory call = abi.encodeCall(parties.accredit, (ROLE, stranger, true));
        vm.prank(stranger);
        (bool done, bytes memory answer) = address(parties).call(call);
        require(!done && bytes4(answer) == IAccessManaged.AccessManagedUnauthorized.selector, "accepted");
    }

    /// @dev Closing the access manager's target stops accreditation and nothing else.
    function test_accessManagerGovernsAccreditationOnly() external {
        AccessManager(parties.authority()).setTargetClosed(address(parties), true);
        bytes memory call = abi.encodeCall(parties.accredit, (ROLE, vm.addr(HOSPITAL), true));
        refuses(address(parties), call, IAccessManaged.AccessManagedUnauthorized.selector);
        register();
        accepts(address(parties), grantCall(roleGrant(1), AUTHORITY));
        accepts(address(parties), revokeCall(roleRevocation(2), AUTHORITY));
    }

    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_noncesInAnyOrder(uint256 first, uint256 second) external {
        vm.assume(first != second);
        register();
        accepts(address(parties), grantCall(roleGrant(first), AUTHORITY));
        require(parties.isNonceUsed(vm.addr(AUTHORITY), first), "used");
        require(!parties.isNonceUsed(vm.addr(AUTHORITY), second), "not used");
        require(!parties.isNonceUsed(vm.addr(HOSPITAL), first), "someone else's");
        accepts(address(parties), revokeCall(roleRevocation(second), AUTHORITY));
        refuses(address(parties), grantCall(roleGrant(first), AUTHORITY), IParties.PartiesNonceUsed.selector);
        refuses(address(parties), grantCall(roleGrant(second), AUTHORITY), IParties.PartiesNonceUsed.selector);
    }

    function test_codeReadsNothingOfTheBlockProducer() external view {
        require(!Opcodes.forbiddenIn(address(parties).code), "forbidden instruction");
        // The access manager batches calls through DELEGATECALL: the reader sees it there.
        require(Opcodes.forbiddenIn(parties.authority().code), "the reader sees nothing");
    }

    function register() private {
        accepts(address(parties), registerCall(registration(HOSPITAL)));
    }
}
