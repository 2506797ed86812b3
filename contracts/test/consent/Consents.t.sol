// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IConsents} from "../../src/consent/IConsents.sol";
import {vm} from "../kernel/Cheats.sol";
import {Opcodes} from "../kernel/Opcodes.sol";
import {ConsentsTest} from "./ConsentsTest.sol";

contract ConsentsUnitTest is ConsentsTest {
    function setUp() external {
        start();
    }

    function test_give() external {
        bytes memory call = giveCall(COMMITMENT, ACCOUNT, WEEK);
        vm.expectEmit(address(consents));
        emit IConsents.Given(GRANT, vm.addr(ACCOUNT), WEEK);
        accepts(address(consents), call);
        (address account, uint32 week, IConsents.Status status, address delegated) = consents.grantOf(GRANT);
        require(account == vm.addr(ACCOUNT) && week == WEEK && delegated == address(0), "grant");
        require(status == IConsents.Status.Active && consents.isActive(GRANT), "status");
    }

    function test_giveWritesOneSlot() external {
        vm.record();
        giveOne();
        (, bytes32[] memory writes) = vm.accesses(address(consents));
        for (uint256 i = 0; i < writes.length; ++i) {
            require(writes[i] == keccak256(abi.encode(GRANT, 2)), "another slot");
        }
        uint256 word = uint256(uint160(vm.addr(ACCOUNT))) | uint256(WEEK) << 160 | uint256(1) << 192;
        require(uint256(vm.load(address(consents), keccak256(abi.encode(GRANT, 2)))) == word, "word");
    }

    function test_giveMany() external {
        accepts(address(consents), abi.encodeCall(consents.giveMany, (batch(250))));
        require(consents.isActive(nameOf(bytes32(uint256(1)), 1, WEEK)), "the first");
        require(consents.isActive(nameOf(bytes32(uint256(250)), 250, WEEK)), "the last");
    }

    function test_giveManyIsAtomic() external {
        IConsents.Give[] memory gives = batch(3);
        gives[2].week = THIS_WEEK;
        bytes memory problem = abi.encodeWithSelector(IConsents.ConsentsWeekInvalid.selector, THIS_WEEK);
        refusesExactly(address(consents), abi.encodeCall(consents.giveMany, (gives)), problem);
        require(statusOf(nameOf(gives[0].commitment, 1, WEEK)) == IConsents.Status.Unknown, "the first was kept");
    }

    /// @dev Someone who sends one of them first doesn't spoil the batch that holds it.
    function test_giveManyAfterOneOfThem() external {
        accepts(address(consents), giveCall(bytes32(uint256(2)), 2, WEEK));
        accepts(address(consents), abi.encodeCall(consents.giveMany, (batch(3))));
        require(consents.isActive(nameOf(bytes32(uint256(3)), 3, WEEK)), "the last");
    }

    function test_batchesHaveALimit() external {
        bytes4 problem = IConsents.ConsentsBatchInvalid.selector;
        refuses(address(consents), abi.encodeCall(consents.giveMany, (new IConsents.Give[](0))), problem);
        refuses(address(consents), abi.encodeCall(consents.giveMany, (batch(251))), problem);
        refuses(address(consents), abi.encodeCall(consents.revokeMany, (new IConsents.Revoke[](0))), problem);
        refuses(address(consents), abi.encodeCall(consents.revokeMany, (new IConsents.Revoke[](251))), problem);
    }

    function test_givingAgainWritesNothing() external {
        giveOne();
        vm.record();
        vm.recordLogs();
        giveOne();
        (, bytes32[] memory writes) = vm.accesses(address(consents));
        require(writes.length == 0 && vm.getRecordedLogs().length == 1, "announced again, not written");
        accepts(address(consents), revokeCall(GRANT, ACCOUNT));
        vm.record();
        vm.recordLogs();
        giveOne();
        (, writes) = vm.accesses(address(consents));
        require(writes.length == 0 && vm.getRecordedLogs().length == 0, "C-2: announced");
        require(statusOf(GRANT) == IConsents.Status.Revoked, "C-2: active again");
    }

    /// @dev Nobody can register the commitment of another for himself: it is another grant.
    function test_commitmentUnderAnotherAccount() external {
        accepts(address(consents), giveCall(COMMITMENT, GUARDIAN, WEEK));
        accepts(address(consents), giveCall(COMMITMENT, ACCOUNT, WEEK + 1));
        require(statusOf(GRANT) == IConsents.Status.Unknown, "taken");
        giveOne();
        require(consents.isActive(GRANT), "active");
    }

    function test_weeks() external {
        bytes4 problem = IConsents.ConsentsWeekInvalid.selector;
        refuses(address(consents), giveCall(COMMITMENT, ACCOUNT, 0), problem);
        refuses(address(consents), giveCall(COMMITMENT, ACCOUNT, THIS_WEEK), problem);
        refuses(address(consents), giveCall(COMMITMENT, ACCOUNT, THIS_WEEK + 55), problem);
        refuses(address(consents), giveCall(COMMITMENT, ACCOUNT, type(uint32).max), problem);
        accepts(address(consents), giveCall(keccak256("next"), ACCOUNT, THIS_WEEK + 1));
        accepts(address(consents), giveCall(keccak256("year"), ACCOUNT, THIS_WEEK + 54));
    }

    /// @dev A grant of twelve months, rounded up to a whole week, is accepted whatever the instant.
    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_twelveMonthsFit(uint256 second) external {
        uint256 given = NOW + second % 8 weeks;
        vm.warp(given);
        accepts(address(consents), giveCall(COMMITMENT, ACCOUNT, uint32((given + 366 days + 1 weeks - 1) / 1 weeks)));
    }

    function test_noAccount() external {
        bytes memory problem = abi.encodeWithSelector(IConsents.ConsentsAccountInvalid.selector, address(0));
        refusesExactly(address(consents), abi.encodeCall(consents.give, (COMMITMENT, address(0), WEEK)), problem);
    }

    function test_revoke() external {
        giveOne();
        bytes memory call = revokeCall(GRANT, ACCOUNT);
        vm.expectEmit(address(consents));
        emit IConsents.Revoked(GRANT);
        accepts(address(consents), call);
        require(statusOf(GRANT) == IConsents.Status.Revoked && !consents.isActive(GRANT), "status");
    }

    /// @dev C-1: someone who sends a revocation first doesn't spoil the batch that holds it.
    function test_revokeTwiceChangesNothing() external {
        giveOne();
        bytes32 second = nameOf(keccak256("second"), ACCOUNT, WEEK);
        accepts(address(consents), giveCall(keccak256("second"), ACCOUNT, WEEK));
        accepts(address(consents), revokeCall(GRANT, ACCOUNT));
        IConsents.Revoke[] memory revocations = new IConsents.Revoke[](2);
        revocations[0] = IConsents.Revoke(GRANT, signed(ACCOUNT, revocationDigest(GRANT)));
        revocations[1] = IConsents.Revoke(second, signed(ACCOUNT, revocationDigest(second)));
        accepts(address(consents), abi.encodeCall(consents.revokeMany, (revocations)));
        require(statusOf(second) == IConsents.Status.Revoked, "status");
    }

    function test_revokeTwiceWritesNothing() external {
        giveOne();
        accepts(address(consents), revokeCall(GRANT, ACCOUNT));
        vm.record();
        vm.recordLogs();
        accepts(address(consents), revokeCall(GRANT, ACCOUNT));
        accepts(address(consents), abi.encodeCall(consents.revoke, (GRANT, "")));
        (, bytes32[] memory writes) = vm.accesses(address(consents));
        require(writes.length == 0 && vm.getRecordedLogs().length == 0, "something changed");
    }

    function test_revokeUnknown() external {
        bytes memory problem = abi.encodeWithSelector(IConsents.ConsentsUnknown.selector, GRANT);
        refusesExactly(address(consents), revokeCall(GRANT, ACCOUNT), problem);
        refusesExactly(address(consents), delegateCall(GRANT, ACCOUNT, GUARDIAN), problem);
    }

    function test_delegate() external {
        giveOne();
        bytes memory call = delegateCall(GRANT, ACCOUNT, GUARDIAN);
        vm.expectEmit(address(consents));
        emit IConsents.Delegated(GRANT, vm.addr(GUARDIAN));
        accepts(address(consents), call);
        accepts(address(consents), revokeCall(GRANT, GUARDIAN));
        require(statusOf(GRANT) == IConsents.Status.Revoked, "status");
    }

    function test_delegateOnce() external {
        giveOne();
        bytes memory zero = signed(ACCOUNT, delegationDigest(GRANT, address(0)));
        bytes memory toNoOne = abi.encodeCall(consents.delegate, (GRANT, address(0), zero));
        refuses(address(consents), toNoOne, IConsents.ConsentsAccountInvalid.selector);
        accepts(address(consents), delegateCall(GRANT, ACCOUNT, GUARDIAN));
        bytes4 named = IConsents.ConsentsAlreadyDelegated.selector;
        refuses(address(consents), delegateCall(GRANT, ACCOUNT, GUARDIAN + 1), named);
        refuses(address(consents), delegateCall(GRANT, ACCOUNT, GUARDIAN), named);
        accepts(address(consents), revokeCall(GRANT, ACCOUNT));
        refuses(address(consents), delegateCall(GRANT, ACCOUNT, GUARDIAN), IConsents.ConsentsRevoked.selector);
    }

    /// @dev C-2
    function test_expired() external {
        giveOne();
        vm.warp(uint256(WEEK) * 1 weeks - 1);
        require(consents.isActive(GRANT), "the last second");
        vm.warp(uint256(WEEK) * 1 weeks);
        require(!consents.isActive(GRANT), "its week has begun");
        refuses(address(consents), giveCall(COMMITMENT, ACCOUNT, WEEK), IConsents.ConsentsWeekInvalid.selector);
        accepts(address(consents), revokeCall(GRANT, ACCOUNT));
    }

    /// @dev C-1: nothing could pause, own or replace the code.
    function test_noAdministrator() external view {
        require(!Opcodes.forbiddenIn(address(consents).code), "forbidden instruction");
        require(!Opcodes.has(address(consents).code, 0x33), "asks who is calling");
    }

    function batch(uint256 size) private pure returns (IConsents.Give[] memory gives) {
        gives = new IConsents.Give[](size);
        for (uint256 i = 0; i < size; ++i) {
            gives[i] = IConsents.Give(bytes32(i + 1), vm.addr(i + 1), WEEK);
        }
    }
}
