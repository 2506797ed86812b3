import type { EpcisEventType } from './event-facts.ts'
import { listOf, type ObjectShape, objectOf, type Shape } from './shapes.ts'
import { action, decimal, hex, instant, term, text, truth, unit, uri, zone } from './value-rules.ts'

const closed = { extensions: 'refused' } as const
const disposition = term('disposition')
const dispositions = listOf(disposition, { least: 1, isSet: true })

const quantities = listOf(objectOf({ 'epcClass!': uri, quantity: decimal, uom: unit }, closed))
const uris = listOf(uri)
const uriSet = listOf(uri, { isSet: true })
const place = objectOf({ 'id!': uri })
const transaction = objectOf({ type: term('transaction'), 'bizTransaction!': uri }, closed)

const device: Readonly<Record<string, Shape>> = {
  time: instant,
  deviceID: uri,
  deviceMetadata: uri,
  rawData: uri,
  dataProcessingMethod: uri,
  bizRules: uri,
}
const sensorReport = objectOf({
  ...device,
  'type!': term('measurement'),
  exception: term('exception'),
  microorganism: uri,
  chemicalSubstance: uri,
  coordinateReferenceSystem: uri,
  value: decimal,
  component: term('component'),
  stringValue: text,
  booleanValue: truth,
  hexBinaryValue: hex,
  uriValue: uri,
  minValue: decimal,
  maxValue: decimal,
  meanValue: decimal,
  sDev: decimal,
  percRank: decimal,
  percValue: decimal,
  uom: text,
})
const sensorElement = objectOf({
  sensorMetadata: objectOf({ ...device, startTime: instant, endTime: instant }),
  'sensorReport!': listOf(sensorReport, { least: 1 }),
})

const common: Readonly<Record<string, Shape>> = {
  'type!': text,
  eventID: uri,
  'eventTime!': instant,
  recordTime: instant,
  'eventTimeZoneOffset!': zone,
  certificationInfo: { one: uri, many: uris },
  errorDeclaration: objectOf({ 'declarationTime!': instant, reason: term('reason'), correctiveEventIDs: uris }),
  bizStep: term('bizStep'),
  disposition,
  persistentDisposition: objectOf({ set: dispositions, unset: dispositions }, { ...closed, some: ['set', 'unset'] }),
  readPoint: place,
  bizLocation: place,
  sourceList: listOf(objectOf({ 'type!': term('party'), 'source!': uri }, closed)),
  destinationList: listOf(objectOf({ 'type!': term('party'), 'destination!': uri }, closed)),
  sensorElementList: listOf(sensorElement),
}
const transactions = { bizTransactionList: listOf(transaction) }
const ilmd = { ilmd: objectOf({}) }
const children = { 'action!': action, childEPCs: uris, childQuantityList: quantities }

/**
 * What each kind of event may and has to have. What depends on several fields together stands in `event-rules.ts`.
 * @source EPCIS 2.0 §7.4; EPCIS 2.0 artefact epcis-json-schema.json
 */
export const eventShapes: Readonly<Record<EpcisEventType, ObjectShape>> = {
  ObjectEvent: objectOf({
    ...common,
    ...transactions,
    ...ilmd,
    'action!': action,
    epcList: uriSet,
    quantityList: quantities,
  }),
  AggregationEvent: objectOf({ ...common, ...transactions, ...children, parentID: uri }),
  AssociationEvent: objectOf({ ...common, ...transactions, ...children, 'parentID!': uri }),
  TransactionEvent: objectOf({
    ...common,
    'bizTransactionList!': listOf(transaction, { least: 1 }),
    'action!': action,
    parentID: uri,
    epcList: uris,
    quantityList: quantities,
  }),
  TransformationEvent: objectOf({
    ...common,
    ...transactions,
    ...ilmd,
    inputEPCList: uriSet,
    inputQuantityList: quantities,
    outputEPCList: uriSet,
    outputQuantityList: quantities,
    transformationID: uri,
  }),
}

/** Every name that EPCIS gives to a field of an event. */
export const eventFieldNames: ReadonlySet<string> = new Set(
  Object.values(eventShapes).flatMap(({ fields }) => [...fields.keys()]),
)
