// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Who signed an intent
/// @notice Says whether an account signed a digest: a key (EIP-712 digest, 65 bytes, low s), a contract account
///         (ERC-1271), or a deployed contract account whose signature still carries its ERC-6492 wrapping.
/// @dev Nothing here changes state or calls anything that could: a counterfactual account is deployed by whoever
///      relays it, in a transaction before this one. The 64-byte form of ERC-2098 is refused.
///      A key's own signature is tried first, so the key behind an EIP-7702 delegation always keeps its say.
library Intents {
    /// @custom:source ERC-6492, "Signer side"
    bytes32 private constant WRAPPED = 0x6492649264926492649264926492649264926492649264926492649264926492;

    /// @return True when `account` signed `digest`.
    function isSignedBy(address account, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        (address signer, ECDSA.RecoverError problem,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (problem == ECDSA.RecoverError.NoError && signer == account) return true;
        if (account.code.length == 0) return false;
        if (!_isWrapped(signature)) {
            return SignatureChecker.isValidERC1271SignatureNowCalldata(account, digest, signature);
        }
        (,, bytes memory inner) = abi.decode(signature[:signature.length - 32], (address, bytes, bytes));
        return SignatureChecker.isValidERC1271SignatureNow(account, digest, inner);
    }

    function _isWrapped(bytes calldata signature) private pure returns (bool) {
        return signature.length > 32 && bytes32(signature[signature.length - 32:]) == WRAPPED;
    }
}
