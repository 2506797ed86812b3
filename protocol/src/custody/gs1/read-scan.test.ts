import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { SCAN_CHARS_MAX, SCAN_READINGS_MAX } from '../limits.ts'
import type { Elements } from './application-identifiers.ts'
import { checkDigit } from './check-digit.ts'
import { parseElementString, writeElementString } from './element-string.ts'
import { readScan, type Scan } from './read-scan.ts'
import { type ScanFault, scanFaults } from './scan/scan-faults.ts'
import { refusal, validElements } from './test-gs1.ts'

const start = '010950600013435217261231' + '10LOT123AB'
const pack: Elements = [['01', '09506000134352'], ['17', '261231'], ['10', 'LOT123AB'], ['21', 'Serial-98765']] // biome-ignore format: pairs
const text = `${start}\u001d21Serial-98765`

/** Each reading as it would be printed, with its faults. */
function told(scan: Scan): string[] {
  const readings = 'ambiguous' in scan ? scan.ambiguous : [scan]
  return readings.map(({ elements, faults }) =>
    [elements.map(([ai, data]) => `(${ai})${data}`).join(''), ...faults].join(' '),
  )
}

test('a symbol that follows the standard has no faults', () => {
  for (const sent of [text, `]d2${text}`, `]C1${text}`, `(01)09506000134352(17)261231(10)LOT123AB(21)Serial-98765`])
    assert.deepEqual(readScan(sent), { elements: pack, faults: [] })
  for (const sent of ['https://id.gs1.org/01/09506000134352/21/S', ']Q1HTTPS://a/01/09506000134352/21/S'])
    assert.deepEqual(told(readScan(sent)), ['(01)09506000134352(21)S'])
})

test('one fault is named and undone', () => {
  const cases: readonly (readonly [fault: ScanFault, sent: string])[] = [
    ['whitespace', ` \t${text}\r\n`],
    ['whitespace', `\ufeff${text}\0`],
    ['separator_replaced', text.replace('\u001d', ' ')],
    ['separator_replaced', text.replace('\u001d', '~')],
    ['separator_replaced', text.replace('\u001d', '~1')],
    ['separator_replaced', text.replace('\u001d', '|')],
    ['separator_replaced', text.replace('\u001d', '{GS}')],
    ['separator_replaced', text.replace('\u001d', '{gs}')],
    ['separator_replaced', text.replace('\u001d', '<GS>')],
    ['separator_replaced', text.replace('\u001d', '[FNC1]')],
    ['separator_replaced', text.replace('\u001d', '\\u001d')],
    ['separator_replaced', text.replace('\u001d', '\\x1D')],
    ['separator_replaced', text.replace('\u001d', '^]')],
    ['separator_replaced', text.replace('\u001d', '␝')],
    ['separator_missing', text.replace('\u001d', '')],
    ['separator_extra', `\u001d${text}`],
    ['separator_extra', `]d2\u001d${text}`],
    ['separator_extra', text.replace('\u001d', '\u001d\u001d')],
    ['case_inverted', `]D2${start.replace('LOT123AB', 'lot123ab')}\u001d21sERIAL-98765`],
    ['gtin_short', text.replace('0109506', '019506')],
    ['date_swapped', text.replace('17261231', '17263112')],
  ]
  for (const [fault, sent] of cases)
    assert.deepEqual(readScan(sent), { elements: pack, faults: [fault] }, JSON.stringify(sent))
})

test('several faults are named together', () => {
  assert.deepEqual(told(readScan(`019506000134352` + '17261231' + '10LOT~21S \r')), [
    '(01)09506000134352(17)261231(10)LOT(21)S whitespace separator_replaced gtin_short',
  ])
  assert.deepEqual(told(readScan('ηττπσ¨//α.γρ/01/9506000134352/21/ΨΑ;')), [
    '(01)09506000134352(21)CAq greek_layout gtin_short',
  ])
})

test('letters typed in the Greek layout', () => {
  const greek = (data: string) => told(readScan(`]δ2010950600013435210${data}\u001d21χ`))
  assert.deepEqual(greek(';ςερτυθιοπασδφγηξκλ'), ['(01)09506000134352(10)qwertyuiopasdfghjkl(21)x greek_layout'])
  assert.deepEqual(greek('ζχψωβνμ:ΕΡΤΥΘΙΟΠΑΔΦ'), ['(01)09506000134352(10)zxcvbnmQERTYUIOPADF(21)x greek_layout'])
  assert.deepEqual(greek('ΓΗΞΚΛΖΧΨΩΒΝΜ'), ['(01)09506000134352(10)GHJKLZXCVBNM(21)x greek_layout'])
  assert.deepEqual(greek('ά¨Ω'), ['(01)09506000134352(10);a:V(21)x greek_layout'])
  assert.deepEqual(greek('ΑΣ1'), [
    '(01)09506000134352(10)AS1(21)x greek_layout',
    '(01)09506000134352(10)AW1(21)x greek_layout',
  ])
  assert.equal(
    refusal(() => greek('ΣΣΣΣ')),
    'symbology 0 –',
    'sixteen readings are too many',
  )
  assert.equal(
    refusal(() => readScan('010950600013435210LΑ')),
    'character 19 10',
    'letters of both alphabets',
  )
})

