// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IRecords} from "../../src/records/IRecords.sol";
import {Records} from "../../src/records/Records.sol";
import {vm} from "../kernel/Cheats.sol";
import {Wallet} from "../kernel/Wallet.sol";
import {RecordsTest} from "./RecordsTest.sol";

/// @dev R-1: for every intent, every single field is altered, and every signature that isn't the owner's is tried.
contract RecordsIntentsTest is RecordsTest {
    bytes4 private constant REFUSED = IRecords.RecordsSignatureInvalid.selector;
    uint256 private constant LATER = SOON + 1;

    function setUp() external {
        start();
    }

    function test_mintFields() external {
        bytes memory mine = signed(OWNER, mintDigest(ID, owner(), COMMITMENT, SOON));
        address to = address(records);
        refuses(to, abi.encodeCall(records.mint, (ID + 1, owner(), COMMITMENT, SOON, mine)), REFUSED);
        refuses(to, abi.encodeCall(records.mint, (ID, vm.addr(HEIR), COMMITMENT, SOON, mine)), REFUSED);
        refuses(to, abi.encodeCall(records.mint, (ID, owner(), OTHER, SOON, mine)), REFUSED);
        refuses(to, abi.encodeCall(records.mint, (ID, owner(), COMMITMENT, LATER, mine)), REFUSED);
        bytes[] memory forged = forgeries(OWNER, mintDigest(ID, owner(), COMMITMENT, SOON));
        for (uint256 i = 0; i < forged.length; ++i) {
            refuses(to, abi.encodeCall(records.mint, (ID, owner(), COMMITMENT, SOON, forged[i])), REFUSED);
        }
        accepts(to, abi.encodeCall(records.mint, (ID, owner(), COMMITMENT, SOON, mine)));
        bytes4 minted = IRecords.RecordsAlreadyMinted.selector;
        refuses(to, abi.encodeCall(records.mint, (ID, owner(), COMMITMENT, SOON, mine)), minted);
    }

    function test_amendFields() external {
        mintOne();
        accepts(address(records), mintCall(ID + 1, HEIR, COMMITMENT));
        bytes memory mine = signed(OWNER, amendDigest(ID, OTHER, 2, SOON));
        address to = address(records);
        refuses(to, abi.encodeCall(records.amend, (ID + 1, OTHER, 2, SOON, mine)), REFUSED);
        refuses(to, abi.encodeCall(records.amend, (ID, keccak256("x"), 2, SOON, mine)), REFUSED);
        bytes4 version = IRecords.RecordsVersionInvalid.selector;
        refuses(to, abi.encodeCall(records.amend, (ID, OTHER, 3, SOON, mine)), version);
        refuses(to, abi.encodeCall(records.amend, (ID, OTHER, 2, LATER, mine)), REFUSED);
        bytes[] memory forged = forgeries(OWNER, amendDigest(ID, OTHER, 2, SOON));
        for (uint256 i = 0; i < forged.length; ++i) {
            refuses(to, abi.encodeCall(records.amend, (ID, OTHER, 2, SOON, forged[i])), REFUSED);
        }
        bytes memory early = signed(OWNER, amendDigest(ID, OTHER, 3, SOON));
        accepts(to, abi.encodeCall(records.amend, (ID, OTHER, 2, SOON, mine)));
        refuses(to, abi.encodeCall(records.amend, (ID, OTHER, 2, SOON, mine)), version);
        refuses(to, abi.encodeCall(records.amend, (ID, OTHER, 3, SOON, mine)), REFUSED);
        accepts(to, abi.encodeCall(records.amend, (ID, OTHER, 3, SOON, early)));
    }

    function test_rekeyFields() external {
        mintOne();
        accepts(address(records), mintCall(ID + 1, HEIR + 1, COMMITMENT));
        bytes32 digest = rekeyDigest(ID, vm.addr(HEIR), SOON);
        bytes memory mine = signed(OWNER, digest);
        bytes memory theirs = signed(HEIR, digest);
        address heir = vm.addr(HEIR);
        address to = address(records);
        refuses(to, abi.encodeCall(records.rekey, (ID + 1, heir, SOON, mine, theirs)), REFUSED);
        refuses(to, abi.encodeCall(records.rekey, (ID, vm.addr(HEIR + 2), SOON, mine, theirs)), REFUSED);
        refuses(to, abi.encodeCall(records.rekey, (ID, heir, LATER, mine, theirs)), REFUSED);
        refuses(to, abi.encodeCall(records.rekey, (ID, heir, SOON, theirs, mine)), REFUSED);
        bytes[] memory forged = forgeries(OWNER, digest);
        for (uint256 i = 0; i < forged.length; ++i) {
            refuses(to, abi.encodeCall(records.rekey, (ID, heir, SOON, forged[i], theirs)), REFUSED);
        }
        forged = forgeries(HEIR, digest);
        for (uint256 i = 0; i < forged.length; ++i) {
            refuses(to, abi.encodeCall(records.rekey, (ID, heir, SOON, mine, forged[i])), REFUSED);
        }
        accepts(to, abi.encodeCall(records.rekey, (ID, heir, SOON, mine, theirs)));
        bytes4 used = IRecords.RecordsOwnerUsed.selector;
        refuses(to, abi.encodeCall(records.rekey, (ID, heir, SOON, mine, theirs)), used);
    }

    function test_eraseFields() external {
        mintOne();
        accepts(address(records), mintCall(ID + 1, HEIR, COMMITMENT));
        bytes memory mine = signed(OWNER, eraseDigest(ID, SOON));
        address to = address(records);
        refuses(to, abi.encodeCall(records.erase, (ID + 1, SOON, mine)), REFUSED);
        refuses(to, abi.encodeCall(records.erase, (ID, LATER, mine)), REFUSED);
        bytes[] memory forged = forgeries(OWNER, eraseDigest(ID, SOON));
        for (uint256 i = 0; i < forged.length; ++i) {
            refuses(to, abi.encodeCall(records.erase, (ID, SOON, forged[i])), REFUSED);
        }
        accepts(to, abi.encodeCall(records.erase, (ID, SOON, mine)));
        refuses(to, abi.encodeCall(records.erase, (ID, SOON, mine)), IRecords.RecordsErased.selector);
    }

    function test_expired() external {
        mintOne();
        bytes[4] memory calls = [
            mintCall(ID + 1, HEIR, OTHER), amendCall(ID, OWNER, OTHER, 2), rekeyCall(ID, OWNER, HEIR), eraseCall(ID, OWNER)
        ];
        vm.warp(SOON + 1);
        bytes memory problem = abi.encodeWithSelector(IRecords.RecordsExpired.selector, SOON);
        for (uint256 i = 0; i < calls.length; ++i) {
            refusesExactly(address(records), calls[i], problem);
        }
        vm.warp(SOON);
        accepts(address(records), calls[0]);
    }

    function test_otherChainAndOtherContract() external {
        bytes[4] memory moves = [
            mintCall(ID + 1, HEIR + 1, OTHER),
            amendCall(ID, OWNER, OTHER, 2),
            rekeyCall(ID, OWNER, HEIR),
            eraseCall(ID, OWNER)
        ];
        mintOne();
        uint256 home = block.chainid;
        vm.chainId(home + 1);
        for (uint256 i = 0; i < moves.length; ++i) {
            refuses(address(records), moves[i], REFUSED);
        }
        vm.chainId(home);
        records = new Records();
        mintOne();
        for (uint256 i = 0; i < moves.length; ++i) {
            refuses(address(records), moves[i], REFUSED);
        }
    }

    function test_oneIntentIsNotAnother() external {
        mintOne();
        bytes memory erasing = signed(OWNER, eraseDigest(ID, SOON));
        bytes memory amending = signed(OWNER, amendDigest(ID, OTHER, 2, SOON));
        address to = address(records);
        refuses(to, abi.encodeCall(records.amend, (ID, OTHER, 2, SOON, erasing)), REFUSED);
        refuses(to, abi.encodeCall(records.erase, (ID, SOON, amending)), REFUSED);
    }

    function test_contractAccountOwnsARecord() external {
        address wallet = address(new Wallet(owner()));
        bytes memory mine = signed(OWNER, mintDigest(ID, wallet, COMMITMENT, SOON));
        accepts(address(records), abi.encodeCall(records.mint, (ID, wallet, COMMITMENT, SOON, mine)));
        bytes memory change = wrapped(address(this), signed(OWNER, amendDigest(ID, OTHER, 2, SOON)));
        accepts(address(records), abi.encodeCall(records.amend, (ID, OTHER, 2, SOON, change)));
        require(records.ownerOf(ID) == wallet && records.commitmentOf(ID) == OTHER, "record");
    }

    /// @dev R-1: whoever sends it, only the owner's signature counts.
    /// hardhat-config: fuzz.runs = 1000
    function testFuzz_strangersChangeNothing(uint256 key, bytes32 commitment, uint256 id) external {
        key = 1 + key % (ORDER - 1);
        vm.assume(key != OWNER && uint256(commitment) > 1 && id != ID);
        mintOne();
        refuses(address(records), amendCall(ID, key, commitment, 2), REFUSED);
        refuses(address(records), rekeyCall(ID, key, HEIR), REFUSED);
        refuses(address(records), eraseCall(ID, key), REFUSED);
        accepts(address(records), mintCall(id, key, commitment));
        require(records.ownerOf(ID) == owner() && records.commitmentOf(ID) == COMMITMENT, "changed");
    }
}
