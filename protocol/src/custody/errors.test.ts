import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeError, SymbolonError } from '../kernel/index.ts'
import { custodyErrors } from './errors.ts'
import { hashEvents } from './event-hash.ts'
import {
  CONTEXT_IRI_CHARS_MAX,
  CONTEXT_PREFIXES_MAX,
  EPCIS_DOCUMENT_CHARS_MAX,
  EPCIS_EVENTS_MAX,
  EVENT_DEPTH_MAX,
  EVENT_TEXT_CHARS_MAX,
  EVENT_VALUES_MAX,
} from './limits.ts'
import { documentOf, wholeEvent } from './test-epcis.ts'

/** Code and place of the error that a text is refused with. */
function refusal(text: string): string {
  try {
    hashEvents(text)
  } catch (error) {
    if (error instanceof SymbolonError) return `${error.code} ${error.facts.pointer ?? error.facts.position}`
    throw error
  }
  return 'nothing'
}

const eventWith = (more: Record<string, unknown>) => documentOf([wholeEvent(more)])

test('error: CUSTODY_DOCUMENT_INVALID says where the document is not EPCIS', () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [[], '/'],
    ['text', '/'],
    [1.5, '/'],
    [{ epcisBody: [] }, '/epcisBody'],
    [{ epcisBody: {} }, '/epcisBody/eventList'],
    [{ epcisBody: { eventList: null } }, '/epcisBody/eventList'],
    [{ epcisBody: { queryResults: {} } }, '/epcisBody/queryResults/resultsBody'],
    [{ epcisBody: { queryResults: { resultsBody: {} } } }, '/epcisBody/queryResults/resultsBody/eventList'],
  ]
  for (const [document, pointer] of cases) {
    assert.equal(refusal(JSON.stringify(document)), `CUSTODY_DOCUMENT_INVALID ${pointer}`)
  }
})

test('error: CUSTODY_CONTEXT_INVALID says which part of a context is none', () => {
  assert.equal(
    refusal('{"@context":["https://x",7],"epcisBody":{"eventList":[]}}'),
    'CUSTODY_CONTEXT_INVALID /@context/1',
  )
  assert.equal(refusal(eventWith({ '@context': true })), 'CUSTODY_CONTEXT_INVALID /epcisBody/eventList/0/@context')
})

test('error: CUSTODY_EVENT_INVALID says which field of which event', () => {
  const cases: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ type: undefined }, '/type'],
    [{ type: ' ' }, '/type'],
    [{ eventTime: undefined }, '/eventTime'],
    [{ eventTime: '' }, '/eventTime'],
    [{ eventTime: '2026-03-04T11:00:30' }, '/eventTime'],
    [{ eventTime: ['2026-03-04T11:00:30Z', '2026-03-04T11:00:31Z'] }, '/eventTime/1'],
    [{ action: 'observe' }, '/action'],
    [{ 'ward:a': { '@context': {} } }, '/ward:a/@context'],
    [{ bizStep: { id: 'shipping' } }, '/bizStep'],
    [{ readPoint: [['x', { id: {} }]] }, '/readPoint/0/1/id'],
    [{ quantityList: [{ epcClass: 'x', quantity: 'many' }] }, '/quantityList/0/quantity'],
    [{ quantityList: ['urn:epc:idpat:sgtin:5200001.066666.*'] }, '/quantityList/0'],
    [{ sensorElementList: [{ sensorReport: [{ time: 'noon' }] }] }, '/sensorElementList/0/sensorReport/0/time'],
  ]
  for (const [more, field] of cases) {
    assert.equal(refusal(eventWith(more)), `CUSTODY_EVENT_INVALID /epcisBody/eventList/0${field}`)
  }
  assert.equal(refusal(documentOf([wholeEvent(), 'text'])), 'CUSTODY_EVENT_INVALID /epcisBody/eventList/1')
  assert.equal(refusal('{}'), 'CUSTODY_EVENT_INVALID /type')
})

