import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { hasCode, SymbolonError } from '../../kernel/index.ts'
import { BATCH_PACKS_MAX, SERIALS_POINTED_AT_MAX } from '../batch-limits.ts'
import { checkSerials } from './check-serials.ts'
import { SerialIndex } from './serial-index.ts'
import { parseSerial, SERIAL_ROW_BYTES, serialAt } from './serial-rows.ts'
import { repeatableRandom, rowsOf, secret, someSerials } from './test-batch.ts'

const seed = repeatableRandom('check')(32)
const set82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'

/** Code and facts of the error that a list is refused with. */
function refusal(serials: Iterable<string>): Record<string, unknown> | undefined {
  try {
    checkSerials({ serials, seed })
  } catch (error) {
    if (error instanceof SymbolonError) return { code: error.code, ...error.facts }
    throw error
  }
  return undefined
}

test('all 82 characters are allowed, and no other of the first 256', () => {
  assert.equal(set82.length, 82)
  for (let code = 0; code < 256; code++) {
    const character = String.fromCharCode(code)
    const expected = set82.includes(character) ? undefined : 'MEDICINES_SERIALS_MALFORMED'
    assert.equal(refusal([`A${character}`])?.code, expected, `character ${code}`)
  }
})

test('valid serial numbers become rows in the order given', () => {
  const serials = someSerials(3000)
  const checked = checkSerials({ serials, seed })
  assert.deepEqual(checked.rows, rowsOf(serials))
  assert.equal(checked.count, 3000)
  assert.equal(serialAt(checked.rows, 2999), serials[2999])
})

test('lower-case letters are let pass and told of', () => {
  const { lowerCase } = checkSerials({ serials: ['A1', 'b2', 'C3', 'B2', 'd'], seed })
  assert.deepEqual(lowerCase, { count: 2, first: 1 })
  assert.deepEqual(checkSerials({ serials: ['A1'], seed }).lowerCase, { count: 0, first: undefined })
})

test('error: MEDICINES_SERIALS_MALFORMED names the indexes and never the data', () => {
  const serials = ['A', '', 'B', 'x'.repeat(21), 'x'.repeat(20), 'π', 'a b', 'C\n']
  const expected = { code: 'MEDICINES_SERIALS_MALFORMED', count: 5, indexes: ['1', '3', '5', '6', '7'] }
  assert.deepEqual(refusal(serials), expected)
})

test('error: MEDICINES_SERIALS_REPEATED names each repeat and where the number stood first', () => {
  const expected = { code: 'MEDICINES_SERIALS_REPEATED', count: 3, pairs: ['2 = 0', '4 = 1', '5 = 0'] }
  assert.deepEqual(refusal(['A', 'B', 'A', 'AA', 'B', 'A']), expected)
})

test('error: the first of many are named, all are counted', () => {
  const repeated = refusal(Array.from({ length: 1001 }, () => 'A'))
  assert.ok(repeated)
  assert.equal(repeated.count, 1000)
  assert.equal((repeated.pairs as string[]).length, SERIALS_POINTED_AT_MAX)
})

test('error: MEDICINES_BATCH_SIZE for none, and for one too many before the rest is read', () => {
  assert.equal(refusal([])?.code, 'MEDICINES_BATCH_SIZE')
  let read = 0
  const endless = (function* () {
    for (; ; read++) yield 'A'
  })()
  assert.equal(refusal(endless)?.code, 'MEDICINES_BATCH_SIZE')
  assert.equal(read, BATCH_PACKS_MAX)
})

test('error: MEDICINES_SERIAL_INVALID for a single text that is none', () => {
  assert.equal(parseSerial('a/B-1'), 'a/B-1')
  for (const text of ['', ' ', 'A B', 'x'.repeat(21), 'Ω', 'A\u0000', '#', '@']) {
    assert.throws(
      () => parseSerial(text),
      (error) => hasCode(error, 'MEDICINES_SERIAL_INVALID'),
    )
  }
})

test('property: repeats are those that a set finds', () => {
  const serial = fc.string({ unit: fc.constantFrom('A', 'B', '1'), minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(fc.array(serial, { minLength: 1, maxLength: 30 }), (serials) => {
      const expected = serials.flatMap((text, i) =>
        serials.indexOf(text) < i ? [`${i} = ${serials.indexOf(text)}`] : [],
      )
      const pairs = refusal(serials)?.pairs ?? []
      assert.deepEqual(pairs, expected.slice(0, SERIALS_POINTED_AT_MAX))
    }),
    { numRuns: Math.ceil(fuzzRuns / 10) },
  )
})

test('an index finds every serial number in it and no other', () => {
  const serials = someSerials(5000)
  const index = new SerialIndex({ rows: rowsOf(serials), seed: secret })
  for (const i of serials.keys()) assert.equal(index.add(i), undefined)
  for (const [i, serial] of serials.entries()) {
    assert.equal(index.find(parseSerial(serial)), i)
    assert.equal(index.findRow(rowsOf(['another', serial]), 1), i)
    assert.equal(index.add(i), i)
  }
  for (const other of ['5000', '0x', '-', '0-x', 'x'.repeat(20)]) {
    assert.equal(index.find(parseSerial(other)), undefined)
    assert.equal(index.findRow(rowsOf([other]), 0), undefined)
  }
})

test('property: an index holds what a set holds, whatever bits the numbers share', () => {
  const serial = fc.string({ unit: fc.constantFrom('A', 'B', '1'), minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.uniqueArray(serial, { minLength: 1, maxLength: 60 }), fc.array(serial), (serials, sought) => {
      const index = new SerialIndex({ rows: rowsOf(serials), seed: secret })
      for (const i of serials.keys()) assert.equal(index.add(i), undefined)
      for (const [i, text] of sought.entries()) {
        const place = serials.indexOf(text)
        assert.equal(index.findRow(rowsOf(sought), i), place === -1 ? undefined : place)
      }
    }),
    { numRuns: Math.ceil(fuzzRuns / 10) },
  )
})

test('error: an index holds one batch, not a pack more', () => {
  const rows = new Uint8Array((BATCH_PACKS_MAX + 1) * SERIAL_ROW_BYTES)
  assert.throws(() => new SerialIndex({ rows, seed: secret }), RangeError)
})
