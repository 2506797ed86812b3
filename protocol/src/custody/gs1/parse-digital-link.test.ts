import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { DIGITAL_LINK_CHARS_MAX } from '../limits.ts'
import type { Elements } from './application-identifiers.ts'
import { digitalLinkOf } from './digital-link.ts'
import { type DigitalLink, parseDigitalLink } from './parse-digital-link.ts'
import { refusal, validElements } from './test-gs1.ts'
import { writeDigitalLink } from './write-digital-link.ts'

const gtin = '01/09506000134352'
const refused = (uri: string) => refusal(() => parseDigitalLink(uri))

test('GS1 Digital Link URI Syntax 1.6: the parts of a link', () => {
  const link = parseDigitalLink(
    `HTTPS://shop.example.com:8443/el/${gtin}/22/2A/10/L%2F7/21/S!1/?17=261231&utm=a+b%26&99=x%2By;lang=el&flag#top`,
  )
  assert.deepEqual(link, {
    path: [['01', '09506000134352'], ['22', '2A'], ['10', 'L/7'], ['21', 'S!1']], // biome-ignore format: pairs
    attributes: [['17', '261231'], ['99', 'x+y']], // biome-ignore format: pairs
    elements: [['01', '09506000134352'], ['22', '2A'], ['10', 'L/7'], ['21', 'S!1'], ['17', '261231'], ['99', 'x+y']], // biome-ignore format: pairs
    stem: 'HTTPS://shop.example.com:8443/el',
    parameters: [['utm', 'a b&'], ['lang', 'el'], ['flag', '']], // biome-ignore format: pairs
  } satisfies DigitalLink)
})

test('a stem may hold anything, also what looks like a key', () => {
  const stems: readonly (readonly [uri: string, stem: string])[] = [
    [`https://example.com/${gtin}`, 'https://example.com'],
    [`https://example.com/01/${gtin}`, 'https://example.com/01'],
    [`https://example.com/${gtin}/00/106141412345678908`, `https://example.com/${gtin}`],
    [`https://example.com/10/L7/${gtin}`, 'https://example.com/10/L7'],
    [`https://example.com/gtin/${gtin}`, 'https://example.com/gtin'],
    [`http://[2001:db8::1]/a//${gtin}`, 'http://[2001:db8::1]/a/'],
  ]
  for (const [uri, stem] of stems) assert.equal(parseDigitalLink(uri).stem, stem, uri)
})

test('a GTIN has fourteen digits, and shorter ones are filled where the caller says so', () => {
  for (const digits of ['9506000134352', '614141999996', '96385074']) {
    const uri = `https://example.com/01/${digits}/21/S`
    assert.equal(refused(uri), 'gtin_short 23 01')
    const { elements } = parseDigitalLink(uri, { short_gtins: 'filled' })
    assert.deepEqual(elements[0], ['01', digits.padStart(14, '0')])
  }
  const wrong = () => parseDigitalLink('https://example.com/01/9506000134353', { short_gtins: 'filled' })
  assert.equal(refusal(wrong), 'check_digit 35 01')
})

