import assert from 'node:assert/strict'
import { createHmac, hkdfSync } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { privateKeyToAccount } from 'viem/accounts'
import { hasCode, isId, newId, toHex } from '../kernel/index.ts'
import {
  delegateKey,
  entryIdsOf,
  grantAccount,
  recipientSeed,
  recordAccount,
  signInAccount,
  sourceKey,
} from './derivations.ts'

const root = new Uint8Array(32).fill(7)
const record = newId('record', 0, new Uint8Array(10))
const grant = newId('grant', 0, new Uint8Array(10))
const delegate = newId('party', 0, new Uint8Array(10))
const roots = fc.uint8Array({ minLength: 32, maxLength: 32 })
const ids = fc.uint8Array({ minLength: 10, maxLength: 10 })

const delegateOf = (...of: Parameters<typeof delegateKey>) => privateKeyToAccount(toHex(delegateKey(...of))).address

test('the same root and name always give the same account', () => {
  assert.equal(recordAccount(root, record).address, recordAccount(root, record).address)
  assert.deepEqual(recipientSeed(root), recipientSeed(root))
})

test('known roots give the keys they have always given', () => {
  assert.equal(recordAccount(root, record).address, '0x35873aB91556bde25c263C98C3450a210b8FFCE3')
  assert.equal(grantAccount(root, grant).address, '0x2d0A7FCC252162C9E2DC97053c13bf6d5a9f2F60')
  const key = toHex(delegateKey(root, { grant, delegate }))
  assert.equal(privateKeyToAccount(key).address, '0x2796363D873004810e148575Bc8BED227680e979')
  assert.equal(signInAccount(root).address, '0x987393724AE68Bb5e7dd821241B08897fa639d23')
})

test("seeds and source keys are those of another implementation: Node's HKDF and HMAC", () => {
  const digest = Buffer.alloc(32, 3)
  const seed = hkdfSync('sha256', root, '', 'symbolon/v1/recipient/0', 32)
  const indexKey = Buffer.from(hkdfSync('sha256', root, '', 'symbolon/v1/index', 32))
  assert.deepEqual(Buffer.from(recipientSeed(root)), Buffer.from(seed))
  assert.equal(sourceKey(root, digest), createHmac('sha256', indexKey).update(digest).digest('base64url'))
})

test('a file has the same entry identifiers every time, other files and other owners have others', () => {
  const digest = new Uint8Array(32).fill(3)
  const first = (seed: Uint8Array, of: Uint8Array) => {
    const next = entryIdsOf(seed, of)
    return [next(), next(), next()]
  }
  const ids = first(root, digest)
  assert.deepEqual(ids, first(root, digest))
  assert.ok(ids.every((id) => isId('entry', id)))
  const others = [...first(root, root), ...first(digest, digest), ...first(digest, root)]
  assert.equal(new Set([...ids, ...others]).size, 12)
  assert.deepEqual(ids, [
    'ent_49fr0ja0v7e3sa5j70hwew3fcy',
    'ent_47ne4yd947er9ajmc79eq06h4s',
    'ent_7w62td8gxreqsvzj7mp8k53s6v',
  ])
})

test('property: no address stands for two things', () => {
  // Six of the eighty bits tell no name from another.
  const nameOf = (random: Uint8Array) => newId('record', 1, random)
  const seen = new Set<string>()
  const seeds = new Set<string>()
  fc.assert(
    fc.property(roots, fc.uniqueArray(ids, { minLength: 3, maxLength: 3, selector: nameOf }), (seed, names) => {
      const key = String(seed)
      if (seeds.has(key)) return
      seeds.add(key)
      const addresses = [
        signInAccount(seed).address,
        ...names.map((name) => recordAccount(seed, newId('record', 1, name)).address),
        ...names.map((name) => grantAccount(seed, newId('grant', 1, name)).address),
        ...names.map((name) => delegateOf(seed, { grant: newId('grant', 1, name), delegate })),
        ...names.map((name) => delegateOf(seed, { grant, delegate: newId('party', 1, name) })),
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
