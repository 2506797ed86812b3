import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { concatBytes, SymbolonError, sha256, utf8 } from '../../kernel/index.ts'
import { ed25519, noteSigner, parseNote } from '../../log/index.ts'
import type { ExpiryDay } from '../batch/expiry.ts'
import { IndexSet } from './index-set.ts'
import { SIGNATURE_BYTES, signedMessage } from './key-id.ts'
import { STATUS_BATCHES_MAX, STATUS_VALID_MAX_MS } from './limits.ts'
import type { StatusBatch } from './status-batch.ts'
import { openStatusFile, type StatusContent, signStatusFile } from './status-file.ts'
import {
  batchWith,
  contentWith,
  costlyRuns,
  dayOf,
  gtin,
  gtinOf,
  now,
  otherSigner,
  pack,
  setOf,
  spreadIndexes,
  statusKeys,
  statusSigner,
} from './test-offline.ts'

const rootOf = (name: string | number) => sha256(utf8(String(name)))
const some = contentWith({
  batches: [
    batchWith({ ended: setOf(1000, 0, 3, 999), held: setOf(1000, 5) }),
    batchWith({ root: rootOf('second'), lot: 'B', is_recalled: true }),
    batchWith({
      root: rootOf('third'),
      gtin: gtinOf('0521234500002'),
      is_withdrawn: true,
      count: 2 ** 24,
      expiry: dayOf('300131'),
    }),
    batchWith({ root: rootOf('fourth'), count: 1 }),
  ],
})
const file = signStatusFile(some, statusSigner)

/** Signs a changed body again: what only the parser can refuse. */
function resigned(body: Uint8Array): Uint8Array {
  return concatBytes(body, ed25519.sign(statusSigner, signedMessage('status', body)))
}

test('a status file is read back as it was written, whatever the order of the batches was', () => {
  const opened = openStatusFile(file, statusKeys)
  const { number, issued_at, valid_until, scope } = opened
  assert.deepEqual(
    { number, issued_at, valid_until, scope },
    { number: 7, issued_at: now, valid_until: now + 86_400_000, scope: 'named' },
  )
  const shown = (batches: readonly StatusBatch[]) =>
    batches.map((batch) => ({ ...batch, ended: batch.ended.indexes(), held: batch.held.indexes() }))
  const byRoot = [...some.batches].sort((one, other) => Buffer.compare(one.root, other.root))
  assert.deepEqual(shown(opened.batches), shown(byRoot))
  assert.deepEqual(signStatusFile({ ...some, batches: some.batches.toReversed() }, statusSigner), file)
  assert.equal(opened.by_lot.get(`${gtin} ${pack.lot}`)?.length, 2)
  assert.deepEqual([...opened.withdrawn], [gtinOf('0521234500002')])
})

test('the key of a log may sign it, and what it signs is no note of the log', () => {
  const signer = noteSigner({ key_name: 'example.com/log', type: 'ed25519', seed: rootOf('log') })
  const signed = signStatusFile(some, signer.key)
  assert.equal(openStatusFile(signed, [signer.verifier.key.bytes]).number, 7)
  assert.throws(() => parseNote(Buffer.from(signedMessage('status', signed)).toString('latin1')), SymbolonError)
})

test('error: MEDICINES_STATUS_SIGNATURE_INVALID under other keys, and under none', () => {
  for (const keys of [[], [otherSigner.publicKey]]) {
    assert.throws(() => openStatusFile(file, keys), { code: 'MEDICINES_STATUS_SIGNATURE_INVALID' })
  }
  assert.equal(openStatusFile(file, [otherSigner.publicKey, ...statusKeys]).number, 7)
})

test('property: no bit of a status file may change, and no byte be lacking or added', () => {
  fc.assert(
    fc.property(fc.nat(8 * file.length - 1), (bit) => {
      const changed = file.slice()
      changed[bit >>> 3] = (changed[bit >>> 3] ?? 0) ^ (1 << (bit & 7))
      const code = /^MEDICINES_STATUS_(?:SIGNATURE_)?INVALID$/
      assert.throws(() => openStatusFile(changed, statusKeys), { code })
      assert.throws(() => openStatusFile(file.subarray(0, bit >>> 3), statusKeys), { code })
    }),
    { numRuns: costlyRuns },
  )
  const longer = concatBytes(file, Uint8Array.of(0))
  assert.throws(() => openStatusFile(longer, statusKeys), { code: 'MEDICINES_STATUS_SIGNATURE_INVALID' })
})

