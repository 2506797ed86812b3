import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { isEnded, lotHash, packStateNumbers, packStateOf, peakOf } from './pack-states.ts'

test('every state has the number that the contract has, and leads back from it', () => {
  for (const [state, number] of Object.entries(packStateNumbers)) assert.equal(packStateOf(number), state)
  assert.equal(packStateOf(14), undefined)
})

test('four states have a holder, the others have ended', () => {
  const held = Object.values(packStateNumbers).filter((number) => !isEnded(packStateOf(number) ?? 'supplied'))
  assert.deepEqual(held, [0, 2, 12, 13])
})

test('a lot is named by 29 bytes, and another lot by others', () => {
  assert.match(lotHash('LOT-1'), /^0x[0-9a-f]{58}$/)
  assert.notEqual(lotHash('LOT-1'), lotHash('LOT-2'))
})

test('property: the peak is the one index of its range with the most zeros at the end', () => {
  const ranges = fc.tuple(fc.nat(2 ** 24 - 1), fc.nat(300)).map(([first, more]) => ({
    first,
    last: Math.min(2 ** 24 - 1, first + more),
  }))
  fc.assert(
    fc.property(ranges, ({ first, last }) => {
      const peak = peakOf({ first, last })
      assert.ok(first <= peak && peak <= last)
      const zerosOf = (index: number): number => (index === 0 ? 32 : 31 - Math.clz32(index & -index))
      for (let index = first; index <= last; index++) {
        if (index !== peak) assert.ok(zerosOf(index) < zerosOf(peak), `${index} beside ${peak}`)
      }
    }),
    { numRuns: fuzzRuns },
  )
})
