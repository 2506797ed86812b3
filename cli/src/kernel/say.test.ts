import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatBytes, formatCount, say, sayCount } from './say.ts'

test('facts are filled in, unknown places stay', () => {
  const words = { en: '{a} of {b} and {c}', el: '{a} από {b} και {c}' }
  assert.equal(say(words, 'en', { a: 1, b: 'two' }), '1 of two and {c}')
  assert.equal(say(words, 'el', { a: 1, b: 'δύο', c: 3 }), '1 από δύο και 3')
})

test('counts are written as each language does', () => {
  const words = { one: { en: '{n} entry', el: '{n} εγγραφή' }, many: { en: '{n} entries', el: '{n} εγγραφές' } }
  assert.equal(sayCount(words, 'en', 1), '1 entry')
  assert.equal(sayCount(words, 'el', 0), '0 εγγραφές')
  assert.equal(sayCount(words, 'el', 2162), '2.162 εγγραφές')
  assert.equal(formatCount(1234567, 'en'), '1,234,567')
})

test('sizes are powers of ten', () => {
  assert.equal(formatBytes(999, 'en'), '999 B')
  assert.equal(formatBytes(1_000_000_000, 'en'), '1.0 GB')
  assert.equal(formatBytes(1_500, 'el'), '1,5 kB')
})
