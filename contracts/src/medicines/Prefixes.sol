// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {IParties} from "../identity/IParties.sol";
import {Intents} from "../kernel/Intents.sol";
import {IPrefixes} from "./IPrefixes.sol";
import {LicenceText} from "./LicenceText.sol";

/// @title Prefixes
/// @notice PR-1 a prefix is held by whom a credential of an admitted issuer names, and by one account at a time.
///         PR-2 only an accredited registrar admits an issuer, dismisses one or ends a licence.
contract Prefixes is IPrefixes, EIP712 {
    struct Holding {
        address holder;
        uint64 until;
    }

    uint64 public constant ISSUER_SECONDS_MAX = 5 * 366 days;

    bytes32 private constant REGISTRAR = "gs1-registrar";
    uint8 private constant GTIN_DIGITS = 14;
    uint8 private constant PREFIX_DIGITS_MIN = 4;
    uint8 private constant PREFIX_DIGITS_MAX = 12;

    bytes32 private constant ISSUER_ADMISSION = keccak256(
        "IssuerAdmission(address authority,bytes32 x,bytes32 y,uint64 until,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant ISSUER_DISMISSAL =
        keccak256("IssuerDismissal(address authority,bytes32 x,bytes32 y,uint256 nonce,uint256 deadline)");
    bytes32 private constant LICENCE_END =
        keccak256("LicenceEnd(address authority,uint64 value,uint8 length,uint256 nonce,uint256 deadline)");

    IParties private immutable PARTIES;

    mapping(bytes32 key => uint64 until) private _issuers;
    mapping(uint64 value => mapping(uint8 length => Holding)) private _holdings;
    /// @dev How long a licence would have lasted that was ended before its time: no credential of that length counts again.
    mapping(uint64 value => mapping(uint8 length => mapping(address holder => uint64 until))) private _ended;
    mapping(address account => mapping(uint256 word => uint256 bits)) private _nonces;

    constructor(address parties) EIP712("Symbolon Prefixes", "1") {
        PARTIES = IParties(parties);
    }

    function admitIssuer(IssuerAdmission calldata intent, bytes calldata signature) external {
        (bytes32 x, bytes32 y, uint64 until) = (intent.x, intent.y, intent.until);
        if (until <= block.timestamp || until > block.timestamp + ISSUER_SECONDS_MAX) revert PrefixesUntilInvalid(until);
        if (!P256.isValidPublicKey(x, y)) revert PrefixesKeyInvalid(x, y);
        bytes32 content = keccak256(abi.encode(ISSUER_ADMISSION, intent));
        _requireOrder(intent.authority, intent.nonce, intent.deadline, content, signature);
        _issuers[_keyOf(x, y)] = until;
        emit IssuerAdmitted(x, y, intent.authority, until);
    }

    function dismissIssuer(IssuerDismissal calldata intent, bytes calldata signature) external {
        (bytes32 x, bytes32 y) = (intent.x, intent.y);
        if (_issuers[_keyOf(x, y)] == 0) revert PrefixesIssuerUnknown(x, y);
        bytes32 content = keccak256(abi.encode(ISSUER_DISMISSAL, intent));
        _requireOrder(intent.authority, intent.nonce, intent.deadline, content, signature);
        delete _issuers[_keyOf(x, y)];
        emit IssuerDismissed(x, y, intent.authority);
    }

    function proveLicence(Credential calldata credential) external {
        (bytes32 x, bytes32 y) = (credential.x, credential.y);
        if (block.timestamp >= _issuers[_keyOf(x, y)]) revert PrefixesIssuerUnknown(x, y);
        if (!_isSigned(credential)) revert PrefixesCredentialUnsigned(x, y);
        if (!LicenceText.isCredential(credential.header)) revert PrefixesCredentialInvalid(0);
        LicenceText.Licence memory licence = LicenceText.read(credential.payload);
        if (licence.chainId != block.chainid) revert PrefixesOtherChain(licence.chainId);
        if (block.timestamp >= licence.until) revert PrefixesCredentialExpired(licence.until);
        if (licence.until <= _ended[licence.value][licence.length][licence.account]) {
            revert PrefixesLicenceEnded(licence.value, licence.length, licence.account);
        }
        Holding memory held = _holdings[licence.value][licence.length];
        if (held.holder != licence.account && block.timestamp < held.until) {
            revert PrefixesHeld(licence.value, licence.length, held.holder, held.until);
        }
        // An older credential of the same account doesn't shorten what a newer one proved.
        uint64 until = held.holder == licence.account && held.until > licence.until ? held.until : licence.until;
        _holdings[licence.value][licence.length] = Holding({holder: licence.account, until: until});
        emit LicenceProved(licence.value, licence.length, licence.account, until);
    }

    function endLicence(LicenceEnd calldata intent, bytes calldata signature) external {
        (uint64 value, uint8 length) = (intent.value, intent.length);
        Holding memory held = _holdings[value][length];
        if (held.until == 0) revert PrefixesNotHeld(value, length);
        bytes32 content = keccak256(abi.encode(LICENCE_END, intent));
        _requireOrder(intent.authority, intent.nonce, intent.deadline, content, signature);
        _ended[value][length][held.holder] = held.until;
        delete _holdings[value][length];
        emit LicenceEnded(value, length, intent.authority);
    }

    function isHeldBy(address account, uint64 gtin, uint8 length) external view returns (bool) {
        uint256 value = gtin;
        if (length != GTIN_DIGITS) {
            if (length < PREFIX_DIGITS_MIN || length > PREFIX_DIGITS_MAX || _isGtin8(gtin)) return false;
            // The first of the 14 digits is the indicator, which no prefix has.
            value = gtin % 10 ** 13 / 10 ** (13 - length);
        }
        Holding memory held = _holdings[uint64(value)][length];
        return held.holder == account && block.timestamp < held.until;
    }

    function holderOf(uint64 value, uint8 length) external view returns (address holder, uint64 until) {
        Holding memory held = _holdings[value][length];
        return (held.holder, held.until);
    }

    function issuerUntil(bytes32 x, bytes32 y) external view returns (uint64) {
        return _issuers[_keyOf(x, y)];
    }

    function isNonceUsed(address account, uint256 nonce) external view returns (bool) {
        return _nonces[account][nonce >> 8] & (1 << (nonce & 0xff)) != 0;
    }

    /// @dev The signed text is made here from what was decoded, so there is one spelling of it and nothing to align.
    /// @custom:source RFC 7515 §5.2, RFC 7518 §3.4
    function _isSigned(Credential calldata credential) private view returns (bool) {
        bytes32 digest = sha256(
            bytes(string.concat(Base64.encodeURL(credential.header), ".", Base64.encodeURL(credential.payload)))
        );
        // No signature is used as a name here, so its twin is as good.
        uint256 s = uint256(credential.s);
        if (s > P256.N / 2 && s < P256.N) s = P256.N - s;
        return P256.verify(digest, credential.r, bytes32(s), credential.x, credential.y);
    }

    function _requireOrder(
        address authority,
        uint256 nonce,
        uint256 deadline,
        bytes32 content,
        bytes calldata signature
    ) private {
        if (!PARTIES.isAuthority(REGISTRAR, authority)) revert PrefixesNotRegistrar(authority);
        if (block.timestamp > deadline) revert PrefixesExpired(deadline);
        if (!Intents.isSignedBy(authority, _hashTypedDataV4(content), signature)) {
            revert PrefixesSignatureInvalid(authority);
        }
        uint256 bit = 1 << (nonce & 0xff);
        uint256 bits = _nonces[authority][nonce >> 8];
        if (bits & bit != 0) revert PrefixesNonceUsed(authority, nonce);
        _nonces[authority][nonce >> 8] = bits | bit;
    }

    function _keyOf(bytes32 x, bytes32 y) private pure returns (bytes32) {
        return keccak256(abi.encode(x, y));
    }

    /// @dev A GTIN-8 stands behind an indicator and five zeros, and under no company prefix.
    /// @custom:source GS1 General Specifications §7.2.7
    function _isGtin8(uint64 gtin) private pure returns (bool) {
        return gtin / 10 ** 8 % 10 ** 5 == 0;
    }
}
