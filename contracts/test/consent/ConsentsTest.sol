// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {Consents} from "../../src/consent/Consents.sol";
import {IConsents} from "../../src/consent/IConsents.sol";
import {vm} from "../kernel/Cheats.sol";
import {IntentTest} from "../kernel/IntentTest.sol";

/// @dev Consents on the chain, and the intents of grant accounts made by hand.
abstract contract ConsentsTest is IntentTest {
    uint256 internal constant ACCOUNT = 0xa11ce;
    uint256 internal constant GUARDIAN = 0xb0b;
    bytes32 internal constant COMMITMENT = keccak256("grant");
    uint32 internal constant THIS_WEEK = uint32(NOW / 1 weeks);
    uint32 internal constant WEEK = THIS_WEEK + 4;
    bytes32 internal immutable GRANT = nameOf(COMMITMENT, ACCOUNT, WEEK);

    Consents internal consents;

    function start() internal {
        vm.warp(NOW);
        consents = new Consents();
    }

    function domainName() internal pure override returns (string memory) {
        return "Symbolon Consents";
    }

    function revocationDigest(bytes32 grant) internal view returns (bytes32) {
        return digestOf(address(consents), keccak256(abi.encode(keccak256("Revocation(bytes32 grant)"), grant)));
    }

    function delegationDigest(bytes32 grant, address to) internal view returns (bytes32) {
        bytes32 kind = keccak256("Delegation(bytes32 grant,address to)");
        return digestOf(address(consents), keccak256(abi.encode(kind, grant, to)));
    }

    /// @dev The name under which a grant stands, made as others would make it.
    function nameOf(bytes32 commitment, uint256 key, uint32 week) internal pure returns (bytes32) {
        return nameFor(commitment, vm.addr(key), week);
    }

    function nameFor(bytes32 commitment, address account, uint32 week) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(commitment, uint256(uint160(account)), uint256(week)));
    }

    function giveCall(bytes32 commitment, uint256 key, uint32 week) internal pure returns (bytes memory) {
        return abi.encodeCall(IConsents.give, (commitment, vm.addr(key), week));
    }

    function revokeCall(bytes32 grant, uint256 key) internal view returns (bytes memory) {
        return abi.encodeCall(consents.revoke, (grant, signed(key, revocationDigest(grant))));
    }

    function delegateCall(bytes32 grant, uint256 key, uint256 toKey) internal view returns (bytes memory) {
        address to = vm.addr(toKey);
        return abi.encodeCall(consents.delegate, (grant, to, signed(key, delegationDigest(grant, to))));
    }

    function giveOne() internal {
        accepts(address(consents), giveCall(COMMITMENT, ACCOUNT, WEEK));
    }

    function statusOf(bytes32 grant) internal view returns (IConsents.Status status) {
        (,, status,) = consents.grantOf(grant);
    }
}
