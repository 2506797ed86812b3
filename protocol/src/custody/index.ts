export {
  type CheckedDocument,
  checkDocument,
  checkEvents,
  type DocumentHead,
  type OpenDocument,
  openDocument,
} from './epcis/check-document.ts'
export { type EpcFormat, inEpcFormat, type PrefixDigits } from './epcis/epc-format.ts'
export type {
  CheckedEvent,
  EpcFact,
  EpcisAction,
  EpcisEventType,
  EpcRole,
  ErrorFact,
  EventFacts,
  ExtensionFact,
  ExtensionPlace,
  QuantityFact,
  SensorFact,
  SensorNumber,
  SensorText,
  TypedFact,
} from './epcis/event-facts.ts'
export type {
  AskedExtension,
  Comparison,
  EventQuery,
  ExtensionValue,
  IdPattern,
  PlainField,
  QueryCondition,
  TimeField,
} from './epcis/event-query.ts'
export { matchesQuery } from './epcis/matches-query.ts'
export { parseEventQuery } from './epcis/parse-event-query.ts'
export { nextScheduled, parseSchedule, type SubscriptionSchedule } from './epcis/subscription-schedule.ts'
export { readEpcisJson } from './epcis-document.ts'
export { custodyErrors } from './errors.ts'
export { type EventHash, eventNi, hashEvents } from './event-hash.ts'
export { type EventReceipt, eventReceiptText, parseEventReceipt } from './event-receipt.ts'
export {
  type Ai,
  type ApplicationIdentifier,
  applicationIdentifiers,
  type Elements,
} from './gs1/application-identifiers.ts'
export { writeBracketed } from './gs1/bracketed.ts'
export { canonicalId } from './gs1/canonical-id.ts'
export { checkDigit } from './gs1/check-digit.ts'
export { checkAssociations, checkElements } from './gs1/check-elements.ts'
export { checkPair } from './gs1/check-pair.ts'
export { isAiData } from './gs1/check-value.ts'
export { digitalLinkOf, elementsOfLink, finestOf } from './gs1/digital-link.ts'
export type { ElementPart } from './gs1/element-format.ts'
export { parseElementString, writeElementString } from './gs1/element-string.ts'
export { type Epc, parseEpc, writeEpc } from './gs1/epc.ts'
export { epcOf } from './gs1/epc-of-elements.ts'
export { elementsOfEpc } from './gs1/epc-urn.ts'
export type { LinkParameter } from './gs1/link-query.ts'
export { type DigitalLink, type LinkReading, parseDigitalLink } from './gs1/parse-digital-link.ts'
export { readScan, type Scan } from './gs1/read-scan.ts'
export type { ScanReading } from './gs1/scan/loose-reader.ts'
export { type ScanFault, scanFaults } from './gs1/scan/scan-faults.ts'
export { type LinkTarget, writeDigitalLink } from './gs1/write-digital-link.ts'
export { type Gs1Reason, gs1Reasons } from './gs1-reasons.ts'
export {
  CONTEXT_IRI_CHARS_MAX,
  CONTEXT_PREFIXES_MAX,
  DIGITAL_LINK_CHARS_MAX,
  ELEMENT_STRING_CHARS_MAX,
  ELEMENTS_MAX,
  EPC_CHARS_MAX,
  EPCIS_DOCUMENT_CHARS_MAX,
  EPCIS_EVENTS_MAX,
  EVENT_DEPTH_MAX,
  EVENT_TEXT_CHARS_MAX,
  EVENT_VALUES_MAX,
  NUMBER_DIGITS_MAX,
  PRE_HASH_CHARS_MAX,
  QUERY_COUNT_MAX,
  QUERY_NAME_CHARS_MAX,
  QUERY_PAGE_EVENTS_MAX,
  QUERY_PARAMETERS_MAX,
  QUERY_VALUE_CHARS_MAX,
  QUERY_VALUES_MAX,
  SCAN_CHARS_MAX,
  SCAN_READINGS_MAX,
} from './limits.ts'
export { uncompressedPath } from './resolver/compressed-link.ts'
export { type HeaderLink, linkHeader } from './resolver/link-header.ts'
export { GS1_VOCABULARY, linkTypeOf } from './resolver/link-types.ts'
export {
  LINKSET_CONTEXT,
  type LinkContext,
  type Linkset,
  type LinksetForm,
  type LinksetTarget,
  linksetForm,
  linksetOf,
  wantsPage,
} from './resolver/linkset.ts'
export { type ResolverRequest, readResolverRequest, resolvedKeys } from './resolver/read-request.ts'
export { redirectTarget } from './resolver/redirect-target.ts'
export { LINKSET_MEDIA_TYPE, type Resolution, type ResolverQuestion, resolveLinks } from './resolver/resolve-links.ts'
export {
  describeResolver,
  RESOLVER_DESCRIPTION_PATH,
  type ResolverDescription,
} from './resolver/resolver-description.ts'
export { anchorOf, levelsOf, pathOf } from './resolver/resolver-levels.ts'
export {
  RESOLVER_HREF_CHARS_MAX,
  RESOLVER_LINKS_MAX,
  RESOLVER_TITLE_CHARS_MAX,
  type ResolverLink,
  type ResolverLinkRole,
  resolverLinksAt,
  type WrittenLink,
} from './resolver/resolver-link.ts'
