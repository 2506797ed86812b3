import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from './fuzz-runs.ts'
import { dayOf, startOfWeek, weekAfter } from './time.ts'

const week_ms = 7 * 24 * 60 * 60 * 1000

test('weeks are counted from the first of January 1970', () => {
  assert.equal(weekAfter(0), 0)
  assert.equal(weekAfter(1), 1)
  assert.equal(weekAfter(week_ms), 1)
  assert.equal(weekAfter(week_ms + 1), 2)
  assert.equal(startOfWeek(1), week_ms)
})

test('days are counted from the first of January 1970', () => {
  assert.equal(dayOf(Date.UTC(1970, 0, 1, 23, 59)), 0)
  assert.equal(dayOf(Date.UTC(2024, 1, 29)), 19782)
})

test('property: a coarse expiry is never before the exact one, and less than a week after it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8.64e15 }), (instant) => {
      const coarse = startOfWeek(weekAfter(instant))
      assert.ok(coarse >= instant && coarse - instant < week_ms)
    }),
    { numRuns: fuzzRuns },
  )
})
