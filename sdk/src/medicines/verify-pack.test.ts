import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { canonicalJson, hasCode, type JsonObject, toBase64Url, toHex, utf8 } from '@symbolon/protocol/kernel'
import { ed25519, noteSigner, verifierKeyText, vouchForKey } from '@symbolon/protocol/log'
import {
  batchNumberOf,
  buildBatchTree,
  checkSerials,
  parseExpiry,
  parseGtin,
  parseLot,
  signAnswers,
  tokenIdOf,
} from '@symbolon/protocol/medicines'
import { createClient } from '../kernel/index.ts'
import { serve } from '../kernel/test-node.ts'
import { verifyPack } from './verify-pack.ts'

const filled = (value: number) => new Uint8Array(32).fill(value)
const statusKey = ed25519.signingKey(filled(1))
const log = noteSigner({ key_name: 'log.example/test', type: 'ed25519', seed: filled(2) })
const other = noteSigner({ key_name: 'log.example/test', type: 'ed25519', seed: filled(3) })
const now = Date.UTC(2026, 2, 1)
const { rows } = checkSerials({ serials: ['A1', 'B2', 'C3'], seed: filled(4) })
const lot = { gtin: parseGtin('09521000000018'), lot: parseLot('L7'), expiry: parseExpiry('290331', now) }
const tree = buildBatchTree({ ...lot, secret: filled(5), serials: rows })

/** What an honest node says of the second pack. */
function packOf(): JsonObject {
  const { index, salt, proof, serial } = tree.proveLeaf(1)
  return {
    batch: 'bat_1',
    expiry: '290331',
    gtin: lot.gtin,
    lot: lot.lot,
    proof: {
      count: 3,
      index,
      path: toBase64Url(Buffer.concat(proof)),
      root: toHex(tree.root),
      salt: toBase64Url(salt),
    },
    serial,
    token_id: `0x${tokenIdOf(batchNumberOf(tree.root), index).toString(16).padStart(64, '0')}`,
  }
}

interface Saying {
  readonly pack?: JsonObject
  /** Who vouches for the key. */
  readonly voucher?: typeof log
  readonly key?: typeof statusKey
  /** Changed after it was signed. */
  readonly altered?: JsonObject
}

async function nodeThatSays(t: TestContext, { pack = packOf(), voucher = log, key = statusKey, altered }: Saying) {
  const answer = { at: '2026-03-01T00:00:00Z', audience: 'public', outcome: 'genuine', pack, scan: {} }
  const [signature] = signAnswers([utf8(canonicalJson(answer))], key)
  const signed = { answer: { ...answer, ...altered }, signature }
  const note = vouchForKey({ purpose: 'pack-status', publicKey: statusKey.publicKey }, voucher)
  const url = await serve(t, ({ url: path }, response) => {
    if (path === '/log/key') return response.end(`${verifierKeyText(log.verifier)}\n`)
    response.setHeader('content-type', 'application/json')
    return response.end(JSON.stringify(path === '/v1/packs/status-key' ? { note } : signed))
  })
  return createClient({ url })
}

const verify = async (t: TestContext, saying: Saying) =>
  await verifyPack(await nodeThatSays(t, saying), { scan: 'any', pinned: [log.verifier] })

test('what an honest node says of a pack is believed, and by whom it is vouched for is told', async (t) => {
  const { answer, log: told } = await verify(t, {})
  assert.deepEqual([answer.outcome, answer.pack?.serial, told.key_name], ['genuine', 'B2', 'log.example/test'])
})

test('error: MEDICINES_ANSWER_INVALID for an answer that was changed, or signed with another key', async (t) => {
  const invalid = (error: unknown) => hasCode(error, 'MEDICINES_ANSWER_INVALID')
  await assert.rejects(verify(t, { altered: { outcome: 'unknown' } }), invalid)
  await assert.rejects(verify(t, { key: ed25519.signingKey(filled(9)) }), invalid)
})

test('error: LOG_SIGNATURE_MISSING where another log vouches for the key than the one that was met before', async (t) => {
  await assert.rejects(verify(t, { voucher: other }), (error) => hasCode(error, 'LOG_SIGNATURE_MISSING'))
  const client = await nodeThatSays(t, {})
  const met = { scan: 'any', pinned: [other.verifier] }
  await assert.rejects(verifyPack(client, met), (error) => hasCode(error, 'LOG_SIGNATURE_MISSING'))
})

test('error: SDK_NODE_UNTRUE for a proof that is not this pack’s, whoever signed it', async (t) => {
  const pack = packOf()
  const proof = pack.proof as JsonObject
  const lies: JsonObject[] = [
    { serial: 'A1' },
    { lot: 'L8' },
    { expiry: '290330' },
    { token_id: `0x${'1'.repeat(64)}` },
    { proof: { ...proof, index: 2 } },
    { proof: { ...proof, count: 1 } },
    { proof: { ...proof, path: '' } },
    { proof: { ...proof, salt: toBase64Url(filled(7)) } },
    { proof: { ...proof, root: toHex(filled(8)) } },
  ]
  for (const lie of lies) {
    const untrue = (error: unknown) => hasCode(error, 'SDK_NODE_UNTRUE')
    await assert.rejects(verify(t, { pack: { ...pack, ...lie } }), untrue, Object.keys(lie).join())
  }
})
