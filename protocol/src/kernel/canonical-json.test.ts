import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { fromHex, toHex, utf8 } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import { hasCode } from './errors.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { readJson, readJsonKeepingNumbers } from './json.ts'
import type { JsonValue } from './json-value.ts'

interface Vectors {
  numbers: { ieee: string; text: string }[]
  numbers_refused: { ieee: string; name: string }[]
  valid: { name: string; text: string; canonical: string; hex?: string }[]
  invalid: { name: string; text: string }[]
}
const vectors: Vectors = JSON.parse(
  readFileSync(new URL('../../../vectors/kernel/canonical-json.json', import.meta.url), 'utf8'),
)

function doubleOf(ieee: string): number {
  return new DataView(fromHex(ieee).buffer).getFloat64(0)
}

const isRefused = (error: unknown) => hasCode(error, 'KERNEL_JSON_UNWRITABLE') && !error.message.includes('…')

for (const { ieee, text } of vectors.numbers) {
  test(`RFC 8785 appendix B: ${ieee} is ${text}`, () => {
    assert.equal(canonicalJson(doubleOf(ieee)), text)
  })
}

for (const { ieee, name } of vectors.numbers_refused) {
  test(`error: RFC 8785 appendix B: ${name}`, () => {
    assert.throws(() => canonicalJson(doubleOf(ieee)), isRefused)
  })
}

for (const { name, text, canonical, hex } of vectors.valid) {
  test(name, () => {
    assert.equal(canonicalJson(JSON.parse(text)), canonical)
    if (hex) assert.equal(toHex(utf8(canonicalJson(JSON.parse(text)))), hex)
  })
}

for (const { name, text } of vectors.invalid) {
  test(`error: ${name}`, () => {
    assert.throws(() => canonicalJson(JSON.parse(text)), isRefused)
  })
}

test('a property that holds undefined is left out', () => {
  const value = { b: undefined, a: 1 } as unknown as JsonValue
  assert.equal(canonicalJson(value), '{"a":1}')
})

test('error: a number kept as written has no canonical form', () => {
  assert.throws(() => canonicalJson(readJsonKeepingNumbers('{"value":1.50}')), isRefused)
})

test('error: what is no JSON never gets a spelling that something else has', () => {
  const foreign: unknown[] = [
    1n,
    new Date(0),
    new Map(),
    () => 1,
    Symbol('a'),
    [undefined],
    new Array(2),
    { a: new Set() },
  ]
  for (const value of foreign) assert.throws(() => canonicalJson(value as JsonValue), TypeError)
})

test('error: 64 levels have a spelling, one more has none', () => {
  const nested = (levels: number): JsonValue => (levels === 0 ? 1 : [nested(levels - 1)])
  assert.equal(canonicalJson(nested(64)), `${'['.repeat(64)}1${']'.repeat(64)}`)
  assert.throws(() => canonicalJson(nested(65)), isRefused)
})

test('property: the order of keys makes no difference', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (object) => {
      const entries = Object.entries(object) as [string, JsonValue][]
      const reversed = Object.fromEntries(entries.toReversed())
      assert.equal(canonicalJson(reversed), canonicalJson(Object.fromEntries(entries)))
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: what is written canonically reads back as the same value and the same text', () => {
  const safeValues = fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.parse(JSON.stringify(value, withoutUnsafe)))
  fc.assert(
    fc.property(safeValues, (value: JsonValue) => {
      const text = canonicalJson(value)
      assert.deepEqual(readJson(text), value)
      assert.equal(canonicalJson(readJson(text)), text)
    }),
    { numRuns: fuzzRuns },
  )
})

function withoutUnsafe(key: string, value: unknown): unknown {
  if (key === '__proto__') return undefined
  return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER ? 0 : value
}
