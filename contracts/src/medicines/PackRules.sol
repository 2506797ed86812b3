// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IPackIntents} from "./IPackIntents.sol";

/// @title Which state a holder may give a pack, and how it ends
/// @custom:source Commission Delegated Regulation (EU) 2016/161: articles 13 (undoing), 16, 22, 25, 41
library PackRules {
    uint256 internal constant ANY_LICENCE = MANUFACTURER | WHOLESALER | PHARMACY | CARE_PROVIDER;
    /// @dev The pack has no holder any more.
    uint256 internal constant ENDS = 1 << 4;
    /// @dev The holder may undo it within `UNDO_DAYS_MAX` days.
    uint256 internal constant UNDONE = 1 << 5;
    /// @dev Refused for packs that are recalled, withdrawn or past their expiry.
    uint256 internal constant SALEABLE = 1 << 6;
    /// @dev The holder takes it back whenever it likes: it is no end.
    uint256 internal constant CLEARED = 1 << 7;

    uint256 private constant MANUFACTURER = 1 << uint256(IPackIntents.Licence.Manufacturer);
    uint256 private constant WHOLESALER = 1 << uint256(IPackIntents.Licence.Wholesaler);
    uint256 private constant PHARMACY = 1 << uint256(IPackIntents.Licence.Pharmacy);
    uint256 private constant CARE_PROVIDER = 1 << uint256(IPackIntents.Licence.CareProvider);

    /// @dev One byte a state. States without a row are given by no holder.
    uint256 private constant TABLE = ((PHARMACY | CARE_PROVIDER | ENDS | UNDONE | SALEABLE)
            << (8 * uint256(IPackIntents.State.Supplied)))
        | ((PHARMACY | CARE_PROVIDER | SALEABLE) << (8 * uint256(IPackIntents.State.PartlySupplied)))
        | ((ANY_LICENCE | ENDS) << (8 * uint256(IPackIntents.State.Destroyed)))
        | ((ANY_LICENCE | ENDS) << (8 * uint256(IPackIntents.State.Stolen)))
        | ((MANUFACTURER | WHOLESALER | ENDS | UNDONE | SALEABLE) << (8 * uint256(IPackIntents.State.Exported)))
        | ((ANY_LICENCE | ENDS | UNDONE) << (8 * uint256(IPackIntents.State.Sample)))
        | ((MANUFACTURER | ENDS | UNDONE | SALEABLE) << (8 * uint256(IPackIntents.State.FreeSample)))
        | ((ANY_LICENCE | ENDS | UNDONE) << (8 * uint256(IPackIntents.State.Locked)))
        | ((MANUFACTURER | WHOLESALER | ENDS | UNDONE | SALEABLE) << (8 * uint256(IPackIntents.State.CheckedOut)))
        | ((ANY_LICENCE | CLEARED) << (8 * uint256(IPackIntents.State.Quarantined)));

    /// @return Who may give the state (one bit a licence) and what it means; 0 when no holder gives it.
    function ruleOf(IPackIntents.State state) internal pure returns (uint256) {
        return uint8(TABLE >> (8 * uint256(state)));
    }

    function ends(IPackIntents.State state) internal pure returns (bool) {
        if (state == IPackIntents.State.Repackaged || state == IPackIntents.State.Illegitimate) return true;
        return ruleOf(state) & ENDS != 0;
    }

    /// @return True when a holder may bring a pack from one state to the other.
    function leads(IPackIntents.State from, IPackIntents.State to) internal pure returns (bool) {
        if (from == IPackIntents.State.Active) return true;
        return from == IPackIntents.State.PartlySupplied
            && (to == IPackIntents.State.Supplied || to == IPackIntents.State.Destroyed || to == IPackIntents.State.Stolen);
    }

    /// @return True when a regulator may bring a pack from one state to the other.
    function rules(IPackIntents.State from, IPackIntents.State to) internal pure returns (bool) {
        bool quarantined = from == IPackIntents.State.Quarantined || from == IPackIntents.State.QuarantinedByRegulator;
        if (to == IPackIntents.State.Active || to == IPackIntents.State.Illegitimate) return quarantined;
        return to == IPackIntents.State.QuarantinedByRegulator
            && (from == IPackIntents.State.Active || from == IPackIntents.State.Quarantined);
    }

    /// @dev The roles of `Parties` behind the licences.
    function roleOf(IPackIntents.Licence licence) internal pure returns (bytes32) {
        if (licence == IPackIntents.Licence.Manufacturer) return "manufacturer";
        if (licence == IPackIntents.Licence.Wholesaler) return "wholesaler";
        if (licence == IPackIntents.Licence.Pharmacy) return "pharmacy";
        return "care-provider";
    }
}
