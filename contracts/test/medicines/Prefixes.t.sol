// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {IPrefixes} from "../../src/medicines/IPrefixes.sol";
import {vm} from "../kernel/Cheats.sol";
import {PacksTest} from "./PacksTest.sol";

/// @dev PR-1 a prefix is held by whom a credential of an admitted issuer names.
///      PR-2 only an accredited registrar admits an issuer, dismisses one or ends a licence.
contract PrefixesTest is PacksTest {
    uint64 private constant UNTIL = uint64(NOW + 100 days);
    bytes4 private constant INVALID = IPrefixes.PrefixesCredentialInvalid.selector;

    function setUp() external {
        start();
    }

    function test_prefixesAndGtins() external {
        require(prefixes.isHeldBy(vm.addr(MAKER), GTIN, 7), "under the prefix");
        require(prefixes.isHeldBy(vm.addr(MAKER), GTIN + 10 ** 13, 7), "whatever the indicator");
        require(!prefixes.isHeldBy(vm.addr(MAKER), GTIN + 10 ** 9, 7), "another prefix");
        require(!prefixes.isHeldBy(vm.addr(MAKER), GTIN, 8), "another length");
        require(!prefixes.isHeldBy(vm.addr(PHARMACY), GTIN, 7), "another account");
        holds("GS1CompanyPrefixLicenseCredential", "0036000", 36_000, 7, 36_000_291_452);
        holds("GS1CompanyPrefixLicenseCredential", "520123400001", 520_123_400_001, 12, GTIN);
        holds("GS1CompanyPrefixLicenseCredential", "52012340", 52_012_340, 8, GTIN);
        holds("GS1IdentificationKeyLicenseCredential", "05201234000018", GTIN, 14, GTIN);
        holds("GS1IdentificationKeyLicenseCredential", "96385074", 96_385_074, 14, 96_385_074);
        require(!prefixes.isHeldBy(vm.addr(PHARMACY), GTIN + 10, 14), "one GTIN only");
        // A GTIN-8 is under no company prefix, whatever its digits look like.
        prefixes.proveLicence(credential(payloadOf("0000", PHARMACY, UNTIL)));
        require(!prefixes.isHeldBy(vm.addr(PHARMACY), 96_385_074, 4), "GTIN-8");
    }

    function test_digitsThatAreNone() external {
        string[9] memory wrong =
            ["", "520", "520123400001800", "5201 34", "520123x", "52012340", "520123400001", "-520123", "5201234\\\""];
        for (uint256 i = 0; i < wrong.length; ++i) {
            // Of 8 and 12 digits a licence of another type doesn't say what they are.
            bytes memory payload = payloadOf("Other", wrong[i], vm.addr(PHARMACY), block.chainid, UNTIL);
            refuses(address(prefixes), proveCall(payload), INVALID);
        }
    }

    function test_itEndsWithTheCredential() external {
        prefixes.proveLicence(credential(payloadOf("520999", PHARMACY, UNTIL)));
        vm.warp(UNTIL - 1);
        require(prefixes.isHeldBy(vm.addr(PHARMACY), 5_209_990_000_000, 6), "held");
        vm.warp(UNTIL);
        require(!prefixes.isHeldBy(vm.addr(PHARMACY), 5_209_990_000_000, 6), "ended");
        bytes memory problem = abi.encodeWithSelector(IPrefixes.PrefixesCredentialExpired.selector, UNTIL);
        refusesExactly(address(prefixes), proveCall(payloadOf("520999", PHARMACY, UNTIL)), problem);
    }

    function test_oneHolderAtATime() external {
        prefixes.proveLicence(credential(payloadOf("520999", PHARMACY, UNTIL)));
        bytes memory problem = abi.encodeWithSelector(
            IPrefixes.PrefixesHeld.selector, uint64(520_999), uint8(6), vm.addr(PHARMACY), UNTIL
        );
        bytes memory theirs = proveCall(payloadOf("520999", HOSPITAL, UNTIL + 9 days));
        refusesExactly(address(prefixes), theirs, problem);
        prefixes.proveLicence(credential(payloadOf("520999", PHARMACY, UNTIL + 1 days)));
        prefixes.proveLicence(credential(payloadOf("520999", PHARMACY, UNTIL)));
        (, uint64 until) = prefixes.holderOf(520_999, 6);
        require(until == UNTIL + 1 days, "an older credential shortens nothing");
        vm.warp(UNTIL + 1 days);
        accepts(address(prefixes), theirs);
    }

    function test_otherChain() external {
        bytes memory payload =
            payloadOf("GS1CompanyPrefixLicenseCredential", "520999", vm.addr(PHARMACY), block.chainid + 1, UNTIL);
        bytes memory problem = abi.encodeWithSelector(IPrefixes.PrefixesOtherChain.selector, block.chainid + 1);
        refusesExactly(address(prefixes), proveCall(payload), problem);
    }

    function test_otherKey() external {
        IPrefixes.Credential memory one = credential(payloadOf("520999", PHARMACY, UNTIL));
        (uint256 x, uint256 y) = vm.publicKeyP256(ISSUER + 1);
        (one.x, one.y) = (bytes32(x), bytes32(y));
        bytes memory problem = abi.encodeWithSelector(IPrefixes.PrefixesIssuerUnknown.selector, x, y);
        refusesExactly(address(prefixes), abi.encodeCall(prefixes.proveLicence, (one)), problem);
    }

    function test_eitherSButNoOther() external {
        IPrefixes.Credential memory one = credential(payloadOf("520999", PHARMACY, UNTIL));
        uint256 s = uint256(one.s);
        bytes32[5] memory wrong =
            [bytes32(0), bytes32(s + 1), bytes32(P256.N), bytes32(type(uint256).max), one.r];
        for (uint256 i = 0; i < wrong.length; ++i) {
            one.s = wrong[i];
            refuses(address(prefixes), abi.encodeCall(prefixes.proveLicence, (one)), IPrefixes.PrefixesCredentialUnsigned.selector);
        }
        one.s = bytes32(P256.N - s);
        accepts(address(prefixes), abi.encodeCall(prefixes.proveLicence, (one)));
    }

    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_forgedInAnyByte(uint16 place, uint8 change) external {
        vm.assume(change != 0);
        IPrefixes.Credential memory one = credential(payloadOf("520999", PHARMACY, UNTIL));
        uint256 spot = place % (one.header.length + one.payload.length + 64);
        if (spot < 32) one.r = flipped(one.r, spot, change);
        else if (spot < 64) one.s = flipped(one.s, spot - 32, change);
        else if (spot < 64 + one.header.length) one.header[spot - 64] ^= bytes1(change);
        else one.payload[spot - 64 - one.header.length] ^= bytes1(change);
        // The twin of a signature is no forgery.
        bytes4 unsigned = IPrefixes.PrefixesCredentialUnsigned.selector;
        refuses(address(prefixes), abi.encodeCall(prefixes.proveLicence, (one)), unsigned);
    }

    /// @dev An issuer's key may sign other things too, and what people wrote into them is theirs.
    function test_namesInsideOfTextsAreNone() external {
        string memory did = "did:pkh:eip155:31337:0x0000000000000000000000000000000000000001";
        string[7] memory wrong = [
            "{\"licenseValue\":\"5201\",\"name\":\"\\\"id\\\":\\\"did:pkh:eip155:31337\\\"\",\"exp\":2000000000}",
            string.concat("{\"x\\\"id\":\"", did, "\",\"licenseValue\":\"5201\",\"exp\":2000000000}"),
            string.concat("{\"id\":\"", did, "\",\"licenseValue\":\"5201\",\"licenseValue\":\"5202\",\"exp\":2000000000}"),
            string.concat("{\"id\":\"", did, "\",\"id\":\"", did, "\",\"licenseValue\":\"5201\",\"exp\":2000000000}"),
            string.concat("{\"id\":\"", did, "\",\"licenseValue\":\"5201\",\"a\":{\"exp\":2000000000},\"b\":1}"),
            string.concat("{\"id\":\"", did, "\",\"license\\u0056alue\":\"5201\",\"licenseValue\":\"5201\",\"exp\":2000000000}"),
            string.concat("{\"id\":\"", did, "\", \"licenseValue\":\"5201\",\"exp\":2000000000}")
        ];
        for (uint256 i = 0; i < wrong.length; ++i) {
            refuses(address(prefixes), proveCall(bytes(wrong[i])), INVALID);
        }
        accepts(
            address(prefixes),
            proveCall(bytes(string.concat("{\"id\":\"", did, "\",\"licenseValue\":\"5201\",\"exp\":2000000000}")))
        );
    }

    function test_onlyACredential() external {
        bytes memory payload = payloadOf("520999", PHARMACY, UNTIL);
        header = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"test\"}";
        refuses(address(prefixes), proveCall(payload), INVALID);
        header = "";
        refuses(address(prefixes), proveCall(payload), INVALID);
        header = "{\"kid\":\"\\\"typ\\\":\\\"vc+jwt\\\"\",\"alg\":\"ES256\"}";
        refuses(address(prefixes), proveCall(payload), INVALID);
        header = "{\"typ\":\"vc+jwt\",\"alg\":\"ES256\"}";
        refuses(address(prefixes), proveCall(""), INVALID);
        accepts(address(prefixes), proveCall(payload));
    }

    function testFuzz_noiseIsRefusedByName(bytes calldata noise) external {
        refuses(address(prefixes), proveCall(noise), INVALID);
    }

    /// @dev PR-2
    function test_registrars() external {
        (uint256 x, uint256 y) = vm.publicKeyP256(ISSUER + 1);
        IPrefixes.IssuerAdmission memory admission =
            IPrefixes.IssuerAdmission(vm.addr(AUTHORITY), bytes32(x), bytes32(y), UNTIL, 7, SOON);
        admission.authority = vm.addr(MAKER);
        bytes memory problem = abi.encodeWithSelector(IPrefixes.PrefixesNotRegistrar.selector, vm.addr(MAKER));
        refusesExactly(address(prefixes), admitCall(admission, MAKER), problem);
        admission.authority = vm.addr(AUTHORITY);
        problem = abi.encodeWithSelector(IPrefixes.PrefixesSignatureInvalid.selector, vm.addr(AUTHORITY));
        refusesExactly(address(prefixes), admitCall(admission, MAKER), problem);
        admission.y = bytes32(y + 1);
        problem = abi.encodeWithSelector(IPrefixes.PrefixesKeyInvalid.selector, x, y + 1);
        refusesExactly(address(prefixes), admitCall(admission, AUTHORITY), problem);
        admission.y = bytes32(y);
        uint64[3] memory untils = [uint64(NOW), uint64(NOW + 5 * 366 days + 1), 0];
        for (uint256 i = 0; i < untils.length; ++i) {
            admission.until = untils[i];
            problem = abi.encodeWithSelector(IPrefixes.PrefixesUntilInvalid.selector, untils[i]);
            refusesExactly(address(prefixes), admitCall(admission, AUTHORITY), problem);
        }
        admission.until = UNTIL;
        bytes memory call = admitCall(admission, AUTHORITY);
        accepts(address(prefixes), call);
        require(prefixes.issuerUntil(bytes32(x), bytes32(y)) == UNTIL, "admitted");
        require(prefixes.isNonceUsed(vm.addr(AUTHORITY), 7), "used");
        problem = abi.encodeWithSelector(IPrefixes.PrefixesNonceUsed.selector, vm.addr(AUTHORITY), 7);
        refusesExactly(address(prefixes), call, problem);
        vm.warp(SOON + 1);
        admission.nonce = 8;
        problem = abi.encodeWithSelector(IPrefixes.PrefixesExpired.selector, SOON);
        refusesExactly(address(prefixes), admitCall(admission, AUTHORITY), problem);
    }

    function test_dismissedIssuersAndEndedLicences() external {
        (uint256 x, uint256 y) = vm.publicKeyP256(ISSUER);
        IPrefixes.IssuerDismissal memory dismissal =
            IPrefixes.IssuerDismissal(vm.addr(AUTHORITY), bytes32(x), bytes32(y), 2, SOON);
        bytes32 kind =
            keccak256("IssuerDismissal(address authority,bytes32 x,bytes32 y,uint256 nonce,uint256 deadline)");
        bytes memory signature = signed(AUTHORITY, prefixesDigest(keccak256(abi.encode(kind, dismissal))));
        prefixes.dismissIssuer(dismissal, signature);
        refuses(
            address(prefixes),
            proveCall(payloadOf("520999", PHARMACY, UNTIL)),
            IPrefixes.PrefixesIssuerUnknown.selector
        );
        bytes memory again = abi.encodeCall(prefixes.dismissIssuer, (dismissal, signature));
        refuses(address(prefixes), again, IPrefixes.PrefixesIssuerUnknown.selector);
        require(prefixes.isHeldBy(vm.addr(MAKER), GTIN, 7), "what it proved stays");
        IPrefixes.LicenceEnd memory end = IPrefixes.LicenceEnd(vm.addr(AUTHORITY), PREFIX, 7, 3, SOON);
        kind = keccak256("LicenceEnd(address authority,uint64 value,uint8 length,uint256 nonce,uint256 deadline)");
        signature = signed(AUTHORITY, prefixesDigest(keccak256(abi.encode(kind, end))));
        prefixes.endLicence(end, signature);
        require(!prefixes.isHeldBy(vm.addr(MAKER), GTIN, 7), "until it is ended");
        bytes memory problem = abi.encodeWithSelector(IPrefixes.PrefixesNotHeld.selector, PREFIX, uint8(7));
        refusesExactly(address(prefixes), abi.encodeCall(prefixes.endLicence, (end, signature)), problem);
    }

    /// @dev Anyone may bring a credential; what a registrar ended can't be brought back by it.
    function test_endedLicencesStayEnded() external {
        bytes memory ended = proveCall(payloadOf("520999", PHARMACY, UNTIL));
        accepts(address(prefixes), ended);
        IPrefixes.LicenceEnd memory end = IPrefixes.LicenceEnd(vm.addr(AUTHORITY), 520_999, 6, 3, SOON);
        bytes32 kind = keccak256("LicenceEnd(address authority,uint64 value,uint8 length,uint256 nonce,uint256 deadline)");
        prefixes.endLicence(end, signed(AUTHORITY, prefixesDigest(keccak256(abi.encode(kind, end)))));
        bytes memory problem = abi.encodeWithSelector(
            IPrefixes.PrefixesLicenceEnded.selector, uint64(520_999), uint8(6), vm.addr(PHARMACY)
        );
        refusesExactly(address(prefixes), ended, problem);
        accepts(address(prefixes), proveCall(payloadOf("520999", HOSPITAL, UNTIL - 1)));
        vm.warp(UNTIL);
        accepts(address(prefixes), proveCall(payloadOf("520999", PHARMACY, UNTIL + 1)));
    }

    function holds(string memory kind, string memory value, uint64 number, uint8 length, uint64 gtin) private {
        prefixes.proveLicence(credential(payloadOf(kind, value, vm.addr(PHARMACY), block.chainid, UNTIL)));
        (address holder, uint64 until) = prefixes.holderOf(number, length);
        require(holder == vm.addr(PHARMACY) && until == UNTIL, value);
        require(prefixes.isHeldBy(vm.addr(PHARMACY), gtin, length), value);
    }

    function proveCall(bytes memory payload) private view returns (bytes memory) {
        return abi.encodeCall(prefixes.proveLicence, (credential(payload)));
    }

    function admitCall(IPrefixes.IssuerAdmission memory intent, uint256 key) private view returns (bytes memory) {
        bytes32 kind = keccak256(
            "IssuerAdmission(address authority,bytes32 x,bytes32 y,uint64 until,uint256 nonce,uint256 deadline)"
        );
        return abi.encodeCall(
            prefixes.admitIssuer, (intent, signed(key, prefixesDigest(keccak256(abi.encode(kind, intent)))))
        );
    }

    function flipped(bytes32 word, uint256 place, uint8 change) private pure returns (bytes32) {
        return word ^ bytes32(uint256(change) << (8 * (31 - place)));
    }
}
