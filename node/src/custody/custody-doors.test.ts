import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { eventReceiptText, parseEventReceipt } from '@symbolon/protocol/custody'
import { fromBase64Url, hasCode, utf8 } from '@symbolon/protocol/kernel'
import { leafHashes, leafOf, parseCheckpoint, verifyInclusion } from '@symbolon/protocol/log'
import {
  ask,
  askFor,
  newInstitution,
  newPerson,
  type Person,
  runJob,
  startWorld,
  type World,
} from '../records/test-world.ts'
import { holdIdentifiers, parseIdentifier } from './identifiers.ts'
import { documentOf, seenEvent, toParty } from './test-documents.ts'

let world: World
let maker: Person
let shop: Person
let stranger: Person

before(async () => {
  world = await startWorld()
  maker = await newInstitution(world, { role: 'manufacturer' })
  shop = await newInstitution(world, { role: 'pharmacy' })
  stranger = await newInstitution(world, { role: 'pharmacy' })
})
after(() => world?.stop())

const get = (as: Person, path: string) => ask(world, { as, method: 'GET', path })
const claim = (as: Person, identifiers: readonly string[]) =>
  ask(world, { as, method: 'PUT', path: '/v1/custody/identifiers', body: { identifiers } })
const capture = (events: readonly object[]) =>
  askFor(world, 202, { as: maker, method: 'POST', path: '/epcis/capture', body: documentOf(events as never) })
const link = (serial: string) => `https://id.gs1.org/01/05200000000016/21/${serial}`

test('a party holds its GLNs, and whoever comes second does not', async () => {
  assert.deepEqual((await claim(shop, ['5200000000108', '5200000000108'])).body, { identifiers: ['5200000000108'] })
  const taken = await claim(stranger, ['5200000000016', '5200000000108'])
  assert.deepEqual([taken.status, taken.body.code], [409, 'CUSTODY_IDENTIFIER_TAKEN'])
  assert.deepEqual((await get(stranger, '/v1/custody/identifiers')).body, { identifiers: [] })
  assert.equal((await claim(shop, ['5200000000207'])).status, 200)
  assert.equal((await claim(stranger, ['5200000000108'])).status, 200, 'what was given up is free')
  assert.equal((await claim(stranger, [])).status, 200)
  assert.equal((await claim(shop, ['5200000000108'])).status, 200)
})

test('error: CUSTODY_IDENTIFIER_INVALID and CUSTODY_IDENTIFIER_UNVOUCHED', async () => {
  for (const text of ['5200000000107', '520000000010', 'prefix:123', 'prefix:1234567890123', ' 5200000000108', 'x']) {
    const { status, body } = await claim(shop, [text])
    assert.deepEqual([status, body.code], [400, 'CUSTODY_IDENTIFIER_INVALID'], text)
  }
  const unvouched = async (as: Person, identifiers: readonly string[]) => (await claim(as, identifiers)).body.code
  assert.equal(await unvouched(shop, ['prefix:5200000']), 'CUSTODY_IDENTIFIER_UNVOUCHED')
  assert.equal(await unvouched(await newPerson(world), ['5200000000016']), 'CUSTODY_IDENTIFIER_UNVOUCHED')
  assert.equal(await unvouched(await newInstitution(world), ['5200000000016']), 'CUSTODY_IDENTIFIER_UNVOUCHED')
})

test('a company prefix that somebody vouches for covers its GLNs, and no GLN of another', async () => {
  const door = { context: world.kernel, vouch: async () => true }
  const prefix = [parseIdentifier('prefix:5200000001')]
  await holdIdentifiers(door, maker.party, prefix)
  await assert.rejects(holdIdentifiers(door, stranger.party, [parseIdentifier('prefix:52000000')]), (error) =>
    hasCode(error, 'CUSTODY_IDENTIFIER_TAKEN'),
  )
  await assert.rejects(holdIdentifiers(door, stranger.party, [parseIdentifier('5200000001006')]), (error) =>
    hasCode(error, 'CUSTODY_IDENTIFIER_TAKEN'),
  )
})

test('whoever may see an event can prove it to anybody, without what it says', async () => {
  await capture([seenEvent('V1', toParty('5200000000108'))])
  await runJob(world, 'log-publish')
  const found = await get(shop, `/epcis/events?MATCH_epc=${link('V1')}`)
  const [{ eventID }] = found.body.epcisBody.queryResults.resultsBody.eventList
  const { status, body } = await get(shop, `/v1/custody/events/${encodeURIComponent(eventID)}/proof`)
  assert.equal(status, 200)
  const receipt = parseEventReceipt(body.body)
  assert.deepEqual(
    [receipt.event, receipt.captor, receipt.kind, receipt.receipt],
    [eventID, maker.party, 'captured', body.name],
  )
  assert.ok(!body.body.includes('05200000000016'))
  const { root, size } = parseCheckpoint(body.checkpoint)
  verifyInclusion({
    leaf: leafOfEntry(body),
    index: body.index,
    size,
    root,
    proof: body.hashes.map((hash: string) => Uint8Array.from(Buffer.from(hash, 'base64'))),
  })
  const digest = /[0-9a-f]{64}/.exec(eventID)?.[0]
  assert.equal((await get(maker, `/v1/custody/events/${digest}/proof`)).status, 200)
})

