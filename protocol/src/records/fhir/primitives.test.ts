import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberAsWritten } from '../../kernel/index.ts'
import { FHIR_STRING_LENGTH_MAX, primitiveFault } from './primitives.ts'

const right: [string, unknown[]][] = [
  ['boolean', [true, false]],
  ['integer', [0, -5, 2_147_483_647, -2_147_483_648]],
  ['unsignedInt', [0, 1]],
  ['positiveInt', [1]],
  ['decimal', [0, -1.5, numberAsWritten('1.50'), numberAsWritten('1e2')]],
  ['string', ['a', ' a ', 'line\nline\ttab', 'ένα']],
  ['code', ['final', 'in progress']],
  ['id', ['a', 'A-1.b', 'a'.repeat(64)]],
  ['uri', ['http://a', 'urn:oid:1.2', 'relative']],
  ['oid', ['urn:oid:1.2.3', 'urn:oid:2.0']],
  ['uuid', ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520']],
  ['base64Binary', ['QUJD', 'QUI=', 'QU\nJD']],
  ['date', ['2015', '2015-02', '2015-02-28', '2016-02-29']],
  ['dateTime', ['2015', '2015-02-28T10:00:00Z', '2015-02-28T10:00:00.123+14:00', '2015-12-31T23:59:60Z']],
  ['instant', ['2015-02-28T10:00:00Z', '2015-02-28T10:00:00.1-05:00']],
  ['time', ['10:00:00', '23:59:59.5']],
]

const wrong: [string, unknown[], 'type' | 'format'][] = [
  ['boolean', ['true', 1, null], 'type'],
  ['integer', ['1', true], 'type'],
  ['integer', [1.5, 2_147_483_648, numberAsWritten('1.0')], 'format'],
  ['unsignedInt', [-1], 'format'],
  ['positiveInt', [0], 'format'],
  ['decimal', ['1.5', {}, []], 'type'],
  ['string', ['', ' ', '\n', 'a\u0000', 'a'.repeat(FHIR_STRING_LENGTH_MAX + 1)], 'format'],
  ['string', [1, {}, null, numberAsWritten('1.0')], 'type'],
  ['code', ['', ' final', 'final ', 'two  spaces'], 'format'],
  ['id', ['', 'a'.repeat(65), 'a_b', 'a/b'], 'format'],
  ['uri', ['', 'a b'], 'format'],
  ['oid', ['urn:oid:3.1', '1.2.3', 'urn:oid:1.02'], 'format'],
  ['uuid', ['urn:uuid:C757873D-EC9A-4326-A141-556F43239520', 'c757873d'], 'format'],
  ['base64Binary', ['', 'QUI', 'Q*==', '    '], 'format'],
  ['date', ['0000', '2015-13', '2015-02-30', '2015-02-29', '15-01-01', '2015-1-1', '2015-01-01T00:00:00Z'], 'format'],
  ['dateTime', ['2015-02-28T10:00Z', '2015-02-28T10:00:00', '2015-02-28T24:00:00Z', '2015-04-31T10:00:00Z'], 'format'],
  ['instant', ['2015', '2015-02-28', '2015-02-28T10:00:00'], 'format'],
  ['time', ['24:00:00', '10:00', '10:00:00Z'], 'format'],
]

test('primitives are accepted in every form that R4 allows', () => {
  for (const [type, values] of right) {
    for (const value of values) assert.equal(primitiveFault(type, value), undefined, `${type} ${JSON.stringify(value)}`)
  }
})

test('error: primitives of another JSON type or form are told apart', () => {
  for (const [type, values, fault] of wrong) {
    for (const value of values)
      assert.equal(primitiveFault(type, value), fault, `${type} ${JSON.stringify(value).slice(0, 40)}`)
  }
})
