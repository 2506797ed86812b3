import { type AiRow, measured } from './ai-row.ts'

/** Measures of a trade item of variable measure, by the first three digits. */
const ofTradeItem: readonly (readonly [family: string, title: string])[] = [
  ['310', 'NET WEIGHT (kg)'],
  ['311', 'LENGTH (m)'],
  ['312', 'WIDTH (m)'],
  ['313', 'HEIGHT (m)'],
  ['314', 'AREA (m²)'],
  ['315', 'NET VOLUME (l)'],
  ['316', 'NET VOLUME (m³)'],
  ['320', 'NET WEIGHT (lb)'],
  ['321', 'LENGTH (in)'],
  ['322', 'LENGTH (ft)'],
  ['323', 'LENGTH (yd)'],
  ['324', 'WIDTH (in)'],
  ['325', 'WIDTH (ft)'],
  ['326', 'WIDTH (yd)'],
  ['327', 'HEIGHT (in)'],
  ['328', 'HEIGHT (ft)'],
  ['329', 'HEIGHT (yd)'],
  ['350', 'AREA (in²)'],
  ['351', 'AREA (ft²)'],
  ['352', 'AREA (yd²)'],
  ['356', 'NET WEIGHT (tr oz)'],
  ['357', 'NET VOLUME (oz)'],
  ['360', 'NET VOLUME (qt (US))'],
  ['361', 'NET VOLUME (gal.)'],
  ['364', 'NET VOLUME (in³)'],
  ['365', 'NET VOLUME (ft³)'],
  ['366', 'NET VOLUME (yd³)'],
]

/** Measures of a logistic unit, by the first three digits. */
const ofLogisticUnit: readonly (readonly [family: string, title: string])[] = [
  ['330', 'GROSS WEIGHT (kg)'],
  ['331', 'LENGTH (m), log'],
  ['332', 'WIDTH (m), log'],
  ['333', 'HEIGHT (m), log'],
  ['334', 'AREA (m²), log'],
  ['335', 'VOLUME (l), log'],
  ['336', 'VOLUME (m³), log'],
  ['340', 'GROSS WEIGHT (lb)'],
  ['341', 'LENGTH (in), log'],
  ['342', 'LENGTH (ft), log'],
  ['343', 'LENGTH (yd), log'],
  ['344', 'WIDTH (in), log'],
  ['345', 'WIDTH (ft), log'],
  ['346', 'WIDTH (yd), log'],
  ['347', 'HEIGHT (in), log'],
  ['348', 'HEIGHT (ft), log'],
  ['349', 'HEIGHT (yd), log'],
  ['353', 'AREA (in²), log'],
  ['354', 'AREA (ft²), log'],
  ['355', 'AREA (yd²), log'],
  ['362', 'VOLUME (qt (US)), log'],
  ['363', 'VOLUME (gal (US)), log'],
  ['367', 'VOLUME (in³), log'],
  ['368', 'VOLUME (ft³), log'],
  ['369', 'VOLUME (yd³), log'],
]

/** Six digits of which the fourth digit of the identifier, 0 to 5, says how many are decimals. */
const measureRow =
  (requires: string) =>
  ([family, title]: readonly [string, string]): AiRow => [
    `${family}0-${family}5`,
    title,
    'N6',
    { requires, excludes: `${family}n` },
  ]

/** Measures, amounts and prices. @source GS1 General Specifications §3.6 */
export const measureRows: readonly AiRow[] = [
  ...ofTradeItem.map(measureRow('01 02')),
  ...ofLogisticUnit.map(measureRow('00 01')),
  measureRow('01')(['337', 'KG PER m²']),
  ['3900-3909', 'AMOUNT', 'N..15', { requires: '255 8020', excludes: '390n 391n 394n 8111' }],
  ['3910-3919', 'AMOUNT', 'N3(iso4217)+N..15', { requires: '8020', excludes: '391n' }],
  ['3920-3929', 'PRICE', 'N..15', { requires: '01+30 01+31nn 01+32nn 01+35nn 01+36nn', excludes: '392n 393n' }],
  ['3930-3939', 'PRICE', 'N3(iso4217)+N..15', { requires: measured, excludes: '393n' }],
  ['3940-3943', 'PRCNT OFF', 'N4', { requires: '255', excludes: '394n 8111' }],
  ['3950-3955', 'PRICE/UoM', 'N6', { requires: measured, excludes: '392n 393n 395n 8005' }],
]
