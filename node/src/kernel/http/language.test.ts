import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { languageOf } from './language.ts'

const cases: [string | undefined, 'el' | 'en'][] = [
  [undefined, 'en'],
  ['', 'en'],
  ['el', 'el'],
  ['el-GR,el;q=0.9,en;q=0.8', 'el'],
  ['en-US,en;q=0.9,el;q=0.8', 'en'],
  ['el;q=0', 'en'],
  ['fr, el;q=0.1', 'el'],
  ['EL', 'el'],
  ['*', 'en'],
]
for (const [header, language] of cases) {
  test(`Accept-Language ${header} is answered in ${language}`, () => assert.equal(languageOf(header), language))
}

test('property: any header is answered in one of the two', () => {
  fc.assert(fc.property(fc.string(), (header) => ['el', 'en'].includes(languageOf(header))))
})
