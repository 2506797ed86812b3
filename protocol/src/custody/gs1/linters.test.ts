import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPair } from './check-pair.ts'
import { type LinterName, linters } from './linters/linters.ts'

/** A coupon of prefix 614141: offer 123456, one unit off when one of family 010 is bought. */
const coupon = '0614141' + '123456' + '11' + '11' + '0' + '010'

/** For each check what passes it, and what does not with the place of the flaw. */
const cases: Readonly<
  Record<LinterName, { valid: readonly string[]; invalid: readonly (readonly [string, number])[] }>
> = {
  csum: {
    valid: ['09506000134352', '00000000000000', '106141412345678908', '6291041500213', '96385074'],
    invalid: [
      ['09506000134351', 13],
      ['09506000134532', 13],
      ['1', 0],
    ],
  },
  csumalpha: {
    valid: [`1987654X${checkPair('1987654X')}`, `0614141!"%&'()*+,-./${checkPair('0614141!"%&\'()*+,-./')}`],
    invalid: [
      ['1987654X23', 8],
      ['22', 0],
      ['2', 0],
      ['x'.repeat(40), 38],
      [`1987655X${checkPair('1987654X')}`, 8],
    ],
  },
  gcppos1: {
    valid: ['0614', '0614ABC'],
    invalid: [
      ['061', 3],
      ['06A4', 2],
      ['', 0],
    ],
  },
  gcppos2: {
    valid: ['x0614', '10614'],
    invalid: [
      ['1061', 4],
      ['106x4', 3],
    ],
  },
  yymmd0: {
    valid: ['261231', '260200', '240229', '000229', '991130'],
    invalid: [
      ['261301', 2],
      ['260001', 2],
      ['260230', 4],
      ['250229', 4],
      ['260431', 4],
      ['261232', 4],
    ],
  },
  yymmdd: {
    valid: ['261231', '240229'],
    invalid: [
      ['260200', 4],
      ['250229', 4],
      ['261301', 2],
    ],
  },
  yyyymmdd: {
    valid: ['20000229', '19991231', '20240229'],
    invalid: [
      ['19000229', 6],
      ['20231301', 4],
      ['20230431', 6],
      ['20230400', 6],
    ],
  },
  hh: {
    valid: ['00', '23'],
    invalid: [
      ['24', 0],
      ['99', 0],
    ],
  },
  mi: { valid: ['00', '59'], invalid: [['60', 0]] },
  ss: { valid: ['00', '59'], invalid: [['60', 0]] },
  hhmi: {
    valid: ['0000', '2359'],
    invalid: [
      ['2400', 0],
      ['2360', 2],
    ],
  },
  zero: { valid: ['0', '000'], invalid: [['1', 0]] },
  nonzero: { valid: ['0001', '9'], invalid: [['0000', 0]] },
  nozeroprefix: {
    valid: ['0', '1', '10'],
    invalid: [
      ['00', 0],
      ['01', 0],
    ],
  },
  hasnondigit: { valid: ['1a', '-'], invalid: [['12', 0]] },
  yesno: { valid: ['0', '1'], invalid: [['2', 0]] },
  winding: { valid: ['0', '1', '9'], invalid: [['2', 0]] },
  iso5218: {
    valid: ['0', '1', '2', '9'],
    invalid: [
      ['3', 0],
      ['', 0],
      ['12', 0],
    ],
  },
  hyphen: {
    valid: ['-'],
    invalid: [
      ['+', 0],
      ['1', 0],
    ],
  },
  latitude: { valid: ['0000000000', '1800000000'], invalid: [['1800000001', 0]] },
  longitude: { valid: ['0000000000', '3600000000'], invalid: [['3600000001', 0]] },
  pieceoftotal: {
    valid: ['0101', '0299', '9999'],
    invalid: [
      ['0001', 0],
      ['0201', 0],
      ['0100', 0],
      ['0000', 0],
    ],
  },
  posinseqslash: {
    valid: ['1/1', '2/3', '9/10'],
    invalid: [
      ['0/1', 0],
      ['2/1', 0],
      ['1/0', 0],
      ['01/', 0],
      ['1-2', 0],
      ['1/a', 0],
      ['10/9', 0],
    ],
  },
  pcenc: {
    valid: ['', 'Main%20Street', '%C3%a9'],
    invalid: [
      ['a%2', 1],
      ['%zz', 0],
      ['%20%', 3],
    ],
  },
  iso3166: {
    valid: ['300', '004', '894'],
    invalid: [
      ['000', 0],
      ['999', 0],
      ['301', 0],
    ],
  },
  iso3166999: { valid: ['999', '300'], invalid: [['998', 0]] },
  iso3166alpha2: {
    valid: ['GR', 'CY'],
    invalid: [
      ['EL', 0],
      ['gr', 0],
      ['XX', 0],
      ['XK', 0],
    ],
  },
  iso4217: {
    valid: ['978', '008', '840', '975'],
    invalid: [
      ['000', 0],
      ['977x', 0],
      ['998', 0],
      ['300', 0],
    ],
  },
  iban: {
    valid: ['GR1601101250000000012300695', 'GB29NWBK60161331926819', 'XK051212012345678906', 'NO9386011117947'],
    invalid: [
      ['GR1601101250000000012300696', 2],
      ['GR16011012', 0],
      ['ZZ1601101250000000012300695', 0],
      ['GR16011012500000000123006x5', 25],
      ['gr1601101250000000012300695', 0],
    ],
  },
  packagetype: {
    valid: ['8', '9', '1A', '200', 'PX', 'BGE', 'APE', 'ZZ'],
    invalid: [
      ['00', 0],
      ['7', 0],
      ['1', 0],
      ['px', 0],
      ['', 0],
    ],
  },
  mediatype: {
    valid: ['01', '10', '80', '99'],
    invalid: [
      ['00', 0],
      ['11', 0],
      ['79', 0],
    ],
  },
  importeridx: {
    valid: ['-', '_', '0', 'a', 'Z'],
    invalid: [
      ['+', 0],
      ['', 0],
      ['ab', 0],
    ],
  },
  couponcode: {
    valid: [
      coupon,
      '6061414100001123456512345512345' + '9999',
      `${coupon}10159000921100100614141`,
      `${coupon}101590006061414100001`,
      `${coupon}326123142601015012345661614141091200`,
      `${coupon}4261231`,
      `${coupon}95291`,
    ],
    invalid: [
      ['', 0],
      [`7${coupon.slice(1)}`, 0],
      [`${coupon.slice(0, 20)}x`, 20],
      [coupon.slice(0, 5), 1],
      [coupon.slice(0, 12), 7],
      [`${coupon.slice(0, 13)}0${coupon.slice(14)}`, 13],
      [`${coupon.slice(0, 17)}5${coupon.slice(18)}`, 17],
      [coupon.slice(0, 20), 18],
      [`${coupon}0`, 21],
      [`${coupon}14`, 22],
      [`${coupon}3261301`, 24],
      [`${coupon}32601014260102`, 29],
      [`${coupon}42601013261231`, 28],
      [`${coupon}60`, 22],
      [`${coupon}93000`, 22],
      [`${coupon}90002`, 25],
    ],
  },
  couponposoffer: {
    valid: ['00614141123456' + '0000001', '16' + '952000000017' + '654321' + '9123456789012345'],
    invalid: [
      ['2061414112345600000001', 0],
      ['07614141', 1],
      ['00614141123456' + '000000', 15],
      ['00614141123456' + '00000012', 21],
    ],
  },
}

test('every check passes what the standard allows and names the place of what it does not', () => {
  assert.deepEqual(Object.keys(cases).sort(), Object.keys(linters).sort())
  for (const [name, { valid, invalid }] of Object.entries(cases)) {
    for (const part of valid) assert.equal(linters[name as LinterName](part), undefined, `${name}: ${part}`)
    for (const [part, at] of invalid) assert.equal(linters[name as LinterName](part)?.at, at, `${name}: ${part}`)
  }
})
