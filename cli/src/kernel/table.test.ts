import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pairs, table } from './table.ts'

test('columns are as wide as their widest cell, accents and colours take none', () => {
  const text = table(
    ['Ποιος', 'n'],
    [
      ['a', '1'],
      ['\u001b[1mΕλένη Π\u001b[0m', '22'],
    ],
  )
  assert.equal(text, 'Ποιος    n\na        1\n\u001b[1mΕλένη Π\u001b[0m  22')
  assert.equal(
    pairs([
      ['a', '1'],
      ['bbb', '2'],
    ]),
    'a    1\nbbb  2',
  )
})
