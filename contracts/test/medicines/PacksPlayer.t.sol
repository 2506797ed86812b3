// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {vm} from "../kernel/Cheats.sol";
import {PacksModel} from "./PacksModel.sol";

/// @dev Plays random moves of four holders and a regulator with batches of 600 packs, and keeps beside the contract what must
///      be true of each pack, one by one. Says of every move beforehand whether it has to be accepted.
contract PacksPlayer is PacksModel {
    uint32 public constant PACKS = 600;
    uint256 private constant MOVES_OF_A_BATCH = 400;

    /// @dev One word, since it is read far more often than the contract is.
    struct Pack {
        uint64 holder;
        uint64 range;
        uint64 day;
        State state;
        uint16 round;
    }

    Pack[PACKS] public pack;
    mapping(uint256 key => uint256) public balance;
    bool public recalled;
    bool public withdrawn;
    uint256 public moves;
    uint256 public accepted;
    uint256[6] public acceptedOf;
    uint256 private base;
    uint64 private ranges;
    bytes32 private root;
    uint256 private inBatch;
    /// @dev In the last batches.
    uint256 public notEndedBefore;

    constructor() {
        open();
        begin();
    }

    function play(uint256 seed) external {
        if (++inBatch > MOVES_OF_A_BATCH) {
            requireAll();
            begin();
        }
        ++moves;
        uint256 choice = seed % 100;
        if (choice < 30) tryHandOver(seed >> 8);
        else if (choice < 65) tryMark(seed >> 8);
        else if (choice < 80) tryUndo(seed >> 8);
        else if (choice < 88) tryRuling(seed >> 8);
        else if (choice < 96) tryTransfer(seed >> 8);
        else if (choice < 99) vm.warp(block.timestamp + (seed >> 8) % 4 days);
        else if (inBatch > MOVES_OF_A_BATCH / 2) tryCallBack(seed >> 8);
        requireSome(seed >> 8);
    }

    /// @dev M-1, M-4 and the differential, for every pack of the batch.
    function requireAll() public view {
        for (uint256 i = 0; i < PACKS; ++i) {
            requirePack(i);
        }
        requireBalances();
    }

    /// @dev M-4: by the balances of all who ever held packs, and by the states that the player wrote down.
    function requireBalances() public view {
        uint256 sum = balanceOf(MAKER) + balanceOf(WHOLESALER) + balanceOf(PHARMACY) + balanceOf(HOSPITAL);
        require(sum == notEndedBefore + notEnded(), "M-4");
        require(balanceOf(MAKER) == balance[MAKER] && balanceOf(PHARMACY) == balance[PHARMACY], "balances");
        require(balanceOf(WHOLESALER) == balance[WHOLESALER] && balanceOf(HOSPITAL) == balance[HOSPITAL], "balances");
    }

    /// @dev M-2
    function requireCalledBack() external view {
        (bool isRecalled, bool isWithdrawn) = packs.standingOf(GTIN, lot());
        require(isRecalled == recalled && isWithdrawn == withdrawn, "M-2");
    }

    /// @dev Everybody takes packs from everybody.
    function open() private {
        start();
        for (uint256 i = 0; i < 16; ++i) {
            vm.prank(accountOf[someKey(i)]);
            packs.accept(accountOf[someKey(i >> 2)], uint64(NOW + 300 days));
        }
    }

    function begin() private {
        if (inBatch != 0) notEndedBefore += notEnded();
        (inBatch, ranges, recalled) = (1, 0, false);
        root = keccak256(abi.encode("batch", moves));
        base = uint256(root) >> 24 << 24;
        vm.warp(NOW);
        Commission memory intent =
            Commission(root, PACKS, GTIN, lot(), uint16(NOW / 1 days + 60), accountOf[MAKER], PREFIX_LENGTH, SOON);
        if (withdrawn) {
            // A withdrawn product ends the game with it: the next one is played on fresh ground.
            open();
            (withdrawn, notEndedBefore) = (false, 0);
            (balance[MAKER], balance[WHOLESALER], balance[PHARMACY], balance[HOSPITAL]) = (0, 0, 0, 0);
        }
        accepts(address(packs), commissionCall(intent, MAKER));
        for (uint256 i = 0; i < PACKS; ++i) {
            pack[i] = Pack(uint64(MAKER), 0, 0, State.Active, 0);
        }
        balance[MAKER] += PACKS;
    }

    function tryHandOver(uint256 seed) private {
        (uint256 first, uint32 count) = someRange(seed);
        uint256 from = seed >> 200 & 7 == 0 ? someKey(seed >> 32) : pack[first].holder;
        uint256 to = someKey(seed >> 40);
        bool may = from != to && from == pack[first].holder && isRange(first, count);
        for (uint256 i = first; may && i < first + count; ++i) {
            may = pack[i].state == State.Active;
        }
        Range[] memory moved = new Range[](1);
        (,,,, uint16 movesBefore,) = packs.rangeOf(base + first);
        moved[0] = Range(base + first, count, movesBefore);
        HandOver memory intent = HandOver(moved, accountOf[from], accountOf[to], block.timestamp);
        outcome(0, may, handOverCall(intent, from, to, pages()));
        if (may) carve(first, count, to);
    }

    function tryTransfer(uint256 seed) private {
        uint256 index = seed % PACKS;
        (uint256 from, uint256 to) = (pack[index].holder, someKey(seed >> 40));
        if (seed >> 200 & 7 == 0) from = someKey(seed >> 32);
        bool may = from == pack[index].holder && pack[index].state == State.Active;
        vm.prank(accountOf[from]);
        outcome(1, may, abi.encodeCall(packs.transferFrom, (accountOf[from], accountOf[to], base + index)));
        if (may) carve(index, 1, to);
    }

    function tryMark(uint256 seed) private {
        (uint256 first, uint32 count) = someRange(seed);
        uint256 key = pack[first].holder;
        State state = State(seed >> 64 & 15 > 13 ? 1 : seed >> 64 & 15);
        bool may = isRange(first, count) && isGiven(key, state) && (!isForSale(state) || isSaleable());
        uint16 round = pack[first].round;
        for (uint256 i = first; may && i < first + count; ++i) {
            State from = pack[i].state;
            may = pack[i].round == round
                && (from == State.Active
                    || (from == State.PartlySupplied
                        && (state == State.Supplied || state == State.Destroyed || state == State.Stolen)));
        }
        Mark memory intent = Mark(base + first, count, state, round, block.timestamp);
        outcome(2, may, markCall(intent, key));
        if (!may) return;
        for (uint256 i = first; i < first + count; ++i) {
            (pack[i].state, pack[i].day) = (state, today());
        }
        if (isEnd(state)) balance[key] -= count;
    }

    function tryUndo(uint256 seed) private {
        uint256 index = seed % PACKS;
        // Most packs are active: look for one that is not.
        for (uint256 i = 0; i < 100 && pack[index].state == State.Active; ++i) {
            index = (index + 1) % PACKS;
        }
        uint32 count = uint32(seed >> 32 & 3 == 0 ? 1 + (seed >> 40) % 20 : 1);
        if (index + count > PACKS) count = 1;
        Pack memory one = pack[index];
        bool may = isRange(index, count) && (one.state == State.Quarantined || (isUndone(one.state) && isSaleable()));
        for (uint256 i = index; may && i < index + count; ++i) {
            may = pack[i].state == one.state && pack[i].round == one.round
                && (one.state == State.Quarantined || today() - pack[i].day <= 10);
        }
        Undo memory intent = Undo(base + index, count, one.round, block.timestamp);
        outcome(3, may, undoCall(intent, one.holder));
        if (!may) return;
        if (isEnd(one.state)) balance[one.holder] += count;
        for (uint256 i = index; i < index + count; ++i) {
            (pack[i].state, pack[i].day) = (State.Active, today());
            ++pack[i].round;
        }
    }

    function tryRuling(uint256 seed) private {
        uint256 index = seed % PACKS;
        for (uint256 i = 0; seed >> 80 & 1 == 0 && i < 100 && pack[index].state == State.Active; ++i) {
            index = (index + 1) % PACKS;
        }
        State[3] memory choices = [State.QuarantinedByRegulator, State.Active, State.Illegitimate];
        State state = choices[(seed >> 16) % 3];
        State from = pack[index].state;
        bool may = state == State.QuarantinedByRegulator
            ? from == State.Active || from == State.Quarantined
            : from == State.Quarantined || from == State.QuarantinedByRegulator;
        Ruling memory intent = Ruling(base + index, state, accountOf[REGULATOR], pack[index].round, block.timestamp);
        outcome(4, may, ruleCall(intent, REGULATOR, MAKER));
        if (!may) return;
        (pack[index].state, pack[index].day) = (state, today());
        if (state == State.Active) ++pack[index].round;
        if (state == State.Illegitimate) --balance[pack[index].holder];
    }

    function tryCallBack(uint256 seed) private {
        if (seed % 20 == 0) {
            Withdrawal memory all = Withdrawal(accountOf[REGULATOR], GTIN, 0, block.timestamp);
            outcome(5, true, withdrawCall(all, REGULATOR));
            withdrawn = true;
        } else if (seed % 2 == 0) {
            Recall memory one = Recall(accountOf[MAKER], GTIN, lot(), uint232(base >> 24), block.timestamp);
            outcome(5, true, recallCall(one, MAKER));
            recalled = true;
        }
    }

    function outcome(uint256 kind, bool may, bytes memory call) private {
        (bool done,) = address(packs).call(call);
        require(done == may, may ? "refused what it has to take" : "took what it has to refuse");
        if (!done) return;
        ++accepted;
        ++acceptedOf[kind];
    }

    function carve(uint256 first, uint256 count, uint256 to) private {
        (uint256 range, uint256 from) = (pack[first].range, pack[first].holder);
        (uint64 moved, uint64 behind) = (++ranges, ++ranges);
        for (uint256 i = first; i < PACKS && pack[i].range == range; ++i) {
            pack[i].range = i < first + count ? moved : behind;
            if (i < first + count) pack[i].holder = uint64(to);
        }
        balance[from] -= count;
        balance[to] += count;
    }

    /// @dev Where the move was made, and anywhere.
    function requireSome(uint256 seed) private view {
        requirePack(seed % PACKS);
        requirePack(uint256(keccak256(abi.encode(seed))) % PACKS);
        uint256 sum = balanceOf(MAKER) + balanceOf(WHOLESALER) + balanceOf(PHARMACY) + balanceOf(HOSPITAL);
        require(sum == balance[MAKER] + balance[WHOLESALER] + balance[PHARMACY] + balance[HOSPITAL], "balances");
    }

    function requirePack(uint256 index) private view {
        Pack memory one = pack[index];
        (State state, uint16 round, uint16 day) = packs.packOf(base + index);
        require(state == one.state && round == one.round, "state");
        if (one.day != 0) require(day == one.day % 4096, "day");
        (address holder,,,,,) = packs.rangeOf(base + index);
        require(holder == accountOf[one.holder], "the range's holder");
        (bool held, bytes memory answer) = address(packs).staticcall(abi.encodeCall(packs.ownerOf, (base + index)));
        require(held != isEnd(one.state), "M-1");
        if (held) require(abi.decode(answer, (address)) == accountOf[one.holder], "owner");
    }

    function notEnded() private view returns (uint256 count) {
        for (uint256 i = 0; i < PACKS; ++i) {
            if (!isEnd(pack[i].state)) ++count;
        }
    }

    function isRange(uint256 first, uint256 count) private view returns (bool) {
        if (count == 0 || first + count > PACKS) return false;
        for (uint256 i = first; i < first + count; ++i) {
            if (pack[i].range != pack[first].range) return false;
        }
        return true;
    }

    function isSaleable() private view returns (bool) {
        return !recalled && !withdrawn && today() <= NOW / 1 days + 60;
    }

    /// @dev Mostly a part of one range, short, sometimes wide, empty or beyond the end.
    function someRange(uint256 seed) private view returns (uint256 first, uint32 count) {
        first = seed % PACKS;
        uint256 width = seed >> 32 & 7;
        count = uint32(width == 0 ? (seed >> 48) % 400 : width < 4 ? 1 + (seed >> 48) % 40 : 1);
        if (seed >> 56 & 7 == 0) return (first, count);
        uint256 size = 1;
        while (first + size < PACKS && pack[first + size].range == pack[first].range && size < count) ++size;
        count = uint32(size);
    }

    function someKey(uint256 seed) private pure returns (uint256) {
        uint256[4] memory keys = [MAKER, WHOLESALER, PHARMACY, HOSPITAL];
        return keys[seed & 3];
    }

    function today() private view returns (uint64) {
        return uint64(block.timestamp / 1 days);
    }

    function lot() private view returns (bytes29) {
        return bytes29(root);
    }

    function pages() private view returns (uint256[] memory all) {
        all = new uint256[](3);
        for (uint256 i = 0; i < 3; ++i) {
            all[i] = (base >> 8) + i;
        }
    }
}
