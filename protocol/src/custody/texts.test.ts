import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { webTerm } from './cbv-terms.ts'
import { compareCodePoints } from './code-point-order.ts'
import { instantText } from './instant-text.ts'
import { NUMBER_DIGITS_MAX } from './limits.ts'
import { Namespaces } from './namespaces.ts'
import { numberText } from './number-text.ts'

test('CBV 2.0 rule 6: numbers in their shortest form', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['0', '0'],
    ['-0.0', '0'],
    ['007', '7'],
    ['+3', '3'],
    ['1.50', '1.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['2.0e2', '200'],
    ['1200E-1', '120'],
    ['-12.5e-1', '-1.25'],
    ['0.0001', '0.0001'],
    ['0.00001', '1e-05'],
    ['1.25e-12', '1.25e-12'],
    ['1e-123', '1e-123'],
    ['123456789012345678901234567890.10', '123456789012345678901234567890.1'],
    [`1e${NUMBER_DIGITS_MAX}`, `1${'0'.repeat(NUMBER_DIGITS_MAX)}`],
    [`1e${NUMBER_DIGITS_MAX + 1}`, undefined],
    ['9'.repeat(NUMBER_DIGITS_MAX + 1), undefined],
    [`${'1'.repeat(65_535)}x`, undefined],
    ['', undefined],
    ['.', undefined],
    ['1e', undefined],
    ['1_000', undefined],
    ['0x10', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['１', undefined],
  ]
  for (const [text, expected] of cases) assert.equal(numberText(text), expected, text)
})

test('property: a number written shortest is the same number, and written again stays', () => {
  const same = fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
    const written = numberText(String(number)) ?? ''
    assert.equal(Number(written), number + 0 === 0 ? 0 : number)
    assert.equal(numberText(written), written)
  })
  fc.assert(same, { numRuns: fuzzRuns })
})

test('CBV 2.0 rules 8 and 9: instants in UTC to the millisecond', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['2023-01-18T11:04:03.1415Z', '2023-01-18T11:04:03.142Z'],
    ['2023-01-18T11:04:03.14149999Z', '2023-01-18T11:04:03.141Z'],
    ['2023-12-31T23:59:59.9995Z', '2024-01-01T00:00:00.000Z'],
    ['2020-03-04T11:00:30+01:00', '2020-03-04T10:00:30.000Z'],
    ['2020-03-01T00:30:00.5+14:00', '2020-02-29T10:30:00.500Z'],
    ['2020-03-04T24:00:00Z', '2020-03-05T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['2020-03-04T24:00:00.1Z', undefined],
    ['2020-03-04T24:00:01Z', undefined],
    ['2020-03-04T23:59:60Z', undefined],
    ['2021-02-29T00:00:00Z', undefined],
    ['2020-13-01T00:00:00Z', undefined],
    ['2020-00-01T00:00:00Z', undefined],
    ['2020-03-00T00:00:00Z', undefined],
    ['2020-03-04T11:00:30', undefined],
    ['2020-03-04T11:00:30+14:01', undefined],
    ['2020-03-04 11:00:30Z', undefined],
    ['9999-12-31T23:59:59.9995Z', undefined],
    ['2020-03-04', undefined],
  ]
  for (const [text, expected] of cases) assert.equal(instantText(text), expected, text)
})

test('CBV 2.0 rule 14: URNs of the CBV become web terms', () => {
  assert.equal(webTerm('urn:epcglobal:cbv:bizstep:receiving'), 'https://ref.gs1.org/cbv/BizStep-receiving')
  assert.equal(webTerm('urn:epcglobal:cbv:er:did_not_occur'), 'https://ref.gs1.org/cbv/ER-did_not_occur')
  assert.equal(webTerm('urn:epcglobal:cbv:bt:5200001000008:1'), 'urn:epcglobal:cbv:bt:5200001000008:1')
})

test('property: texts are ordered as their UTF-8 bytes are', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 6 })
  const same = fc.property(texts, texts, (left, right) => {
    const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right))
    assert.equal(Math.sign(compareCodePoints(left, right)), bytes)
  })
  fc.assert(same, { numRuns: fuzzRuns })
})

test('JSON-LD 1.1 §5.2: compact IRIs and names', () => {
  const known = Namespaces.standard().with(
    [
      'https://x',
      { a: 'https://a.example/', b: { '@id': 'a:b#', '@prefix': true }, c: { '@type': 'x' }, '@vocab': 'v:' },
    ],
    '',
  )
  assert.equal(known.expand('a:x'), 'https://a.example/x')
  assert.equal(known.expand('b:x'), 'https://a.example/b#x')
  assert.equal(known.expand('a://x'), 'a://x')
  assert.equal(known.expand('a: some words'), 'a: some words')
  assert.equal(known.expand('c:x'), 'c:x')
  assert.equal(known.expand('gs1:Mass'), 'https://gs1.org/voc/Mass')
  assert.equal(known.nameOf('b:x'), '{https://a.example/b#}x')
  assert.equal(known.nameOf('https://a.example/b#x'), '{https://a.example/b#}x')
  assert.equal(known.nameOf('https://other.example/v/x'), '{https://other.example/v/}x')
  assert.equal(known.nameOf('urn:other:x'), '{urn:other:}x')
  assert.equal(known.nameOf('https://other.example/'), 'https://other.example/')
  assert.equal(known.nameOf('epcis:action'), 'action')
  assert.equal(known.nameOf('https://ref.gs1.org/epcis/action'), 'action')
  assert.equal(known.nameOf('plain'), 'plain')
  assert.equal(known.with(null, '').nameOf('a:x'), 'a:x')
})

test('prefixes that lead in a circle end', () => {
  const circle = Namespaces.standard().with({ a: 'b:x', b: 'a:y' }, '')
  assert.match(circle.expand('a:1'), /^[ab]:[xy]+1$/)
})
