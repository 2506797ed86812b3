import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { canonicalId } from './canonical-id.ts'
import { checkDigit } from './check-digit.ts'
import { isAiData } from './check-value.ts'
import { digitalLinkOf, elementsOfLink, finestOf } from './digital-link.ts'
import { epcOf } from './epc-of-elements.ts'
import { epcSchemes } from './epc-schemes.ts'
import { elementsOfEpc } from './epc-urn.ts'

/** EPC URIs, mostly those of the EPC Tag Data Standard 1.13 §6.3, and the path of their Digital Link. */
const pairs: readonly (readonly [urn: string, path: string])[] = [
  ['urn:epc:id:sgtin:0614141.112345.400', '/01/10614141123459/21/400'],
  ['urn:epc:id:sgtin:614141.7123456.400', '/01/76141411234561/21/400'],
  ['urn:epc:id:sgtin:061414111234.5.32a%2Fb', '/01/50614141112345/21/32a%2Fb'],
  ['urn:epc:id:sgtin:0614141.112345.a.b.c', '/01/10614141123459/21/a.b.c'],
  ['urn:epc:id:sgtin:0614141.112345.*', '/01/10614141123459/21/%2A'],
  ['urn:epc:id:sscc:0614141.1234567890', '/00/106141412345678908'],
  ['urn:epc:id:sgln:0614141.12345.400', '/414/0614141123452/254/400'],
  ['urn:epc:id:sgln:0614141.12345.0', '/414/0614141123452'],
  ['urn:epc:id:sgln:061414112345..wing', '/414/0614141123452/254/wing'],
  ['urn:epc:id:grai:0614141.12345.400', '/8003/00614141123452400'],
  ['urn:epc:id:grai:061414112345..400', '/8003/00614141123452400'],
  ['urn:epc:id:giai:0614141.12345400', '/8004/061414112345400'],
  ['urn:epc:id:giai:0614141.a.b', '/8004/0614141a.b'],
  ['urn:epc:id:gsrn:0614141.1234567890', '/8018/061414112345678902'],
  ['urn:epc:id:gsrnp:0614141.1234567890', '/8017/061414112345678902'],
  ['urn:epc:id:gdti:0614141.12345.400', '/253/0614141123452400'],
  ['urn:epc:id:gdti:061414112345..400', '/253/0614141123452400'],
  ['urn:epc:id:cpi:0614141.123ABC.123456789', '/8010/0614141123ABC/8011/123456789'],
  ['urn:epc:id:cpi:0614141.5PQ7%2FZ43%23.12345', '/8010/06141415PQ7%2FZ43%23/8011/12345'],
  ['urn:epc:id:sgcn:4012345.67890.04711', '/255/401234567890104711'],
  ['urn:epc:id:ginc:0614141.xyz47%2F11', '/401/0614141xyz47%2F11'],
  ['urn:epc:id:gsin:0614141.123456789', '/402/06141411234567890'],
  ['urn:epc:id:itip:4012345.012345.04.04.32a', '/8006/040123451234560404/21/32a'],
  ['urn:epc:id:upui:1234567.089456.51qIgY)%3C%26Jp3*j7', '/01/01234567894560/235/51qIgY%29%3C%26Jp3%2Aj7'],
  ['urn:epc:id:pgln:1234567.89012', '/417/1234567890128'],
  ['urn:epc:class:lgtin:4012345.012345.998877', '/01/04012345123456/10/998877'],
  ['urn:epc:idpat:sgtin:4012345.066666.*', '/01/04012345666663'],
  ['urn:epc:idpat:grai:0614141.12345.*', '/8003/00614141123452'],
  ['urn:epc:idpat:gdti:0614141.12345.*', '/253/0614141123452'],
  ['urn:epc:idpat:sgcn:4012345.67890.*', '/255/4012345678901'],
  ['urn:epc:idpat:cpi:0614141.123ABC.*', '/8010/0614141123ABC'],
  ['urn:epc:idpat:itip:4012345.012345.04.04.*', '/8006/040123451234560404'],
]

const prefixDigits = (urn: string) => /:(\d+)\./.exec(urn)?.[1]?.length ?? 0

test('EPC TDS: every scheme becomes its Digital Link and comes back', () => {
  const tested = new Set<string>()
  for (const [urn, path] of pairs) {
    tested.add(urn.split(':').slice(2, 4).join(':').replace('idpat', 'id'))
    assert.equal(canonicalId(urn), `https://id.gs1.org${path}`, urn)
    const elements = elementsOfLink(`https://id.gs1.org${path}`)
    assert.deepEqual(elements, elementsOfEpc(urn), urn)
    assert.equal(epcOf(elements ?? [], { prefix_digits: prefixDigits(urn) }), urn)
  }
  assert.deepEqual([...tested].sort(), Object.keys(epcSchemes).sort())
})