test('error: CUSTODY_GS1_INVALID says where the path of a link is wrong and why', () => {
  const cases: readonly (readonly [uri: string, refusal: string])[] = [
    ['', 'empty 0 –'],
    [`ftp://a/${gtin}`, 'scheme 0 –'],
    [`https:/a/${gtin}`, 'scheme 0 –'],
    [`https:///${gtin}`, 'domain 8 –'],
    [`https://user@a/${gtin}`, 'domain 8 –'],
    [`https://a_b/${gtin}`, 'domain 8 –'],
    [`https://a:x/${gtin}`, 'domain 8 –'],
    ['https://a', 'key_missing 9 –'],
    ['https://a/', 'key_missing 10 –'],
    ['https://a/01', 'key_missing 12 –'],
    ['https://a/01/', 'key_missing 13 –'],
    [`https://a/?${gtin}`, 'key_missing 10 –'],
    ['https://a/10/L7', 'key_missing 15 –'],
    ['https://a/gtin/09506000134352', 'short_name 10 –'],
    [`https://a/${gtin}/lot/L7`, 'short_name 28 –'],
    [`https://a/${gtin}/foo/L7`, 'ai_unknown 28 –'],
    [`https://a/${gtin}/04/1`, 'ai_unknown 28 –'],
    [`https://a/${gtin}/21`, 'key_missing 30 –'],
    [`https://a/${gtin}/21//`, 'value_empty 31 21'],
    [`https://a/${gtin}/21/1/10/2`, 'qualifier_order 33 10'],
    [`https://a/${gtin}/10/1/10/2`, 'repeated 33 10'],
    [`https://a/${gtin}/22/1/235/2`, 'qualifier_order 33 235'],
    [`https://a/${gtin}/17/261231`, 'not_qualifier 28 17'],
    [`https://a/${gtin}/8011/1`, 'not_qualifier 28 8011'],
  ]
  for (const [uri, expected] of cases) assert.equal(refused(uri), expected, uri.slice(0, 60))
})

test('error: CUSTODY_GS1_INVALID says where the query or the data of a link are wrong and why', () => {
  const cases: readonly (readonly [uri: string, refusal: string])[] = [
    [`https://a/${gtin}?10=L7`, 'belongs_in_path 28 10'],
    [`https://a/${gtin}?21=S`, 'not_attribute 28 21'],
    [`https://a/${gtin}?8200=x`, 'not_attribute 28 8200'],
    [`https://a/${gtin}?01=09506000134352`, 'repeated 28 01'],
    [`https://a/${gtin}?17=261231&17=261231`, 'repeated 38 17'],
    [`https://a/${gtin}?04=1`, 'ai_unknown 28 –'],
    [`https://a/${gtin}?12345=1`, 'ai_unknown 28 –'],
    [`https://a/${gtin}?99`, 'value_empty 30 99'],
    [`https://a/${gtin}?99=`, 'value_empty 31 99'],
    [`https://a/${gtin}?99=a+b`, 'character 32 99'],
    [`https://a/${gtin}?99=ab%20c`, 'character 33 99'],
    [`https://a/${gtin}?99=a%2`, 'percent 32 99'],
    [`https://a/${gtin}/21/a%zz`, 'percent 32 21'],
    [`https://a/${gtin}/21/a%2Fb%00`, 'character 36 21'],
    [`https://a/${gtin}/21/a%C3%89`, 'character 32 21'],
    [`https://a/${gtin}/21/a b`, 'uri_character 32 –'],
    [`https://a/${gtin}/21/a"b`, 'uri_character 32 –'],
    [`https://a/${gtin}/21/é`, 'uri_character 31 –'],
    ['https://a/01/09506000134353', 'check_digit 26 01'],
    ['https://a/01/095060001343', 'gtin_short 13 01'],
    ['https://a/01/09506000134', 'too_short 24 01'],
    [`https://a/${gtin}?17=261301`, 'date 33 17'],
    [`https://a/${gtin}?255=9506000134352`, 'excluded_present 10 01'],
    [`https://a/${gtin}?3103=000100&3920=123`, 'nothing'],
    [`https://a/${gtin}?3920=123`, 'required_missing 28 3920'],
    ['https://a/415/9506000134352', 'required_missing 10 415'],
    ['https://a/415/9506000134352/8020/R1', 'nothing'],
    ['https://a/415/9506000134352?8020=R1', 'not_attribute 28 8020'],
    [`https://a/${'x'.repeat(DIGITAL_LINK_CHARS_MAX)}`, `text_too_long ${DIGITAL_LINK_CHARS_MAX} –`],
  ]
  for (const [uri, expected] of cases) assert.equal(refused(uri), expected, uri.slice(0, 60))
})

