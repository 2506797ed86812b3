export { custodyErrors } from './errors.ts'
export { type EventHash, eventNi, hashEvents } from './event-hash.ts'
export type { Ai, Elements } from './gs1/application-identifiers.ts'
export { canonicalId } from './gs1/canonical-id.ts'
export { checkDigit } from './gs1/check-digit.ts'
export { isAiData } from './gs1/check-value.ts'
export { digitalLinkOf, elementsOfLink, finestOf } from './gs1/digital-link.ts'
export { parseElementString, writeElementString } from './gs1/element-string.ts'
export { epcOf } from './gs1/epc-of-elements.ts'
export { elementsOfEpc } from './gs1/epc-urn.ts'
export type { LinkParameter } from './gs1/link-query.ts'
export { type DigitalLink, type LinkReading, parseDigitalLink } from './gs1/parse-digital-link.ts'
export { type LinkTarget, writeDigitalLink } from './gs1/write-digital-link.ts'
export {
  CONTEXT_IRI_CHARS_MAX,
  CONTEXT_PREFIXES_MAX,
  EPCIS_DOCUMENT_CHARS_MAX,
  EPCIS_EVENTS_MAX,
  EVENT_DEPTH_MAX,
  EVENT_TEXT_CHARS_MAX,
  EVENT_VALUES_MAX,
  NUMBER_DIGITS_MAX,
  PRE_HASH_CHARS_MAX,
} from './limits.ts'
