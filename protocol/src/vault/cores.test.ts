import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CHUNK_BYTES, TAG_BYTES } from './age-core.ts'
import { ageCore as native } from './age-core-native.ts'
import { ageCore as portable } from './age-core-portable.ts'
import { repeatableRandom } from './test-record.ts'

const random = repeatableRandom('cores')
const both = [
  [native, portable],
  [portable, native],
] as const
const plain = (bytes: Uint8Array | undefined) => bytes && Uint8Array.from(bytes)
const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size })
const text = fc.uint8Array({ maxLength: 9000 })

test('property: both cores hash, authenticate and spell alike', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), text, (key, data) => {
      assert.deepEqual(native.sha256(data), plain(portable.sha256(data)))
      assert.deepEqual(native.hmac(key, data), plain(portable.hmac(key, data)))
      assert.equal(native.toBase64(data), portable.toBase64(data))
      assert.deepEqual(plain(native.fromBase64(portable.toBase64(data))), data)
    }),
    { numRuns: 500 },
  )
})

test('property: both cores take the same base64 for valid', () => {
  const spelling = fc.string({ unit: fc.constantFrom('A', 'B', '+', '/', '=', '-', '_', ' ', '\n', 'é'), maxLength: 9 })
  fc.assert(
    fc.property(spelling, (given) =>
      assert.deepEqual(plain(native.fromBase64(given)), plain(portable.fromBase64(given))),
    ),
    { numRuns: 5000 },
  )
})

test('property: one core opens the short texts that the other sealed', () => {
  fc.assert(
    fc.property(bytes(32), bytes(12), fc.uint8Array({ maxLength: 100 }), (key, nonce, given) => {
      for (const [from, to] of both) {
        const sealed = from.sealBox({ key, nonce, text: given })
        assert.deepEqual(plain(to.openBox({ key, nonce, text: sealed })), given)
        assert.equal(to.openBox({ key, nonce, text: sealed.subarray(1) }), undefined)
      }
      for (const core of [native, portable])
        assert.equal(core.openBox({ key, nonce, text: new Uint8Array(3) }), undefined)
    }),
    { numRuns: 200 },
  )
})

test('one core opens the streams that the other sealed, to the byte', () => {
  const key = random(32)
  for (const size of [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 300 * CHUNK_BYTES + 5]) {
    const from = random(size)
    const sealed = new Uint8Array(size + TAG_BYTES * Math.max(1, Math.ceil(size / CHUNK_BYTES)))
    const twin = sealed.slice()
    native.sealStream({ key, from, to: sealed })
    portable.sealStream({ key, from, to: twin })
    assert.deepEqual(sealed, twin)
    for (const core of [native, portable]) {
      const to = new Uint8Array(size)
      assert.ok(core.openStream({ key, from: sealed, to }))
      assert.deepEqual(to, from)
      sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
      assert.ok(!core.openStream({ key, from: sealed, to }))
      assert.ok(to.every((byte) => byte === 0))
      sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
    }
  }
})

test('one core agrees on secrets with the other', () => {
  for (const [one, other] of both) {
    const seed = random(32)
    const mine = one.x25519SecretKey(seed)
    const theirs = other.x25519Ephemeral(random)
    assert.deepEqual(plain(one.x25519(mine, theirs.publicKey)), plain(other.x25519(theirs, mine.publicKey)))
    assert.equal(one.x25519(mine, new Uint8Array(32)), undefined)
    const publicKey = other.hybridPublicKey(one.hybridSecretKey(seed).publicKey.bytes)
    assert.ok(publicKey)
    const { ciphertext, sharedSecret } = other.encapsulate(publicKey, random) ?? assert.fail('no encapsulation')
    assert.deepEqual(plain(one.decapsulate(one.hybridSecretKey(seed), ciphertext)), plain(sharedSecret))
    assert.deepEqual(plain(other.decapsulate(other.hybridSecretKey(seed), ciphertext)), plain(sharedSecret))
  }
})

test('error: both cores refuse hybrid keys with a coefficient out of range or a half of low order', () => {
  for (const core of [native, portable]) {
    assert.equal(core.hybridPublicKey(new Uint8Array(1216).fill(0xff)), undefined)
    const lowOrder = core.hybridSecretKey(random(32)).publicKey.bytes.slice().fill(0, 1184)
    const publicKey = core.hybridPublicKey(lowOrder)
    assert.equal(publicKey && core.encapsulate(publicKey, random), undefined)
  }
})

test('both cores stretch passphrases alike', () => {
  const work = { passphrase: 'κλειδί', salt: random(16), log_n: 10 }
  assert.deepEqual(plain(native.scrypt(work)), plain(portable.scrypt(work)))
})
