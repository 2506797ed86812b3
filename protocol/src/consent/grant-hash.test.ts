import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { keccak256 } from 'viem/utils'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { toHex, weekAfter } from '../kernel/index.ts'
import { authorityPaths, authorityRoot, grantCommitment, grantHash, verifyAuthorityPath } from './grant-hash.ts'
import { buildGrantTerms, grantTermsText } from './grant-terms.ts'
import { testParts } from './test-terms.ts'

const terms = buildGrantTerms(testParts)

const r = new Uint8Array(64).fill(7)

test('the commitment is SHA-256 of tag, salt and the digest of the canonical terms', () => {
  const digest = createHash('sha256').update(grantTermsText(terms)).digest()
  const commitment = createHash('sha256').update('symbolon/v1/grant').update(r).update(digest).digest()
  assert.deepEqual(Buffer.from(grantCommitment({ r, terms })), commitment)
  assert.throws(() => grantCommitment({ r: r.subarray(1), terms }), RangeError)
})

test('the hash is that of commitment, account and week, so that each of them makes another grant', () => {
  const word = (hex: string) => hex.padStart(64, '0')
  const week = weekAfter(Date.parse(terms.until)).toString(16)
  const commitment = Buffer.from(grantCommitment({ r, terms })).toString('hex')
  const text = `0x${commitment}${word(terms.account.slice(2).toLowerCase())}${word(week)}` as const
  assert.equal(toHex(grantHash({ r, terms })), keccak256(text))
  const others = [
    grantHash({ r: new Uint8Array(64).fill(8), terms }),
    grantHash({ r, terms: { ...terms, account: terms.grantee_address } }),
    grantHash({ r, terms: { ...terms, until: terms.given_at } }),
  ]
  assert.equal(new Set([...others, grantHash({ r, terms })].map(toHex)).size, 4)
})

test('one signature covers a thousand grants, each with its own path', () => {
  const hashes = Array.from({ length: 1000 }, (_, index) => hashOf(index))
  const root = authorityRoot(hashes)
  const paths = authorityPaths(hashes)
  for (const [index, path] of paths.entries())
    assert.ok(verifyAuthorityPath({ root, hash: hashes[index] as Uint8Array, index, size: 1000, path }))
  assert.ok(!verifyAuthorityPath({ root, hash: hashOf(1000), index: 3, size: 1000, path: paths[3] as Uint8Array[] }))
})

test('a single grant has an empty path, and no other path proves it', () => {
  const [hash, root] = [hashOf(1), authorityRoot([hashOf(1)])]
  assert.deepEqual(authorityPaths([hash]), [[]])
  assert.ok(verifyAuthorityPath({ root, hash, index: 0, size: 1, path: [] }))
  assert.ok(!verifyAuthorityPath({ root, hash, index: 0, size: 1, path: [root] }))
  assert.ok(!verifyAuthorityPath({ root, hash, index: 1, size: 1, path: [] }))
  assert.ok(!verifyAuthorityPath({ root, hash: hashOf(2), index: 0, size: 1, path: [] }))
})

test('property: a hash that was not signed has no path', () => {
  const hashes = Array.from({ length: 9 }, (_, index) => hashOf(index))
  const root = authorityRoot(hashes)
  const paths = authorityPaths(hashes)
  const stranger = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(stranger, fc.nat(8), (hash, index) => {
      assert.ok(!verifyAuthorityPath({ root, hash, index, size: 9, path: paths[index] as Uint8Array[] }))
    }),
    { numRuns: fuzzRuns },
  )
})

function hashOf(index: number): Uint8Array {
  return createHash('sha256').update(String(index)).digest()
}
