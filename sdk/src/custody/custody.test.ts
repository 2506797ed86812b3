import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type TestContext, test } from 'node:test'
import { eventReceiptText } from '@symbolon/protocol/custody'
import { hasCode, type JsonObject, newId, sha256, toBase64Url, utf8 } from '@symbolon/protocol/kernel'
import {
  emptyLog,
  integrate,
  leafOf,
  noteSigner,
  proveInclusion,
  signCheckpoint,
  tilePath,
  treeRoot,
  verifierKeyText,
} from '@symbolon/protocol/log'
import { createClient } from '../kernel/index.ts'
import { serve, signedIn } from '../kernel/test-node.ts'
import {
  captureEvents,
  getEventProof,
  getJourney,
  getPlace,
  queryEvents,
  setIdentifiers,
  verifyEventProof,
  walkEvents,
} from './index.ts'

const capture = newId('capture', 1e12, randomBytes(10))

/** A client whose node answers as the test says, and what it was asked. */
async function clientOf(
  t: TestContext,
  answer: (request: IncomingMessage) => { headers?: Record<string, string>; body: string },
) {
  const asked: IncomingMessage[] = []
  const url = await serve(t, (request, response) => {
    asked.push(request)
    const { headers = {}, body } = answer(request)
    request.resume().on('end', () => response.writeHead(200, headers).end(body))
  })
  return { client: createClient({ url, root: randomBytes(32), sessions: signedIn }), asked, url }
}

test('a capture answers with what became of it', async (t) => {
  const job = { captureID: capture, success: true, errors: [] }
  const { client, asked } = await clientOf(t, ({ method }) =>
    method === 'POST'
      ? { headers: { location: `http://x/epcis/capture/${capture}` }, body: '' }
      : { body: JSON.stringify(job) },
  )
  assert.deepEqual(await captureEvents(client, { document: {}, behaviour: 'proceed' }), job)
  assert.deepEqual(
    asked.map(({ method, url }) => `${method} ${url}`),
    ['POST /epcis/capture', `GET /epcis/capture/${capture}`],
  )
  assert.equal(asked[0]?.headers['gs1-capture-error-behaviour'], 'proceed')
  const lost = await clientOf(t, () => ({ body: '' }))
  await assert.rejects(captureEvents(lost.client, { document: {} }), (error) => hasCode(error, 'SDK_ANSWER_INVALID'))
})

test('a query is walked page by page, and numbers stay as they were written', async (t) => {
  const page = (serial: string) =>
    `{"@context":"c","epcisBody":{"queryResults":{"resultsBody":{"eventList":[{"eventID":"${serial}","x:amount":1.50}]}}}}`
  const { client, asked } = await clientOf(t, ({ url = '' }) =>
    url.includes('nextPageToken=')
      ? { body: page('2') }
      : { headers: { link: `<http://x${url}&nextPageToken=t>; rel="next"` }, body: page('1') },
  )
  const parameters = { EQ_bizStep: ['shipping', 'packing'] }
  const events: JsonObject[] = []
  for await (const event of walkEvents(client, { parameters })) events.push(event)
  assert.deepEqual(
    events.map(({ eventID }) => eventID),
    ['1', '2'],
  )
  assert.ok(JSON.stringify(events).includes('1.50'))
  assert.equal(asked[0]?.url, '/epcis/events?EQ_bizStep=shipping&EQ_bizStep=packing')
  assert.equal((await queryEvents(client, { parameters })).next, 't')
  const odd = await clientOf(t, () => ({ body: '{"epcisBody":[]}' }))
  await assert.rejects(queryEvents(odd.client), (error) => hasCode(error, 'SDK_ANSWER_INVALID'))
})

test('a thing is asked after by a name that is a URI itself', async (t) => {
  const { client, asked } = await clientOf(t, () => ({ body: '{}' }))
  await getJourney(client, { epc: 'https://id.gs1.org/01/05200000000016/21/A', limit: 5 })
  await getPlace(client, { epc: 'urn:epc:id:sscc:5200000.0000000001', at: '2026-03-01T00:00:00Z' })
  await setIdentifiers(client, { identifiers: ['5200000000108'] })
  assert.deepEqual(
    asked.map(({ url }) => url),
    [
      '/v1/custody/https%3A%2F%2Fid.gs1.org%2F01%2F05200000000016%2F21%2FA/journey?limit=5',
      '/v1/custody/urn%3Aepc%3Aid%3Asscc%3A5200000.0000000001/place?at=2026-03-01T00%3A00%3A00Z',
      '/v1/custody/identifiers',
    ],
  )
})

test('a proof of an event is a file that needs nobody, and none of another event', async (t) => {
  const signer = noteSigner({ key_name: 'log.example', type: 'ed25519', seed: sha256(utf8('a log')) })
  const hash = `ni:///sha-256;${'a'.repeat(64)}?ver=CBV2.0`
  const [receipt, captor] = [newId('receipt', 1e12, randomBytes(10)), newId('party', 1e12, randomBytes(10))]
  const at = '2026-03-01T08:00:00.000Z'
  const body = eventReceiptText({
    v: 1,
    receipt,
    kind: 'captured',
    at,
    event: hash,
    captor,
    software: 'symbolon/0.1.0',
  })
  const salt = Uint8Array.from(randomBytes(64))
  const grown = integrate(emptyLog, [leafOf({ r: salt, body: utf8(body) }), sha256(utf8('another'))])
  const tiles = new Map(grown.tiles.map(({ tile, bytes }) => [tilePath(tile), bytes]))
  const proof = await proveInclusion(
    { index: 0, size: 2 },
    async (tile) => tiles.get(tilePath(tile)) ?? new Uint8Array(),
  )
  const checkpoint = signCheckpoint({ origin: 'log.example', size: 2, root: treeRoot(grown.edge.tree) }, signer)
  const answer = {
    body,
    salt: toBase64Url(salt),
    index: 0,
    hashes: proof.map((one) => Buffer.from(one).toString('base64')),
    checkpoint,
    anchor: null,
  }
  const { client } = await clientOf(t, ({ url }) => ({
    body: url === '/log/key' ? `${verifierKeyText(signer.verifier)}\n` : JSON.stringify(answer),
  }))
  const file = await getEventProof(client, { hash })
  assert.equal(verifyEventProof({ file: utf8(file) }).receipt.captor, captor)
  const other = hash.replace('aaa', 'bbb')
  await assert.rejects(getEventProof(client, { hash: other }), (error) => hasCode(error, 'SDK_NODE_UNTRUE'))
})
