import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { fromHex, utf8 } from './bytes.ts'
import { hasCode, type SymbolonError } from './errors.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { readJson, readJsonBytes, readJsonKeepingNumbers } from './json.ts'
import { isNumberAsWritten, type JsonValue, numberAsWritten } from './json-value.ts'

interface Vectors {
  valid: { name: string; text: string }[]
  invalid: { name: string; text: string; code: string; position: number }[]
  invalid_bytes: { name: string; hex: string; position: number }[]
}
const vectors: Vectors = JSON.parse(readFileSync(new URL('../../../vectors/kernel/json.json', import.meta.url), 'utf8'))

const values = fc.jsonValue({ maxDepth: 6 }).filter((value) => !JSON.stringify(value).includes('"__proto__"'))
/** JSON texts as people write them: with white space, escapes and every kind of number. */
const texts = fc
  .tuple(values, fc.constantFrom(undefined, 1, '\t', '\r\n '))
  .map(([value, space]) => JSON.stringify(value, null, space))

function codeOf(work: () => unknown): string {
  try {
    work()
    return 'none'
  } catch (error) {
    assert.ok(hasCode(error, 'KERNEL_JSON_INVALID') || hasCode(error, 'KERNEL_JSON_REFUSED'), String(error))
    return error.code
  }
}

for (const { name, text } of vectors.valid) {
  test(`reads as JSON.parse does: ${name}`, () => {
    assert.deepEqual(readJson(text), JSON.parse(text))
    assert.deepEqual(readJsonBytes(utf8(text)), JSON.parse(text))
    assert.equal(JSON.stringify(readJson(text)), JSON.stringify(JSON.parse(text)))
  })
}

for (const { name, text, code, position } of vectors.invalid) {
  test(`error: ${name}`, () => {
    assert.throws(
      () => readJson(text),
      (error) => hasCode(error, code) && error.facts.position === position,
    )
  })
}

for (const { name, hex, position } of vectors.invalid_bytes) {
  test(`error: ${name}`, () => {
    assert.throws(
      () => readJsonBytes(fromHex(hex)),
      (error) => hasCode(error, 'KERNEL_JSON_INVALID') && error.facts.position === position,
    )
  })
}

test('an error repeats nothing of the text', () => {
  const secret = '{"diagnosis":"F32.1" "x"}'
  assert.throws(
    () => readJson(secret),
    (error: SymbolonError) => !`${error.message}${JSON.stringify(error.facts)}`.includes('F32'),
  )
})

test('the prototype of objects stays out of reach', () => {
  const object = readJson('{"constructor":{"prototype":{"admin":true}}}') as { constructor: unknown }
  assert.equal(Object.getPrototypeOf(object), Object.prototype)
  assert.equal(({} as { admin?: boolean }).admin, undefined)
})

test('numbers are kept as they were written', () => {
  const text = '[1.50,1e2,-0,0,1.0E+2,12345678901234567890,0.10,7,-3.25,5e-324]'
  assert.equal(JSON.stringify(readJsonKeepingNumbers(text)), text)
})

test('a number that prints back unchanged stays a number', () => {
  assert.deepEqual(readJsonKeepingNumbers('[7,-3.25,0]'), [7, -3.25, 0])
  assert.ok(isNumberAsWritten((readJsonKeepingNumbers('[1.50]') as JsonValue[])[0]))
  assert.ok(isNumberAsWritten(numberAsWritten('1.50')))
  assert.ok(!isNumberAsWritten({ rawJSON: '1.50' }))
})

test('a key that may repeat keeps its last value, any other is refused', () => {
  const mayRepeat = new Set(['id'])
  assert.deepEqual(readJsonKeepingNumbers('{"id":1,"a":0,"id":2}', { mayRepeat }), { id: 2, a: 0 })
  const other = () => readJsonKeepingNumbers('{"id":1,"a":0,"a":2}', { mayRepeat })
  assert.equal(codeOf(other), 'KERNEL_JSON_REFUSED')
})

test('error: a number beyond a double is refused even when numbers are kept', () => {
  assert.equal(
    codeOf(() => readJsonKeepingNumbers('1e999')),
    'KERNEL_JSON_REFUSED',
  )
})

test('error: RFC 7493 §2.2: a number with more digits than a double keeps is refused where it is signed', () => {
  const inexact = [
    '1e-400',
    '9007199254740991.4',
    '0.1000000000000000055511151231257827',
    '3.14159265358979323846',
    '5e-325',
  ]
  for (const text of inexact)
    assert.equal(
      codeOf(() => readJson(text)),
      'KERNEL_JSON_REFUSED',
      text,
    )
  for (const text of ['0.1', '1.10', '1e2', '1.5e-7', '-0.0', '0e9', '5e-324', '9007199254740991'])
    assert.equal(readJson(text), Number(text), text)
})

test('property: every valid text reads as JSON.parse reads it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const expected: JsonValue = JSON.parse(text)
      if (hasUnsafeNumber(expected)) return codeOf(() => readJson(text)) === 'KERNEL_JSON_REFUSED'
      assert.deepEqual(readJson(text), expected)
      return true
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: kept numbers and all else are written back as JSON.parse would write them', () => {
  fc.assert(
    fc.property(values, (value) => {
      const text = JSON.stringify(value)
      assert.equal(JSON.stringify(readJsonKeepingNumbers(text)), JSON.stringify(JSON.parse(text)))
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: a cut text is never valid, unless it ends after a number', () => {
  fc.assert(
    fc.property(texts, fc.nat(), (text, cut) => {
      const part = text.slice(0, cut % text.length)
      if (hasLongNumber(part)) return
      assert.equal(codeOf(() => readJson(part)) === 'none', parses(part) && !hasUnsafeNumber(JSON.parse(part)))
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: a changed text throws our error or reads as JSON.parse reads it', () => {
  const character = fc.oneof(
    fc.constantFrom(...'{}[]":,\\0123456789.eE+-u\n\t '),
    fc.string({ minLength: 1, maxLength: 1 }),
  )
  fc.assert(
    fc.property(texts, fc.nat(), character, fc.constantFrom(0, 1), (text, place, replacement, removed) => {
      const at = place % text.length
      const changed = text.slice(0, at) + replacement + text.slice(at + removed)
      if (codeOf(() => readJson(changed)) === 'none') assert.deepEqual(readJson(changed), JSON.parse(changed))
      else if (codeOf(() => readJson(changed)) === 'KERNEL_JSON_INVALID') assert.ok(!parses(changed), changed)
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: random bytes never cause anything but our error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      codeOf(() => readJsonBytes(bytes))
    }),
    { numRuns: fuzzRuns },
  )
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Numbers of 16 digits and more may or may not be written back as they were: the cases above say which. */
function hasLongNumber(text: string): boolean {
  return /\d(?:\.?\d){15,}/.test(text)
}

function hasUnsafeNumber(value: JsonValue): boolean {
  if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER
  return value !== null && typeof value === 'object' && Object.values(value).some(hasUnsafeNumber)
}
