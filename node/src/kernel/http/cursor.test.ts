import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasCode, toBase64Url, utf8 } from '@symbolon/protocol/kernel'
import fc from 'fast-check'
import { readCursor, writeCursor } from './cursor.ts'

const invalid = (error: unknown) => hasCode(error, 'KERNEL_CURSOR_INVALID')

test('no cursor is the first page', () => assert.equal(readCursor(undefined, ['']), undefined))

test('property: keys read back as they were written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer(), (text, number) => {
      fc.pre(text.isWellFormed() && !text.includes('\0'))
      assert.deepEqual(readCursor(writeCursor([text, number]), ['', 0]), [text, number])
    }),
  )
})

test('error: keys of another number or kind are refused', () => {
  for (const keys of [[], [1, 2], ['a', 'b'], ['a', 1, 1]]) {
    assert.throws(() => readCursor(writeCursor(keys), ['', 0]), invalid)
  }
  assert.throws(() => readCursor(toBase64Url(utf8('{"0":"a","1":1}')), ['', 0]), invalid)
})

test('property: any other text is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => assert.throws(() => readCursor(text, ['', 0]), invalid)),
    { numRuns: 10_000 },
  )
})

test('error: keys that no row can hold are no cursor', () => {
  for (const keys of [
    ['\0', 1],
    ['a', 1.5],
    ['a', 2 ** 60],
  ])
    assert.throws(
      () => readCursor(writeCursor(keys), ['', 0]),
      (error) => hasCode(error, 'KERNEL_CURSOR_INVALID'),
    )
})
