import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { merkleProof, merkleRoot, sha256, utf8 } from '../../kernel/index.ts'
import { parseGtin, parseLot } from '../batch/batch-order.ts'
import { packLeaf } from '../batch/pack-leaf.ts'
import { parseSerial } from '../batch/serial-rows.ts'
import { checkOffline, type OfflineCheck } from './check-offline.ts'
import { STATUS_CLOCK_TOLERANCE_MS } from './limits.ts'
import { describeOffline, type OfflineReason, offlineReasons } from './offline-reasons.ts'
import { makerKeys, readPackCode, signPackCode } from './pack-code.ts'
import type { StatusBatch } from './status-batch.ts'
import { openStatusFile, type StatusContent, type StatusFile, signStatusFile } from './status-file.ts'
import {
  batchWith,
  contentWith,
  costlyRuns,
  dayOf,
  makerKey,
  makerSigner,
  makers,
  now,
  pack,
  root,
  setOf,
  statusKeys,
  statusSigner,
} from './test-offline.ts'

const day_ms = 86_400_000
const signedAsDay = signPackCode({ pack: { ...pack, expiry: '281130' }, root, index: 12, signed_on: now }, makerSigner)

function fileWith(batch: Partial<StatusBatch>, content: Partial<StatusContent> = {}): StatusFile {
  const made = contentWith({ batches: [batchWith(batch)], ...content })
  return openStatusFile(signStatusFile(made, statusSigner), statusKeys)
}

function codeAt(index: number, of = root) {
  return readPackCode(signPackCode({ pack, root: of, index, signed_on: now }, makerSigner))
}

const known: OfflineCheck = { pack, code: codeAt(12), makers, status: fileWith({}), now }
const ended = { ended: setOf(1000, 3, 12) }
const tail = Uint8Array.of(...root.slice(0, 4), ...sha256(utf8('tail')).slice(4))

/** A small batch with a real tree, and the proof of the pack at 2 of 5. */
const batch = { gtin: parseGtin(pack.gtin), lot: parseLot(pack.lot), expiry: dayOf(pack.expiry) }
const leaves = ['A1', 'B2', pack.serial, 'C3', 'D4'].map((serial, i) => {
  return packLeaf({ ...batch, serial: parseSerial(serial), salt: saltOf(i) })
})
const treeRoot = merkleRoot(leaves)
const proof = { root: treeRoot, index: 2, salt: saltOf(2), proof: merkleProof(leaves, 2) }
const tree = { root: treeRoot, count: 5 }
const proved = { code: undefined, proof, status: fileWith(tree) }

function saltOf(index: number): Uint8Array {
  return sha256(utf8(`salt ${index}`))
}

const cases: readonly (readonly [reason: OfflineReason, changes: Partial<OfflineCheck>])[] = [
  ['genuine', {}],
  ['genuine', { now: now + day_ms - 1 }],
  ['genuine', { now: now - STATUS_CLOCK_TOLERANCE_MS }],
  ['genuine', { status: fileWith({ ended: setOf(1000, 11, 13), held: setOf(1000, 0) }) }],
  ['ended', { status: fileWith(ended) }],
  ['held', { status: fileWith({ held: setOf(1000, 12) }) }],
  ['ended', { status: fileWith({ ...ended, held: setOf(1000, 12) }) }],
  ['recalled', { status: fileWith({ is_recalled: true }) }],
  ['recalled', { status: fileWith({ is_recalled: true }), now: now + 400 * day_ms, code: undefined }],
  ['recalled', { status: fileWith({ is_recalled: true, root: sha256(utf8('a neighbour')) }) }],
  ['withdrawn', { status: fileWith({ is_withdrawn: true }) }],
  ['withdrawn', { status: fileWith({ is_withdrawn: true, lot: 'ANOTHER' }) }],
  ['expired', { now: Date.UTC(2028, 11, 1) }],
  ['expired', { now: Date.UTC(2028, 11, 1), status: undefined, code: undefined }],
  ['status_outdated', { now: Date.UTC(2028, 10, 30, 23, 59) }],
  ['status_outdated', { now: now + day_ms }],
  ['status_outdated', { now: now + day_ms, status: fileWith(ended) }],
  ['clock_behind', { now: now - STATUS_CLOCK_TOLERANCE_MS - 1 }],
  ['no_status_file', { status: undefined }],
  ['batch_not_listed', { status: fileWith({ lot: 'ANOTHER' }) }],
  ['batch_not_listed', { status: fileWith({ root: sha256(utf8('another')) }) }],
  ['batch_not_listed', { status: fileWith({ count: 12 }) }],
  ['batch_not_listed', { status: fileWith({}, { batches: [batchWith(), batchWith({ root: tail })] }) }],
  ['batch_not_listed', { status: fileWith({}, { batches: [] }) }],
  ['expiry_differs', { status: fileWith({ expiry: dayOf('281129') }) }],
  ['genuine', { pack: { ...pack, expiry: '281130' }, code: readPackCode(signedAsDay) }],
  ['genuine', proved],
  ['ended', { ...proved, status: fileWith({ ...tree, ended: setOf(5, 2) }) }],
  ['status_outdated', { ...proved, now: now + day_ms }],
  ['batch_not_listed', { ...proved, status: fileWith({}) }],
  ['no_status_file', { ...proved, status: undefined }],
  ['proof_wrong', { ...proved, pack: { ...pack, serial: 'K7Q2M9X5' } }],
  ['proof_wrong', { ...proved, proof: { ...proof, index: 3 } }],
  ['proof_wrong', { ...proved, proof: { ...proof, salt: saltOf(3) } }],
  ['proof_wrong', { ...proved, proof: { ...proof, salt: new Uint8Array(31) } }],
  ['proof_wrong', { ...proved, proof: { ...proof, proof: [] } }],
  ['proof_wrong', { ...proved, status: fileWith({ ...tree, count: 9 }) }],
  ['no_evidence', { code: undefined }],
  ['key_unknown', { makers: makerKeys([]) }],
  ['key_not_valid', { code: readPackCode(signPackCode({ pack, root, index: 12, signed_on: 0 }, makerSigner)) }],
  ['product_not_licensed', { makers: makerKeys([{ ...makerKey, covers: () => false }]) }],
  ['not_signed', { code: { ...codeAt(12), index: 13 } }],
  ['not_signed', { pack: { ...pack, serial: 'K7Q2M9X5' } }],
  ['not_signed', { pack: { ...pack, expiry: '291100' } }],
]
for (const [at, [reason, changes]] of cases.entries()) {
  test(`case ${at + 1}: ${reason}`, () => {
    const verdict = checkOffline({ ...known, ...changes })
    assert.equal(verdict.reason, reason)
    assert.equal(verdict.outcome, offlineReasons[reason].outcome)
  })
}

