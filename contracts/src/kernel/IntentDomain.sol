// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @title The EIP-712 domain of a contract that has no bytes to spare
/// @notice Version "1", this chain, this contract. Computed each time, for 300 gas: so there is nothing to keep for a chain
///         that splits, and no `eip712Domain` (ERC-5267), which would take 800 of the 24,576 bytes that a contract may have.
/// @custom:source EIP-712, "Definition of domainSeparator"
abstract contract IntentDomain {
    bytes32 private constant DOMAIN =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant VERSION = keccak256("1");

    function _typedDataHash(bytes32 domainName, bytes32 content) internal view returns (bytes32) {
        bytes32 separator = keccak256(abi.encode(DOMAIN, domainName, VERSION, block.chainid, address(this)));
        return MessageHashUtils.toTypedDataHash(separator, content);
    }
}
