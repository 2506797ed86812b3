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
        (bool isWhole, bytes calldata inner) = _unwrap(signature[:signature.length - 32]);
        return isWhole && SignatureChecker.isValidERC1271SignatureNowCalldata(account, digest, inner);
    }

    /// @dev What abi.decode(wrapping, (address, bytes, bytes)) reads as the last, where it would not revert: a signature
    ///      that can't be read is no signature, and is refused under that name.
    function _unwrap(bytes calldata wrapping) private pure returns (bool isWhole, bytes calldata inner) {
        inner = wrapping[:0];
        if (wrapping.length < 96 || uint256(bytes32(wrapping)) >> 160 != 0) return (false, inner);
        (isWhole,) = _bytesAt(wrapping, 32);
        if (isWhole) (isWhole, inner) = _bytesAt(wrapping, 64);
    }

    /// @dev The bytes whose place the word at `head` gives; `data` holds the 32 bytes there.
    function _bytesAt(bytes calldata data, uint256 head) private pure returns (bool isWhole, bytes calldata found) {
        uint256 place = uint256(bytes32(data[head:]));
        if (place > data.length - 32) return (false, data[:0]);
        uint256 size = uint256(bytes32(data[place:]));
        if (size > data.length - 32 - place) return (false, data[:0]);
        return (true, data[place + 32:place + 32 + size]);
    }

    function _isWrapped(bytes calldata signature) private pure returns (bool) {
        return signature.length > 32 && bytes32(signature[signature.length - 32:]) == WRAPPED;
    }
}
