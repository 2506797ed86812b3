import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkable, fullEvent, refusalOf } from './test-documents.ts'

type Fields = Record<string, unknown>

const at = '/epcisBody/eventList/0'
const refusal = (more: Fields) => refusalOf(checkable([fullEvent(more)]))

const aggregation: Fields = {
  type: 'AggregationEvent',
  eventTime: '2026-03-04T11:00:30.000+02:00',
  eventTimeZoneOffset: '+02:00',
  parentID: 'urn:epc:id:sscc:5200001.0000000111',
  childEPCs: ['urn:epc:id:sgtin:5200001.011111.1'],
  action: 'ADD',
}
const transformation: Fields = {
  type: 'TransformationEvent',
  eventTime: '2026-03-04T11:00:30Z',
  eventTimeZoneOffset: '+00:00',
  inputEPCList: ['urn:epc:id:sgtin:5200001.011111.1'],
  outputQuantityList: [{ epcClass: 'urn:epc:class:lgtin:5200001.012345.L-7', quantity: 5 }],
}
const transaction: Fields = {
  type: 'TransactionEvent',
  eventTime: '2026-03-04T11:00:30Z',
  eventTimeZoneOffset: '+00:00',
  bizTransactionList: [{ type: 'po', bizTransaction: 'urn:epc:id:gdti:5200001.11111.123' }],
  epcList: [],
  action: 'ADD',
}
const refusedFrom = (event: Fields, more: Fields) =>
  refusalOf(checkable([JSON.parse(JSON.stringify({ ...event, ...more }))]))

const brokenMembers: readonly (readonly [Fields, string])[] = [
  [{ eventTime: undefined }, '/eventTime'],
  [{ eventTime: '2026-03-04T24:00:00Z' }, '/eventTime'],
  [{ eventTime: '2026-03-04T11:00:30+0200' }, '/eventTime'],
  [{ recordTime: '2026-03-04' }, '/recordTime'],
  [{ eventTimeZoneOffset: undefined }, '/eventTimeZoneOffset'],
  [{ eventTimeZoneOffset: '+14:30' }, '/eventTimeZoneOffset'],
  [{ eventTimeZoneOffset: 'Z' }, '/eventTimeZoneOffset'],
  [{ eventID: 'not a uri' }, '/eventID'],
  [{ eventID: 'http://a:b/c' }, '/eventID'],
  [{ eventID: 'urn:x:%4' }, '/eventID'],
  [{ action: 'MOVE' }, '/action'],
  [{ action: undefined }, '/action'],
  [{ epcList: 'urn:epc:id:sgtin:5200001.011111.1' }, '/epcList'],
  [{ epcList: ['urn:x:1', 'urn:x:2', 'urn:x:1'] }, '/epcList/2'],
  [{ epcList: ['urn:x:1', 7] }, '/epcList/1'],
  [{ quantityList: [{ quantity: 5 }] }, '/quantityList/0/epcClass'],
  [{ quantityList: [{ epcClass: 'urn:x:1', quantity: '5' }] }, '/quantityList/0/quantity'],
  [{ quantityList: [{ epcClass: 'urn:x:1', uom: 'kg' }] }, '/quantityList/0/uom'],
  [{ quantityList: [{ epcClass: 'urn:x:1', 'ward:more': 1 }] }, '/quantityList/0/ward:more'],
  [{ bizStep: 'shiping' }, '/bizStep'],
  [{ bizStep: 'urn:epcglobal:cbv:bizstep:shipping' }, '/bizStep'],
  [{ bizStep: 'https://ref.gs1.org/cbv/BizStep-shiping' }, '/bizStep'],
  [{ bizStep: 'cbv:BizStep-shiping' }, '/bizStep'],
  [{ disposition: 'shipping' }, '/disposition'],
  [{ persistentDisposition: {} }, '/persistentDisposition/set'],
  [{ persistentDisposition: { set: [] } }, '/persistentDisposition/set'],
  [{ persistentDisposition: { set: ['damaged', 'damaged'] } }, '/persistentDisposition/set/1'],
  [{ readPoint: 'urn:x:1' }, '/readPoint'],
  [{ readPoint: {} }, '/readPoint/id'],
  [{ readPoint: { id: 'urn:x:1', door: 1 } }, '/readPoint/door'],
  [{ bizTransactionList: [{ type: 'order', bizTransaction: 'urn:x:1' }] }, '/bizTransactionList/0/type'],
  [{ sourceList: [{ source: 'urn:x:1' }] }, '/sourceList/0/type'],
  [{ destinationList: [{ type: 'location' }] }, '/destinationList/0/destination'],
  [{ certificationInfo: ['https://a.example/1', 5] }, '/certificationInfo/1'],
  [{ errorDeclaration: { reason: 'incorrect_data' } }, '/errorDeclaration/declarationTime'],
  [{ errorDeclaration: { declarationTime: '2026-03-05T00:00:00Z', reason: 'oops' } }, '/errorDeclaration/reason'],
  [{ sensorElementList: [{ sensorReport: [] }] }, '/sensorElementList/0/sensorReport'],
  [{ sensorElementList: [{ sensorReport: [{ value: 5 }] }] }, '/sensorElementList/0/sensorReport/0/type'],
  [
    { sensorElementList: [{ sensorReport: [{ type: 'gs1:Warmth', value: 5 }] }] },
    '/sensorElementList/0/sensorReport/0/type',
  ],
  [
    { sensorElementList: [{ sensorReport: [{ type: 'Temperature', booleanValue: 'true' }] }] },
    '/sensorElementList/0/sensorReport/0/booleanValue',
  ],
  [
    { sensorElementList: [{ sensorReport: [{ type: 'Temperature', hexBinaryValue: 'XY' }] }] },
    '/sensorElementList/0/sensorReport/0/hexBinaryValue',
  ],
  [{ ilmd: { batch: 'B' } }, '/ilmd/batch'],
  [{ action: 'OBSERVE' }, '/ilmd'],
  [{ parentID: 'urn:x:1' }, '/parentID'],
  [{ isA: 'ObjectEvent' }, '/isA'],
  [{ 'epcis:epcList': [] }, '/epcis:epcList'],
  [{ 'https://ref.gs1.org/epcis/eventTime': '2026-03-04T11:00:30Z' }, '/https:~1~1ref.gs1.org~1epcis~1eventTime'],
  [{ 'unheard:of': 1 }, '/unheard:of'],
  [{ 'ward:of this': 1 }, '/ward:of this'],
  [{ 'ward:a': [{ b: { 'unheard:of': 1 } }] }, '/ward:a/0/b/unheard:of'],
  [{ 'ward:a': [{ '@context': {} }] }, '/ward:a/0/@context'],
  [{ type: 'MovingEvent' }, '/type'],
  [{ type: 'https://ns.example.com/MovingEvent' }, '/type'],
  [{ type: undefined }, '/type'],
]

