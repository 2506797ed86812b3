// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @dev What the suite is held against: a widely used implementation.
contract OpenZeppelinSubject is ERC721("Subject", "SUBJ") {
    constructor(address owner) {
        for (uint256 id = 1; id <= 10; ++id) {
            _mint(owner, id);
        }
        _burn(10);
    }

    function tokenURI(uint256 id) public view override returns (string memory) {
        _requireOwned(id);
        return "data:,";
    }
}

/// @dev What the suite has to find fault with: it takes any answer, and operators stay approved after a transfer.
contract FlawedSubject is ERC721("Flawed", "FLAW") {
    mapping(uint256 id => address) private _kept;

    constructor(address owner) {
        for (uint256 id = 1; id <= 10; ++id) {
            _mint(owner, id);
        }
        _burn(10);
    }

    function approve(address operator, uint256 id) public override {
        super.approve(operator, id);
        _kept[id] = operator;
    }

    function getApproved(uint256 id) public view override returns (address) {
        return _kept[id];
    }

    function safeTransferFrom(address from, address to, uint256 id, bytes memory) public override {
        transferFrom(from, to, id);
    }

    function balanceOf(address owner) public view override returns (uint256) {
        return owner == address(0) ? 0 : super.balanceOf(owner);
    }
}

/// @dev A contract account of one key that answers as it is told, and keeps what it was asked.
contract AnsweringReceiver is IERC1271, IERC721Receiver {
    address private immutable KEY;
    bytes4 public answer = IERC721Receiver.onERC721Received.selector;
    bytes public asked;
    address public ownerMeanwhile;

    constructor(address key) {
        KEY = key;
    }

    function setAnswer(bytes4 next) external {
        answer = next;
    }

    function onERC721Received(address operator, address from, uint256 id, bytes calldata data)
        external
        returns (bytes4)
    {
        asked = abi.encode(msg.sender, operator, from, id, data);
        ownerMeanwhile = ERC721(msg.sender).ownerOf(id);
        return answer;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        return ECDSA.recover(digest, signature) == KEY ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}

/// @dev A contract account that takes no tokens.
contract SilentAccount is IERC1271 {
    address private immutable KEY;

    constructor(address key) {
        KEY = key;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        return ECDSA.recover(digest, signature) == KEY ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
