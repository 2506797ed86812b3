import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { describeError, hasCode, SymbolonError } from '../../kernel/index.ts'
import { batchErrorRows } from '../batch-error-rows.ts'
import { BATCH_EXPIRY_DAYS_MAX, BATCH_PACKS_MAX } from '../batch-limits.ts'
import { medicinesErrors } from '../errors.ts'
import { batchNumberOf, parseTokenId, readTokenId, tokenIdOf } from './batch-number.ts'
import { type BatchOrderText, parseBatchOrder, parseExpiry } from './batch-order.ts'
import { expiryText } from './expiry.ts'
import { now, orderText } from './test-batch.ts'

const day = (text: string) => Date.parse(`${text}T00:00Z`) / 86_400_000

/** The field, or else the code, that an order is refused for. */
function refusal(change: Partial<BatchOrderText>): string {
  try {
    parseBatchOrder({ ...orderText, ...change }, now)
  } catch (error) {
    if (error instanceof SymbolonError) return String(error.facts.field ?? error.code)
    throw error
  }
  return 'nothing'
}

test('an order is taken as it is, the expiry as a day', () => {
  assert.deepEqual(parseBatchOrder(orderText, now), { ...orderText, expiry: day('2028-02-29') })
})

test('markets are taken in one order, so that they are signed in one', () => {
  assert.deepEqual(parseBatchOrder({ ...orderText, markets: ['GR', 'CY'] }, now).markets, ['CY', 'GR'])
})

test('error: MEDICINES_ORDER_INVALID names the field', () => {
  const cases: readonly (readonly [Partial<BatchOrderText>, string])[] = [
    [{ gtin: '09506000134353' }, 'gtin'],
    [{ gtin: '9506000134352' }, 'gtin'],
    [{ gtin: '0950600013435٢' }, 'gtin'],
    [{ gtin: '09506000134352\n' }, 'gtin'],
    [{ lot: '' }, 'lot'],
    [{ lot: 'x'.repeat(21) }, 'lot'],
    [{ lot: 'LOT 42' }, 'lot'],
    [{ lot: 'ΛΟΤ' }, 'lot'],
    [{ expiry: '' }, 'expiry'],
    [{ expiry: '2028-2-29' }, 'expiry'],
    [{ expiry: '2027-02-29' }, 'expiry'],
    [{ expiry: '2028-02-00' }, 'expiry'],
    [{ expiry: '280230' }, 'expiry'],
    [{ expiry: '281301' }, 'expiry'],
    [{ expiry: '280001' }, 'expiry'],
    [{ expiry: new Date(now - 86_400_000).toISOString().slice(0, 10) }, 'expiry'],
    [{ expiry: new Date(now + (BATCH_EXPIRY_DAYS_MAX + 1) * 86_400_000).toISOString().slice(0, 10) }, 'expiry'],
    [{ markets: [] }, 'markets'],
    [{ markets: ['GR', 'GR'] }, 'markets'],
    [{ markets: ['gr'] }, 'markets'],
    [{ markets: ['XX'] }, 'markets'],
    [{ lot: 'x'.repeat(20) }, 'nothing'],
    [{ expiry: new Date(now).toISOString().slice(0, 10) }, 'nothing'],
    [{ expiry: new Date(now + BATCH_EXPIRY_DAYS_MAX * 86_400_000).toISOString().slice(0, 10) }, 'nothing'],
  ]
  for (const [change, field] of cases) assert.equal(refusal(change), field, JSON.stringify(change))
})

test('error: MEDICINES_BATCH_SIZE for none, a part of a pack, and 2^24 + 1', () => {
  for (const count of [0, -1, 0.5, Number.NaN, BATCH_PACKS_MAX + 1]) {
    assert.equal(refusal({ count }), 'MEDICINES_BATCH_SIZE')
  }
  for (const count of [1, BATCH_PACKS_MAX]) assert.equal(refusal({ count }), 'nothing')
})

test('day 00 is the last of the month, so that both spellings are one batch', () => {
  const lasts = { '280200': '280229', '270200': '270228', '261200': '261231', '270400': '270430' }
  for (const [text, last] of Object.entries(lasts)) {
    assert.equal(expiryText(parseExpiry(text, now)), last)
    assert.equal(parseExpiry(text, now), parseExpiry(last, now))
  }
})

test('two digits of a year mean the nearest century', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['2026-03-01', '760101', '2076-01-01'],
    ['2026-03-01', '770101', '1977-01-01'],
    ['2026-03-01', '250101', '2025-01-01'],
    ['2080-01-01', '300101', '2130-01-01'],
    ['2080-01-01', '310101', '2031-01-01'],
    ['2049-12-31', '990101', '2099-01-01'],
    ['2051-01-01', '010101', '2101-01-01'],
  ]
  for (const [at, text, expected] of cases) {
    assert.equal(parseExpiry(text, Date.parse(`${at}T12:00Z`)), day(expected), `${text} in ${at}`)
  }
})

test('property: the printed day of every day within 49 years is that day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -49 * 365, max: 49 * 365 }), (days) => {
      const expiry = parseExpiry(new Date(now + days * 86_400_000).toISOString().slice(0, 10), now)
      assert.equal(parseExpiry(expiryText(expiry), now), expiry)
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: a token names its batch and its index, and its text is read back', () => {
  const root = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(root, fc.integer({ min: 0, max: BATCH_PACKS_MAX - 1 }), (bytes, index) => {
      const batch = batchNumberOf(bytes)
      const id = tokenIdOf(batch, index)
      assert.deepEqual(readTokenId(id), { batch, index })
      assert.equal(parseTokenId(id.toString()), id)
      assert.equal(id >> 24n, batch)
    }),
    { numRuns: fuzzRuns },
  )
})

test('a batch has the first 29 bytes of its root for a number', () => {
  const root = Uint8Array.from({ length: 32 }, (_, i) => i + 1)
  assert.equal(batchNumberOf(root), BigInt('0x0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d'))
  assert.throws(() => batchNumberOf(root.subarray(1)), RangeError)
})

test('error: MEDICINES_TOKEN_INVALID for what is no id, and for an index outside every batch', () => {
  const isRefused = (error: unknown) => hasCode(error, 'MEDICINES_TOKEN_INVALID')
  for (const text of ['', '-1', '0x10', '01', '1.0', ' 1', (2n ** 256n).toString(), '9'.repeat(200)]) {
    assert.throws(() => parseTokenId(text), isRefused, text)
  }
  assert.equal(parseTokenId((2n ** 256n - 1n).toString()), 2n ** 256n - 1n)
  const batch = batchNumberOf(new Uint8Array(32))
  for (const index of [-1, 1.5, BATCH_PACKS_MAX]) assert.throws(() => tokenIdOf(batch, index), isRefused)
})

test('error: every row says in Greek and English what happened', () => {
  const facts = { field: 'gtin', reason: { en: 'no', el: 'όχι' }, max: 5, count: 2, indexes: ['1'], pairs: ['2 = 1'] }
  for (const code of Object.keys(batchErrorRows) as (keyof typeof batchErrorRows)[]) {
    for (const language of ['en', 'el'] as const) {
      const { title, hint } = describeError(medicinesErrors[code](facts), language)
      assert.doesNotMatch(`${title} ${hint}`, /…|\{/)
    }
  }
})
