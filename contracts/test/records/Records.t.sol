// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC5192} from "../../src/records/IERC5192.sol";
import {IRecords} from "../../src/records/IRecords.sol";
import {vm} from "../kernel/Cheats.sol";
import {RecordsTest} from "./RecordsTest.sol";

contract RecordsUnitTest is RecordsTest {
    function setUp() external {
        start();
    }

    function test_mint() external {
        bytes memory call = mintCall(ID, OWNER, COMMITMENT);
        vm.expectEmit(address(records));
        emit IERC721.Transfer(address(0), owner(), ID);
        vm.expectEmit(address(records));
        emit IERC5192.Locked(ID);
        accepts(address(records), call);
        (address holder, bytes32 commitment, uint32 version, IRecords.State state, uint32 day) = records.recordOf(ID);
        require(holder == owner() && commitment == COMMITMENT && version == 1, "record");
        require(state == IRecords.State.Held && day == NOW / 1 days, "state");
        require(records.ownerOf(ID) == owner() && records.balanceOf(owner()) == 1, "ERC-721");
        require(records.commitmentOf(ID) == COMMITMENT && records.locked(ID), "commitment");
    }

    function test_mintMany() external {
        accepts(address(records), abi.encodeCall(records.mintMany, (batch(20))));
        for (uint256 i = 0; i < 20; ++i) {
            require(records.ownerOf(i) == vm.addr(100 + i), "owner");
        }
    }

    function test_mintManyIsAtomic() external {
        IRecords.Mint[] memory mints = batch(3);
        mints[2].signature = "";
        bytes memory problem = abi.encodeWithSelector(IRecords.RecordsSignatureInvalid.selector, mints[2].owner);
        refusesExactly(address(records), abi.encodeCall(records.mintMany, (mints)), problem);
        require(stateOf(0) == IRecords.State.Unminted, "the first was kept");
        require(!records.isOwnerUsed(mints[0].owner), "the first owner was used");
    }

    function test_batchHasALimit() external {
        bytes4 problem = IRecords.RecordsBatchInvalid.selector;
        refuses(address(records), abi.encodeCall(records.mintMany, (new IRecords.Mint[](0))), problem);
        refuses(address(records), abi.encodeCall(records.mintMany, (new IRecords.Mint[](251))), problem);
    }

    function test_amend() external {
        mintOne();
        vm.warp(NOW + 30 minutes);
        bytes memory call = amendCall(ID, OWNER, OTHER, 2);
        vm.expectEmit(address(records));
        emit IERC4906.MetadataUpdate(ID);
        accepts(address(records), call);
        (address holder, bytes32 commitment, uint32 version,,) = records.recordOf(ID);
        require(holder == owner() && commitment == OTHER && version == 2, "record");
        require(records.balanceOf(owner()) == 1, "balance");
    }

    function test_rekey() external {
        mintOne();
        bytes memory call = rekeyCall(ID, OWNER, HEIR);
        vm.expectEmit(address(records));
        emit IERC721.Transfer(owner(), vm.addr(HEIR), ID);
        accepts(address(records), call);
        require(records.ownerOf(ID) == vm.addr(HEIR) && records.commitmentOf(ID) == COMMITMENT, "record");
        require(records.balanceOf(owner()) == 0 && records.balanceOf(vm.addr(HEIR)) == 1, "balances");
        require(records.isOwnerUsed(owner()), "the old address is spent");
    }

    function test_erase() external {
        mintOne();
        bytes memory call = eraseCall(ID, OWNER);
        vm.expectEmit(address(records));
        emit IERC721.Transfer(owner(), address(0), ID);
        accepts(address(records), call);
        (address holder, bytes32 commitment, uint32 version, IRecords.State state,) = records.recordOf(ID);
        require(holder == address(0) && commitment == 0 && version == 0, "something is left");
        require(state == IRecords.State.Erased && records.balanceOf(owner()) == 0, "state");
    }

    function test_tokenOfNoOne() external {
        bytes memory unknown = abi.encodeWithSelector(IRecords.RecordsUnknown.selector, ID);
        refusesOnNoOnes(unknown);
        mintOne();
        accepts(address(records), eraseCall(ID, OWNER));
        refusesOnNoOnes(abi.encodeWithSelector(IRecords.RecordsErased.selector, ID));
    }

    /// @dev R-1
    function test_neverTransferred() external {
        mintOne();
        bytes memory locked = abi.encodeWithSelector(IRecords.RecordsLocked.selector, ID);
        vm.prank(owner());
        refusesExactly(address(records), abi.encodeCall(records.transferFrom, (owner(), address(1), ID)), locked);
        vm.prank(owner());
        refusesExactly(address(records), abi.encodeCall(records.approve, (address(1), ID)), locked);
        vm.prank(owner());
        bytes memory plain = abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", owner(), this, ID);
        refusesExactly(address(records), plain, locked);
        vm.prank(owner());
        bytes memory full =
            abi.encodeWithSignature("safeTransferFrom(address,address,uint256,bytes)", owner(), this, ID, "");
        refusesExactly(address(records), full, locked);
        vm.prank(owner());
        bytes memory operators = abi.encodeWithSelector(IRecords.RecordsNoOperators.selector, address(1));
        refusesExactly(address(records), abi.encodeCall(records.setApprovalForAll, (address(1), true)), operators);
        require(records.getApproved(ID) == address(0) && !records.isApprovedForAll(owner(), address(1)), "approved");
        require(records.ownerOf(ID) == owner(), "moved");
    }

    /// @dev R-2
    function test_idAndOwnerAreUsedOnce() external {
        mintOne();
        bytes4 minted = IRecords.RecordsAlreadyMinted.selector;
        bytes4 used = IRecords.RecordsOwnerUsed.selector;
        refuses(address(records), mintCall(ID, HEIR, OTHER), minted);
        refuses(address(records), mintCall(ID + 1, OWNER, OTHER), used);
        refuses(address(records), rekeyCall(ID, OWNER, OWNER), used);
        accepts(address(records), rekeyCall(ID, OWNER, HEIR));
        refuses(address(records), mintCall(ID + 1, OWNER, OTHER), used);
        refuses(address(records), rekeyCall(ID, HEIR, OWNER), used);
        accepts(address(records), eraseCall(ID, HEIR));
        refuses(address(records), mintCall(ID, OWNER + 7, OTHER), minted);
        refuses(address(records), mintCall(ID + 1, HEIR, OTHER), used);
        refuses(address(records), amendCall(ID, HEIR, OTHER, 2), IRecords.RecordsErased.selector);
        refuses(address(records), rekeyCall(ID, HEIR, OWNER + 7), IRecords.RecordsErased.selector);
        refuses(address(records), eraseCall(ID, HEIR), IRecords.RecordsErased.selector);
    }

    function test_reservedCommitments() external {
        bytes4 problem = IRecords.RecordsCommitmentInvalid.selector;
        refuses(address(records), mintCall(ID, OWNER, bytes32(0)), problem);
        refuses(address(records), mintCall(ID, OWNER, bytes32(uint256(1))), problem);
        mintOne();
        refuses(address(records), amendCall(ID, OWNER, bytes32(0), 2), problem);
        refuses(address(records), amendCall(ID, OWNER, bytes32(uint256(1)), 2), problem);
    }

    function test_versionsFollowEachOther() external {
        mintOne();
        bytes memory problem = abi.encodeWithSelector(IRecords.RecordsVersionInvalid.selector, ID, 2, 3);
        refusesExactly(address(records), amendCall(ID, OWNER, OTHER, 3), problem);
        accepts(address(records), amendCall(ID, OWNER, OTHER, 2));
        refuses(address(records), amendCall(ID, OWNER, OTHER, 2), IRecords.RecordsVersionInvalid.selector);
        refuses(address(records), amendCall(ID, OWNER, OTHER, 1), IRecords.RecordsVersionInvalid.selector);
    }

    function test_interfaces() external view {
        bytes4[5] memory known = [bytes4(0x01ffc9a7), 0x80ac58cd, 0x5b5e139f, 0xb45a3c0e, 0x49064906];
        for (uint256 i = 0; i < known.length; ++i) {
            require(records.supportsInterface(known[i]), "interface");
        }
        require(!records.supportsInterface(0xffffffff) && !records.supportsInterface(0x780e9d63), "too much");
    }

    function test_metadataSaysNothing() external {
        mintOne();
        string memory expected = 'data:application/json,{"name":"Sealed record","version":1}';
        require(keccak256(bytes(records.tokenURI(ID))) == keccak256(bytes(expected)), "tokenURI");
        require(keccak256(bytes(records.name())) == keccak256("Symbolon Records"), "name");
        require(keccak256(bytes(records.symbol())) == keccak256("RECORD"), "symbol");
    }

    function refusesOnNoOnes(bytes memory problem) private {
        refusesExactly(address(records), abi.encodeCall(records.ownerOf, (ID)), problem);
        refusesExactly(address(records), abi.encodeCall(records.locked, (ID)), problem);
        refusesExactly(address(records), abi.encodeCall(records.commitmentOf, (ID)), problem);
        refusesExactly(address(records), abi.encodeCall(records.tokenURI, (ID)), problem);
        refusesExactly(address(records), abi.encodeCall(records.getApproved, (ID)), problem);
        bytes memory noOne = abi.encodeWithSelector(IRecords.RecordsNoAccount.selector);
        refusesExactly(address(records), abi.encodeCall(records.balanceOf, (address(0))), noOne);
    }

    function batch(uint256 size) private view returns (IRecords.Mint[] memory mints) {
        mints = new IRecords.Mint[](size);
        for (uint256 i = 0; i < size; ++i) {
            address to = vm.addr(100 + i);
            mints[i] = IRecords.Mint(i, to, OTHER, SOON, signed(100 + i, mintDigest(i, to, OTHER, SOON)));
        }
    }
}
