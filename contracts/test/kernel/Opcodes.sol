// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

/// @dev Reads creation-free runtime code as instructions, skipping what they push.
library Opcodes {
    /// @dev Instructions that would tie a result to the block producer, or let the code be replaced:
    ///      BLOCKHASH COINBASE PREVRANDAO GASLIMIT BASEFEE BLOBHASH BLOBBASEFEE CALLCODE DELEGATECALL SELFDESTRUCT.
    bytes private constant FORBIDDEN = hex"4041444548494af2f4ff";

    function forbiddenIn(bytes memory code) internal pure returns (bool) {
        for (uint256 place = 0; place < code.length; ++place) {
            uint8 instruction = uint8(code[place]);
            if (instruction == 0xfe) return false; // INVALID: what follows is data
            if (instruction >= 0x60 && instruction <= 0x7f) {
                place += instruction - 0x5f;
                continue;
            }
            for (uint256 i = 0; i < FORBIDDEN.length; ++i) {
                if (uint8(FORBIDDEN[i]) == instruction) return true;
            }
        }
        return false;
    }

    function has(bytes memory code, uint8 wanted) internal pure returns (bool) {
        for (uint256 place = 0; place < code.length; ++place) {
            uint8 instruction = uint8(code[place]);
            if (instruction == wanted) return true;
            if (instruction >= 0x60 && instruction <= 0x7f) place += instruction - 0x5f;
        }
        return false;
    }
}
