import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coversGtin, gtin14Of, isUnderPrefix, isUnderPrefix8 } from './licensed-number.ts'

test('a GTIN of any length is the same 14 digits, and a wrong check digit is none', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['96385074', '00000096385074'],
    ['036000291452', '00036000291452'],
    ['4006381333931', '04006381333931'],
    ['00810159550000', '00810159550000'],
    ['4006381333932', undefined],
    ['', undefined],
    ['400638133393', undefined],
    ['123456789', undefined],
    ['٤٠٠٦٣٨١٣٣٣٩٣١', undefined],
  ]
  for (const [digits, gtin] of cases) assert.equal(gtin14Of(digits), gtin)
})

test('a GTIN is under a prefix whatever its indicator, and under no other', () => {
  const cases: readonly (readonly [gtin: string, prefix: string, isUnder: boolean])[] = [
    ['04006381333931', '4006381', true],
    ['14006381333938', '4006381', true],
    ['14006381333938', '1400638', false],
    ['04006381333931', '0400638', false],
    ['04006381333931', '4006382', false],
    // A GTIN-12: the U.P.C. prefix stands behind a zero.
    ['00036000291452', '0036000', true],
    ['00036000291452', '036000', false],
    ['00810159550000', '081015955', true],
    // A GTIN-8 belongs to no company prefix, though its digits are zeros before.
    ['00000096385074', '00000', false],
    ['00000096385074', '0000096', false],
    // Twelve digits of a prefix leave room for none but the check digit.
    ['04006381333931', '400638133393', true],
  ]
  for (const [gtin, prefix, isUnder] of cases)
    assert.equal(isUnderPrefix({ gtin, prefix }), isUnder, `${gtin} ${prefix}`)
  assert.equal(isUnderPrefix8({ gtin: '00000096385074', prefix: '963' }), true)
  assert.equal(isUnderPrefix8({ gtin: '00000096385074', prefix: '638' }), false)
  assert.equal(isUnderPrefix8({ gtin: '04006381333931', prefix: '638' }), false)
})

test('a licence of one GTIN covers that one only, however many digits it is written with', () => {
  const number = { kind: 'gtin', gtin: '04006381333931' } as const
  assert.equal(coversGtin(number, '4006381333931'), true)
  assert.equal(coversGtin(number, '14006381333938'), false)
  assert.equal(coversGtin({ kind: 'prefix', prefix: '4006381' }, '14006381333938'), true)
  assert.equal(coversGtin({ kind: 'prefix', prefix: '4006381' }, '14006381333939'), false)
})
