/** Packs in one batch: an index takes 24 bits of a token's id. */
export const BATCH_PACKS_MAX = 2 ** 24
/** Packs of one GTIN that serial numbers are made for, over all its batches. */
export const GTIN_PACKS_MAX = 100_000_000_000
/** Characters of a serial number. @source GS1 General Specifications §3.5.2 (AI 21); Regulation (EU) 2016/161 Art. 4(b)(ii) */
export const SERIAL_CHARS_MAX = 20
/** Characters of a batch or lot number. @source GS1 General Specifications §3.4.1 (AI 10) */
export const LOT_CHARS_MAX = 20
/** Serial numbers that an error points at by their index, the first ones. */
export const SERIALS_POINTED_AT_MAX = 20
/** Days ahead to which packs of a new batch may be usable: the contract Packs takes no more. */
export const BATCH_EXPIRY_DAYS_MAX = 4000
