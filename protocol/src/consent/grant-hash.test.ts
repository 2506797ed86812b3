import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { authorityPaths, authorityRoot, grantHash, termsDigest, verifyAuthorityPath } from './grant-hash.ts'
import { buildGrantTerms, grantTermsText } from './grant-terms.ts'
import { testParts } from './test-terms.ts'

const terms = buildGrantTerms(testParts)

test('the digest is SHA-256 of the canonical terms, the hash adds tag and salt', () => {
  const digest = createHash('sha256').update(grantTermsText(terms)).digest()
  assert.deepEqual(Buffer.from(termsDigest(terms)), digest)
  const r = new Uint8Array(64).fill(7)
  const hash = createHash('sha256').update('symbolon/v1/grant').update(r).update(digest).digest()
  assert.deepEqual(Buffer.from(grantHash({ r, digest })), hash)
  assert.throws(() => grantHash({ r: r.subarray(1), digest }), RangeError)
})

test('one signature covers a thousand grants, each with its own path', () => {
  const digests = Array.from({ length: 1000 }, (_, index) => digestOf(index))
  const root = authorityRoot(digests)
  const paths = authorityPaths(digests)
  for (const [index, path] of paths.entries())
    assert.ok(verifyAuthorityPath({ root, digest: digests[index] as Uint8Array, index, size: 1000, path }))
  assert.ok(
    !verifyAuthorityPath({ root, digest: digestOf(1000), index: 3, size: 1000, path: paths[3] as Uint8Array[] }),
  )
})

test('a single grant has an empty path', () => {
  assert.deepEqual(authorityPaths([digestOf(1)]), [[]])
})

test('property: a digest that was not signed has no path', () => {
  const digests = Array.from({ length: 9 }, (_, index) => digestOf(index))
  const root = authorityRoot(digests)
  const paths = authorityPaths(digests)
  const stranger = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(stranger, fc.nat(8), (digest, index) => {
      assert.ok(!verifyAuthorityPath({ root, digest, index, size: 9, path: paths[index] as Uint8Array[] }))
    }),
    { numRuns: fuzzRuns },
  )
})

function digestOf(index: number): Uint8Array {
  return createHash('sha256').update(String(index)).digest()
}
