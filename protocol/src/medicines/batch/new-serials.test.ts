import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hasCode } from '../../kernel/index.ts'
import { BATCH_PACKS_MAX, GTIN_PACKS_MAX, SERIAL_CHARS_MAX } from '../batch-limits.ts'
import { newSerialSteps, newSerials, serialLength } from './new-serials.ts'
import { SERIAL_ROW_BYTES, serialAt, serialCount } from './serial-rows.ts'
import { repeatableRandom } from './test-batch.ts'

const form = /^[CFHJKNRTVX][0-9CFHJKNRTVX]*$/
const textsOf = (rows: Uint8Array) => Array.from({ length: serialCount(rows) }, (_, i) => serialAt(rows, i))
const isExhausted = (error: unknown) => hasCode(error, 'MEDICINES_SERIALS_EXHAUSTED')

/** How many serial numbers of a length there are. */
const numbersOf = (length: number) => 10n * 20n ** BigInt(length - 1)

test('a guess hits a serial number in use less often than once in 10,000, and one character fewer would not do', () => {
  for (const total of [1, 2, 99, 1000, 20_000, 1_000_000, 2 ** 24, 999_999_999, 1e10, GTIN_PACKS_MAX]) {
    const length = serialLength(total)
    assert.ok(length <= SERIAL_CHARS_MAX)
    assert.ok(BigInt(total) * 10_000n < numbersOf(length))
    assert.ok(BigInt(total) * 10_000n >= numbersOf(length - 1))
  }
})

test('property: the probability bound holds for every total', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: GTIN_PACKS_MAX }), (total) => {
      const length = serialLength(total)
      return BigInt(total) * 10_000n < numbersOf(length) && BigInt(total) * 10_000n >= numbersOf(length - 1)
    }),
  )
})

test('100,000 serial numbers are each there once, of one length, of characters that are told apart', () => {
  const serials = textsOf(newSerials({ count: 100_000, total: 100_000, random: repeatableRandom('many') }))
  assert.equal(new Set(serials).size, 100_000)
  for (const serial of serials) assert.ok(form.test(serial) && serial.length === serialLength(100_000), serial)
})

test('every character comes about as often as every other, in every place', () => {
  const count = 100_000
  const serials = textsOf(newSerials({ count, total: count, random: repeatableRandom('even') }))
  for (let place = 0; place < serialLength(count); place++) {
    const counts = new Map<string, number>()
    for (const serial of serials) counts.set(serial[place] ?? '', (counts.get(serial[place] ?? '') ?? 0) + 1)
    const kinds = place === 0 ? 10 : 20
    assert.equal(counts.size, kinds)
    const spread_max = 6 * Math.sqrt(count / kinds)
    for (const seen of counts.values()) assert.ok(Math.abs(seen - count / kinds) < spread_max)
  }
})

test('the same random bytes make the same serial numbers, others make others', () => {
  const made = (seed: string) => newSerials({ count: 1000, total: 5000, random: repeatableRandom(seed) })
  assert.deepEqual(made('a'), made('a'))
  assert.notDeepEqual(made('a'), made('b'))
})

test('numbers of every length are drawn whole: from 4 characters for one pack to 12 for the most that a product has', () => {
  for (const total of [1, 9, 200, 5_000, 90_000, 2_000_000, 40_000_000, 800_000_000, 1e10, GTIN_PACKS_MAX]) {
    const serials = textsOf(newSerials({ count: 1, total, random: repeatableRandom(String(total)) }))
    for (const serial of serials) assert.ok(form.test(serial) && serial.length === serialLength(total), serial)
  }
})

test('numbers that are made in steps are those that are made at once, and each step is short', () => {
  const wish = { count: 2_500, total: 2_500 }
  const steps = newSerialSteps({ ...wish, random: repeatableRandom('steps') })
  const seen: number[] = []
  let step = steps.next()
  for (; !step.done; step = steps.next()) seen.push(step.value)
  assert.deepEqual(seen, [1_024, 2_048, 2_500])
  assert.deepEqual(step.value, newSerials({ ...wish, random: repeatableRandom('steps') }))
})

test('a repeated draw is drawn anew: bytes that come twice make no number twice', () => {
  const bytes = repeatableRandom('twice')
  const pools = new Map<number, Uint8Array>()
  let calls = 0
  const random = (size: number) => {
    const turn = calls++ >> 1
    const pool = pools.get(turn) ?? bytes(Math.max(size, 65_536))
    pools.set(turn, pool)
    return pool.slice(0, size)
  }
  const serials = textsOf(newSerials({ count: 20_000, total: 1_000_000, random }))
  assert.equal(new Set(serials).size, 20_000)
})

test('serial numbers of other batches of the GTIN are not given again', () => {
  const wanted = { count: 500, total: 1000, random: repeatableRandom('other') }
  const taken = new Set<string>(textsOf(newSerials(wanted)))
  const random = repeatableRandom('other')
  const serials = textsOf(newSerials({ ...wanted, random, isTaken: (rows, i) => taken.has(serialAt(rows, i)) }))
  assert.ok(serials.every((serial) => !taken.has(serial)))
  assert.equal(new Set(serials).size, 500)
})

test('error: MEDICINES_SERIALS_EXHAUSTED when the source repeats itself or every number is taken', () => {
  const still = (size: number) => new Uint8Array(size).fill(7)
  assert.throws(() => newSerials({ count: 2, total: 2, random: still }), isExhausted)
  const random = repeatableRandom('taken')
  assert.throws(() => newSerials({ count: 1, total: 1, random, isTaken: () => true }), isExhausted)
})

test('error: MEDICINES_SERIALS_EXHAUSTED when the source makes no usable byte', () => {
  const useless = (size: number) => new Uint8Array(size).fill(255)
  assert.throws(() => newSerials({ count: 1, total: 1, random: useless }), isExhausted)
})

test('error: MEDICINES_BATCH_SIZE for no packs and one too many', () => {
  for (const count of [0, -1, 1.5, BATCH_PACKS_MAX + 1]) {
    assert.throws(
      () => newSerials({ count, total: GTIN_PACKS_MAX, random: repeatableRandom('none') }),
      (error) => hasCode(error, 'MEDICINES_BATCH_SIZE'),
    )
  }
})

test('error: MEDICINES_GTIN_FULL for a total that is too large or below the batch', () => {
  for (const total of [0, 9, 10.5, GTIN_PACKS_MAX + 1]) {
    assert.throws(
      () => newSerials({ count: 10, total, random: repeatableRandom('full') }),
      (error) => hasCode(error, 'MEDICINES_GTIN_FULL'),
    )
  }
})

test('rows are 20 bytes, filled up with zeros', () => {
  const rows = newSerials({ count: 3, total: 3, random: repeatableRandom('rows') })
  assert.equal(rows.length, 3 * SERIAL_ROW_BYTES)
  const length = serialLength(3)
  for (const start of [0, 20, 40]) assert.ok(rows.subarray(start + length, start + 20).every((byte) => byte === 0))
})
