import type { TermList } from './cbv-terms.ts'

/** What a field holds: an instant, a number, an action, any text, or a word of a list of the CBV. */
export type ValueKind = 'instant' | 'number' | 'action' | 'text' | { readonly terms: TermList }

/** A field of an event in its canonical place: a value, or an object whose fields have places of their own. */
export interface EventField {
  readonly name: string
  /** The name of each element of a list, written after the list's own name, which then stands once. */
  readonly element?: string
  readonly holds: ValueKind | readonly EventField[]
}

function value(name: string, kind: ValueKind = 'text'): EventField {
  return { name, holds: kind }
}

function quantities(name: string): EventField {
  const fields = [value('epcClass'), value('quantity', 'number'), value('uom')]
  return { name, element: 'quantityElement', holds: fields }
}

function epcs(name: string): EventField {
  return { name, element: 'epc', holds: 'text' }
}

/** Elements of these lists have no name of their own; the type goes before what it is the type of. */
function typed(name: string, part: string, terms: TermList): EventField {
  return { name, element: '', holds: [value('type', { terms }), value(part)] }
}

const sensorMetadata: readonly EventField[] = [
  value('time', 'instant'),
  value('startTime', 'instant'),
  value('endTime', 'instant'),
  ...['deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules'].map((name) => value(name)),
]

const sensorReport: readonly EventField[] = [
  value('type', { terms: 'measurement' }),
  value('exception', { terms: 'exception' }),
  ...['deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod'].map((name) => value(name)),
  value('time', 'instant'),
  value('microorganism'),
  value('chemicalSubstance'),
  value('value', 'number'),
  value('component', { terms: 'component' }),
  ...['stringValue', 'booleanValue', 'hexBinaryValue', 'uriValue'].map((name) => value(name)),
  ...['minValue', 'maxValue', 'meanValue', 'sDev', 'percRank', 'percValue'].map((name) => value(name, 'number')),
  value('uom'),
  value('coordinateReferenceSystem'),
]

/**
 * The fields of an event in the order in which they enter the text that is hashed.
 * @source CBV 2.0 §8.9.3, with the places of certificationInfo, parentID and sensorElementList from the vectors
 */
export const orderedFields: readonly EventField[] = [
  value('eventTime', 'instant'),
  value('eventTimeZoneOffset'),
  value('certificationInfo'),
  value('parentID'),
  epcs('epcList'),
  epcs('inputEPCList'),
  epcs('childEPCs'),
  quantities('quantityList'),
  quantities('childQuantityList'),
  quantities('inputQuantityList'),
  epcs('outputEPCList'),
  quantities('outputQuantityList'),
  value('action', 'action'),
  value('transformationID'),
  value('bizStep', { terms: 'bizStep' }),
  value('disposition', { terms: 'disposition' }),
  {
    name: 'persistentDisposition',
    holds: [value('set', { terms: 'disposition' }), value('unset', { terms: 'disposition' })],
  },
  { name: 'readPoint', holds: [value('id')] },
  { name: 'bizLocation', holds: [value('id')] },
  {
    name: 'sensorElementList',
    element: 'sensorElement',
    holds: [
      { name: 'sensorMetadata', holds: sensorMetadata },
      { name: 'sensorReport', holds: sensorReport },
    ],
  },
]

/** Fields that are sorted in among the extensions of an event, after all others, as the vectors have it. */
export const sortedFields: readonly EventField[] = [
  typed('bizTransactionList', 'bizTransaction', 'transaction'),
  typed('sourceList', 'source', 'party'),
  typed('destinationList', 'destination', 'party'),
]

/** Fields of an event that are not part of what happened, and its kind, which opens the text. @source CBV 2.0 §8.9.2 */
export const ignoredFields: ReadonlySet<string> = new Set([
  'type',
  '@type',
  'id',
  '@id',
  'eventID',
  'recordTime',
  'errorDeclaration',
])