test('where two readings are possible both are told and none is chosen', () => {
  const cases: readonly (readonly [sent: string, readings: readonly string[]])[] = [
    [
      '01095060001343521726123110AB' + '21CD',
      ['(01)09506000134352(17)261231(10)AB21CD', '(01)09506000134352(17)261231(10)AB(21)CD separator_missing'],
    ],
    ['010950600013435221CD10AB', ['(01)09506000134352(21)CD10AB', '(01)09506000134352(21)CD(10)AB separator_missing']],
    [
      '010950600013435210AB<GS>21CD',
      ['(01)09506000134352(10)AB<GS>21CD', '(01)09506000134352(10)AB(21)CD separator_replaced'],
    ],
    [
      ']D2' + '010950600013435210AB\u001d21CD',
      ['(01)09506000134352(10)ab(21)cd case_inverted', '(01)09506000134352(10)AB(21)CD case_lost'],
    ],
    ['9506000134352', ['(95)06000134352', '(01)09506000134352 identifier_missing']],
  ]
  for (const [sent, readings] of cases) assert.deepEqual(told(readScan(sent)), readings, sent)
})

test('a date is put right only when it is none as it stands, and another order makes it one', () => {
  const dated = (digits: string) =>
    told(readScan(`010950600013435217${digits}21S`))[0]?.slice('(01)09506000134352'.length)
  assert.equal(dated('263112'), '(17)261231(21)S date_swapped')
  assert.equal(dated('140399'), '(17)990314(21)S date_reversed')
  assert.equal(dated('300226'), '(17)300226(21)S', 'whatever was meant')
  assert.equal(
    refusal(() => dated('261332')),
    'date 20 17',
  )
  assert.equal(
    refusal(() => dated('251300')),
    'date 20 17',
    'the day of a whole month is not guessed',
  )
})

test('a bare GTIN lacks its identifier, whatever its length', () => {
  for (const digits of ['5200001111117', '614141999996', `5200001${checkDigit('5200001')}`, '09506000134352']) {
    const reading = { elements: [['01', digits.padStart(14, '0')]], faults: ['identifier_missing'] }
    assert.deepEqual(readScan(digits), reading)
  }
  assert.equal(
    refusal(() => readScan('5200001111118')),
    'ai_unknown 0 –',
  )
})

test('effort has a bound whatever arrives', () => {
  for (const sent of [
    `010950600013435210${'21'.repeat(1_000)}`,
    'Σ'.repeat(2_000),
    `0109506000134352${'10\u001d'.repeat(250)}`,
  ])
    assert.notEqual(
      refusal(() => readScan(sent)),
      'nothing',
    )
})

test('error: CUSTODY_GS1_INVALID when nothing can be read, at its place in what was sent', () => {
  const cases: readonly (readonly [sent: string, refusal: string])[] = [
    ['', 'empty 0 –'],
    [' \r\n', 'empty 0 –'],
    ['  hello', 'ai_unknown 2 –'],
    ['\t0109506000134353', 'check_digit 16 01'],
    ['https://a/01/09506000134353', 'check_digit 26 01'],
    [`0109506000134352${'10'}${'x'.repeat(21)}`, 'too_long 38 10'],
    ['x'.repeat(SCAN_CHARS_MAX + 1), `text_too_long ${SCAN_CHARS_MAX} –`],
  ]
  for (const [sent, expected] of cases)
    assert.equal(
      refusal(() => readScan(sent)),
      expected,
      sent.slice(0, 40),
    )
})

test('every fault has words in both languages', () => {
  for (const { en, el } of Object.values(scanFaults)) assert.ok(en.length > 0 && /\p{Script=Greek}/u.test(el))
})

test('property: what follows the standard is read so, alone or as the first of its readings', () => {
  const same = fc.property(validElements, (elements) => {
    const scan = readScan(writeElementString(elements))
    const [first] = 'ambiguous' in scan ? scan.ambiguous : [scan]
    assert.deepEqual(first, { elements, faults: [] })
  })
  fc.assert(same, { numRuns: fuzzRuns })
})

test('property: whatever arrives is read, told apart or refused, and readings are valid', () => {
  const pieces = fc.constantFrom('0109506000134352', '019506000134352', '17261231', '17263112', '10', '21', 'A', 'λ', 'Σ', '~', ' ', '\u001d', ']D2', ']d2', '(10)', '<GS>', 'https://a/') // biome-ignore format: pieces
  const texts = fc.array(
    fc.oneof({ weight: 6, arbitrary: pieces }, fc.string({ unit: 'binary-ascii', maxLength: 3 })),
    {
      maxLength: 8,
    },
  )
  let readings = 0
  const valid = fc.property(texts, (all) => {
    const sent = all.join('')
    if (refusal(() => readScan(sent)) !== 'nothing') return
    const scan = readScan(sent)
    const several = 'ambiguous' in scan ? scan.ambiguous : [scan]
    assert.ok(several.length <= SCAN_READINGS_MAX)
    for (const { elements } of several) assert.deepEqual(parseElementString(writeElementString(elements)), elements)
    readings += several.length
  })
  fc.assert(valid, { numRuns: fuzzRuns })
  assert.ok(readings > fuzzRuns / 100, `${readings} readings`)
})
