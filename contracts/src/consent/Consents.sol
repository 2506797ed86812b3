// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Intents} from "../kernel/Intents.sol";
import {IConsents} from "./IConsents.sol";

/// @title Consents
/// @notice C-1 revoking has no pause, no administrator and no upgrade.
///         C-2 a revoked or expired grant never becomes active.
///         C-3 only the grant's own account, or the delegate it named, changes it.
contract Consents is IConsents, EIP712 {
    struct Grant {
        address account;
        uint32 week;
        Status status;
    }

    uint256 public constant BATCH_ITEMS_MAX = 250;
    /// @dev Twelve months, rounded up to whole weeks, and one more for the week that has begun.
    uint256 public constant WEEKS_MAX = 54;

    bytes32 private constant REVOCATION = keccak256("Revocation(bytes32 grant)");
    bytes32 private constant DELEGATION = keccak256("Delegation(bytes32 grant,address to)");

    mapping(bytes32 grant => Grant) private _grants;
    mapping(bytes32 grant => address) private _delegates;

    constructor() EIP712("Symbolon Consents", "1") {}

    function give(bytes32 commitment, address account, uint32 week) external {
        _give(commitment, account, week);
    }

    function giveMany(Give[] calldata gives) external {
        _requireBatch(gives.length);
        for (uint256 i = 0; i < gives.length; ++i) {
            _give(gives[i].commitment, gives[i].account, gives[i].week);
        }
    }

    function revoke(bytes32 grant, bytes calldata signature) external {
        _revoke(grant, signature);
    }

    function revokeMany(Revoke[] calldata revocations) external {
        _requireBatch(revocations.length);
        for (uint256 i = 0; i < revocations.length; ++i) {
            _revoke(revocations[i].grant, revocations[i].signature);
        }
    }

    function delegate(bytes32 grant, address to, bytes calldata signature) external {
        Grant memory given = _known(grant);
        if (given.status == Status.Revoked) revert ConsentsRevoked(grant);
        if (to == address(0)) revert ConsentsAccountInvalid(to);
        if (_delegates[grant] != address(0)) revert ConsentsAlreadyDelegated(grant);
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(DELEGATION, grant, to)));
        if (!Intents.isSignedBy(given.account, digest, signature)) revert ConsentsSignatureInvalid(grant);
        _delegates[grant] = to;
        emit Delegated(grant, to);
    }

    function grantOf(bytes32 grant)
        external
        view
        returns (address account, uint32 week, Status status, address delegated)
    {
        Grant memory given = _grants[grant];
        return (given.account, given.week, given.status, _delegates[grant]);
    }

    function isActive(bytes32 grant) external view returns (bool) {
        Grant memory given = _grants[grant];
        return given.status == Status.Active && block.timestamp < _startOf(given.week);
    }

    function _give(bytes32 commitment, address account, uint32 week) private {
        if (account == address(0)) revert ConsentsAccountInvalid(account);
        if (_startOf(week) <= block.timestamp || _startOf(week) > block.timestamp + WEEKS_MAX * 1 weeks) {
            revert ConsentsWeekInvalid(week);
        }
        bytes32 grant = keccak256(abi.encode(commitment, account, week));
        Status status = _grants[grant].status;
        if (status == Status.Revoked) return;
        if (status == Status.Unknown) _grants[grant] = Grant({account: account, week: week, status: Status.Active});
        emit Given(grant, account, week);
    }

    function _revoke(bytes32 grant, bytes calldata signature) private {
        Grant memory given = _known(grant);
        if (given.status == Status.Revoked) return;
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(REVOCATION, grant)));
        if (!Intents.isSignedBy(given.account, digest, signature)) {
            address delegated = _delegates[grant];
            if (delegated == address(0) || !Intents.isSignedBy(delegated, digest, signature)) {
                revert ConsentsSignatureInvalid(grant);
            }
        }
        _grants[grant].status = Status.Revoked;
        emit Revoked(grant);
    }

    function _known(bytes32 grant) private view returns (Grant memory given) {
        given = _grants[grant];
        if (given.status == Status.Unknown) revert ConsentsUnknown(grant);
    }

    function _requireBatch(uint256 size) private pure {
        if (size == 0 || size > BATCH_ITEMS_MAX) revert ConsentsBatchInvalid(size);
    }

    function _startOf(uint32 week) private pure returns (uint256) {
        return uint256(week) * 1 weeks;
    }
}