function leafOfEntry({ salt, body }: { salt: string; body: string }): Uint8Array {
  return leafHashes([leafOf({ r: fromBase64Url(salt), body: utf8(body) })])
}

test('error: CUSTODY_EVENT_UNKNOWN whether an event is hidden or is none, also to who knows its hash', async () => {
  const found = await get(shop, `/epcis/events?MATCH_epc=${link('V1')}`)
  const [{ eventID }] = found.body.epcisBody.queryResults.resultsBody.eventList
  for (const hash of [encodeURIComponent(eventID), '0'.repeat(64), 'nonsense']) {
    const { status, body } = await get(stranger, `/v1/custody/events/${hash}/proof`)
    assert.deepEqual([status, body.code], [404, 'CUSTODY_EVENT_UNKNOWN'])
  }
})

test('the receipt of an event has one spelling', () => {
  const receipt = {
    v: 1,
    receipt: 'rcp_01m8pnwymyed8r9tr4rse7ac26',
    kind: 'captured',
    at: '2026-03-01T08:00:00.000Z',
    event: `ni:///sha-256;${'a'.repeat(64)}?ver=CBV2.0`,
    captor: 'pty_01m8pnwymyed8r9tr4rse7ac26',
    software: 'symbolon/0.1.0',
  } as const
  const text = eventReceiptText(receipt as never)
  assert.deepEqual(parseEventReceipt(text), receipt)
  for (const wrong of [
    text.replace('captured', 'opened'),
    text.replace('{', '{ '),
    text.replace('"v":1', '"v":1,"w":1'),
    '[]',
  ])
    assert.throws(
      () => parseEventReceipt(wrong),
      (error) => hasCode(error, 'CUSTODY_RECEIPT_INVALID'),
    )
})

test('the journey of a pack is asked for by any of its names', async () => {
  const box = 'https://id.gs1.org/00/052000000000000012'
  await capture([
    seenEvent('W1', { action: 'ADD', eventTime: '2026-03-01T08:00:00Z', bizStep: 'commissioning' }),
    {
      type: 'AggregationEvent',
      action: 'ADD',
      parentID: box,
      childEPCs: [link('W1')],
      eventTime: '2026-03-01T09:00:00Z',
      eventTimeZoneOffset: '+00:00',
      bizLocation: { id: 'https://id.gs1.org/414/5200000000023' },
    },
    {
      ...seenEvent('W2', {
        eventTime: '2026-03-01T10:00:00Z',
        readPoint: { id: 'https://id.gs1.org/414/5200000000207' },
      }),
      epcList: [box],
    },
  ])
  const named = [link('W1'), 'urn:epc:id:sgtin:5200000.000001.W1', 'https://example.org/01/05200000000016/21/W1']
  for (const name of named) {
    const { body } = await get(maker, `/v1/custody/${encodeURIComponent(name)}/journey`)
    assert.deepEqual(
      body.items.map(({ role, epc }: { role: string; epc: string }) => [role, epc]),
      [
        ['self', link('W1')],
        ['self', link('W1')],
        ['container', box],
      ],
    )
  }
  const paged = await get(maker, `/v1/custody/${encodeURIComponent(link('W1'))}/journey?limit=2`)
  assert.equal(paged.body.items.length, 2)
  const rest = await get(
    maker,
    `/v1/custody/${encodeURIComponent(link('W1'))}/journey?limit=2&after=${paged.body.next}`,
  )
  assert.deepEqual([rest.body.items.length, rest.body.has_more], [1, false])
  const place = await get(maker, `/v1/custody/${encodeURIComponent(link('W1'))}/place?at=2026-03-01T11:00:00Z`)
  assert.deepEqual(place.body.containers, [{ epc: box, since: '2026-03-01T09:00:00.000Z', until: null }])
  assert.deepEqual([place.body.place.epc, place.body.place.read_point], [box, 'https://id.gs1.org/414/5200000000207'])
  const early = await get(maker, `/v1/custody/${encodeURIComponent(link('W1'))}/place?at=2026-03-01T08:30:00Z`)
  assert.deepEqual([early.body.containers, early.body.place.epc], [[], link('W1')])
  assert.deepEqual((await get(stranger, `/v1/custody/${encodeURIComponent(link('W1'))}/journey`)).body.items, [])
})

test('error: CUSTODY_EPC_INVALID for what is no URI', async () => {
  const { status, body } = await get(maker, '/v1/custody/12345/journey')
  assert.deepEqual([status, body.code], [400, 'CUSTODY_EPC_INVALID'])
})

test('an event id of the party’s is refused for another event', async () => {
  const eventID = 'urn:uuid:0b0e1d56-0000-4000-8000-000000000002'
  await capture([seenEvent('X1', { eventID })])
  const again = {
    as: maker,
    method: 'POST',
    path: '/epcis/capture',
    body: documentOf([seenEvent('X2', { eventID })]),
  } as const
  const { status, body } = await ask(world, again)
  assert.deepEqual(
    [status, body.code, body.type],
    [409, 'CUSTODY_EVENT_ID_TAKEN', 'epcisException:ResourceAlreadyExistsException'],
  )
  const proceed = await ask(world, { ...again, headers: { 'gs1-capture-error-behaviour': 'proceed' } })
  const job = await get(maker, new URL(String(proceed.headers.location)).pathname)
  assert.deepEqual([job.body.success, job.body.errors[0].code], [false, 'CUSTODY_EVENT_ID_TAKEN'])
})
