// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IPackIntents} from "./IPackIntents.sol";
import {IPacks} from "./IPacks.sol";
import {PackRules} from "./PackRules.sol";

/// @title States of packs
/// @notice A pack is Active until something marks it. 256 neighbours share a page; a page's slot holds up to seven *runs*
///         of packs that were marked alike on one day, and says which groups of eight packs have *lanes* of their own:
///         page: groups with lanes 32 bits | 7 runs of (first 8 | last 8 | state 4 | day 12)
///         lanes: 8 of (state 4 | day 12 | round 16), all zero as long as the pack's lane says nothing.
///         What a lane says goes before what a run says. Runs are added and grow; only lanes change.
/// @dev The day is counted modulo 4096. It is read for packs that are not past their expiry only, and no batch is
///      commissioned more than `EXPIRY_DAYS_MAX` < 4096 - `UNDO_DAYS_MAX` days before it: so it is exact.
library PackMarks {
    struct Marks {
        mapping(uint256 page => uint256) pages;
        mapping(uint256 group => uint256) lanes;
    }

    struct Mark {
        IPackIntents.State state;
        uint256 day;
        uint256 round;
    }

    uint256 private constant RUNS = 7;
    uint256 private constant DAY_MASK = 0xfff;

    function markOf(Marks storage marks, uint256 id) internal view returns (Mark memory) {
        uint256 page = marks.pages[id >> 8];
        if (page == 0) return Mark(IPackIntents.State.Active, 0, 0);
        if (page >> ((id & 0xff) >> 3) & 1 != 0) {
            uint256 lane = uint32(marks.lanes[id >> 3] >> ((id & 7) << 5));
            if (lane != 0) return Mark(IPackIntents.State(lane & 0xf), lane >> 4 & DAY_MASK, lane >> 16);
        }
        uint256 index = id & 0xff;
        for (uint256 runs = page >> 32; runs != 0; runs >>= 32) {
            if (uint8(runs) <= index && index <= uint8(runs >> 8)) {
                return Mark(IPackIntents.State(runs >> 16 & 0xf), runs >> 20 & DAY_MASK, 0);
            }
        }
        return Mark(IPackIntents.State.Active, 0, 0);
    }

    /// @dev Marks packs of one page; each has to be in a state that leads to the new one, and at the round.
    /// @return fresh how many of them were Active
    function mark(Marks storage marks, uint256 first, uint256 count, Mark memory to) internal returns (uint256 fresh) {
        if (to.round == 0 && _addRun(marks, first, count, to)) return count;
        for (uint256 id = first; id < first + count; ++id) {
            Mark memory from = markOf(marks, id);
            if (!PackRules.leads(from.state, to.state)) revert IPacks.PacksStateInvalid(id, from.state, to.state);
            requireRound(id, from.round, to.round);
            if (from.state == IPackIntents.State.Active) ++fresh;
            set(marks, id, to);
        }
    }

    function requireRound(uint256 id, uint256 round, uint256 given) internal pure {
        if (round != given) revert IPacks.PacksRoundInvalid(id, uint16(round), uint16(given));
    }

    /// @dev Whatever it was before.
    function set(Marks storage marks, uint256 id, Mark memory to) internal {
        uint256 group = 1 << ((id & 0xff) >> 3);
        uint256 page = marks.pages[id >> 8];
        if (page & group == 0) marks.pages[id >> 8] = page | group;
        uint256 place = (id & 7) << 5;
        uint256 lane = uint256(to.state) | to.day % 4096 << 4 | to.round << 16;
        marks.lanes[id >> 3] = (marks.lanes[id >> 3] & ~(uint256(type(uint32).max) << place)) | lane << place;
    }

    /// @return bits which packs of the page are not Active, the first at the lowest bit
    function bitsOf(Marks storage marks, uint256 pageNumber) internal view returns (uint256 bits) {
        uint256 page = marks.pages[pageNumber];
        for (uint256 runs = page >> 32; runs != 0; runs >>= 32) {
            bits |= span(uint8(runs), uint8(runs >> 8));
        }
        for (uint256 group = 0; group < 32; ++group) {
            if (page >> group & 1 == 0) continue;
            uint256 lanes = marks.lanes[pageNumber << 5 | group];
            for (uint256 i = 0; i < 8; ++i) {
                uint256 lane = uint32(lanes >> (i << 5));
                if (lane == 0) continue;
                uint256 bit = 1 << (group << 3 | i);
                bits = lane & 0xf == 0 ? bits & ~bit : bits | bit;
            }
        }
    }

    /// @return The bits first to last of a page.
    function span(uint256 first, uint256 last) internal pure returns (uint256) {
        return type(uint256).max >> (255 - last + first) << first;
    }

    /// @return added false when it takes lanes: a pack is marked already or has a lane, or the page has no place left
    function _addRun(Marks storage marks, uint256 id, uint256 count, Mark memory to) private returns (bool added) {
        uint256 page = marks.pages[id >> 8];
        (uint256 first, uint256 last) = (id & 0xff, (id & 0xff) + count - 1);
        if (uint32(page) & span(first >> 3, last >> 3) != 0) return false;
        uint256 kind = uint256(to.state) << 16 | to.day % 4096 << 20;
        uint256 place = 32;
        uint256 run = kind | last << 8 | first;
        for (uint256 runs = page >> 32; runs != 0; runs >>= 32) {
            (uint256 runFirst, uint256 runLast) = (uint8(runs), uint8(runs >> 8));
            if (runFirst <= last && first <= runLast) return false;
            if (added) continue;
            if (uint32(runs) & 0xffff0000 == kind && (runLast + 1 == first || last + 1 == runFirst)) {
                added = true;
                run = kind | (runLast > last ? runLast : last) << 8 | (runFirst < first ? runFirst : first);
            } else {
                place += 32;
            }
        }
        if (place > 32 * RUNS) return false;
        marks.pages[id >> 8] = (page & ~(uint256(type(uint32).max) << place)) | run << place;
        return true;
    }
}
