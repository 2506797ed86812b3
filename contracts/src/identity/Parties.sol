// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Intents} from "../kernel/Intents.sol";
import {IParties} from "./IParties.sol";

/// @title Parties
/// @notice P-1 only an accredited authority of a role grants it or takes it back.
///         P-2 an expired or revoked role does nothing.
///         P-3 a profile takes the place of the one that its signer saw, and of no other.
contract Parties is IParties, AccessManaged, EIP712 {
    struct Party {
        bytes32 profile;
        uint8 kind;
    }

    struct HeldRole {
        address authority;
        uint64 until;
    }

    uint8 public constant KIND_MAX = 9;
    uint64 public constant ROLE_SECONDS_MAX = 5 * 366 days;

    bytes32 private constant REGISTRATION =
        keccak256("Registration(address party,uint8 kind,bytes32 profile,uint256 deadline)");
    bytes32 private constant PROFILE_UPDATE =
        keccak256("ProfileUpdate(address party,bytes32 previous,bytes32 profile,uint256 nonce,uint256 deadline)");
    bytes32 private constant ROLE_GRANT = keccak256(
        "RoleGrant(address authority,address party,bytes32 role,uint64 until,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant ROLE_REVOCATION = keccak256(
        "RoleRevocation(address authority,address party,bytes32 role,uint256 nonce,uint256 deadline)"
    );

    mapping(address party => Party) private _parties;
    mapping(address party => mapping(bytes32 role => HeldRole)) private _roles;
    mapping(bytes32 role => mapping(address authority => bool)) private _authorities;
    mapping(address account => mapping(uint256 word => uint256 bits)) private _nonces;

    constructor(address manager) AccessManaged(manager) EIP712("Symbolon Parties", "1") {}

    function register(Registration calldata registration, bytes calldata signature) external {
        address party = registration.party;
        if (registration.kind == 0 || registration.kind > KIND_MAX) revert PartiesKindInvalid(registration.kind);
        if (registration.profile == 0) revert PartiesProfileInvalid(registration.profile);
        if (_parties[party].kind != 0) revert PartiesAlreadyRegistered(party);
        bytes32 content = keccak256(
            abi.encode(REGISTRATION, party, registration.kind, registration.profile, registration.deadline)
        );
        _requireSigned(party, content, registration.deadline, signature);
        _parties[party] = Party({profile: registration.profile, kind: registration.kind});
        emit PartyRegistered(party, registration.kind, registration.profile);
    }

    function updateProfile(ProfileUpdate calldata update, bytes calldata signature) external {
        address party = update.party;
        if (update.profile == 0) revert PartiesProfileInvalid(update.profile);
        _requireRegistered(party);
        bytes32 content = keccak256(
            abi.encode(PROFILE_UPDATE, party, update.previous, update.profile, update.nonce, update.deadline)
        );
        _requireSigned(party, content, update.deadline, signature);
        _useNonce(party, update.nonce);
        bytes32 current = _parties[party].profile;
        if (current != update.previous) revert PartiesProfileChanged(party, current, update.previous);
        _parties[party].profile = update.profile;
        emit PartyUpdated(party, update.profile);
    }

    function grantRole(RoleGrant calldata grant, bytes calldata signature) external {
        _requireAuthority(grant.role, grant.authority);
        _requireRegistered(grant.party);
        if (grant.until <= block.timestamp || grant.until > block.timestamp + ROLE_SECONDS_MAX) {
            revert PartiesUntilInvalid(grant.until);
        }
        bytes32 content = keccak256(
            abi.encode(
                ROLE_GRANT, grant.authority, grant.party, grant.role, grant.until, grant.nonce, grant.deadline
            )
        );
        _requireSigned(grant.authority, content, grant.deadline, signature);
        _useNonce(grant.authority, grant.nonce);
        _roles[grant.party][grant.role] = HeldRole({authority: grant.authority, until: grant.until});
        emit RoleGranted(grant.party, grant.role, grant.authority, grant.until);
    }

    function revokeRole(RoleRevocation calldata revocation, bytes calldata signature) external {
        _requireAuthority(revocation.role, revocation.authority);
        if (_roles[revocation.party][revocation.role].until == 0) {
            revert PartiesRoleNotHeld(revocation.party, revocation.role);
        }
        bytes32 content = keccak256(
            abi.encode(
                ROLE_REVOCATION,
                revocation.authority,
                revocation.party,
                revocation.role,
                revocation.nonce,
                revocation.deadline
            )
        );
        _requireSigned(revocation.authority, content, revocation.deadline, signature);
        _useNonce(revocation.authority, revocation.nonce);
        delete _roles[revocation.party][revocation.role];
        emit RoleRevoked(revocation.party, revocation.role, revocation.authority);
    }

    function accredit(bytes32 role, address authority, bool accredited) external restricted {
        _authorities[role][authority] = accredited;
        if (accredited) emit AuthorityAccredited(role, authority);
        else emit AuthorityDismissed(role, authority);
    }

    function partyOf(address party) external view returns (uint8 kind, bytes32 profile) {
        return (_parties[party].kind, _parties[party].profile);
    }

    function hasRole(address party, bytes32 role) external view returns (bool) {
        return block.timestamp < _roles[party][role].until;
    }

    function roleUntil(address party, bytes32 role) external view returns (uint64) {
        return _roles[party][role].until;
    }

    function isAuthority(bytes32 role, address authority) external view returns (bool) {
        return _authorities[role][authority];
    }

    function isNonceUsed(address account, uint256 nonce) external view returns (bool) {
        return _nonces[account][nonce >> 8] & (1 << (nonce & 0xff)) != 0;
    }

    function _requireSigned(address account, bytes32 content, uint256 deadline, bytes calldata signature)
        private
        view
    {
        if (block.timestamp > deadline) revert PartiesExpired(deadline);
        if (!Intents.isSignedBy(account, _hashTypedDataV4(content), signature)) {
            revert PartiesSignatureInvalid(account);
        }
    }

    function _requireRegistered(address party) private view {
        if (_parties[party].kind == 0) revert PartiesUnknown(party);
    }

    function _requireAuthority(bytes32 role, address authority) private view {
        if (!_authorities[role][authority]) revert PartiesNotAuthority(role, authority);
    }

    function _useNonce(address account, uint256 nonce) private {
        uint256 bit = 1 << (nonce & 0xff);
        uint256 bits = _nonces[account][nonce >> 8];
        if (bits & bit != 0) revert PartiesNonceUsed(account, nonce);
        _nonces[account][nonce >> 8] = bits | bit;
    }
}
