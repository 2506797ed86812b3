// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Consecutive} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Consecutive.sol";
import {ERC721A} from "erc721a/contracts/ERC721A.sol";
import {ERC721 as SoladyERC721} from "solady/src/tokens/ERC721.sol";

/// @dev What a list of tokens costs with each library when its own functions are called in a loop of one transaction. No
///      licences, no signatures, no states: the barest contract that each of them allows.
contract OpenZeppelinPeer is ERC721("Peer", "PEER") {
    uint256 private _next;

    function bring(uint256 count) external {
        for (uint256 i = 0; i < count; ++i) {
            _mint(msg.sender, _next++);
        }
    }

    function move(address to, uint256 first, uint256 count) external {
        for (uint256 id = first; id < first + count; ++id) {
            transferFrom(msg.sender, to, id);
        }
    }

    function end(uint256 first, uint256 count) external {
        for (uint256 id = first; id < first + count; ++id) {
            _update(address(0), id, msg.sender);
        }
    }
}

/// @dev Brings tokens into being in its constructor only, 5,000 a batch (ERC-2309).
contract ConsecutivePeer is ERC721Consecutive {
    constructor(uint256 count, address to) ERC721("Peer", "PEER") {
        for (uint256 left = count; left != 0;) {
            uint96 size = uint96(left < 5000 ? left : 5000);
            _mintConsecutive(to, size);
            left -= size;
        }
    }

    function move(address to, uint256 first, uint256 count) external {
        for (uint256 id = first; id < first + count; ++id) {
            transferFrom(msg.sender, to, id);
        }
    }

    function end(uint256 first, uint256 count) external {
        for (uint256 id = first; id < first + count; ++id) {
            _update(address(0), id, msg.sender);
        }
    }
}

contract SoladyPeer is SoladyERC721 {
    uint256 private _next;

    function bring(uint256 count) external {
        for (uint256 i = 0; i < count; ++i) {
            _mint(msg.sender, _next++);
        }
    }

    function move(address to, uint256 first, uint256 count) external {
        for (uint256 id = first; id < first + count; ++id) {
            transferFrom(msg.sender, to, id);
        }
    }

    function end(uint256 first, uint256 count) external {
        for (uint256 id = first; id < first + count; ++id) {
            _burn(msg.sender, id);
        }
    }

    function name() public pure override returns (string memory) {
        return "Peer";
    }

    function symbol() public pure override returns (string memory) {
        return "PEER";
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }
}

contract Erc721aPeer is ERC721A("Peer", "PEER") {
    function bring(uint256 count) external {
        _mint(msg.sender, count);
    }

    function move(address to, uint256 first, uint256 count) external {
        for (uint256 id = first; id < first + count; ++id) {
            transferFrom(msg.sender, to, id);
        }
    }

    function end(uint256 first, uint256 count) external {
        for (uint256 id = first; id < first + count; ++id) {
            _burn(id, true);
        }
    }
}