test('property: what is signed and no file is refused with our error, and what is taken is written so again', () => {
  const body = file.subarray(0, -SIGNATURE_BYTES)
  const edits = fc.array(fc.record({ at: fc.nat(body.length - 1), byte: fc.nat(255) }), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(edits, fc.integer({ min: 0, max: body.length }), (changes, end) => {
      const changed = body.slice()
      for (const { at, byte } of changes) changed[at] = byte
      for (const part of [changed, changed.subarray(0, end)]) {
        try {
          const opened = openStatusFile(resigned(part), statusKeys)
          const again = openStatusFile(signStatusFile(opened, statusSigner), statusKeys)
          assert.deepEqual(
            again.batches.map(({ root }) => root),
            opened.batches.map(({ root }) => root),
          )
        } catch (error) {
          if (!(error instanceof SymbolonError)) throw error
        }
      }
    }),
    { numRuns: costlyRuns },
  )
})

test('property: any bytes are refused with our error', () => {
  const begun = fc.uint8Array({ maxLength: 120 }).map((rest) => concatBytes(file.subarray(0, 25), rest))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), begun, begun.map(resigned)), (bytes) => {
      try {
        openStatusFile(bytes, statusKeys)
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns: costlyRuns },
  )
})

const refused: readonly (readonly [why: string, changes: Partial<StatusContent>])[] = [
  ['a time that runs backwards', { valid_until: now }],
  ['more than a day', { valid_until: now + STATUS_VALID_MAX_MS + 1000 }],
  ['half a second', { issued_at: now + 500 }],
  ['a time before 1970', { issued_at: -1000, valid_until: 0 }],
  ['a number below zero', { number: -1 }],
  ['the same batch twice', { batches: [batchWith(), batchWith()] }],
  ['a root of another length', { batches: [batchWith({ root: new Uint8Array(31) })] }],
  ['a wrong check digit', { batches: [batchWith({ gtin: `${gtin.slice(0, -1)}0` })] }],
  ['a lot with a space', { batches: [batchWith({ lot: 'A B' })] }],
  ['a lot in Greek', { batches: [batchWith({ lot: 'ΑΒ' })] }],
  ['a day that is too far', { batches: [batchWith({ expiry: 65_536 as ExpiryDay })] }],
  ['half a day', { batches: [batchWith({ expiry: 0.5 as ExpiryDay })] }],
  ['no packs', { batches: [batchWith({ count: 0, ended: setOf(1), held: setOf(1) })] }],
  ['more packs than a batch has', { batches: [batchWith({ count: 2 ** 24 + 1, ended: setOf(1), held: setOf(1) })] }],
  ['packs of another batch', { batches: [batchWith({ ended: setOf(999) })] }],
]
for (const [why, changes] of refused) {
  test(`error: MEDICINES_STATUS_INVALID for ${why}`, () => {
    assert.throws(() => signStatusFile(contentWith(changes), statusSigner), { code: 'MEDICINES_STATUS_INVALID' })
  })
}

test('error: MEDICINES_STATUS_INVALID for signed bodies that say more than they hold', () => {
  const body = file.subarray(0, -SIGNATURE_BYTES)
  const withCount = (count: number) => {
    const changed = body.slice()
    new DataView(changed.buffer).setUint32(25, count)
    return changed
  }
  const batchesIn = [withCount(3), withCount(5), withCount(STATUS_BATCHES_MAX + 1), concatBytes(body, Uint8Array.of(0))]
  for (const changed of batchesIn) {
    assert.throws(() => openStatusFile(resigned(changed), statusKeys), { code: 'MEDICINES_STATUS_INVALID' })
  }
})

for (const [share, size_bytes_max] of [
  [0.01, 10_700],
  [0.5, 125_300],
  [0.99, 10_700],
] as const) {
  test(`a file on a million packs of which ${100 * share} % have ended has at most ${size_bytes_max} bytes`, () => {
    const count = 1_000_000
    const indexes = spreadIndexes({ count, share, seed: 7 })
    const batch = batchWith({ count, ended: IndexSet.of(count, indexes), held: setOf(count) })
    const bytes = signStatusFile(contentWith({ batches: [batch] }), statusSigner)
    assert.ok(bytes.length <= size_bytes_max, `${bytes.length}`)
    assert.deepEqual(openStatusFile(bytes, statusKeys).batches[0]?.ended.indexes(), indexes)
  })
}
