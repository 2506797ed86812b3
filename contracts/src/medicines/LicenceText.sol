// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

import {IPrefixes} from "./IPrefixes.sol";

/// @title What a licence credential says
/// @notice Finds members in JSON that an issuer wrote, in one pass and without parsing it. A name counts where its quotation
///         mark follows `{` or `,`: such a mark is neither escaped nor the end of a text, since after a text's end there is
///         no letter in JSON; so nothing that stands *inside* of a text, such as a company's name, is taken for a member.
///         Every member has to be there once. A second one could only be spelled with other escapes, and those are refused.
library LicenceText {
    struct Licence {
        uint64 value;
        uint8 length;
        address account;
        uint256 chainId;
        uint64 until;
    }

    struct Found {
        uint256 value;
        uint256 id;
        uint256 exp;
        bool isKey;
        bool isPrefix;
    }

    bytes16 private constant VALUE = "\"licenseValue\":\"";
    bytes21 private constant ID = "\"id\":\"did:pkh:eip155:";
    bytes6 private constant EXP = "\"exp\":";
    bytes17 private constant PREFIX_TYPE = "\"GS1CompanyPrefix";
    bytes21 private constant KEY_TYPE = "\"GS1IdentificationKey";
    bytes14 private constant TYP = "\"typ\":\"vc+jwt\"";

    uint256 private constant ACCOUNT_DIGITS = 40;
    uint256 private constant PREFIX_DIGITS_MIN = 4;
    uint256 private constant PREFIX_DIGITS_MAX = 12;
    uint256 private constant GTIN_DIGITS = 14;
    uint256 private constant NUMBER_DIGITS_MAX = 18;

    /// @dev True when the header says that this is a credential: an issuer's key may sign other things as well.
    function isCredential(bytes calldata header) internal pure returns (bool) {
        for (uint256 i = 1; i + TYP.length < header.length; ++i) {
            if (_opens(header, i) && bytes14(header[i:]) == TYP) return true;
        }
        return false;
    }

    function read(bytes calldata payload) internal pure returns (Licence memory licence) {
        Found memory found = _find(payload);
        uint256 value;
        uint256 place;
        (value, place) = _number(payload, found.value, "\"");
        licence.length = _lengthOf(place - found.value, found);
        (licence.chainId, place) = _number(payload, found.id, ":");
        licence.account = _account(payload, place + 1);
        uint256 until;
        (until, place) = _number(payload, found.exp, "}");
        // The last of all: so it is a member of the whole and of no part.
        if (place + 1 != payload.length) revert IPrefixes.PrefixesCredentialInvalid(place);
        // Numbers have at most 18 digits, which fit 60 bits.
        (licence.value, licence.until) = (uint64(value), uint64(until));
    }

    function _find(bytes calldata payload) private pure returns (Found memory found) {
        uint256 size = payload.length;
        for (uint256 i = 0; i < size; ++i) {
            bytes1 character = payload[i];
            if (character == "\\") {
                if (++i == size || (payload[i] != "\"" && payload[i] != "\\" && payload[i] != "/")) {
                    revert IPrefixes.PrefixesCredentialInvalid(i);
                }
            } else if (character == "\"" && i != 0) {
                if (_opens(payload, i)) {
                    if (bytes16(payload[i:]) == VALUE) found.value = _once(found.value, i + VALUE.length);
                    else if (bytes21(payload[i:]) == ID) found.id = _once(found.id, i + ID.length);
                    else if (bytes6(payload[i:]) == EXP) found.exp = _once(found.exp, i + EXP.length);
                }
                if (payload[i - 1] == "," || payload[i - 1] == "[") {
                    if (bytes17(payload[i:]) == PREFIX_TYPE) found.isPrefix = true;
                    else if (bytes21(payload[i:]) == KEY_TYPE) found.isKey = true;
                }
            }
        }
        if (found.value == 0 || found.id == 0 || found.exp == 0) revert IPrefixes.PrefixesCredentialInvalid(size);
    }

    function _opens(bytes calldata json, uint256 place) private pure returns (bool) {
        return json[place] == "\"" && (json[place - 1] == "{" || json[place - 1] == ",");
    }

    function _once(uint256 before, uint256 place) private pure returns (uint256) {
        if (before != 0) revert IPrefixes.PrefixesCredentialInvalid(place);
        return place;
    }

    /// @dev GTINs are licensed in 13 or 14 digits, prefixes in 4 to 12; 8 and 12 digits could be either.
    function _lengthOf(uint256 digits, Found memory found) private pure returns (uint8) {
        bool isAmbiguous = digits == 8 || digits == PREFIX_DIGITS_MAX;
        if (isAmbiguous && found.isKey == found.isPrefix) revert IPrefixes.PrefixesCredentialInvalid(found.value);
        if (digits == GTIN_DIGITS || digits == GTIN_DIGITS - 1 || (isAmbiguous && found.isKey)) return uint8(GTIN_DIGITS);
        if (digits < PREFIX_DIGITS_MIN || digits > PREFIX_DIGITS_MAX) {
            revert IPrefixes.PrefixesCredentialInvalid(found.value);
        }
        return uint8(digits);
    }

    /// @return value of the digits from `start` on
    /// @return place of the character that ends them, which has to be `end`
    function _number(bytes calldata json, uint256 start, bytes1 end) private pure returns (uint256 value, uint256 place) {
        for (place = start; place < json.length; ++place) {
            uint8 digit = uint8(json[place]);
            if (digit < 0x30 || digit > 0x39) break;
            value = value * 10 + (digit - 0x30);
            if (place - start == NUMBER_DIGITS_MAX) revert IPrefixes.PrefixesCredentialInvalid(place);
        }
        if (place == start || place == json.length || json[place] != end) revert IPrefixes.PrefixesCredentialInvalid(place);
    }

    /// @dev 0x, 40 hexadecimal digits in either case, and the end of the text.
    function _account(bytes calldata json, uint256 start) private pure returns (address) {
        uint256 end = start + 2 + ACCOUNT_DIGITS;
        if (end >= json.length || bytes2(json[start:]) != "0x" || json[end] != "\"") {
            revert IPrefixes.PrefixesCredentialInvalid(start);
        }
        uint160 account = 0;
        for (uint256 place = start + 2; place < end; ++place) {
            account = account << 4 | _nibble(json, place);
        }
        return address(account);
    }

    function _nibble(bytes calldata json, uint256 place) private pure returns (uint160) {
        uint8 digit = uint8(json[place]);
        if (digit >= 0x30 && digit <= 0x39) return digit - 0x30;
        if (digit >= 0x61 && digit <= 0x66) return digit - 0x57;
        if (digit >= 0x41 && digit <= 0x46) return digit - 0x37;
        revert IPrefixes.PrefixesCredentialInvalid(place);
    }
}
