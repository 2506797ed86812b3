// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IParties} from "../../src/identity/IParties.sol";
import {Parties} from "../../src/identity/Parties.sol";
import {IPrefixes} from "../../src/medicines/IPrefixes.sol";
import {Packs} from "../../src/medicines/Packs.sol";
import {Prefixes} from "../../src/medicines/Prefixes.sol";
import {vm} from "../kernel/Cheats.sol";
import {PackDigests} from "./PackDigests.sol";

/// @dev Packs on the chain beside the parties and the licences that they stand on, and all intents made by hand.
abstract contract PacksTest is PackDigests {
    uint256 internal constant MAKER = 0xa11ce;
    uint256 internal constant WHOLESALER = 0xb0b;
    uint256 internal constant PHARMACY = 0xcafe;
    uint256 internal constant HOSPITAL = 0xd0c;
    uint256 internal constant REGULATOR = 0xeec;
    uint256 internal constant STRANGER = 0xf00;
    uint256 internal constant AUTHORITY = 0xaaa;
    uint256 internal constant ISSUER = 0x155e5;

    uint64 internal constant GTIN = 5_201_234_000_018;
    uint8 internal constant PREFIX_LENGTH = 7;
    uint64 internal constant PREFIX = 5_201_234;
    bytes32 internal constant ROOT = keccak256("root");
    bytes29 internal constant LOT = bytes29(keccak256("LOT-1"));
    uint16 internal constant EXPIRY = uint16(NOW / 1 days + 700);
    uint256 internal constant BATCH = uint256(ROOT) >> 24;
    uint256 internal constant FIRST = BATCH << 24;
    uint64 internal constant LICENSED_UNTIL = uint64(NOW + 1000 days);

    Parties internal parties;
    Prefixes internal prefixes;
    /// @dev Of the keys above that are licensed: deriving it takes longer than most calls.
    mapping(uint256 key => address) internal accountOf;

    /// @dev The public key of ISSUER, which is as long in the deriving.
    uint256[2] private issuerKey;

    bytes internal header = "{\"alg\":\"ES256\",\"typ\":\"vc+jwt\",\"kid\":\"test\"}";

    function start() internal {
        vm.warp(NOW);
        parties = new Parties(address(new AccessManager(address(this))));
        prefixes = new Prefixes(address(parties));
        packs = new Packs(address(parties), address(prefixes));
        parties.accredit("gs1-registrar", vm.addr(AUTHORITY), true);
        license(MAKER, 7, "manufacturer");
        license(WHOLESALER, 9, "wholesaler");
        license(PHARMACY, 5, "pharmacy");
        license(HOSPITAL, 1, "care-provider");
        license(REGULATOR, 8, "regulator");
        admitIssuer();
        prefixes.proveLicence(credential(payloadOf("5201234", MAKER, LICENSED_UNTIL)));
    }

    /// @dev A batch of so many packs, held by its maker.
    function startWith(uint32 count) internal {
        start();
        commission(count);
    }

    function commission(uint32 count) internal {
        accepts(address(packs), commissionCall(commissionOf(count), MAKER));
    }

    function license(uint256 key, uint8 kind, bytes32 role) internal {
        accountOf[key] = vm.addr(key);
        license(accountOf[key], key, kind, role);
    }

    /// @dev `key` signs for the party, which may be a contract account.
    function license(address party, uint256 key, uint8 kind, bytes32 role) internal {
        IParties.Registration memory registration = IParties.Registration(party, kind, keccak256("profile"), SOON);
        bytes32 registering = keccak256("Registration(address party,uint8 kind,bytes32 profile,uint256 deadline)");
        parties.register(registration, signed(key, partiesDigest(keccak256(abi.encode(registering, registration)))));
        parties.accredit(role, vm.addr(AUTHORITY), true);
        IParties.RoleGrant memory grant =
            IParties.RoleGrant(vm.addr(AUTHORITY), party, role, LICENSED_UNTIL, uint160(party), SOON);
        bytes32 granting = keccak256(
            "RoleGrant(address authority,address party,bytes32 role,uint64 until,uint256 nonce,uint256 deadline)"
        );
        parties.grantRole(grant, signed(AUTHORITY, partiesDigest(keccak256(abi.encode(granting, grant)))));
    }

    function revokeRole(uint256 key, bytes32 role) internal {
        IParties.RoleRevocation memory order =
            IParties.RoleRevocation(vm.addr(AUTHORITY), vm.addr(key), role, key, block.timestamp);
        bytes32 kind = keccak256(
            "RoleRevocation(address authority,address party,bytes32 role,uint256 nonce,uint256 deadline)"
        );
        parties.revokeRole(order, signed(AUTHORITY, partiesDigest(keccak256(abi.encode(kind, order)))));
    }

    function admitIssuer() internal {
        (issuerKey[0], issuerKey[1]) = vm.publicKeyP256(ISSUER);
        IPrefixes.IssuerAdmission memory admission = IPrefixes.IssuerAdmission(
            vm.addr(AUTHORITY), bytes32(issuerKey[0]), bytes32(issuerKey[1]), LICENSED_UNTIL, 1, SOON
        );
        bytes32 kind = keccak256(
            "IssuerAdmission(address authority,bytes32 x,bytes32 y,uint64 until,uint256 nonce,uint256 deadline)"
        );
        prefixes.admitIssuer(
            admission, signed(AUTHORITY, prefixesDigest(keccak256(abi.encode(kind, admission))))
        );
    }

    function credential(bytes memory payload) internal view returns (IPrefixes.Credential memory) {
        bytes32 hash =
            sha256(bytes(string.concat(Base64.encodeURL(header), ".", Base64.encodeURL(payload))));
        (bytes32 r, bytes32 s) = vm.signP256(ISSUER, hash);
        return IPrefixes.Credential(header, payload, r, s, bytes32(issuerKey[0]), bytes32(issuerKey[1]));
    }

    function payloadOf(string memory value, uint256 key, uint64 until) internal view returns (bytes memory) {
        return payloadOf("GS1CompanyPrefixLicenseCredential", value, vm.addr(key), block.chainid, until);
    }

    function payloadOf(string memory kind, string memory value, address account, uint256 chain, uint64 until)
        internal
        pure
        returns (bytes memory)
    {
        string memory subject = string.concat(
            "\"credentialSubject\":{\"id\":\"did:pkh:eip155:",
            Strings.toString(chain),
            ":",
            Strings.toHexString(account),
            "\",\"organization\":{\"gs1:organizationName\":\"Acme \\\"Health\\\" A.E.\"},\"licenseValue\":\"",
            value,
            "\"}"
        );
        return bytes(
            string.concat(
                "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"type\":[\"VerifiableCredential\",\"",
                kind,
                "\"],\"issuer\":{\"id\":\"did:web:issuer.example\"},",
                subject,
                ",\"exp\":",
                Strings.toString(until),
                "}"
            )
        );
    }

    function commissionOf(uint32 count) internal pure returns (Commission memory) {
        return Commission(ROOT, count, GTIN, LOT, EXPIRY, vm.addr(MAKER), PREFIX_LENGTH, SOON);
    }

    /// @dev As the ranges stand now.
    function rangeAt(uint256 first, uint32 count) internal view returns (Range memory) {
        (,,,, uint16 moves,) = packs.rangeOf(FIRST + first);
        return Range(FIRST + first, count, moves);
    }

    function handOverOf(uint256 first, uint32 count, uint256 from, uint256 to) internal view returns (HandOver memory) {
        Range[] memory ranges = new Range[](1);
        ranges[0] = rangeAt(first, count);
        return HandOver(ranges, vm.addr(from), vm.addr(to), block.timestamp + 1 hours);
    }

    function markOf(uint256 first, uint32 count, State state) internal view returns (Mark memory) {
        (, uint16 round,) = packs.packOf(FIRST + first);
        return Mark(FIRST + first, count, state, round, block.timestamp + 1 hours);
    }

    function undoOf(uint256 first, uint32 count) internal view returns (Undo memory) {
        (, uint16 round,) = packs.packOf(FIRST + first);
        return Undo(FIRST + first, count, round, block.timestamp + 1 hours);
    }

    function rulingOf(uint256 index, State state) internal view returns (Ruling memory) {
        (, uint16 round,) = packs.packOf(FIRST + index);
        return Ruling(FIRST + index, state, vm.addr(REGULATOR), round, block.timestamp + 1 hours);
    }

    function licenceOf(uint256 key) internal pure returns (Licence) {
        if (key == MAKER) return Licence.Manufacturer;
        if (key == WHOLESALER) return Licence.Wholesaler;
        return key == PHARMACY ? Licence.Pharmacy : Licence.CareProvider;
    }

    function commissionCall(Commission memory intent, uint256 key) internal view returns (bytes memory) {
        return abi.encodeCall(packs.commission, (intent, signed(key, digest(intent))));
    }

    function handOverCall(HandOver memory intent, uint256 from, uint256 to) internal view returns (bytes memory) {
        return handOverCall(intent, from, to, new uint256[](0));
    }

    function handOverCall(HandOver memory intent, uint256 from, uint256 to, uint256[] memory pages)
        internal
        view
        returns (bytes memory)
    {
        bytes32 content = digest(intent);
        SignedHandOver[] memory list = new SignedHandOver[](1);
        list[0] = SignedHandOver(
            intent,
            licenceOf(from),
            licenceOf(to),
            new uint24[](intent.ranges.length),
            pages,
            signed(from, content),
            signed(to, content)
        );
        return abi.encodeCall(packs.handOver, (list));
    }

    function markCall(Mark memory intent, uint256 key) internal view returns (bytes memory) {
        SignedMark[] memory list = new SignedMark[](1);
        list[0] = SignedMark(intent, 0, licenceOf(key), signed(key, digest(intent)));
        return abi.encodeCall(packs.mark, (list));
    }

    function undoCall(Undo memory intent, uint256 key) internal view returns (bytes memory) {
        return abi.encodeCall(packs.undo, (intent, 0, licenceOf(key), signed(key, digest(intent))));
    }

    function repackageCall(Repackaging memory intent, uint256 key) internal view returns (bytes memory) {
        return abi.encodeCall(packs.repackage, (intent, 0, licenceOf(key), signed(key, digest(intent))));
    }

    function ruleCall(Ruling memory intent, uint256 regulator, uint256 maker) internal view returns (bytes memory) {
        bytes32 content = digest(intent);
        return abi.encodeCall(packs.rule, (intent, 0, signed(regulator, content), signed(maker, content)));
    }

    function recallCall(Recall memory intent, uint256 key) internal view returns (bytes memory) {
        return abi.encodeCall(packs.recall, (intent, signed(key, digest(intent))));
    }

    function withdrawCall(Withdrawal memory intent, uint256 key) internal view returns (bytes memory) {
        return abi.encodeCall(packs.withdraw, (intent, signed(key, digest(intent))));
    }

    function move(uint256 first, uint32 count, uint256 from, uint256 to) internal {
        accepts(address(packs), handOverCall(handOverOf(first, count, from, to), from, to));
    }

    function mark(uint256 first, uint32 count, State state, uint256 key) internal {
        accepts(address(packs), markCall(markOf(first, count, state), key));
    }

    function undo(uint256 first, uint32 count, uint256 key) internal {
        accepts(address(packs), undoCall(undoOf(first, count), key));
    }

    function stateOf(uint256 index) internal view returns (State state) {
        (state,,) = packs.packOf(FIRST + index);
    }

    function balanceOf(uint256 key) internal view returns (uint256) {
        return packs.balanceOf(accountOf[key]);
    }

    function partiesDigest(bytes32 content) private view returns (bytes32) {
        return otherDigest("Symbolon Parties", address(parties), content);
    }

    function prefixesDigest(bytes32 content) internal view returns (bytes32) {
        return otherDigest("Symbolon Prefixes", address(prefixes), content);
    }

    function otherDigest(string memory name, address target, bytes32 content) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                block.chainid,
                target
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, content));
    }
}