test('error: CUSTODY_LIMIT_EXCEEDED names the limit, and what is just within it passes', () => {
  const nested = (levels: number) => {
    let value: unknown = 'x'
    for (let level = 1; level < levels; level++) value = { 'ward:a': value }
    return eventWith({ 'ward:a': value })
  }
  assert.equal(refusal(nested(EVENT_DEPTH_MAX)), 'nothing')
  assert.match(refusal(nested(EVENT_DEPTH_MAX + 1)), /^CUSTODY_LIMIT_EXCEEDED \/epcisBody\/eventList\/0\/ward:a\//)

  assert.equal(refusal(eventWith({ 'ward:note': 'x'.repeat(EVENT_TEXT_CHARS_MAX) })), 'nothing')
  const long = eventWith({ 'ward:note': 'x'.repeat(EVENT_TEXT_CHARS_MAX + 1) })
  assert.equal(refusal(long), 'CUSTODY_LIMIT_EXCEEDED /epcisBody/eventList/0/ward:note')

  const many = eventWith({ 'ward:a': new Array(EVENT_VALUES_MAX).fill(0) })
  assert.match(refusal(many), /^CUSTODY_LIMIT_EXCEEDED \/epcisBody\/eventList\/0\//)

  const prefixes = Object.fromEntries(Array.from({ length: CONTEXT_PREFIXES_MAX }, (_, i) => [`p${i}`, `urn:p:${i}:`]))
  assert.equal(refusal(documentOf([wholeEvent()], prefixes)), 'CUSTODY_LIMIT_EXCEEDED /@context/1')
  assert.equal(refusal(eventWith({ '@context': { ...prefixes } })).split(' ')[0], 'CUSTODY_LIMIT_EXCEEDED')

  const ofLength = (length: number) => documentOf([wholeEvent()], { long: 'urn:'.padEnd(length, 'x') })
  assert.equal(refusal(ofLength(CONTEXT_IRI_CHARS_MAX)), 'nothing')
  assert.equal(refusal(ofLength(CONTEXT_IRI_CHARS_MAX + 1)), 'CUSTODY_LIMIT_EXCEEDED /@context/1')
  const used = wholeEvent(Object.fromEntries(Array.from({ length: 70_000 }, (_, i) => [`long:${i}`, 'long:x'])))
  const wide = documentOf([used], { long: 'urn:'.padEnd(CONTEXT_IRI_CHARS_MAX, 'x') })
  assert.equal(refusal(wide), 'CUSTODY_LIMIT_EXCEEDED /')

  const events = `{"epcisBody":{"eventList":[${'0,'.repeat(EPCIS_EVENTS_MAX)}0]}}`
  assert.equal(refusal(events), 'CUSTODY_LIMIT_EXCEEDED /epcisBody/eventList')
  assert.equal(refusal(' '.repeat(EPCIS_DOCUMENT_CHARS_MAX + 1)), 'CUSTODY_LIMIT_EXCEEDED /')
})

test('error: what is no JSON is refused as everywhere', () => {
  assert.equal(refusal('{"epcisBody":'), 'KERNEL_JSON_INVALID 13')
  assert.equal(refusal('{"type":1,"type":2}'), 'KERNEL_JSON_REFUSED 10')
})

test('error: a second event id is let pass, since no hash depends on it', () => {
  const twice = documentOf([wholeEvent({ eventID: 'urn:uuid:1' })]).replace(
    '"eventID"',
    '"eventID":"urn:uuid:2","eventID"',
  )
  assert.deepEqual(hashEvents(twice), hashEvents(documentOf([wholeEvent()])))
})

test('error: every row says in Greek and English what happened', () => {
  const words = { what: { en: 'values', el: 'τιμές' }, reason: { en: 'missing', el: 'λείπει' } }
  const told = { header: 'GS1-EPC-Format', allowed: ['a'], days: 30, max_bytes: 5, max_events: 5 }
  const facts = { pointer: '/a', parameter: 'a', max: 5, ai: '01', position: 0, ...told, ...words }
  for (const code of Object.keys(custodyErrors.rows) as (keyof typeof custodyErrors.rows)[]) {
    const error = custodyErrors[code](facts)
    for (const language of ['en', 'el'] as const) assert.doesNotMatch(describeError(error, language).title, /…|\{/)
  }
})
