import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { SymbolonError, utf8 } from '../kernel/index.ts'
import {
  readWebhookSecret,
  signWebhook,
  verifyWebhook,
  type WebhookMessage,
  writeWebhookSecret,
} from './webhook-signature.ts'

interface Vector extends WebhookMessage {
  readonly secret: string
  readonly body: string
  readonly signature: string
}
const vectors: { valid: Vector[] } = JSON.parse(
  readFileSync(new URL('../../../vectors/notices/webhook-signatures.json', import.meta.url), 'utf8'),
)
const [known] = vectors.valid as [Vector]
const now = known.timestamp_s * 1000
const headers = {
  'webhook-id': known.id,
  'webhook-timestamp': String(known.timestamp_s),
  'webhook-signature': known.signature,
}
const received = { secret: known.secret, headers, body: known.body, now }

for (const vector of vectors.valid) {
  test(`Standard Webhooks: ${vector.id} is signed as everybody signs it`, () => {
    assert.equal(signWebhook(vector.secret, vector), vector.signature)
    assert.equal(signWebhook(vector.secret, { ...vector, body: utf8(vector.body) }), vector.signature)
  })
}

test('a signature is found among others, with the prefix of the secret and without', () => {
  const others = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v1a,AAAA v2,x'
  const signed = { ...headers, 'webhook-signature': `${others} ${known.signature}` }
  assert.equal(verifyWebhook({ ...received, headers: signed }), known.id)
  assert.equal(verifyWebhook({ ...received, secret: known.secret.slice('whsec_'.length) }), known.id)
})

test('error: NOTICES_SIGNATURE_INVALID for anything that was not signed', () => {
  const changes: object[] = [
    { body: `${known.body} ` },
    { secret: writeWebhookSecret(new Uint8Array(32)) },
    ...Object.keys(headers).map((name) => ({ headers: { ...headers, [name]: undefined } })),
    { headers: { ...headers, 'webhook-id': 'msg_other' } },
    { headers: { ...headers, 'webhook-id': `${known.id}.1` } },
    { headers: { ...headers, 'webhook-id': '' } },
    { headers: { ...headers, 'webhook-timestamp': 'hello' } },
    { headers: { ...headers, 'webhook-timestamp': `${known.timestamp_s + 1}` } },
    { headers: { ...headers, 'webhook-signature': [known.signature] } },
    { headers: { ...headers, 'webhook-signature': known.signature.slice(0, 8) } },
    { headers: { ...headers, 'webhook-signature': 'v1,' } },
    { headers: { ...headers, 'webhook-signature': known.signature.replace('v1,', 'v1a,') } },
    { headers: { ...headers, 'webhook-signature': `${'v1,x '.repeat(16)}${known.signature}` } },
  ]
  for (const change of changes)
    assert.throws(() => verifyWebhook({ ...received, ...change }), { code: 'NOTICES_SIGNATURE_INVALID' })
})

test('error: NOTICES_TIMESTAMP_REFUSED more than five minutes away, either side', () => {
  for (const away_ms of [-300_000, 300_000]) assert.equal(verifyWebhook({ ...received, now: now + away_ms }), known.id)
  for (const away_ms of [-301_000, 301_000])
    assert.throws(() => verifyWebhook({ ...received, now: now + away_ms }), { code: 'NOTICES_TIMESTAMP_REFUSED' })
})

test('error: NOTICES_SECRET_INVALID for what is too short, too long or not base64', () => {
  for (const text of ['', 'whsec_', 'whsec_AAAA', `whsec_${'A'.repeat(88)}`, 'whsec_!', `${known.secret}=`, 'nonsense'])
    assert.throws(() => readWebhookSecret(text), { code: 'NOTICES_SECRET_INVALID' })
  for (const size of [23, 65]) assert.throws(() => writeWebhookSecret(new Uint8Array(size)), RangeError)
})

test('error: an identifier with a full stop is never signed', () => {
  assert.throws(() => signWebhook(known.secret, { ...known, id: 'msg.1' }), RangeError)
})

test('property: what is signed is verified, and no byte of it may change', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 24, maxLength: 64 }), bytes, fc.nat(), (random, body, at) => {
      const secret = writeWebhookSecret(random)
      const signature = signWebhook(secret, { ...known, body })
      const request = { secret, headers: { ...headers, 'webhook-signature': signature }, now }
      assert.equal(verifyWebhook({ ...request, body }), known.id)
      const changed = body.with(at % body.length, (body[at % body.length] ?? 0) ^ 1)
      assert.throws(() => verifyWebhook({ ...request, body: changed }), { code: 'NOTICES_SIGNATURE_INVALID' })
    }),
    { numRuns: fuzzRuns / 10 },
  )
})

test('property: whatever the headers are, they are refused with our error', () => {
  const header = fc.oneof(fc.string(), fc.constant(undefined), fc.constantFrom(...Object.values(headers)))
  fc.assert(
    fc.property(header, header, header, (id, time, signature) => {
      const given = { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature }
      try {
        assert.equal(verifyWebhook({ ...received, headers: given }), known.id)
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})