test('a link is written with its qualifiers in order, attributes sorted, and GS1 as its server unless named', () => {
  const elements: Elements = [['17', '261231'], ['21', 'a/b'], ['01', '09506000134352'], ['99', '=&+;'], ['10', 'L']] // biome-ignore format: pairs
  const path = `${gtin}/10/L/21/a%2Fb`
  assert.equal(writeDigitalLink(elements), `https://id.gs1.org/${path}?17=261231&99=%3D%26%2B%3B`)
  const target = { stem: 'https://example.com/el', parameters: [['q', 'ά "&"']] as const }
  assert.equal(
    writeDigitalLink(elements, target),
    `https://example.com/el/${path}?17=261231&99=%3D%26%2B%3B&q=%CE%AC%20%22%26%22`,
  )
  const named = elements.filter(([ai]) => ['01', '21'].includes(ai)).reverse()
  assert.equal(writeDigitalLink(named), digitalLinkOf(named), 'one canonical form')
  const asset: Elements = [['8004', '0614x'], ['01', '09506000134352'], ['21', 'S']] // biome-ignore format: pairs
  assert.equal(writeDigitalLink(asset), `https://id.gs1.org/${gtin}/21/S?8004=0614x`, 'the serial needs the path')
})

test('error: what no link can hold is not written', () => {
  const own: Elements = [['01', '09506000134352']]
  const cases: readonly (readonly [refusal: string, write: () => string])[] = [
    ['key_missing 0 –', () => writeDigitalLink([['99', 'x']])],
    ['not_attribute 0 8200', () => writeDigitalLink([...own, ['8200', 'x']])],
    ['check_digit 13 01', () => writeDigitalLink([['01', '09506000134353']])],
    ['scheme 0 –', () => writeDigitalLink(own, { stem: 'example.com' })],
    ['key_missing 17 –', () => writeDigitalLink(own, { stem: 'https://a.example?' })],
    ['not_attribute 0 –', () => writeDigitalLink(own, { parameters: [['17', '261231']] })],
    ['not_attribute 0 –', () => writeDigitalLink(own, { parameters: [['', 'x']] })],
  ]
  for (const [expected, write] of cases) assert.equal(refusal(write), expected)
})

test('property: elements come back from the link that was written of them', () => {
  let written = 0
  const sorted = (elements: Elements) => elements.map(String).sort()
  const same = fc.property(
    validElements,
    fc.constantFrom('https://id.gs1.org', 'http://example.com/01/x'),
    (elements, stem) => {
      const write = () => writeDigitalLink(elements, { stem, parameters: [['x', '1']] })
      const why = refusal(write)
      if (why !== 'nothing') return assert.match(why, /^(key_missing|not_attribute)/)
      written++
      const link = parseDigitalLink(write())
      assert.deepEqual(sorted(link.elements), sorted(elements))
      assert.equal(link.stem, stem)
      assert.deepEqual(link.parameters, [['x', '1']])
      assert.equal(writeDigitalLink(link.elements), writeDigitalLink(elements))
    },
  )
  fc.assert(same, { numRuns: fuzzRuns })
  assert.ok(written > fuzzRuns / 4, `${written} links were written`)
})

test('property: whatever is read as a link is written so that it is read again', () => {
  const pieces = fc.constantFrom(gtin, '/', '?', '&', '=', '%2F', '%', '21', '10', '17=261231', 'A', '#', ';', 'é', '\ud800', 'x=1', '/21/S', '/10/L7') // biome-ignore format: pieces
  const noise = fc.oneof(fc.string({ maxLength: 3 }), fc.string({ unit: 'binary-ascii', maxLength: 2 }))
  const tails = fc.array(fc.oneof({ weight: 6, arbitrary: pieces }, noise), { maxLength: 6 })
  let read = 0
  const stable = fc.property(fc.constantFrom('https://a/', `https://a/${gtin}`, ''), tails, (start, tail) => {
    const uri = start + tail.join('')
    if (refused(uri) !== 'nothing') return
    read++
    const { elements, stem, parameters } = parseDigitalLink(uri)
    const named = parameters.filter(([name]) => name !== '')
    assert.deepEqual(parseDigitalLink(writeDigitalLink(elements, { stem, parameters: named })).elements, elements)
  })
  fc.assert(stable, { numRuns: fuzzRuns })
  assert.ok(read > fuzzRuns / 100, `${read} links were read`)
})
