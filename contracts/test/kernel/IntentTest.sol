// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {vm} from "./Cheats.sol";
import {Wallet} from "./Wallet.sol";

/// @dev What the tests of every slice need: digests made without the contract's help, signatures that must be refused,
///      and a check that a call is refused for the right reason.
abstract contract IntentTest {
    uint256 internal constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;
    uint256 internal constant ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    uint256 internal constant NOW = 1_790_000_000;
    uint256 internal constant SOON = NOW + 1 hours;
    bytes32 internal constant WRAPPED = 0x6492649264926492649264926492649264926492649264926492649264926492;

    /// @dev The EIP-712 name of the contract under test.
    function domainName() internal pure virtual returns (string memory);

    function digestOf(address target, bytes32 content) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(domainName())),
                keccak256("1"),
                block.chainid,
                target
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, content));
    }

    function signed(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev Signatures over the right digest, or made from the right signature, that are not the signer's 65 bytes.
    function forgeries(uint256 key, bytes32 digest) internal returns (bytes[] memory forged) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        forged = new bytes[](12);
        forged[0] = signed(key + 1, digest);
        forged[1] = abi.encodePacked(r, bytes32(ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27)); // high s
        forged[2] = abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255))); // the twin of ERC-2098
        forged[3] = abi.encodePacked(r, s, v == 27 ? uint8(28) : uint8(27));
        forged[4] = abi.encodePacked(s, r, v);
        forged[5] = abi.encodePacked(r, s);
        forged[6] = abi.encodePacked(r, s, v, uint8(0));
        forged[7] = abi.encodePacked(r, s, v - 27);
        forged[8] = new bytes(65);
        forged[9] = "";
        forged[10] = signed(key, keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", digest)));
        forged[11] = wrapped(address(new Wallet(vm.addr(key))), abi.encodePacked(r, s, v));
    }

    function wrapped(address factory, bytes memory signature) internal pure returns (bytes memory) {
        return abi.encodePacked(abi.encode(factory, hex"c0ffee", signature), WRAPPED);
    }

    /// @dev The call fails, with this error and no other.
    function refuses(address target, bytes memory data, bytes4 selector) internal {
        (bool done, bytes memory answer) = target.call(data);
        require(!done, "was accepted");
        require(answer.length >= 4 && bytes4(answer) == selector, "refused for another reason");
    }

    /// @dev The call fails, with exactly these bytes.
    function refusesExactly(address target, bytes memory data, bytes memory problem) internal {
        (bool done, bytes memory answer) = target.call(data);
        require(!done, "was accepted");
        require(keccak256(answer) == keccak256(problem), "refused for another reason");
    }

    function accepts(address target, bytes memory data) internal {
        (bool done, bytes memory answer) = target.call(data);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(answer, 32), mload(answer))
            }
        }
    }
}
