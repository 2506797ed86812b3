// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {Consents} from "../../src/consent/Consents.sol";
import {IConsents} from "../../src/consent/IConsents.sol";
import {vm} from "../kernel/Cheats.sol";
import {Wallet} from "../kernel/Wallet.sol";
import {ConsentsTest} from "./ConsentsTest.sol";

/// @dev C-3: for every intent, every single field is altered, and every signature that isn't the account's is tried.
contract ConsentsIntentsTest is ConsentsTest {
    bytes4 private constant REFUSED = IConsents.ConsentsSignatureInvalid.selector;
    bytes32 private immutable SECOND = nameOf(keccak256("second"), ACCOUNT + 50, WEEK);

    function setUp() external {
        start();
        giveOne();
        accepts(address(consents), giveCall(keccak256("second"), ACCOUNT + 50, WEEK));
    }

    function test_revocationFields() external {
        bytes memory mine = signed(ACCOUNT, revocationDigest(GRANT));
        refuses(address(consents), abi.encodeCall(consents.revoke, (SECOND, mine)), REFUSED);
        bytes[] memory forged = forgeries(ACCOUNT, revocationDigest(GRANT));
        for (uint256 i = 0; i < forged.length; ++i) {
            refuses(address(consents), abi.encodeCall(consents.revoke, (GRANT, forged[i])), REFUSED);
        }
        accepts(address(consents), abi.encodeCall(consents.revoke, (GRANT, mine)));
    }

    function test_revocationInABatch() external {
        IConsents.Revoke[] memory revocations = new IConsents.Revoke[](2);
        revocations[0] = IConsents.Revoke(GRANT, signed(ACCOUNT, revocationDigest(GRANT)));
        revocations[1] = IConsents.Revoke(SECOND, signed(ACCOUNT, revocationDigest(SECOND)));
        refuses(address(consents), abi.encodeCall(consents.revokeMany, (revocations)), REFUSED);
        require(consents.isActive(GRANT), "the first was kept");
    }

    function test_delegationFields() external {
        address guardian = vm.addr(GUARDIAN);
        bytes32 digest = delegationDigest(GRANT, guardian);
        bytes memory mine = signed(ACCOUNT, digest);
        refuses(address(consents), abi.encodeCall(consents.delegate, (SECOND, guardian, mine)), REFUSED);
        refuses(address(consents), abi.encodeCall(consents.delegate, (GRANT, vm.addr(1), mine)), REFUSED);
        bytes[] memory forged = forgeries(ACCOUNT, digest);
        for (uint256 i = 0; i < forged.length; ++i) {
            refuses(address(consents), abi.encodeCall(consents.delegate, (GRANT, guardian, forged[i])), REFUSED);
        }
        accepts(address(consents), abi.encodeCall(consents.delegate, (GRANT, guardian, mine)));
        accepts(address(consents), revokeCall(GRANT, GUARDIAN));
    }

    function test_delegateSpeaksForItsGrantOnly() external {
        accepts(address(consents), delegateCall(GRANT, ACCOUNT, GUARDIAN));
        refuses(address(consents), revokeCall(SECOND, GUARDIAN), REFUSED);
        bytes[] memory forged = forgeries(GUARDIAN, revocationDigest(GRANT));
        for (uint256 i = 0; i < forged.length; ++i) {
            refuses(address(consents), abi.encodeCall(consents.revoke, (GRANT, forged[i])), REFUSED);
        }
        bytes memory delegating = signed(ACCOUNT, delegationDigest(GRANT, vm.addr(GUARDIAN)));
        refuses(address(consents), abi.encodeCall(consents.revoke, (GRANT, delegating)), REFUSED);
    }

    function test_otherChainAndOtherContract() external {
        bytes[2] memory moves = [revokeCall(GRANT, ACCOUNT), delegateCall(GRANT, ACCOUNT, GUARDIAN)];
        uint256 home = block.chainid;
        vm.chainId(home + 1);
        refuses(address(consents), moves[0], REFUSED);
        refuses(address(consents), moves[1], REFUSED);
        vm.chainId(home);
        consents = new Consents();
        giveOne();
        refuses(address(consents), moves[0], REFUSED);
        refuses(address(consents), moves[1], REFUSED);
    }

    function test_contractAccounts() external {
        address wallet = address(new Wallet(vm.addr(ACCOUNT)));
        address guardian = address(new Wallet(vm.addr(GUARDIAN)));
        bytes32 grant = nameFor(keccak256("third"), wallet, WEEK);
        accepts(address(consents), abi.encodeCall(consents.give, (keccak256("third"), wallet, WEEK)));
        bytes memory naming = signed(ACCOUNT, delegationDigest(grant, guardian));
        accepts(address(consents), abi.encodeCall(consents.delegate, (grant, guardian, naming)));
        refuses(address(consents), revokeCall(grant, 7), REFUSED);
        accepts(address(consents), revokeCall(grant, GUARDIAN));
    }

    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_strangersChangeNothing(uint256 key) external {
        key = 1 + key % (ORDER - 1);
        vm.assume(key != ACCOUNT);
        refuses(address(consents), revokeCall(GRANT, key), REFUSED);
        refuses(address(consents), delegateCall(GRANT, key, key), REFUSED);
        require(consents.isActive(GRANT), "changed");
    }
}
