// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {PacksTest} from "./PacksTest.sol";

/// @dev What the states of packs mean, written down a second time.
abstract contract PacksModel is PacksTest {
    function isEnd(State state) internal pure returns (bool) {
        return state != State.Active && state != State.PartlySupplied && state != State.Quarantined
            && state != State.QuarantinedByRegulator;
    }

    function isUndone(State state) internal pure returns (bool) {
        return state == State.Supplied || state == State.Exported || state == State.Sample || state == State.FreeSample
            || state == State.Locked || state == State.CheckedOut;
    }

    function isForSale(State state) internal pure returns (bool) {
        return state == State.Supplied || state == State.PartlySupplied || state == State.Exported
            || state == State.FreeSample || state == State.CheckedOut;
    }

    function isGiven(uint256 key, State state) internal pure returns (bool) {
        bool sells = key == MAKER || key == WHOLESALER;
        if (state == State.Supplied || state == State.PartlySupplied) return !sells;
        if (state == State.Exported || state == State.CheckedOut) return sells;
        if (state == State.FreeSample) return key == MAKER;
        return state == State.Destroyed || state == State.Stolen || state == State.Sample || state == State.Locked
            || state == State.Quarantined;
    }
}
