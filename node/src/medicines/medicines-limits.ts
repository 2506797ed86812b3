/** Serial numbers of one piece in the database: whole pieces are stored and read. */
export const CHUNK_PACKS = 8_192
/** Serial numbers that one call brings. */
export const PUT_SERIALS_MAX = 65_536
/** Octets of a text with so many of them, each with CR and LF. */
export const PUT_SERIALS_BYTES_MAX = PUT_SERIALS_MAX * 22
/** Days that an offer may stand. */
export const OFFER_DAYS_MAX = 30
/** Days that a commissioning or a recall may wait for its last signature. */
export const INTENT_DAYS_MAX = 30
/** Ranges of one handover. @source IPacks.sol HANDOVER_RANGES_MAX */
export const HANDOVER_RANGES_MAX = 100
/** Packs that an EPCIS event of a handover names one by one; of more it says how many of which lot. */
export const EVENT_EPCS_MAX = 1_000
/** Markets of one product, as countries. */
export const MARKETS_MAX = 60
/** Persons whom an institution may name to confirm its recalls. */
export const CONFIRMERS_MAX = 100
/** Packs that one page of a batch shows. */
export const PACKS_PAGE_MAX = 1_000
/** Credentials of a chain and characters of each, as the protocol takes them. */
export { LICENCE_CHAIN_MAX, LICENCE_CREDENTIAL_CHARS_MAX } from '@symbolon/protocol/medicines'
