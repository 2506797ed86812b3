import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concatBytes, hasCode } from '../kernel/index.ts'
import { openPayload, payloadSize, plaintextSize, sealPayload, sealPayloadInto } from './payload.ts'
import { repeatableRandom } from './test-record.ts'

const random = repeatableRandom('payload')
const fileKey = random(16)
const nonce = random(16)
const plaintext = random(3 * 65_536 + 10)
const payload = sealPayload({ fileKey, nonce, plaintext })
const sealedChunk = 65_536 + 16
const refused = (error: unknown) => hasCode(error, 'VAULT_PAYLOAD_INVALID')

test('a payload opens to its text and is sealed in place', () => {
  assert.deepEqual(openPayload(fileKey, payload), plaintext)
  const place = new Uint8Array(payload.length + 20)
  sealPayloadInto(place.subarray(10, 10 + payload.length), { fileKey, nonce, plaintext })
  assert.deepEqual(place.subarray(10, -10), payload)
  assert.deepEqual(place.subarray(0, 10), new Uint8Array(10))
})

test('error: a payload cut anywhere', () => {
  for (const size of [
    0,
    15,
    16,
    31,
    32,
    33,
    16 + sealedChunk - 1,
    16 + sealedChunk,
    16 + 3 * sealedChunk,
    payload.length - 1,
  ]) {
    assert.throws(() => openPayload(fileKey, payload.slice(0, size)), refused, String(size))
  }
})

test('error: chunks reordered, doubled, dropped, added, or of another payload', () => {
  const [a, b, c, last] = [0, 1, 2, 3].map((i) => payload.slice(16 + i * sealedChunk, 16 + (i + 1) * sealedChunk))
  const other = sealPayload({ fileKey, nonce: random(16), plaintext }).slice(16, 16 + sealedChunk)
  const empty = sealPayload({ fileKey, nonce, plaintext: new Uint8Array(0) }).slice(16)
  assert.ok(a && b && c && last)
  for (const chunks of [
    [b, a, c, last],
    [a, a, b, c, last],
    [a, c, last],
    [a, b, c],
    [a, b, c, last, last],
    [other, b, c, last],
    [a, b, c, last, empty],
    [a, b, c, empty],
  ]) {
    assert.throws(() => openPayload(fileKey, concatBytes(nonce, ...chunks)), refused)
  }
})

test('error: another key', () => {
  assert.throws(() => openPayload(random(16), payload), refused)
})

test('error: sizes that no payload has', () => {
  for (const size of [-1, 0, 16, 31, payloadSize(65_536) + 16, payloadSize(65_536) + 1]) {
    assert.throws(() => plaintextSize(size), refused, String(size))
  }
})