test('error: CUSTODY_EVENT_INVALID: a member that breaks the standard is refused at its place', () => {
  for (const [more, pointer] of brokenMembers) assert.equal(refusal(more), `CUSTODY_EVENT_INVALID ${at}${pointer}`)
  assert.equal(refusalOf(checkable(['text'])), `CUSTODY_EVENT_INVALID ${at}`)
  assert.equal(refusal({}), 'nothing')
})

test('error: CUSTODY_EVENT_INVALID: each kind of event says what it has to say', () => {
  const cases: readonly (readonly [Fields, Fields, string])[] = [
    [fullEvent(), { epcList: undefined, quantityList: undefined, readPoint: undefined }, '/epcList'],
    [fullEvent(), { epcList: undefined, quantityList: [], sensorElementList: [] }, '/epcList'],
    [aggregation, { parentID: undefined }, '/parentID'],
    [aggregation, { parentID: undefined, action: 'DELETE' }, '/parentID'],
    [aggregation, { childEPCs: [] }, '/childEPCs'],
    [aggregation, { epcList: [] }, '/epcList'],
    [{ ...aggregation, type: 'AssociationEvent' }, { parentID: undefined, action: 'OBSERVE' }, '/parentID'],
    [{ ...aggregation, type: 'AssociationEvent' }, { childEPCs: undefined }, '/childEPCs'],
    [transaction, { bizTransactionList: undefined }, '/bizTransactionList'],
    [transaction, { bizTransactionList: [] }, '/bizTransactionList'],
    [transaction, { epcList: undefined }, '/epcList'],
    [transaction, { ilmd: {} }, '/ilmd'],
    [transformation, { inputEPCList: undefined }, '/inputEPCList'],
    [transformation, { outputQuantityList: [] }, '/outputEPCList'],
    [transformation, { inputEPCList: [], outputQuantityList: [], transformationID: 'urn:x:1' }, '/inputEPCList'],
    [transformation, { action: 'ADD' }, '/action'],
  ]
  for (const [event, more, pointer] of cases) {
    assert.equal(refusedFrom(event, more), `CUSTODY_EVENT_INVALID ${at}${pointer}`)
  }
})

test('what each kind of event may leave out', () => {
  const cases: readonly (readonly [Fields, Fields])[] = [
    [fullEvent(), { epcList: undefined, quantityList: undefined }],
    [fullEvent(), { bizStep: 'https://ns.example.com/steps/weighing' }],
    [fullEvent(), { bizStep: 'https://ref.gs1.org/cbv/BizStep-shipping' }],
    [fullEvent(), { 'http://ns.example.com/other#field': [1, null, { plain: 'x' }], 'rdfs:comment': 'by hand' }],
    [aggregation, { parentID: undefined, action: 'OBSERVE' }],
    [aggregation, { childEPCs: undefined, action: 'DELETE' }],
    [transaction, { epcList: undefined, action: 'DELETE' }],
    [transformation, { outputQuantityList: undefined, transformationID: 'urn:x:1' }],
    [transformation, { ilmd: { 'ward:batch': 'B' } }],
  ]
  for (const [event, more] of cases) assert.equal(refusedFrom(event, more), 'nothing')
})