test('every reason has a case', () => {
  assert.deepEqual(new Set(cases.map(([reason]) => reason)), new Set(Object.keys(offlineReasons)))
})

test('who vouches, and as of when, stands in the verdict and in its sentence', () => {
  const verdict = checkOffline(known)
  assert.deepEqual(verdict, { outcome: 'may_be_dispensed', reason: 'genuine', as_of: now, vouched_by: 'maker' })
  assert.match(describeOffline(verdict, 'en'), /as of 2026-11-30, 16:00 UTC/)
  assert.match(describeOffline(verdict, 'el'), /έως 30\/11\/2026, 16:00 UTC/)
  const unvouched = checkOffline({ ...known, code: undefined })
  assert.deepEqual(unvouched, { outcome: 'not_checked', reason: 'no_evidence' })
  assert.doesNotMatch(describeOffline(unvouched, 'el'), /[{}]/)
})

test('error: MEDICINES_CODE_INVALID for numbers that no pack has', () => {
  for (const other of [{ gtin: '1' }, { serial: ' ' }, { lot: '' }, { expiry: '281301' }]) {
    assert.throws(() => checkOffline({ ...known, pack: { ...pack, ...other } }), { code: 'MEDICINES_CODE_INVALID' })
  }
})

test('a node vouches where a proof leads to a root of its file', () => {
  assert.equal(checkOffline({ ...known, ...proved }).vouched_by, 'node')
})

test('every sentence that names a time gets one', () => {
  for (const [, changes] of cases) {
    const verdict = checkOffline({ ...known, ...changes })
    for (const language of ['en', 'el'] as const) assert.doesNotMatch(describeOffline(verdict, language), /[{}]/)
  }
})

test('property: a pack may be dispensed only while the file holds, and what ended in it never may', () => {
  const statuses = [known.status, fileWith(ended), fileWith({ held: setOf(1000, 12) }), undefined]
  fc.assert(
    fc.property(fc.constantFrom(...statuses), fc.integer({ min: -3, max: 60 }), fc.nat(999), (status, hours, index) => {
      const instant = now + hours * 3_600_000
      const verdict = checkOffline({ ...known, status, code: codes[index], now: instant })
      const isWithin = status !== undefined && hours >= -1 && hours < 24
      const batch = status?.batches[0]
      const isFree = batch !== undefined && !batch.ended.has(index) && !batch.held.has(index)
      assert.equal(verdict.outcome === 'may_be_dispensed', isWithin && isFree)
      assert.equal(verdict.outcome === 'not_checked', !isWithin)
    }),
    { numRuns: costlyRuns },
  )
})
const codes = Array.from({ length: 1000 }, (_, index) => codeAt(index))
