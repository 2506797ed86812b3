// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {HeldRange} from "./HeldRange.sol";
import {PackHoldings} from "./PackHoldings.sol";
import {PackMarks} from "./PackMarks.sol";
import {PackRules} from "./PackRules.sol";
import {PackTree} from "./PackTree.sol";

/// @title The packs as ERC-721 has them
/// @dev An approval names the move and the round of the pack that it was given in, so whatever happens to the pack voids
///      it, also when the pack moves in a range of a million.
abstract contract PackTransfers is PackHoldings {
    using PackMarks for PackMarks.Marks;

    struct GivenApproval {
        address operator;
        uint16 moves;
        uint16 round;
    }

    uint256 internal constant ACCEPTANCE_SECONDS_MAX = 366 days;

    mapping(uint256 id => GivenApproval) private _approvals;
    mapping(address holder => mapping(address operator => bool)) private _operators;
    mapping(address receiver => mapping(address sender => uint64 until)) private _acceptances;

    function accept(address sender, uint64 until) external {
        if (until > block.timestamp + ACCEPTANCE_SECONDS_MAX) revert PacksAcceptanceInvalid(until);
        _acceptances[msg.sender][sender] = until;
        emit Accepting(msg.sender, sender, until);
    }

    function approve(address operator, uint256 id) external {
        (HeldRange range, uint256 round) = _held(id);
        address holder = range.holderOf();
        if (msg.sender != holder && !_operators[holder][msg.sender]) revert PacksNotApproved(msg.sender, id);
        // A range counts its moves in 16 bits, and a lane its rounds.
        _approvals[id] = GivenApproval({operator: operator, moves: uint16(range.movesOf()), round: uint16(round)});
        emit Approval(holder, operator, id);
    }

    function setApprovalForAll(address operator, bool approved) external {
        _operators[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    function transferFrom(address from, address to, uint256 id) external {
        _requireAccepted(from, to);
        _transfer(from, to, id);
    }

    function safeTransferFrom(address from, address to, uint256 id) external {
        _safeTransfer(from, to, id, "");
    }

    function safeTransferFrom(address from, address to, uint256 id, bytes calldata data) external {
        _safeTransfer(from, to, id, data);
    }

    function ownerOf(uint256 id) external view returns (address) {
        (HeldRange range,) = _held(id);
        return range.holderOf();
    }

    function balanceOf(address holder) external view returns (uint256) {
        if (holder == address(0)) revert PacksNoAccount();
        return _balances[holder];
    }

    function getApproved(uint256 id) external view returns (address) {
        (HeldRange range, uint256 round) = _held(id);
        return _approvedOf(id, range, round);
    }

    function isApprovedForAll(address holder, address operator) external view returns (bool) {
        return _operators[holder][operator];
    }

    function acceptingUntil(address receiver, address sender) external view returns (uint64) {
        return _acceptances[receiver][sender];
    }

    function tokenURI(uint256 id) external view returns (string memory) {
        _held(id);
        return string.concat(
            "data:application/json,{\"name\":\"Medicine pack\",\"gtin\":\"",
            string(PackTree.digitsOf(_batchOf(id).gtin)),
            "\"}"
        );
    }

    function name() external pure returns (string memory) {
        return "Symbolon Packs";
    }

    function symbol() external pure returns (string memory) {
        return "PACK";
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == type(IERC165).interfaceId || id == type(IERC721).interfaceId
            || id == type(IERC721Metadata).interfaceId;
    }

    /// @dev A contract answers for itself, whoever else has to have said before that it takes packs from this sender.
    function _safeTransfer(address from, address to, uint256 id, bytes memory data) private {
        if (to.code.length == 0) {
            _requireAccepted(from, to);
            _transfer(from, to, id);
            return;
        }
        _transfer(from, to, id);
        if (IERC721Receiver(to).onERC721Received(msg.sender, from, id, data) != IERC721Receiver.onERC721Received.selector) {
            revert PacksReceiverInvalid(to);
        }
    }

    function _transfer(address from, address to, uint256 id) private {
        (HeldRange range, uint256 round) = _held(id);
        address holder = range.holderOf();
        if (holder != from) revert PacksNotHolder(id, holder, from);
        if (to == address(0)) revert PacksReceiverInvalid(to);
        if (msg.sender != from && !_operators[from][msg.sender] && msg.sender != _approvedOf(id, range, round)) {
            revert PacksNotApproved(msg.sender, id);
        }
        _requireState(id, _marks.markOf(id).state, State.Active, State.Active);
        _requireAnyLicence(from);
        _requireAnyLicence(to);
        _move(range, id, 1, to, _markedBeforeOne(range, id));
        _balances[from] -= 1;
        _balances[to] += 1;
    }

    /// @dev Counted on the side that has fewer pages.
    function _markedBeforeOne(HeldRange range, uint256 id) private view returns (uint256) {
        (uint256 marked, uint256 index) = (range.markedOf(), id & INDEX_MASK);
        if (marked == 0) return 0;
        if (index - range.firstOf() < range.lastOf() - index) return _countMarked(id, range.firstOf(), index);
        return marked - _countMarked(id, index, range.lastOf());
    }

    /// @dev The range and the round of a pack that somebody holds.
    function _held(uint256 id) private view returns (HeldRange range, uint256 round) {
        range = _rangeOf(id, id & INDEX_MASK);
        PackMarks.Mark memory mark = _marks.markOf(id);
        if (PackRules.ends(mark.state)) revert PacksEnded(id, mark.state);
        return (range, mark.round);
    }

    function _approvedOf(uint256 id, HeldRange range, uint256 round) private view returns (address) {
        GivenApproval memory approval = _approvals[id];
        return approval.moves == range.movesOf() && approval.round == round ? approval.operator : address(0);
    }

    function _requireAnyLicence(address account) private view {
        for (uint256 i = 0; i < uint256(Licence.CareProvider); ++i) {
            if (_hasRole(account, PackRules.roleOf(Licence(i)))) return;
        }
        _requireLicensed(account, Licence.CareProvider, PackRules.ANY_LICENCE);
    }

    function _requireAccepted(address from, address to) private view {
        if (to != from && block.timestamp >= _acceptances[to][from]) revert PacksNotAccepted(from, to);
    }
}
