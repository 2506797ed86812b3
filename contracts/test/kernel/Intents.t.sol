// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {Intents} from "../../src/kernel/Intents.sol";
import {vm} from "./Cheats.sol";
import {IntentTest} from "./IntentTest.sol";
import {Wallet} from "./Wallet.sol";

contract IntentsTest is IntentTest {
    uint256 private constant KEY = 0xa11ce;

    function domainName() internal pure override returns (string memory) {
        return "";
    }

    function isSigned(address account, bytes32 digest, bytes calldata signature) external view returns (bool) {
        return Intents.isSignedBy(account, digest, signature);
    }

    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_key(uint256 key, bytes32 digest) external view {
        key = 1 + key % (ORDER - 2);
        require(this.isSigned(vm.addr(key), digest, signed(key, digest)), "its own signature");
        require(!this.isSigned(vm.addr(key + 1), digest, signed(key, digest)), "someone else's signature");
        require(!this.isSigned(vm.addr(key), keccak256(abi.encode(digest)), signed(key, digest)), "another digest");
    }

    function testFuzz_everyByteOfASignatureCounts(bytes32 digest, uint8 place, uint8 change) external view {
        vm.assume(change != 0);
        bytes memory signature = signed(KEY, digest);
        signature[place % 65] ^= bytes1(change);
        require(!this.isSigned(vm.addr(KEY), digest, signature), "a changed byte");
    }

    function testFuzz_noise(address account, bytes32 digest, bytes calldata signature) external view {
        vm.assume(account.code.length == 0);
        require(!this.isSigned(account, digest, signature), "noise");
    }

    function test_zeroAddressNeverSigns() external view {
        require(!this.isSigned(address(0), bytes32(0), new bytes(65)), "the zero address");
    }

    function test_contractAccount() external {
        Wallet wallet = new Wallet(vm.addr(KEY));
        bytes32 digest = keccak256("digest");
        require(this.isSigned(address(wallet), digest, signed(KEY, digest)), "ERC-1271");
        require(this.isSigned(address(wallet), digest, wrapped(address(this), signed(KEY, digest))), "ERC-6492");
        require(!this.isSigned(address(wallet), digest, signed(KEY + 1, digest)), "ERC-1271, other key");
        require(!this.isSigned(address(wallet), digest, wrapped(address(this), signed(KEY + 1, digest))), "ERC-6492");
    }

    /// @dev Cut short, or with a place or a length that points outside: refused, where decoding it would have no name.
    function test_malformedWrappingIsRefused() external {
        address wallet = address(new Wallet(vm.addr(KEY)));
        bytes32 digest = keccak256("digest");
        bytes memory inner = signed(KEY, digest);
        bytes memory whole = abi.encode(address(this), hex"c0ffee", inner);
        require(this.isSigned(wallet, digest, abi.encodePacked(whole, WRAPPED)), "whole");
        // Of the last word only the first byte belongs to the signature.
        for (uint256 size = 0; size + 31 < whole.length; ++size) {
            bytes memory cut = new bytes(size);
            for (uint256 i = 0; i < size; ++i) {
                cut[i] = whole[i];
            }
            require(!this.isSigned(wallet, digest, abi.encodePacked(cut, WRAPPED)), "cut short");
        }
        uint256[5] memory words = [uint256(0), 32, 64, 96, 160];
        uint256[3] memory wrong = [type(uint256).max, type(uint256).max - 31, uint256(1) << 160];
        for (uint256 i = 0; i < words.length * wrong.length; ++i) {
            bytes memory changed = abi.encode(address(this), hex"c0ffee", inner);
            bytes32 word = bytes32(wrong[i % wrong.length]);
            for (uint256 byteOf = 0; byteOf < 32; ++byteOf) {
                changed[words[i / wrong.length] + byteOf] = word[byteOf];
            }
            require(!this.isSigned(wallet, digest, abi.encodePacked(changed, WRAPPED)), "points outside");
        }
    }

    function testFuzz_wrappedNoise(bytes32 digest, bytes calldata noise) external {
        address wallet = address(new Wallet(vm.addr(KEY)));
        require(!this.isSigned(wallet, digest, abi.encodePacked(noise, WRAPPED)), "noise");
    }

    function test_undeployedAccountIsRefused() external view {
        bytes32 digest = keccak256("digest");
        bytes memory signature = wrapped(address(this), signed(KEY, digest));
        require(!this.isSigned(address(0xdead), digest, signature), "no code there");
        require(!this.isSigned(vm.addr(KEY), digest, signature), "a key needs no wrapping");
    }

    /// @dev The identity precompile repeats what it is asked, and so would answer with the magic value.
    function test_precompilesAreNoAccounts() external view {
        bytes32 digest = bytes32(uint256(1));
        for (uint160 account = 1; account <= 0x11; ++account) {
            require(!this.isSigned(address(account), digest, signed(KEY, digest)), "a precompile");
        }
    }

    function test_contractWithoutTheMagicAnswerIsRefused() external view {
        bytes32 digest = keccak256("digest");
        require(!this.isSigned(address(this), digest, signed(KEY, digest)), "not an account");
        require(!this.isSigned(address(vm), digest, signed(KEY, digest)), "not an account");
    }

    function test_keyBehindADelegationKeepsItsSay() external {
        bytes32 digest = keccak256("digest");
        vm.etch(vm.addr(KEY), address(new Wallet(vm.addr(KEY + 1))).code);
        require(this.isSigned(vm.addr(KEY), digest, signed(KEY, digest)), "the key itself");
        require(this.isSigned(vm.addr(KEY), digest, signed(KEY + 1, digest)), "the code it chose");
        require(!this.isSigned(vm.addr(KEY), digest, signed(KEY + 2, digest)), "neither");
    }
}
