import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { ELEMENT_STRING_CHARS_MAX, ELEMENTS_MAX } from '../limits.ts'
import { applicationIdentifiers, type Elements } from './application-identifiers.ts'
import { writeBracketed } from './bracketed.ts'
import { checkAssociations, checkElements } from './check-elements.ts'
import { parseElementString, writeElementString } from './element-string.ts'
import { companies, refusal, validElements } from './test-gs1.ts'

const gtin = '0109506000134352'
const refused = (text: string) => refusal(() => parseElementString(text))

test('GS1 General Specifications §7.8: a pack with every kind of symbol', () => {
  const elements = [['01', '09506000134352'], ['17', '261231'], ['10', 'L-7'], ['21', 'a(b"c']] // biome-ignore format: pairs
  const text = `${gtin}1726123110L-7\u001d21a(b"c`
  for (const prefix of ['', ']d2', ']C1', ']Q3', ']e0', ']J1'])
    assert.deepEqual(parseElementString(prefix + text), elements, prefix)
  assert.deepEqual(parseElementString('(01)09506000134352(17)261231(10)L-7(21)a\\(b"c'), elements)
  assert.equal(writeElementString(elements as unknown as Elements), text)
  assert.equal(writeBracketed(elements as unknown as Elements), '(01)09506000134352(17)261231(10)L-7(21)a\\(b"c')
})

test('a symbol that carries a GTIN alone', () => {
  assert.deepEqual(parseElementString(']E09506000134352'), [['01', '09506000134352']])
  assert.deepEqual(parseElementString(']E496385074'), [['01', '00000096385074']])
  assert.deepEqual(parseElementString(']I119506000134359'), [['01', '19506000134359']])
  assert.equal(refused(']E09506000134353'), 'check_digit 15 01')
  assert.equal(refused(']E0950600013435'), 'too_short 15 01')
  assert.equal(refused(']E4963850745'), 'too_long 11 01')
  assert.equal(refused(']E0a506000134352'), 'character 3 01')
})

test('separators are needed after open data, and let pass at the end and after data of predefined length', () => {
  const pair = [['01', '09506000134352'], ['10', 'L7']] // biome-ignore format: pairs
  assert.deepEqual(parseElementString(`${gtin}\u001d10L7\u001d`), pair)
  assert.equal(writeElementString(pair as unknown as Elements), `${gtin}10L7`)
  assert.equal(refused(`\u001d${gtin}`), 'separator 0 –')
  assert.equal(refused(`${gtin}10L7\u001d\u001d21S`), 'separator 21 –')
  assert.equal(refused(`${gtin}\u001d\u001d10L7`), 'separator 17 –')
  assert.equal(refused('0109506000\u001d134352'), 'too_short 10 01')
})

test('error: CUSTODY_GS1_INVALID says where an element string is wrong and why', () => {
  const cases: readonly (readonly [text: string, refusal: string])[] = [
    ['', 'empty 0 –'],
    [']d2', 'empty 0 –'],
    ['x'.repeat(ELEMENT_STRING_CHARS_MAX + 1), `text_too_long ${ELEMENT_STRING_CHARS_MAX} –`],
    [`]d1${gtin}`, 'symbology 0 –'],
    [`]A0${gtin}`, 'symbology 0 –'],
    ['toString', 'ai_unknown 0 –'],
    [`${gtin}${'10A\u001d'.repeat(ELEMENTS_MAX)}`, `too_many ${16 + 4 * (ELEMENTS_MAX - 1)} 10`],
    [`${gtin}0412`, 'ai_unknown 16 –'],
    [`${gtin}310600001`, 'ai_unknown 16 –'],
    ['0109506000134353', 'check_digit 15 01'],
    ['01095060001343', 'too_short 14 01'],
    [`${gtin}17261301`, 'date 20 17'],
    [`${gtin}10`, 'value_empty 18 10'],
    [`${gtin}10\u001d21S`, 'value_empty 18 10'],
    [`${gtin}10ABCDEFGHIJKLMNOPQRSTU`, 'too_long 38 10'],
    [`${gtin}10AB CD`, 'character 20 10'],
    [`${gtin}10ABé`, 'character 20 10'],
    [`${gtin}43090`, 'too_short 21 4309'],
    ['00106141412345678908' + '4309' + '18000000013600000000', 'coordinate 24 4309'],
    [`${gtin}423300301`, 'country 22 423'],
    [`${gtin}4233003`, 'too_short 23 423'],
    [`${gtin}80082612311260`, 'time 28 8008'],
    [`${gtin}8008261231125960`, 'time 30 8008'],
    ['8003' + '1' + '9506000134352', 'not_zero 4 8003'],
    ['8003' + '0' + '9506000134353', 'check_digit 17 8003'],
    [`2539506000134352${'x'.repeat(18)}`, 'too_long 33 253'],
    ['255' + '9506000134352' + 'x', 'character 16 255'],
    [`${gtin}21S\u001d8030ab+c`, 'character 26 8030'],
    ['(01)09506000134353', 'check_digit 17 01'],
    ['(01)09506000134352(10)', 'value_empty 22 10'],
    ['(01)09506000134352(10)a\\(b c', 'character 26 10'],
    ['(01)09506000134352(10)A(B', 'bracket 23 –'],
    ['(05)1', 'bracket 0 –'],
    ['(01', 'bracket 0 –'],
    ['(', 'bracket 0 –'],
  ]
  for (const [text, expected] of cases) assert.equal(refused(text), expected, text.slice(0, 60))
})

