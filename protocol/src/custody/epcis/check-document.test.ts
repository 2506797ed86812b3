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
