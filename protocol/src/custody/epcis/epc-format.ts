import type { JsonObject, JsonValue } from '../../kernel/index.ts'
import type { Elements } from '../gs1/application-identifiers.ts'
import { digitalLinkOf, elementsOfLink, finestOf } from '../gs1/digital-link.ts'
import { epcOf } from '../gs1/epc-of-elements.ts'
import { elementsOfEpc } from '../gs1/epc-urn.ts'
import { isObject } from '../leaf-text.ts'

/** How identifiers are to be written in an answer. @source EPCIS 2.0 §12.4 (GS1-EPC-Format) */
export type EpcFormat = 'Always_GS1_Digital_Link' | 'Always_EPC_URN' | 'No_Preference' | 'Never_Translates'

/** Digits of the company prefix in a GS1 key, 6 to 12, where they are known. */
export type PrefixDigits = (elements: Elements) => number | undefined

/** Fields of an event that name things, classes, places, parties or documents. */
const idFields: ReadonlySet<string> = new Set(['parentID', 'epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'])
const listFields: Readonly<Record<string, string>> = {
  quantityList: 'epcClass',
  childQuantityList: 'epcClass',
  inputQuantityList: 'epcClass',
  outputQuantityList: 'epcClass',
  bizTransactionList: 'bizTransaction',
  sourceList: 'source',
  destinationList: 'destination',
}
const placeFields: ReadonlySet<string> = new Set(['readPoint', 'bizLocation'])

/**
 * The event with its EPCs, classes, places, parties and documents written as asked; everything else, extensions too,
 * stays as told, and so does its hash. An EPC URI can always become a Digital Link. The other way a key does not say
 * how long the company prefix in it is, so a Digital Link stays one where nobody knows.
 * @param event an event that `checkDocument` has taken
 * @param format `No_Preference` and `Never_Translates` change nothing
 * @param options.prefixDigits digits of the company prefix in a key, where they are known
 * @source EPCIS 2.0 §12.4 (GS1-EPC-Format); CBV 2.0 §8.2
 */
export function inEpcFormat(
  event: JsonObject,
  format: EpcFormat,
  { prefixDigits = () => undefined }: { prefixDigits?: PrefixDigits } = {},
): JsonObject {
  if (format === 'No_Preference' || format === 'Never_Translates') return event
  const write = format === 'Always_GS1_Digital_Link' ? asLink : (id: string) => asUrn(id, prefixDigits)
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [name, written(name, value, write)]))
}

type Write = (id: string) => string

function written(name: string, value: JsonValue, write: Write): JsonValue {
  if (idFields.has(name)) return Array.isArray(value) ? value.map((one) => inText(one, write)) : inText(value, write)
  if (placeFields.has(name)) return inMember(value, 'id', write)
  const member = Object.hasOwn(listFields, name) ? listFields[name] : undefined
  if (member === undefined || !Array.isArray(value)) return value
  return value.map((element) => inMember(element, member, write))
}

function inMember(value: JsonValue, name: string, write: Write): JsonValue {
  if (!isObject(value) || value[name] === undefined) return value
  return { ...value, [name]: inText(value[name], write) }
}

function inText(value: JsonValue, write: Write): JsonValue {
  return typeof value === 'string' ? write(value) : value
}

function asLink(id: string): string {
  const elements = id.startsWith('urn:epc:') ? elementsOfEpc(id) : undefined
  return elements === undefined ? id : digitalLinkOf(elements)
}

function asUrn(id: string, prefixDigits: PrefixDigits): string {
  const elements = elementsOfLink(id)
  const prefix_digits = elements && prefixDigits(elements)
  return (elements && prefix_digits && epcOf(finestOf(elements), { prefix_digits })) || id
}
