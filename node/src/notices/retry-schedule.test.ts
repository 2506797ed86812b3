import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ATTEMPTS_MAX, retryDelay_ms } from './retry-schedule.ts'

const delaysAt = (chance: number) =>
  Array.from({ length: ATTEMPTS_MAX }, (_, i) => retryDelay_ms(i + 1, chance)).filter((delay) => delay !== undefined)

test('ten attempts, the last one 72 hours after the first', () => {
  assert.equal(ATTEMPTS_MAX, 10)
  const delays = delaysAt(0)
  assert.deepEqual(delays.slice(0, 4), [5_000, 300_000, 1_800_000, 7_200_000])
  assert.equal(
    delays.reduce((sum, delay) => sum + delay),
    72 * 3_600_000,
  )
  assert.equal(retryDelay_ms(ATTEMPTS_MAX, 0), undefined)
})

test('chance shortens a delay by a fifth at most', () => {
  assert.deepEqual(delaysAt(0.5).slice(0, 3), [4_500, 270_000, 1_620_000])
})

test('property: delays grow whatever chance says, and never beyond 72 hours in all', () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.array(chance, { minLength: ATTEMPTS_MAX, maxLength: ATTEMPTS_MAX }), (chances) => {
      const delays = chances.map((chance, i) => retryDelay_ms(i + 1, chance)).filter((delay) => delay !== undefined)
      assert.ok(delays.reduce((sum, delay) => sum + delay) <= 72 * 3_600_000)
      assert.ok(delays.every((delay) => Number.isSafeInteger(delay) && delay >= 4_000))
      assert.ok(delays.slice(0, 5).every((delay, i) => i === 0 || delay > (delays[i - 1] ?? 0)))
    }),
    { numRuns: 1_000 },
  )
})
