import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { binomialTail, findRateSpike, SPIKE_CHANCE_MAX, SPIKE_READS_MAX, SPIKE_WINDOWS_MIN } from './rate-spike.ts'

const before = (count: number, windows = 30): number[] => new Array(windows).fill(count)

test('the tail of the binomial is exact where it can be counted by hand', () => {
  const cases: readonly (readonly [trials: number, share: number, atLeast: number, chance: number])[] = [
    [10, 0.5, 10, 1 / 1024],
    [10, 0.5, 9, 11 / 1024],
    [4, 0.25, 1, 1 - 0.75 ** 4],
    [5, 0.1, 0, 1],
    [5, 0.1, 6, 0],
    [3, 0.2, 3, 0.008],
  ]
  for (const [trials, share, atLeast, chance] of cases) {
    assert.ok(Math.abs(binomialTail({ trials, share, atLeast }) - chance) < 1e-12, `${trials} ${share} ${atLeast}`)
  }
})

test('a lot that is read as before is not found, however large its numbers are', () => {
  for (const count of [0, 1, 10, 1000, 20_000])
    assert.equal(findRateSpike({ before: before(count), now: count }), undefined)
  assert.equal(findRateSpike({ before: before(100), now: 140 }), undefined)
})

test('a spike is found, with what was seen, what was expected and how likely it is', () => {
  const finding = findRateSpike({ before: before(10), now: 60 })
  assert.equal(finding?.rule, 'rate_spike')
  const { seen, expected, chance = 1 } = finding?.evidence ?? {}
  assert.deepEqual([seen, expected], [60, 10])
  assert.ok(chance <= SPIKE_CHANCE_MAX)
  assert.ok(findRateSpike({ before: before(0), now: 12 }))
  assert.ok(findRateSpike({ before: before(3), now: 10 * SPIKE_READS_MAX }))
})

test('without enough of a past there is nothing to hold it against', () => {
  assert.equal(findRateSpike({ before: before(0, SPIKE_WINDOWS_MIN - 1), now: 1000 }), undefined)
  assert.ok(findRateSpike({ before: before(0, SPIKE_WINDOWS_MIN), now: 1000 }))
})

test('property: given the sum, at most one window in a million is found by chance', () => {
  fc.assert(
    fc.property(fc.integer({ min: SPIKE_WINDOWS_MIN, max: 200 }), fc.nat(3000), (windows, sum) => {
      const share = 1 / (windows + 1)
      // The fewest reads at which a window would be found: all that are found are in the tail from there on.
      let [low, high] = [0, sum + 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if (binomialTail({ trials: sum, share, atLeast: middle }) <= SPIKE_CHANCE_MAX) high = middle
        else low = middle + 1
      }
      const found = low <= sum && findRateSpike({ before: [sum - low, ...before(0, windows - 1)], now: low })
      assert.equal(Boolean(found), low <= sum)
      if (low > 0 && low <= sum) {
        assert.equal(findRateSpike({ before: [sum - low + 1, ...before(0, windows - 1)], now: low - 1 }), undefined)
      }
      assert.ok(low > sum || binomialTail({ trials: sum, share, atLeast: low }) <= SPIKE_CHANCE_MAX)
    }),
    { numRuns: Math.ceil(fuzzRuns / 10) },
  )
})