test('GS1 General Specifications §4.13, §4.14: what stands together', () => {
  const cases: readonly (readonly [text: string, refusal: string])[] = [
    ['17261231', 'required_missing 0 17'],
    ['10L7', 'required_missing 0 10'],
    [`${gtin}3710`, 'excluded_present 0 01'],
    [`${gtin}02095060001343523710`, 'excluded_present 0 01'],
    ['0209506000134352' + '3710', 'required_missing 16 37'],
    [`${gtin}31000001203101000012`, 'excluded_present 16 3100'],
    [`${gtin}31000001203100000120`, 'nothing'],
    [`${gtin}10A\u001d10B`, 'repeated 20 10'],
    [`${gtin}10A\u001d10A`, 'nothing'],
    [`${gtin}21S\u001d235T`, 'excluded_present 16 21'],
    [`${gtin}250S`, 'required_missing 16 250'],
    [`${gtin}21S\u001d250S`, 'nothing'],
    [`${gtin}3920123`, 'required_missing 16 3920'],
    [`${gtin}31030001233920123`, 'nothing'],
    [`${gtin}8030abc`, 'required_missing 16 8030'],
    ['2539506000134352\u001d8030abc', 'serial_missing 17 8030'],
    ['2539506000134352X\u001d8030abc', 'nothing'],
  ]
  for (const [text, expected] of cases) assert.equal(refused(text), expected, text)
})

test('RFC 4648 §5: a signature may be filled to a multiple of four characters, and not otherwise', () => {
  const signed = (signature: string) => refused(`${gtin}21S\u001d8030${signature}`)
  for (const signature of ['a', 'ab', 'ab==', 'abc=', 'abcdef==']) assert.equal(signed(signature), 'nothing', signature)
  for (const signature of ['=', 'a===', 'ab=', 'abcd=', 'ab=c', '====', 'a=c='])
    assert.equal(signed(signature), `character ${24 + signature.indexOf('=')} 8030`, signature)
})

test('elements are checked before they are written, and what several symbols hold is judged together', () => {
  const written = (elements: Elements) => refusal(() => writeElementString(elements))
  assert.equal(written([]), 'empty 0 –')
  assert.equal(written([['04', '1']]), 'ai_unknown 0 –')
  assert.equal(written(new Array(ELEMENTS_MAX + 1).fill(['99', 'x'])), 'too_many 0 –')
  assert.equal(written([['01', '09506000134352'], ['10', 'A\u001d21B']]), 'character 1 10') // biome-ignore format: pairs
  assert.equal(written([['10', 'A']]), 'required_missing 0 10')
  assert.equal(
    refusal(() => writeBracketed([['10', '']])),
    'value_empty 0 10',
  )
  assert.equal(
    refusal(() => checkElements([['01', '09506000134353']])),
    'check_digit 13 01',
  )
  checkAssociations([['10', 'A'], ['01', '09506000134352']]) // biome-ignore format: pairs
  assert.equal(
    refusal(() => checkAssociations([['10', 'A']])),
    'required_missing 0 10',
  )
})

test('every application identifier has company in which it may stand', () => {
  for (const ai of applicationIdentifiers.keys()) assert.ok(companies.get(ai), ai)
})

test('property: elements of every application identifier come back as they were written', () => {
  const same = fc.property(validElements, (elements) => {
    assert.deepEqual(parseElementString(writeElementString(elements)), elements)
    assert.deepEqual(parseElementString(writeBracketed(elements)), elements)
  })
  fc.assert(same, { numRuns: fuzzRuns })
})

test('property: whatever is read is written so that it is read again', () => {
  const pieces = fc.constantFrom(gtin, '17261231', '10', '21', 'A', 'é', '\ud800', '(', ')', '\\(', '(01)', '(10)', '\u001d', ']d2', ']E0', '00', '3103', '8030', '99', '9506000134352') // biome-ignore format: pieces
  const noise = fc.oneof(fc.string({ maxLength: 4 }), fc.string({ unit: 'binary-ascii', maxLength: 3 }), pieces)
  const texts = fc.array(fc.oneof({ weight: 4, arbitrary: pieces }, noise), { maxLength: 8 }).map((all) => all.join(''))
  let read = 0
  const stable = fc.property(texts, (text) => {
    if (refused(text) !== 'nothing') return
    read++
    const elements = parseElementString(text)
    assert.deepEqual(parseElementString(writeElementString(elements)), elements)
  })
  fc.assert(stable, { numRuns: fuzzRuns })
  assert.ok(read > fuzzRuns / 1_000, `${read} texts were read`)
})
