import { type AiRow, instance } from './ai-row.ts'

const signed = '00 01+21 03+21 253 255 8003 8004 8006+21 8010+8011 8017 8018'
const eSim = { requires: '01+21+8040', inQuery: 'never' } as const

/** Assets, parts, services, coupons and what else begins with 8. @source GS1 General Specifications §3.9-3.10 */
export const assetRows: readonly AiRow[] = [
  ['8001', 'DIMENSIONS', 'N4(nonzero)+N5(nonzero)+N3(nonzero)+N1(winding)+N1', { requires: '01' }],
  ['8002', 'CMT No.', 'X..20'],
  ['8003', 'GRAI', 'N1(zero)+N13(csum,gcppos1)+[X..16]', { key: '' }],
  ['8004', 'GIAI', 'X..30(gcppos1)', { key: '7040' }],
  ['8005', 'PRICE PER UNIT', 'N6', { requires: '01 02' }],
  ['8006', 'ITIP', 'N14(csum,gcppos2)+N4(pieceoftotal)', { excludes: '01 03 37', key: '22 10 21' }],
  ['8007', 'IBAN', 'X..34(iban)', { requires: '415' }],
  ['8008', 'PROD TIME', 'N6(yymmdd)+N2(hh)+[N2(mi)]+[N2(ss)]', { requires: '01 02 03' }],
  ['8009', 'OPTSEN', 'X..50', { requires: '00 01 03' }],
  ['8010', 'CPID', 'Y..30(gcppos1)', { key: '8011' }],
  ['8011', 'CPID SERIAL', 'N..12(nozeroprefix)', { requires: '8010', inQuery: 'never' }],
  ['8012', 'VERSION', 'X..20', { requires: instance }],
  ['8013', 'GMN', 'X..25(csumalpha,gcppos1)', { key: '' }],
  ['8014', 'MUDI', 'X..25(csumalpha,gcppos1,hasnondigit)', { requires: '01', inQuery: 'never' }],
  ['8017', 'GSRN - PROVIDER', 'N18(csum,gcppos1)', { excludes: '8018', key: '8019' }],
  ['8018', 'GSRN - RECIPIENT', 'N18(csum,gcppos1)', { excludes: '8017', key: '8019' }],
  ['8019', 'SRIN', 'N..10', { requires: '8017 8018', inQuery: 'never' }],
  ['8020', 'REF No.', 'X..25', { requires: '415', inQuery: 'never' }],
  ['8026', 'ITIP CONTENT', 'N14(csum,gcppos2)+N4(pieceoftotal)', { requires: '37', excludes: '02 03 8006' }],
  ['8030', 'DIGSIG', 'Z..90', { requires: signed }],
  ['8040', 'IMEI', 'N15', { requires: '01+21', inQuery: 'never' }],
  ['8041', 'IMEI2', 'N15', eSim],
  ['8042', 'ESIM', 'N32', eSim],
  ['8043', 'PSIM', 'N18+[N..2]', eSim],
  ['8110', '', 'X..70(couponcode)'],
  ['8111', 'POINTS', 'N4', { requires: '255' }],
  ['8112', '', 'X..70(couponposoffer)'],
  ['8200', 'PRODUCT URL', 'X..70', { requires: '01', inQuery: 'never' }],
]
