/** UTF-16 units of one EPCIS document. */
export const EPCIS_DOCUMENT_CHARS_MAX = 16_777_216
/** Events in one EPCIS document. */
export const EPCIS_EVENTS_MAX = 20_000
/** Values (texts, numbers, objects and lists together) in one event. */
export const EVENT_VALUES_MAX = 200_000
/** Levels of objects and lists below an event. */
export const EVENT_DEPTH_MAX = 32
/** UTF-16 units of one text in an event. */
export const EVENT_TEXT_CHARS_MAX = 65_536
/** Prefixes in the contexts that hold for one event. */
export const CONTEXT_PREFIXES_MAX = 256
/** UTF-16 units of the IRI that a prefix stands for: each field that uses it repeats it. */
export const CONTEXT_IRI_CHARS_MAX = 512
/** UTF-16 units of the canonical texts of one document's events together. */
export const PRE_HASH_CHARS_MAX = 67_108_864
/** Digits and powers of ten up to which a number is written in its shortest form; what is longer stays as it is. */
export const NUMBER_DIGITS_MAX = 400
/** UTF-16 units of one GS1 element string, in brackets or not; the largest QR code holds 7,089 digits. */
export const ELEMENT_STRING_CHARS_MAX = 8_192
/** Elements of one symbol or link. */
export const ELEMENTS_MAX = 128
/** UTF-16 units of one Digital Link. */
export const DIGITAL_LINK_CHARS_MAX = 8_192
/** UTF-16 units of one EPC URI. */
export const EPC_CHARS_MAX = 512
/** UTF-16 units of what a scanner sent. */
export const SCAN_CHARS_MAX = 8_192
/** Readings of one scan that are told apart; where there are more, none is. */
export const SCAN_READINGS_MAX = 8
/** Places that one scan may be tried at while it is repaired. */
export const SCAN_STEPS_MAX = 20_000
/** Parameters of one query for events. */
export const QUERY_PARAMETERS_MAX = 64
/** Values of all parameters of one query together. */
export const QUERY_VALUES_MAX = 1000
/** UTF-16 units of one value of a query. */
export const QUERY_VALUE_CHARS_MAX = 2048
/** UTF-16 units of a parameter's name that an error repeats. */
export const QUERY_NAME_CHARS_MAX = 64
/** Events on one page of an answer. */
export const QUERY_PAGE_EVENTS_MAX = 1000
/** Events that a query may ask for in all. */
export const QUERY_COUNT_MAX = 1_000_000
