import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type EventHash, eventNi, hashEvents } from './event-hash.ts'
import { documentOf, epcisFile, epcisLines, epcisNames, wholeEvent, withoutEpcis } from './test-epcis.ts'

const nis = (hashes: readonly EventHash[]) => hashes.map(({ ni }) => ni)
const hashOf = (event: unknown, prefixes?: Record<string, string>) =>
  hashEvents(documentOf([event], prefixes))[0] as EventHash

interface OwnVector {
  readonly name: string
  readonly document: unknown
  readonly events: readonly EventHash[]
}
const own = JSON.parse(readFileSync(join(import.meta.dirname, '../../../vectors/custody/event-hash.json'), 'utf8')) as {
  readonly judged: readonly OwnVector[]
  readonly beyond_reference: readonly OwnVector[]
}

test('CBV 2.0 event hash: the reference vectors', { skip: withoutEpcis }, () => {
  const names = epcisNames('event-hash')
  assert.ok(names.length >= 6)
  for (const name of names) {
    const hashes = hashEvents(epcisFile(`event-hash/${name}.jsonld`))
    const preHashes = hashes.map(({ pre_hash }) => pre_hash)
    assert.deepEqual(preHashes, epcisLines(`event-hash/${name}.prehashes`), name)
    assert.deepEqual(nis(hashes), epcisLines(`event-hash/${name}.hashes`), name)
  }
})

test('CBV 2.0 event hash: vectors of our own, agreed by the reference implementation', () => {
  for (const { name, document, events } of own.judged) {
    assert.deepEqual(hashEvents(JSON.stringify(document)), events, name)
  }
})

test('CBV 2.0 event hash: vectors where the standard and the reference implementation differ', () => {
  for (const { name, document, events } of own.beyond_reference) {
    assert.deepEqual(hashEvents(JSON.stringify(document)), events, name)
  }
})

test('every EPCIS example of GS1 has a hash for each event', { skip: withoutEpcis }, () => {
  const names = epcisNames('gs1-examples')
  assert.ok(names.length >= 46)
  for (const name of names) {
    const hashes = hashEvents(epcisFile(`gs1-examples/${name}.jsonld`))
    assert.ok(hashes.length > 0, name)
    for (const { ni } of hashes) assert.match(ni, /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/, name)
  }
})

test('a document, the answer to a query and the event alone give one hash', () => {
  const event = wholeEvent()
  const context = [{ ward: 'https://ns.example.com/ward/' }]
  const shapes = [
    { '@context': context, type: 'EPCISDocument', epcisBody: { event } },
    { '@context': context, type: 'EPCISDocument', epcisBody: { eventList: event } },
    { '@context': context[0], epcisBody: { queryResults: { resultsBody: { eventList: [event] } } } },
    { '@context': context, ...event },
    { epcisBody: { eventList: [{ '@context': context, ...event }] } },
  ]
  for (const shape of shapes) assert.deepEqual(hashEvents(JSON.stringify(shape)), [hashOf(event)])
})

test('what was recorded about an event is no part of it', () => {
  const added = {
    recordTime: '2026-03-04T12:00:00Z',
    eventID: 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8',
    errorDeclaration: { declarationTime: '2026-03-05T00:00:00Z', reason: 'incorrect_data' },
    'rdfs:comment': 'seen twice',
    'http://www.w3.org/2000/01/rdf-schema#comment': 'and again',
    disposition: 'in_transit',
    ilmd: { comment: 'x', 'ward:batch': '4711', 'ward:storage': { 'ward:from': 2, 'ward:to': 8, comment: 'x' } },
    parentID: null,
    childEPCs: [],
  }
  assert.equal(hashOf(wholeEvent(added)).ni, hashOf(wholeEvent()).ni)
})

test('numbers keep every digit that JavaScript would lose', () => {
  const quantity = (text: string) =>
    hashEvents(documentOf([wholeEvent()]).replace('"quantity":1.5', `"quantity":${text}`))[0]?.pre_hash ?? ''
  assert.match(quantity('12345678901234567890.10'), /quantity=12345678901234567890\.1uom/)
  assert.match(quantity('0.100000000000000000010'), /quantity=0\.10000000000000000001uom/)
  assert.notEqual(quantity('9007199254740993'), quantity('9007199254740992'))
})

test('the digest of a known text', () => {
  assert.equal(
    eventNi('abc'),
    'ni:///sha-256;ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad?ver=CBV2.0',
  )
})
