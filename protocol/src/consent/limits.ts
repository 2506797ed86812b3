/** Grants that one person gives with one signature per record. */
export const GRANTS_AT_ONCE_MAX = 1000
/** Grants in one request to a node; a bulk of a thousand is four requests. */
export const GRANTS_PER_REQUEST_MAX = 250
/** Calendar months from `given_at` after which every grant has ended. */
export const GRANT_MONTHS_MAX = 12
/** Records that one grant may name. */
export const RECORDS_PER_GRANT_MAX = 500
/** Categories, types or labels that one selection may name. */
export const SELECTION_NAMES_MAX = 64
/** Codes that one selection may name. */
export const SELECTION_CODES_MAX = 256
/** Bytes of the canonical terms of one grant. */
export const TERMS_BYTES_MAX = 262_144
/** Minutes after an opening in which its grantee may fetch the ciphertext. */
export const OPENING_MINUTES = 10
/** Minutes that a signed request to open stays good. */
export const OPENING_DEADLINE_MINUTES_MAX = 10
/** Entries that one receipt may name. */
export const RECEIPT_ENTRIES_MAX = 20_000
