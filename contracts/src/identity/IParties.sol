// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

/// @title Institutions, and the roles that authorities give them
/// @notice Persons are never registered here. Everything is a signed intent (EIP-712, domain "Symbolon Parties" "1"),
///         so anyone may relay it; only accreditation asks who is calling.
interface IParties {
    /// @notice An institution states what it is. Signed by `party`.
    /// @param kind 1 to 9: hospital, research, authority, payer, pharmacy, blood-bank, manufacturer, regulator,
    ///        wholesaler
    /// @param profile SHA-256 of the canonical profile, public recipient included
    /// @param deadline unix seconds; later the intent is void
    struct Registration {
        address party;
        uint8 kind;
        bytes32 profile;
        uint256 deadline;
    }

    /// @notice An institution replaces its profile (name, recipient, endpoint). Signed by `party`.
    /// @param previous digest of the profile that is replaced: nonces come in any order, so an update that was held back
    ///        would otherwise undo a later one
    /// @param nonce any number not used before by `party`, in any order
    struct ProfileUpdate {
        address party;
        bytes32 previous;
        bytes32 profile;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice An authority gives a role until an instant. Signed by `authority`.
    /// @param role the role's name in ASCII, such as "care-provider", zeros to its right
    /// @param until unix seconds, in the future, at most `ROLE_SECONDS_MAX` away
    struct RoleGrant {
        address authority;
        address party;
        bytes32 role;
        uint64 until;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice An authority takes a role back. Signed by `authority`.
    struct RoleRevocation {
        address authority;
        address party;
        bytes32 role;
        uint256 nonce;
        uint256 deadline;
    }

    event PartyRegistered(address indexed party, uint8 kind, bytes32 profile);
    event PartyUpdated(address indexed party, bytes32 profile);
    event RoleGranted(address indexed party, bytes32 indexed role, address authority, uint64 until);
    event RoleRevoked(address indexed party, bytes32 indexed role, address authority);
    event AuthorityAccredited(bytes32 indexed role, address indexed authority);
    event AuthorityDismissed(bytes32 indexed role, address indexed authority);

    error PartiesAlreadyRegistered(address party);
    error PartiesUnknown(address party);
    error PartiesKindInvalid(uint8 kind);
    error PartiesProfileInvalid(bytes32 profile);
    error PartiesProfileChanged(address party, bytes32 current, bytes32 previous);
    error PartiesNotAuthority(bytes32 role, address authority);
    error PartiesRoleNotHeld(address party, bytes32 role);
    error PartiesUntilInvalid(uint64 until);
    error PartiesNonceUsed(address account, uint256 nonce);
    error PartiesExpired(uint256 deadline);
    error PartiesSignatureInvalid(address account);

    /// @notice `registration.party` is registered, once and for ever, with its kind and profile.
    function register(Registration calldata registration, bytes calldata signature) external;

    /// @notice The party's profile is the new one, in the place of the one that the update names; its kind stays.
    function updateProfile(ProfileUpdate calldata update, bytes calldata signature) external;

    /// @notice The party holds the role until the instant; an earlier grant of the role is replaced.
    function grantRole(RoleGrant calldata grant, bytes calldata signature) external;

    /// @notice The party no longer holds the role. Any accredited authority of the role may take it back.
    function revokeRole(RoleRevocation calldata revocation, bytes calldata signature) external;

    /// @notice `authority` may (or no longer may) grant and revoke `role`. Only whom the access manager allows.
    ///         Roles that a dismissed authority had granted stay until they end or another authority revokes them.
    function accredit(bytes32 role, address authority, bool accredited) external;

    /// @return kind 0 when the address isn't registered
    /// @return profile digest of the current profile
    function partyOf(address party) external view returns (uint8 kind, bytes32 profile);

    /// @return True when the party holds the role now: granted, neither revoked nor expired.
    function hasRole(address party, bytes32 role) external view returns (bool);

    /// @return Unix seconds at which the role ends; 0 when it was never granted or was revoked.
    function roleUntil(address party, bytes32 role) external view returns (uint64);

    /// @return True when `authority` may grant `role` now.
    function isAuthority(bytes32 role, address authority) external view returns (bool);

    /// @return True when the account has used the nonce.
    function isNonceUsed(address account, uint256 nonce) external view returns (bool);
}