test('a pattern of a tobacco identifier is that of its trade item', () => {
  assert.equal(canonicalId('urn:epc:idpat:upui:1234567.089456.*'), 'https://id.gs1.org/01/01234567894560')
})

test('GS1 General Specifications §7.9: check digits', () => {
  const keys = ['629104150021', '61414199996', '0950600013435', '37610425002123456', '4012345']
  assert.deepEqual(keys.map(checkDigit), ['3', '5', '2', '9', '5'])
})

test('a Digital Link of any domain is led back to its key and finest qualifier', () => {
  const gtin = '/01/09506000134352'
  const cases: readonly (readonly [uri: string, path: string])[] = [
    [`https://example.com${gtin}`, gtin],
    [`http://user@example.com:8080/shop/el${gtin}/?17=261231#top`, gtin],
    ['https://example.com/01/9506000134352', gtin],
    ['https://example.com/01/614141999996', '/01/00614141999996'],
    ['https://example.com/gtin/95060001', '/01/00000095060001'],
    [`https://example.com${gtin}/22/2A/10/L7/21/S1`, `${gtin}/21/S1`],
    [`https://example.com${gtin}/22/2A/10/L7`, `${gtin}/10/L7`],
    [`https://example.com${gtin}/cpv/2A`, gtin],
    [`https://example.com${gtin}/10/01/21/00`, `${gtin}/21/00`],
    [`https://example.com${gtin}/21/a%2fb%2D`, `${gtin}/21/a%2Fb-`],
    ['https://example.com/8018/061414112345678902/8019/1', '/8018/061414112345678902'],
    ['https://example.com/01/a/00/106141412345678908', '/00/106141412345678908'],
  ]
  for (const [uri, path] of cases) assert.equal(canonicalId(uri), `https://id.gs1.org${path}`, uri)
})

test('what names no GS1 key stays without one', () => {
  const others = [
    '',
    'urn:epc:id:gid:95100000.12345.400',
    'urn:epc:id:sgtin:0614141.11234.400',
    'urn:epc:id:sgtin:0614141.112345',
    'urn:epc:id:sgtin:0614141.112345.',
    'urn:epc:id:sgtin:0614141.112345.a%zz',
    'urn:epc:id:sgtin:0614141.112345.a%20b',
    'urn:epc:id:sgtin:0614141.112345.123456789012345678901',
    'urn:epc:id:sgtin:12345.1234567.1',
    'urn:epc:id:itip:4012345.012345.4.04.32a',
    'urn:epc:id:giai:0614141.',
    'urn:epc:id:constructor:0614141.1',
    'urn:epc:idpat:sgtin:*.*.*',
    'urn:epc:idpat:sgtin:0614141.112345.400',
    'urn:epc:idpat:sscc:0614141.1234567890.*',
    'urn:epc:class:sgtin:0614141.112345.400',
    'https://example.com',
    'https://example.com/01',
    'https://example.com/01/123456',
    'https://example.com/01/09506000134352/11/261231',
    'https://example.com/01/09506000134352/21/a%zz',
    'https://example.com/21/9506000134352',
    'https://example.com/giai/abc',
    'ftp://example.com/01/09506000134352',
    'geo:37.98,23.72',
  ]
  for (const uri of others) assert.equal(canonicalId(uri), undefined, uri)
})

test('an EPC URI is only made where there is one', () => {
  const seven = { prefix_digits: 7 }
  assert.equal(epcOf([], seven), undefined)
  assert.equal(epcOf([['01', '10614141123458']], seven), undefined, 'wrong check digit')
  assert.equal(epcOf([['01', '10614141123459']], { prefix_digits: 5 }), undefined)
  assert.equal(epcOf([['8006', '040123451234560404'], ['10', 'L7']], seven), undefined) // biome-ignore format: pairs
  assert.equal(epcOf([['01', '10614141123459'], ['10', 'L7'], ['21', '1']], seven), undefined) // biome-ignore format: pairs
  assert.deepEqual(finestOf([]), [])
})

const characters = [...'!"%&\'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz']
const serials = fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 20 }).map((all) => all.join(''))

test('property: an EPC URI, its Digital Link and its elements are one', () => {
  const digits = fc.integer({ min: 0, max: 10 ** 13 - 1 }).map((number) => String(number).padStart(13, '0'))
  const same = fc.property(digits, serials, fc.integer({ min: 6, max: 12 }), (whole, serial, prefix_digits) => {
    const elements = [
      ['01', whole + checkDigit(whole)],
      ['21', serial],
    ] as const
    const urn = epcOf(elements, { prefix_digits }) ?? ''
    const link = digitalLinkOf(elements)
    assert.ok(isAiData('21', serial))
    assert.deepEqual(elementsOfEpc(urn), elements)
    assert.deepEqual(elementsOfLink(link), elements)
    assert.equal(canonicalId(urn), canonicalId(link))
  })
  fc.assert(same, { numRuns: fuzzRuns })
})
