// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

/// @title Grants, as salted commitments
/// @notice A grant stands here under keccak256(abi.encode(commitment, account, week)): a commitment to its salted terms,
///         the one-time account that speaks for it, the first week in which it opens nothing. Nothing of it links it to a
///         record or a person; grants that one transaction registers were relayed together. Registration needs no
///         signature: records sign that name, so whoever registers first can only register the same.
///         Intents are EIP-712, domain "Symbolon Consents" "1".
interface IConsents {
    enum Status {
        Unknown,
        Active,
        Revoked
    }

    /// @notice One grant of a batch.
    /// @param commitment salted commitment to the terms
    /// @param account one-time account of the grant
    /// @param week first week, counted from 1970-01-01T00:00Z, in which the grant no longer opens anything
    struct Give {
        bytes32 commitment;
        address account;
        uint32 week;
    }

    /// @notice One revocation of a batch.
    struct Revoke {
        bytes32 grant;
        bytes signature;
    }

    event Given(bytes32 indexed grant, address account, uint32 week);
    event Revoked(bytes32 indexed grant);
    event Delegated(bytes32 indexed grant, address indexed to);

    error ConsentsUnknown(bytes32 grant);
    error ConsentsRevoked(bytes32 grant);
    error ConsentsAccountInvalid(address account);
    error ConsentsWeekInvalid(uint32 week);
    error ConsentsAlreadyDelegated(bytes32 grant);
    error ConsentsSignatureInvalid(bytes32 grant);
    error ConsentsBatchInvalid(uint256 size);

    /// @notice The grant is active until its week begins. Giving an active grant again announces it again and changes
    ///         nothing; a revoked one stays revoked.
    function give(bytes32 commitment, address account, uint32 week) external;

    /// @notice All of 1 to `BATCH_ITEMS_MAX` grants are given, or none.
    function giveMany(Give[] calldata gives) external;

    /// @notice The grant is revoked, for ever. `Revocation{grant}` is signed by its account or its delegate; it never
    ///         expires, and revoking again changes nothing whatever is sent, so no one can spoil a revocation by being first.
    function revoke(bytes32 grant, bytes calldata signature) external;

    /// @notice All of 1 to `BATCH_ITEMS_MAX` grants are revoked, or none.
    function revokeMany(Revoke[] calldata revocations) external;

    /// @notice `to` may revoke the grant as well. `Delegation{grant, to}` is signed by the grant's account; a delegate is
    ///         named once and stays.
    function delegate(bytes32 grant, address to, bytes calldata signature) external;

    /// @notice What stands on the chain about a grant; never reverts.
    function grantOf(bytes32 grant)
        external
        view
        returns (address account, uint32 week, Status status, address delegated);

    /// @return True when the grant was given, is not revoked and its week has not begun.
    function isActive(bytes32 grant) external view returns (bool);
}
