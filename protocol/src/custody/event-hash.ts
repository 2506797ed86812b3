import { sha256, toHex, utf8 } from '../kernel/index.ts'
import { readEpcisDocument } from './epcis-document.ts'
import { quantities } from './error-reasons.ts'
import { custodyErrors } from './errors.ts'
import { PRE_HASH_CHARS_MAX } from './limits.ts'
import { preHashOf } from './pre-hash.ts'

/** The identity of an EPCIS event that follows from what it says. */
export interface EventHash {
  /** The canonical text of the event. It repeats the event's content: it is for comparing, not for showing. */
  readonly pre_hash: string
  /** `ni:///sha-256;…?ver=CBV2.0`: the same for every way to write the event. */
  readonly ni: string
}

/**
 * The CBV 2.0 event hash of every event in an EPCIS 2.0 document in JSON or JSON-LD, in the order of the document.
 * Numbers are compared by all their digits; contexts are never fetched.
 * @param text an EPCISDocument, an EPCISQueryDocument or a single event, up to EPCIS_DOCUMENT_CHARS_MAX
 * @throws KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED, CUSTODY_DOCUMENT_INVALID, CUSTODY_CONTEXT_INVALID,
 * CUSTODY_EVENT_INVALID, CUSTODY_LIMIT_EXCEEDED with the JSON pointer of the place
 * @source CBV 2.0 §8.9; RFC 6920 §3
 * @example hashEvents(document).map(({ ni }) => ni) // ['ni:///sha-256;6ae96341…39d7?ver=CBV2.0']
 */
export function hashEvents(text: string): EventHash[] {
  let total = 0
  return readEpcisDocument(text).map((event) => {
    const pre_hash = preHashOf(event)
    total += pre_hash.length
    if (total > PRE_HASH_CHARS_MAX) {
      const facts = { pointer: '/', max: PRE_HASH_CHARS_MAX, what: quantities.expanded }
      throw custodyErrors.CUSTODY_LIMIT_EXCEEDED(facts)
    }
    return { pre_hash, ni: eventNi(pre_hash) }
  })
}

/** The `ni` URI of a pre-hash text. The digest is in hexadecimal, as CBV has it, not in RFC 6920's base64url. */
export function eventNi(pre_hash: string): string {
  return `ni:///sha-256;${toHex(sha256(utf8(pre_hash))).slice(2)}?ver=CBV2.0`
}
