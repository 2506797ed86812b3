import assert from 'node:assert/strict'
import { createHmac, hkdfSync } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { hasCode, newId } from '../kernel/index.ts'
import { grantAccount, recipientSeed, recordAccount, signInAccount, sourceKey } from './derivations.ts'

const root = new Uint8Array(32).fill(7)
const record = newId('record', 0, new Uint8Array(10))
const grant = newId('grant', 0, new Uint8Array(10))
const roots = fc.uint8Array({ minLength: 32, maxLength: 32 })
const ids = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('the same root and name always give the same account', () => {
  assert.equal(recordAccount(root, record).address, recordAccount(root, record).address)
  assert.deepEqual(recipientSeed(root), recipientSeed(root))
})

test('known roots give the keys they have always given', () => {
  assert.equal(recordAccount(root, record).address, '0x35873aB91556bde25c263C98C3450a210b8FFCE3')
  assert.equal(grantAccount(root, grant).address, '0x2d0A7FCC252162C9E2DC97053c13bf6d5a9f2F60')
  assert.equal(signInAccount(root).address, '0x987393724AE68Bb5e7dd821241B08897fa639d23')
})

test("seeds and source keys are those of another implementation: Node's HKDF and HMAC", () => {
  const digest = Buffer.alloc(32, 3)
  const seed = hkdfSync('sha256', root, '', 'symbolon/v1/recipient/0', 32)
  const indexKey = Buffer.from(hkdfSync('sha256', root, '', 'symbolon/v1/index', 32))
  assert.deepEqual(Buffer.from(recipientSeed(root)), Buffer.from(seed))
  assert.equal(sourceKey(root, digest), createHmac('sha256', indexKey).update(digest).digest('base64url'))
})

test('property: no address stands for two things', () => {
  const seen = new Set<string>()
  const seeds = new Set<string>()
  fc.assert(
    fc.property(roots, fc.uniqueArray(ids, { minLength: 3, maxLength: 3, selector: String }), (seed, names) => {
      const key = String(seed)
      if (seeds.has(key)) return
      seeds.add(key)
      const addresses = [
        signInAccount(seed).address,
        ...names.map((name) => recordAccount(seed, newId('record', 1, name)).address),
        ...names.map((name) => grantAccount(seed, newId('grant', 1, name)).address),
      ]
      for (const address of addresses) {
        assert.equal(seen.has(address), false)
        seen.add(address)
      }
    }),
    { numRuns: 300 },
  )
})

test('property: a source key tells files and owners apart', () => {
  fc.assert(
    fc.property(roots, roots, roots, (seed, other, digest) => {
      fc.pre(String(seed) !== String(other) && String(seed) !== String(digest))
      assert.equal(sourceKey(seed, digest), sourceKey(seed, digest))
      assert.notEqual(sourceKey(seed, digest), sourceKey(other, digest))
      assert.notEqual(sourceKey(seed, digest), sourceKey(seed, seed))
    }),
  )
})

test('error: a root of another length derives nothing', () => {
  for (const size of [0, 16, 31, 33]) {
    assert.throws(
      () => recipientSeed(new Uint8Array(size)),
      (error) => hasCode(error, 'IDENTITY_KEYRING_DAMAGED'),
    )
  }
})
