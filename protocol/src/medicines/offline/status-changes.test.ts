import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { concatBytes, SymbolonError, sha256, utf8 } from '../../kernel/index.ts'
import { IndexSet } from './index-set.ts'
import type { StatusBatch } from './status-batch.ts'
import { applyStatusChanges, statusChanges } from './status-changes.ts'
import { openStatusFile, type StatusFile, signStatusFile } from './status-file.ts'
import {
  batchWith,
  contentWith,
  costlyRuns,
  now,
  setOf,
  spreadIndexes,
  statusKeys,
  statusSigner,
} from './test-offline.ts'

function fileOf(batches: readonly StatusBatch[], number = 7): StatusFile {
  return openStatusFile(signStatusFile(contentWith({ batches, number }), statusSigner), statusKeys)
}

/** A few of six batches in some state: lots, flags and packs differ from one to the next. */
const states = fc
  .uniqueArray(
    fc.record({ name: fc.nat(5), flags: fc.nat(3), share: fc.constantFrom(0, 0.02, 0.5, 1), seed: fc.nat(3) }),
    {
      selector: ({ name }) => name,
    },
  )
  .map((all) =>
    all.map(({ name, flags, share, seed }) => {
      const count = 100 + 50 * name + (seed === 3 ? 1 : 0)
      const ended = IndexSet.of(count, spreadIndexes({ count, share, seed }))
      const held = IndexSet.of(count, spreadIndexes({ count, share: 0.01, seed: seed + 1 }))
      const flagged = { is_recalled: flags % 2 === 1, is_withdrawn: flags > 1 }
      return batchWith({ root: sha256(utf8(String(name))), count, ended, held, ...flagged })
    }),
  )

test('property: the changes make the next file from the one before, byte for byte', () => {
  fc.assert(
    fc.property(states, states, (before, after) => {
      const [base, next] = [fileOf(before), fileOf(after, 8)]
      const made = applyStatusChanges(base, { changes: statusChanges(base, next), keys: statusKeys })
      assert.deepEqual(made.bytes, next.bytes)
      assert.equal(made.number, 8)
    }),
    { numRuns: costlyRuns },
  )
})

const base = fileOf([batchWith({ ended: setOf(1000, 1, 2) }), batchWith({ root: sha256(utf8('gone')), lot: 'G' })])
const next = fileOf([batchWith({ ended: setOf(1000, 2, 700) }), batchWith({ root: sha256(utf8('new')), lot: 'N' })], 8)
const changes = statusChanges(base, next)

test('property: no bit of the changes may change, and no byte be lacking', () => {
  fc.assert(
    fc.property(fc.nat(8 * changes.length - 1), (bit) => {
      const altered = changes.slice()
      altered[bit >>> 3] = (altered[bit >>> 3] ?? 0) ^ (1 << (bit & 7))
      for (const bytes of [altered, changes.subarray(0, bit >>> 3), concatBytes(changes, Uint8Array.of(0))]) {
        const apply = () => applyStatusChanges(base, { changes: bytes, keys: statusKeys })
        assert.throws(apply, { code: /^MEDICINES_STATUS_(?:INVALID|SIGNATURE_INVALID|BASE_OTHER)$/ })
      }
    }),
    { numRuns: costlyRuns },
  )
})

test('property: any bytes are refused with our error', () => {
  const begun = fc.uint8Array({ maxLength: 150 }).map((rest) => concatBytes(changes.subarray(0, 61), rest))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 150 }), begun), (bytes) => {
      try {
        applyStatusChanges(base, { changes: bytes, keys: statusKeys })
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})

test('error: MEDICINES_STATUS_BASE_OTHER for changes of another file', () => {
  for (const other of [next, fileOf(base.batches, 6)]) {
    assert.throws(() => applyStatusChanges(other, { changes, keys: statusKeys }), {
      code: 'MEDICINES_STATUS_BASE_OTHER',
    })
  }
})

test('a thousand dispenses of a day among a million packs take less than 2 kB', () => {
  const count = 1_000_000
  const [before, after] = [0.3, 0.301].map((share) => spreadIndexes({ count, share, seed: 9 })) as [
    Uint32Array,
    Uint32Array,
  ]
  const fileWith = (indexes: Uint32Array, number: number) =>
    fileOf([batchWith({ count, ended: IndexSet.of(count, indexes), held: setOf(count) })], number)
  const [morning, evening] = [fileWith(before, 1), fileWith(after, 2)]
  const difference = statusChanges(morning, evening)
  assert.equal(after.length - before.length, 1009)
  assert.ok(difference.length < 2000, `${difference.length}`)
  const made = applyStatusChanges(morning, { changes: difference, keys: statusKeys })
  assert.deepEqual(made.bytes, evening.bytes)
  assert.equal(made.issued_at, now)
})
