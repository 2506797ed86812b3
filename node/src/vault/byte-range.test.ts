import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseByteRange } from './byte-range.ts'

const cases: readonly [string | undefined, readonly [number, number] | undefined][] = [
  [undefined, undefined],
  ['', undefined],
  ['bytes=0-9', [0, 10]],
  ['bytes=90-', [90, 100]],
  ['bytes=90-1000', [90, 100]],
  ['bytes=-10', [90, 100]],
  ['bytes=-1000', [0, 100]],
  ['bytes=99-99', [99, 100]],
  ['bytes=9-5', undefined],
  ['bytes=0-1,5-6', undefined],
  ['items=0-1', undefined],
  ['bytes=-', undefined],
]

for (const [header, expected] of cases)
  test(`of 100 bytes ${header} is ${expected ?? 'everything'}`, () => {
    assert.deepEqual(parseByteRange(header, 100), expected && { start: expected[0], end: expected[1] })
  })

test('error: VAULT_RANGE_INVALID for a range that begins past the end, or of no byte', () => {
  for (const header of ['bytes=100-', 'bytes=100-200', 'bytes=-0'])
    assert.throws(() => parseByteRange(header, 100), { code: 'VAULT_RANGE_INVALID' })
})
