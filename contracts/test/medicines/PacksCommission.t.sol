// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IPacks} from "../../src/medicines/IPacks.sol";
import {vm} from "../kernel/Cheats.sol";
import {Opcodes} from "../kernel/Opcodes.sol";
import {PacksTest} from "./PacksTest.sol";

/// @dev How a batch comes into being, and what of it can be proved.
contract PacksCommissionTest is PacksTest {
    uint256 private constant CODE_BYTES_MAX = 24_576;

    function setUp() external {
        start();
    }

    function test_everySizeUpToTheLargest() external {
        uint32[4] memory sizes = [uint32(1), 2, 255, 1 << 24];
        uint256 sum = 0;
        for (uint256 i = 0; i < sizes.length; ++i) {
            Commission memory intent = commissionOf(sizes[i]);
            intent.root = keccak256(abi.encode(i));
            accepts(address(packs), commissionCall(intent, MAKER));
            sum += sizes[i];
            uint256 first = uint256(intent.root) >> 24 << 24;
            require(packs.ownerOf(first + sizes[i] - 1) == vm.addr(MAKER), "the last");
            if (sizes[i] < 1 << 24) {
                refuses(address(packs), abi.encodeCall(packs.ownerOf, (first + sizes[i])), IPacks.PacksUnknown.selector);
            }
        }
        require(balanceOf(MAKER) == sum, "balance");
    }

    function test_sizesThatAreNone() external {
        uint32[3] memory sizes = [uint32(0), (1 << 24) + 1, type(uint32).max];
        for (uint256 i = 0; i < sizes.length; ++i) {
            bytes memory problem = abi.encodeWithSelector(IPacks.PacksCountInvalid.selector, sizes[i]);
            refusesExactly(address(packs), commissionCall(commissionOf(sizes[i]), MAKER), problem);
        }
    }

    function test_twiceIsOnce() external {
        commission(10);
        bytes memory problem = abi.encodeWithSelector(IPacks.PacksAlreadyCommissioned.selector, uint232(BATCH));
        refusesExactly(address(packs), commissionCall(commissionOf(10), MAKER), problem);
        Commission memory other = commissionOf(20);
        other.root = bytes32(uint256(ROOT) ^ 1);
        refusesExactly(address(packs), commissionCall(other, MAKER), problem);
        require(balanceOf(MAKER) == 10, "balance");
    }

    function test_gtins() external {
        uint64[5] memory wrong = [GTIN + 1, GTIN - 1, 0, 100_000_000_000_000, type(uint64).max];
        for (uint256 i = 0; i < wrong.length; ++i) {
            Commission memory intent = commissionOf(1);
            intent.gtin = wrong[i];
            bytes memory problem = abi.encodeWithSelector(IPacks.PacksGtinInvalid.selector, wrong[i]);
            refusesExactly(address(packs), commissionCall(intent, MAKER), problem);
        }
    }

    function test_expiries() external {
        uint16 today = uint16(NOW / 1 days);
        uint16[3] memory wrong = [today - 1, today + 4001, 0];
        for (uint256 i = 0; i < wrong.length; ++i) {
            Commission memory intent = commissionOf(1);
            intent.expiry = wrong[i];
            bytes memory problem = abi.encodeWithSelector(IPacks.PacksExpiryInvalid.selector, wrong[i]);
            refusesExactly(address(packs), commissionCall(intent, MAKER), problem);
        }
        Commission memory last = commissionOf(1);
        last.expiry = today + 4000;
        accepts(address(packs), commissionCall(last, MAKER));
    }

    function test_byWhom() external {
        Commission memory intent = commissionOf(1);
        intent.maker = vm.addr(WHOLESALER);
        refusesExactly(
            address(packs),
            commissionCall(intent, WHOLESALER),
            abi.encodeWithSelector(IPacks.PacksNotLicensed.selector, vm.addr(WHOLESALER), Licence.Manufacturer)
        );
        license(STRANGER, 7, "manufacturer");
        intent.maker = vm.addr(STRANGER);
        refusesExactly(
            address(packs),
            commissionCall(intent, STRANGER),
            abi.encodeWithSelector(IPacks.PacksPrefixNotHeld.selector, vm.addr(STRANGER), GTIN, PREFIX_LENGTH)
        );
        uint8[4] memory lengths = [uint8(6), 8, 14, 0];
        for (uint256 i = 0; i < lengths.length; ++i) {
            intent = commissionOf(1);
            intent.prefixLength = lengths[i];
            refuses(address(packs), commissionCall(intent, MAKER), IPacks.PacksPrefixNotHeld.selector);
        }
        vm.warp(LICENSED_UNTIL);
        intent = commissionOf(1);
        (intent.deadline, intent.expiry) = (LICENSED_UNTIL, uint16(LICENSED_UNTIL / 1 days) + 1);
        refuses(address(packs), commissionCall(intent, MAKER), IPacks.PacksNotLicensed.selector);
    }

    /// @dev Every index of trees up to 33 leaves, against a tree made level by level.
    function test_proofs() external {
        for (uint32 count = 1; count <= 33; ++count) {
            bytes32[] memory leaves = new bytes32[](count);
            for (uint256 i = 0; i < count; ++i) {
                leaves[i] = packs.packLeaf(GTIN, string(abi.encodePacked("SN", bytes1(uint8(65 + i)))), "LOT-1", "280131", bytes32(i));
            }
            Commission memory intent = commissionOf(count);
            intent.root = rootOf(leaves);
            accepts(address(packs), commissionCall(intent, MAKER));
            uint232 batch = uint232(uint256(intent.root) >> 24);
            for (uint256 i = 0; i < count; ++i) {
                bytes32[] memory proof = proofOf(leaves, i);
                require(packs.verify(batch, i, leaves[i], proof), "its own");
                for (uint256 j = 0; j < count + 2; ++j) {
                    require(i == j || !packs.verify(batch, j, leaves[i], proof), "another index");
                }
                require(!packs.verify(batch, i, keccak256("leaf"), proof), "another leaf");
                require(!packs.verify(batch, i, leaves[i], grown(proof)), "longer");
                if (proof.length != 0) {
                    require(!packs.verify(batch, i, leaves[i], shrunk(proof)), "shorter");
                    proof[0] ^= bytes32(uint256(1));
                    require(!packs.verify(batch, i, leaves[i], proof), "changed");
                }
            }
        }
        require(!packs.verify(7, 0, ROOT, new bytes32[](0)), "no batch");
    }

    /// @dev The bytes of a leaf, one by one.
    function test_leaf() external view {
        bytes memory text = abi.encodePacked(
            "symbolon.pack.v1", "05201234000018", "280131", uint8(5), "LOT-1", new bytes(15), new bytes(7)
        );
        require(text.length == 64, "one block");
        text = abi.encodePacked(text, bytes32(uint256(9)), uint8(20), "ABCDEFGHIJKLMNOPQRST");
        bytes32 leaf = packs.packLeaf(GTIN, "ABCDEFGHIJKLMNOPQRST", "LOT-1", "280131", bytes32(uint256(9)));
        require(leaf == sha256(text), "leaf");
    }

    function test_leavesOfNoText() external {
        string[2] memory wrong = ["", "ABCDEFGHIJKLMNOPQRSTU"];
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory problem = abi.encodeWithSelector(IPacks.PacksTextInvalid.selector, bytes(wrong[i]).length);
            refusesExactly(address(packs), abi.encodeCall(packs.packLeaf, (GTIN, wrong[i], "L", "280131", 0)), problem);
            refusesExactly(address(packs), abi.encodeCall(packs.packLeaf, (GTIN, "S", wrong[i], "280131", 0)), problem);
        }
    }

    function test_codeFitsAndReadsNothingOfTheBlockProducer() external view {
        require(address(packs).code.length <= CODE_BYTES_MAX, "EIP-170");
        require(!Opcodes.forbiddenIn(address(packs).code), "forbidden instruction");
        require(address(prefixes).code.length <= CODE_BYTES_MAX, "EIP-170");
        require(!Opcodes.forbiddenIn(address(prefixes).code), "forbidden instruction");
    }

    function rootOf(bytes32[] memory level) private pure returns (bytes32) {
        while (level.length > 1) {
            level = above(level);
        }
        return level[0];
    }

    function proofOf(bytes32[] memory level, uint256 index) private pure returns (bytes32[] memory proof) {
        for (; level.length > 1; (level, index) = (above(level), index >> 1)) {
            if (index ^ 1 < level.length) {
                proof = grown(proof);
                proof[proof.length - 1] = level[index ^ 1];
            }
        }
    }

    function above(bytes32[] memory level) private pure returns (bytes32[] memory next) {
        next = new bytes32[]((level.length + 1) / 2);
        for (uint256 i = 0; i < next.length; ++i) {
            bool odd = 2 * i + 1 == level.length;
            next[i] = odd ? level[2 * i] : sha256(abi.encodePacked(uint8(1), level[2 * i], level[2 * i + 1]));
        }
    }

    function grown(bytes32[] memory list) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i = 0; i < list.length; ++i) {
            longer[i] = list[i];
        }
    }

    function shrunk(bytes32[] memory list) private pure returns (bytes32[] memory shorter) {
        shorter = new bytes32[](list.length - 1);
        for (uint256 i = 0; i < shorter.length; ++i) {
            shorter[i] = list[i];
        }
    }
}
