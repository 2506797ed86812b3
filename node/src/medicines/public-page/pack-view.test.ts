import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClassState, PublicOutcome } from '@symbolon/protocol/medicines'
import fc from 'fast-check'
import { fuzzRuns } from '../../../../protocol/src/kernel/fuzz-runs.ts'
import { viewPack } from './pack-view.ts'
import type { PublicPack } from './public-pack.ts'
import { now, packWith } from './test-pack.ts'

const viewed = (more: Partial<PublicPack>, code = {}) => viewPack(packWith(more), { code, now })

test('each outcome has its verdict', () => {
  assert.equal(viewed({}).verdict, 'genuine')
  assert.equal(viewed({ outcome: 'ended', is_dispensed: true }).verdict, 'dispensed')
  assert.equal(viewed({ outcome: 'ended' }).verdict, 'ended')
  assert.equal(viewed({ outcome: 'class_ended' }).verdict, 'class_ended')
  assert.equal(viewed({ outcome: 'unknown' }).verdict, 'unknown')
  assert.equal(viewed({ outcome: 'not_checked' }).verdict, 'not_checked')
})

test('withdrawn, recalled and expired are said whatever else is true, the gravest first', () => {
  for (const outcome of ['genuine', 'ended', 'unknown', 'not_checked', 'class_ended'] as const) {
    for (const stop of ['withdrawn', 'recalled', 'expired'] as const) {
      assert.deepEqual(viewed({ outcome, stops: [stop] }), { verdict: 'class_ended', stops: [stop], differs: [] })
    }
  }
  assert.deepEqual(viewed({ stops: ['expired', 'recalled', 'withdrawn'] }).stops, ['withdrawn', 'recalled', 'expired'])
})

test('a pack expires when its last day is over, by the record or by the box', () => {
  assert.equal(viewed({ expiry: '261130' }).verdict, 'genuine', 'today is its last day')
  assert.equal(viewed({ expiry: '261100' }).verdict, 'genuine', 'the whole of November')
  assert.deepEqual(viewed({ expiry: '261129' }).stops, ['expired'])
  assert.deepEqual(viewed({ expiry: '261000' }).stops, ['expired'])
  assert.deepEqual(viewed({ expiry: '271231' }, { expiry: '261031' }).stops, ['expired'], 'the box says so')
})

test('a code that differs from the record is said to differ, and is never in order', () => {
  assert.deepEqual(viewed({}, { lot: 'A1', expiry: '271231' }), { verdict: 'genuine', stops: [], differs: [] })
  assert.deepEqual(viewed({}, { lot: 'B1' }), { verdict: 'differs', stops: [], differs: ['lot'] })
  assert.deepEqual(viewed({}, { expiry: '280131' }), { verdict: 'differs', stops: [], differs: ['expiry'] })
  assert.deepEqual(viewed({ outcome: 'ended', is_dispensed: true }, { lot: 'B1' }).verdict, 'differs')
  assert.deepEqual(viewed({ stops: ['recalled'] }, { lot: 'B1' }), {
    verdict: 'class_ended',
    stops: ['recalled'],
    differs: ['lot'],
  })
})

test('property: what was not looked up is never in order, and what must not be used is never anything else', () => {
  const outcome = fc.constantFrom<PublicOutcome>('genuine', 'ended', 'class_ended', 'unknown', 'not_checked')
  const stops = fc.uniqueArray(fc.constantFrom<ClassState>('withdrawn', 'recalled', 'expired'))
  const date = fc.tuple(
    fc.integer({ min: 20, max: 40 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 28 }),
  )
  const expiry = date.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''))
  const lot = fc.constantFrom('A1', 'B1', undefined)
  const holds = fc.property(outcome, stops, expiry, lot, expiry, (of, why, recorded, written, boxed) => {
    const {
      verdict,
      stops: told,
      differs,
    } = viewed({ outcome: of, stops: why, expiry: recorded }, { lot: written, expiry: boxed })
    assert.equal(verdict === 'class_ended', told.length > 0 || of === 'class_ended')
    for (const stop of why) assert.ok(told.includes(stop))
    if (of === 'not_checked') assert.ok(verdict === 'not_checked' || verdict === 'class_ended')
    if (of === 'unknown') assert.ok(verdict === 'unknown' || verdict === 'class_ended')
    if (verdict === 'genuine') assert.ok(of === 'genuine' && differs.length === 0)
  })
  fc.assert(holds, { numRuns: fuzzRuns })
})
