import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { type JsonValue, SymbolonError } from '../../kernel/index.ts'
import { readEpcisJson } from '../epcis-document.ts'
import { hashEvents } from '../event-hash.ts'
import { CONTEXT_PREFIXES_MAX, EPCIS_EVENTS_MAX, EVENT_DEPTH_MAX, EVENT_VALUES_MAX } from '../limits.ts'
import { epcisFile, epcisNames, withoutEpcis } from '../test-epcis.ts'
import { checkDocument, checkEvents, openDocument } from './check-document.ts'
import { checkable, checkedEvent, fullEvent, headOf, refusalOf } from './test-documents.ts'

type Fields = Record<string, unknown>

const at = '/epcisBody/eventList/0'
const standard = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'
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

test("every example of GS1's is accepted, with the hash that its text has", { skip: withoutEpcis }, () => {
  const names = epcisNames('gs1-examples')
  assert.ok(names.length >= 46)
  for (const name of names) {
    const text = epcisFile(`gs1-examples/${name}.jsonld`)
    const { events } = checkDocument(readEpcisJson(text))
    const hashes = hashEvents(text).map(({ ni }) => ni)
    assert.deepEqual([...new Set(events.map(({ facts }) => facts.hash))], [...new Set(hashes)], name)
  }
})

test('error: CUSTODY_EVENT_INVALID: a member that breaks the standard is refused at its place', () => {
  const cases: readonly (readonly [Fields, string])[] = [
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
  for (const [more, pointer] of cases) assert.equal(refusal(more), `CUSTODY_EVENT_INVALID ${at}${pointer}`)
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

test('error: CUSTODY_DOCUMENT_INVALID: what is around the events keeps the rules too', () => {
  const query = (queryResults: unknown) =>
    checkable([], { type: 'EPCISQueryDocument', epcisBody: { queryResults } }) as Fields
  const cases: readonly (readonly [unknown, string])[] = [
    [[], '/'],
    ['text', '/'],
    [{}, '/type'],
    [checkable([], { type: 'Document' }), '/type'],
    [checkable([], { schemaVersion: 'two' }), '/schemaVersion'],
    [checkable([], { creationDate: 'today' }), '/creationDate'],
    [checkable([], { sender: 5 }), '/sender'],
    [checkable([], { made: 5 }), '/made'],
    [checkable([], { id: 'none' }), '/id'],
    [checkable([], { epcisBody: { eventList: {} } }), '/epcisBody/eventList'],
    [checkable([], { epcisBody: { event: fullEvent() } }), '/epcisBody/event'],
    [
      checkable([], { epcisHeader: { epcisMasterData: { vocabularyList: [{}] } } }),
      '/epcisHeader/epcisMasterData/vocabularyList/0/type',
    ],
    [query({ resultsBody: { eventList: [] } }), '/epcisBody/queryResults/queryName'],
    [query({ queryName: 'all', resultsBody: {} }), '/epcisBody/queryResults/resultsBody/eventList'],
    [{ type: 'EPCISDocument' }, '/@context'],
  ]
  for (const [document, pointer] of cases) {
    assert.equal(refusalOf(document as JsonValue), `CUSTODY_DOCUMENT_INVALID ${pointer}`)
    assert.equal(refusalOf(document as JsonValue, checkEvents), `CUSTODY_DOCUMENT_INVALID ${pointer}`)
  }
  assert.equal(refusalOf({ type: 'ObjectEvent' }), 'CUSTODY_EVENT_INVALID /@context')
})

test('error: CUSTODY_CONTEXT_INVALID: the context of EPCIS is there, and its names keep their meaning', () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [[{ ward: 'https://ns.example.com/ward/' }], '/@context'],
    ['https://ns.example.com/context.jsonld', '/@context'],
    [[standard, standard], '/@context/1'],
    [[standard, 5], '/@context/1'],
    [[standard, 'nowhere'], '/@context/1'],
    [[standard, null], '/@context/1'],
    [[standard, { epcList: 'https://ns.example.com/other' }], '/@context/1/epcList'],
  ]
  for (const [context, pointer] of cases) {
    assert.equal(refusalOf(checkable([], { '@context': context })), `CUSTODY_CONTEXT_INVALID ${pointer}`)
  }
  assert.equal(refusal({ '@context': ['nowhere'] }), `CUSTODY_CONTEXT_INVALID ${at}/@context/0`)
  const elsewhere = [standard, 'https://ns.example.com/context.jsonld']
  assert.equal(refusalOf(checkable([fullEvent({ 'unheard:of': 1 })], { '@context': elsewhere })), 'nothing')
})

test('error: CUSTODY_LIMIT_EXCEEDED stops what is too much before it is read', () => {
  const nested = (levels: number) => {
    let value: unknown = 'x'
    for (let level = 1; level < levels; level++) value = { 'ward:a': value }
    return value
  }
  assert.equal(refusal({ 'ward:a': nested(EVENT_DEPTH_MAX) }), 'nothing')
  assert.match(
    refusal({ 'ward:a': nested(EVENT_DEPTH_MAX + 1) }),
    /^CUSTODY_LIMIT_EXCEEDED \/epcisBody\/eventList\/0\/ward:a/,
  )
  assert.match(refusal({ 'ward:a': new Array(EVENT_VALUES_MAX).fill(0) }), /^CUSTODY_LIMIT_EXCEEDED /)
  assert.match(refusalOf(checkable([], { 'ward:a': nested(EVENT_DEPTH_MAX + 1) })), /^CUSTODY_LIMIT_EXCEEDED \/ward:a/)
  const many = checkable(new Array(EPCIS_EVENTS_MAX + 1).fill(0))
  assert.equal(refusalOf(many), 'CUSTODY_LIMIT_EXCEEDED /epcisBody/eventList')
  assert.equal(
    refusalOf(checkable(new Array(1_000_000).fill(0)), checkEvents),
    'CUSTODY_LIMIT_EXCEEDED /epcisBody/eventList',
  )
  const contexts = [standard, ...Array.from({ length: CONTEXT_PREFIXES_MAX }, (_, at) => `https://c.example/${at}`)]
  assert.equal(refusalOf(checkable([], { '@context': contexts })), 'CUSTODY_LIMIT_EXCEEDED /@context')
})

test('an event may come alone, and a document keeps what it says of itself', () => {
  const context = [standard, { ward: 'https://ns.example.com/ward/' }]
  const alone = checkDocument({ '@context': context, ...fullEvent() } as JsonValue)
  assert.deepEqual(headOf(alone), { type: 'event', context })
  assert.equal(alone.events[0]?.facts.hash, checkedEvent(fullEvent()).facts.hash)

  const said = { id: 'urn:uuid:1', instanceIdentifier: 'I', sender: 'S', receiver: 'R', epcisHeader: {} }
  const { '@context': _, epcisBody: __, ...told } = checkable([], said) as Fields
  assert.deepEqual(headOf(checkDocument(checkable([], said))), { ...told, context })
  const epcisBody = { queryResults: { queryName: 'q', subscriptionID: 's', resultsBody: { eventList: [fullEvent()] } } }
  const answer = checkDocument(checkable([], { type: 'EPCISQueryDocument', epcisBody }))
  assert.deepEqual([answer.type, answer.queryName, answer.subscriptionID], ['EPCISQueryDocument', 'q', 's'])
  assert.equal(answer.events.length, 1)
})

test('the same event told twice is one event, in whatever way it is written', () => {
  const other = { eventTime: '2026-03-04T09:00:30Z', eventTimeZoneOffset: '+02:00' }
  const twice = checkable([fullEvent(), fullEvent(other), fullEvent({ epcList: [] })])
  assert.equal(checkDocument(twice).events.length, 2)
  const [first, second] = checkEvents(twice)
  assert.equal(first, second)
})

test('an event id belongs to one event, and to declarations that it was wrong', () => {
  const eventID = 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8'
  const errorDeclaration = { declarationTime: '2026-03-05T00:00:00Z', reason: 'did_not_occur' }
  const declared = checkDocument(checkable([fullEvent({ eventID }), fullEvent({ eventID, errorDeclaration })]))
  assert.equal(declared.events.length, 2)
  assert.equal(declared.events[0]?.facts.hash, declared.events[1]?.facts.hash)

  const document = checkable([fullEvent({ eventID }), fullEvent({ eventID, bizStep: 'packing' }), fullEvent()])
  assert.equal(refusalOf(document), 'CUSTODY_EVENT_INVALID /epcisBody/eventList/1/eventID')
  const each = checkEvents(document).map((one) =>
    one instanceof SymbolonError ? one.facts.pointer : one.facts.event_id,
  )
  assert.equal(each[1], '/epcisBody/eventList/1/eventID')
  assert.deepEqual([each[0], each[2]], [eventID, checkedEvent(fullEvent()).facts.hash])
})

test('events are taken one by one where each may fail by itself, and only when asked for', () => {
  const { length, checked } = openDocument(checkable([fullEvent(), { type: 'ObjectEvent' }, 5]))
  assert.equal(length, 3)
  const events = checked()
  assert.equal((events.next().value as { facts: Fields }).facts.type, 'ObjectEvent')
  const refused = [...events].map((one) => (one instanceof SymbolonError ? one.code : 'taken'))
  assert.deepEqual(refused, ['CUSTODY_EVENT_INVALID', 'CUSTODY_EVENT_INVALID'])
})

test('property: whatever JSON comes, it is taken or refused with an error of ours', () => {
  const known = Object.keys(fullEvent()).concat('epcList', 'parentID', 'errorDeclaration', '@context', 'ward:x')
  const value = fc.jsonValue({ maxDepth: 4 })
  const event = fc.oneof(
    value,
    fc.dictionary(fc.constantFrom(...known), value, { maxKeys: 6 }).map((more) => ({ ...fullEvent(), ...more })),
  )
  const document = fc.oneof(
    value,
    fc.array(event, { maxLength: 3 }).map((events) => checkable(events)),
    fc
      .tuple(fc.dictionary(fc.constantFrom('@context', 'epcisBody', 'type', 'epcisHeader'), value), event)
      .map(([more, one]) => checkable([one], more)),
  )
  const told = fc.property(document, (one) => {
    const whole = refusalOf(one as JsonValue)
    const each = refusalOf(one as JsonValue, (some) => {
      const refused = checkEvents(some).find((event) => event instanceof SymbolonError)
      if (refused !== undefined) throw refused
    })
    assert.equal(each, whole)
  })
  fc.assert(told, { numRuns: fuzzRuns })
})
