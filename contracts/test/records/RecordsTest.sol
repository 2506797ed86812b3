// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IRecords} from "../../src/records/IRecords.sol";
import {Records} from "../../src/records/Records.sol";
import {vm} from "../kernel/Cheats.sol";
import {IntentTest} from "../kernel/IntentTest.sol";

/// @dev Records on the chain, and the intents of their owners made by hand.
abstract contract RecordsTest is IntentTest {
    uint256 internal constant OWNER = 0xa11ce;
    uint256 internal constant HEIR = 0xb0b;
    uint256 internal constant ID = uint256(keccak256("id"));
    bytes32 internal constant COMMITMENT = keccak256("commitment");
    bytes32 internal constant OTHER = keccak256("other");

    Records internal records;

    function start() internal {
        vm.warp(NOW);
        records = new Records();
    }

    function domainName() internal pure override returns (string memory) {
        return "Symbolon Records";
    }

    function owner() internal pure returns (address) {
        return vm.addr(OWNER);
    }

    function mintDigest(uint256 id, address to, bytes32 commitment, uint256 deadline) internal view returns (bytes32) {
        bytes32 kind = keccak256("Mint(uint256 id,address owner,bytes32 commitment,uint256 deadline)");
        return digestOf(address(records), keccak256(abi.encode(kind, id, to, commitment, deadline)));
    }

    function amendDigest(uint256 id, bytes32 commitment, uint32 version, uint256 deadline)
        internal
        view
        returns (bytes32)
    {
        bytes32 kind = keccak256("Amend(uint256 id,bytes32 commitment,uint32 version,uint256 deadline)");
        return digestOf(address(records), keccak256(abi.encode(kind, id, commitment, version, deadline)));
    }

    function rekeyDigest(uint256 id, address newOwner, uint256 deadline) internal view returns (bytes32) {
        bytes32 kind = keccak256("Rekey(uint256 id,address newOwner,uint256 deadline)");
        return digestOf(address(records), keccak256(abi.encode(kind, id, newOwner, deadline)));
    }

    function eraseDigest(uint256 id, uint256 deadline) internal view returns (bytes32) {
        bytes32 kind = keccak256("Erase(uint256 id,uint256 deadline)");
        return digestOf(address(records), keccak256(abi.encode(kind, id, deadline)));
    }

    function mintCall(uint256 id, uint256 key, bytes32 commitment) internal view returns (bytes memory) {
        bytes memory signature = signed(key, mintDigest(id, vm.addr(key), commitment, SOON));
        return abi.encodeCall(records.mint, (id, vm.addr(key), commitment, SOON, signature));
    }

    function amendCall(uint256 id, uint256 key, bytes32 commitment, uint32 version)
        internal
        view
        returns (bytes memory)
    {
        bytes memory signature = signed(key, amendDigest(id, commitment, version, SOON));
        return abi.encodeCall(records.amend, (id, commitment, version, SOON, signature));
    }

    function rekeyCall(uint256 id, uint256 key, uint256 newKey) internal view returns (bytes memory) {
        bytes32 digest = rekeyDigest(id, vm.addr(newKey), SOON);
        return abi.encodeCall(records.rekey, (id, vm.addr(newKey), SOON, signed(key, digest), signed(newKey, digest)));
    }

    function eraseCall(uint256 id, uint256 key) internal view returns (bytes memory) {
        return abi.encodeCall(records.erase, (id, SOON, signed(key, eraseDigest(id, SOON))));
    }

    function mintOne() internal {
        accepts(address(records), mintCall(ID, OWNER, COMMITMENT));
    }

    function stateOf(uint256 id) internal view returns (IRecords.State state) {
        (,,, state,) = records.recordOf(id);
    }
}
