import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { canonicalId } from './canonical-id.ts'
import { epcSchemes } from './epc-schemes.ts'
import { plainId } from './plain-id.ts'

test('what events are full of is read the quick way', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['urn:epc:id:sgtin:0614141.107346.2017', 'https://id.gs1.org/01/10614141073464/21/2017'],
    ['urn:epc:id:sscc:0614141.1234567890', 'https://id.gs1.org/00/106141412345678908'],
    ['urn:epc:id:sgln:0614141.07346.1234', 'https://id.gs1.org/414/0614141073467/254/1234'],
    ['urn:epc:id:sgln:0614141.07346.0', 'https://id.gs1.org/414/0614141073467'],
    ['urn:epc:id:pgln:0614141.07346', 'https://id.gs1.org/417/0614141073467'],
    ['urn:epc:class:lgtin:4012345.012345.998877', 'https://id.gs1.org/01/04012345123456/10/998877'],
    ['https://example.com/01/10614141073464/21/2017', 'https://id.gs1.org/01/10614141073464/21/2017'],
    ['http://example.com/00/106141412345678908', 'https://id.gs1.org/00/106141412345678908'],
  ]
  for (const [uri, link] of cases) {
    assert.equal(plainId(uri), link)
    assert.equal(canonicalId(uri), link)
  }
})

test('what needs more than that is left to the whole reader', () => {
  const others = [
    'urn:epc:id:sgtin:0614141.107346.32a%2Fb',
    'urn:epc:id:grai:0614141.12345.400',
    'urn:epc:idpat:sgtin:0614141.107346.*',
    'https://example.com/01/10614141073464/10/L/21/2017',
    'https://example.com/01/10614141073464/21/2017?17=261231',
  ]
  for (const uri of others) {
    assert.equal(plainId(uri), undefined)
    assert.notEqual(canonicalId(uri), undefined)
  }
})

test('property: the quick way never leads elsewhere than the whole reader', () => {
  const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-_';=%*"
  const word = fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 })
  const digit = fc.constantFrom(...'0123456789')
  const ofLength = (length: number) => fc.string({ unit: digit, minLength: length, maxLength: length })
  const digits = fc.string({ unit: digit, maxLength: 13 })
  const kind = fc.constantFrom(...Object.keys(epcSchemes), 'idpat:sgtin', 'id:none', 'class:sgtin', 'id')
  const urn = fc
    .tuple(kind, digits, digits, fc.option(word, { nil: undefined }))
    .map(([name, prefix, reference, rest]) => `urn:epc:${name}:${[prefix, reference, rest ?? []].flat().join('.')}`)
  const fitting = fc
    .tuple(kind, fc.integer({ min: 5, max: 13 }), fc.constantFrom(12, 13, 16, 17), digits, word)
    .map(([name, cut, length, some, rest]) => {
      const key = some.padEnd(length, '7').slice(0, length)
      return `urn:epc:${name}:${key.slice(0, cut)}.${key.slice(cut)}${rest === '' ? '' : `.${rest}`}`
    })
  const usual = fc
    .tuple(fc.constantFrom('id:sgtin 6', 'id:sgln 5', 'id:sscc 10', 'class:lgtin 6'), ofLength(17), word)
    .map(([kindAndLength, some, rest]) => {
      const [name, length] = kindAndLength.split(' ')
      return `urn:epc:${name}:${some.slice(0, 7)}.${some.slice(7, 7 + Number(length))}${rest === '' ? '' : `.${rest}`}`
    })
  const segment = fc.oneof(word, fc.constantFrom('01', '00', '414', '417', '254', '21', '10'), digits)
  const key = fc.oneof(ofLength(13), ofLength(14), ofLength(18))
  const link = fc
    .array(fc.oneof(segment, key), { maxLength: 6 })
    .map((segments) => `https://example.com/${segments.join('/')}`)
  let quickly = 0
  const never = fc.property(fc.oneof(urn, fitting, usual, link), (uri) => {
    const quick = plainId(uri)
    if (quick === undefined) return
    quickly++
    assert.equal(quick, canonicalId(uri))
  })
  fc.assert(never, { numRuns: fuzzRuns })
  assert.ok(quickly > fuzzRuns / 50, `${quickly} were read the quick way`)
})
