// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

/// @title Who may commission under which GS1 company prefix
/// @notice A prefix is held by whoever a licence credential names that a trusted issuer signed: an ES256 JWT (VC JOSE) over
///         compact JSON. Issuer keys are admitted by authorities that `Parties` accredits for the role "gs1-registrar", in
///         signed intents (EIP-712, domain "Symbolon Prefixes" "1"); whose keys those are is for them to know.
interface IPrefixes {
    /// @notice A key signs licences until an instant. Signed by `authority`.
    /// @param x coordinate of the P-256 point
    /// @param until unix seconds, in the future, at most `ISSUER_SECONDS_MAX` away
    /// @param nonce any number not used before by `authority`, in any order
    /// @param deadline unix seconds; later the intent is void
    struct IssuerAdmission {
        address authority;
        bytes32 x;
        bytes32 y;
        uint64 until;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A key signs no more licences. Signed by `authority`.
    struct IssuerDismissal {
        address authority;
        bytes32 x;
        bytes32 y;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A licence ends before its time. Signed by `authority`.
    /// @param value digits of the prefix or GTIN as a number
    /// @param length 4 to 12 digits of a prefix, 14 for one GTIN
    struct LicenceEnd {
        address authority;
        uint64 value;
        uint8 length;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A licence as it was signed.
    /// @param header JSON of the JWT's header, decoded; has `"typ":"vc+jwt"`
    /// @param payload JSON of the JWT's payload, decoded. It has each of these members once, without a space, `exp` at its end:
    ///        `"licenseValue":"<4 to 14 digits>"`, `"id":"did:pkh:eip155:<chain id>:<account>"`, `"exp":<unix seconds>`; of
    ///        8 and 12 digits its type says what they are. The only escapes in it are those of `"`, `\` and `/`.
    /// @param s either of the two that the signature may have
    /// @param x the issuer's key
    struct Credential {
        bytes header;
        bytes payload;
        bytes32 r;
        bytes32 s;
        bytes32 x;
        bytes32 y;
    }

    event IssuerAdmitted(bytes32 indexed x, bytes32 y, address indexed authority, uint64 until);
    event IssuerDismissed(bytes32 indexed x, bytes32 y, address indexed authority);
    event LicenceProved(uint64 indexed value, uint8 length, address indexed holder, uint64 until);
    event LicenceEnded(uint64 indexed value, uint8 length, address indexed authority);

    error PrefixesNotRegistrar(address authority);
    error PrefixesUntilInvalid(uint64 until);
    error PrefixesKeyInvalid(bytes32 x, bytes32 y);
    error PrefixesIssuerUnknown(bytes32 x, bytes32 y);
    error PrefixesCredentialInvalid(uint256 place);
    error PrefixesCredentialExpired(uint64 until);
    error PrefixesCredentialUnsigned(bytes32 x, bytes32 y);
    error PrefixesOtherChain(uint256 chainId);
    error PrefixesHeld(uint64 value, uint8 length, address holder, uint64 until);
    error PrefixesLicenceEnded(uint64 value, uint8 length, address account);
    error PrefixesNotHeld(uint64 value, uint8 length);
    error PrefixesNonceUsed(address account, uint256 nonce);
    error PrefixesExpired(uint256 deadline);
    error PrefixesSignatureInvalid(address account);

    /// @notice Licences that the key signs count until the instant.
    function admitIssuer(IssuerAdmission calldata admission, bytes calldata signature) external;

    /// @notice The key proves no further licence. Those that it proved stay until they end or are ended.
    function dismissIssuer(IssuerDismissal calldata dismissal, bytes calldata signature) external;

    /// @notice The account that the credential names holds the prefix or GTIN until the credential expires. Anyone may bring
    ///         the credential. While one account holds it, no other can.
    function proveLicence(Credential calldata credential) external;

    /// @notice Nobody holds the prefix or GTIN any more, until another licence of it is proved: one of another account, or of
    ///         the same that lasts longer than the one that was ended.
    function endLicence(LicenceEnd calldata end, bytes calldata signature) external;

    /// @return True when the account holds the GTIN itself (`length` 14) or its prefix of that length, now.
    function isHeldBy(address account, uint64 gtin, uint8 length) external view returns (bool);

    /// @return holder zero when nobody ever proved it or it was ended
    /// @return until unix seconds at which it ends or ended
    function holderOf(uint64 value, uint8 length) external view returns (address holder, uint64 until);

    /// @return Unix seconds until which the key signs licences; 0 when it does not.
    function issuerUntil(bytes32 x, bytes32 y) external view returns (uint64);

    /// @return True when the account has used the nonce.
    function isNonceUsed(address account, uint256 nonce) external view returns (bool);
}
