import { checkDigit, isAiData } from '../../custody/index.ts'

/** What is printed on a pack of a medicine: the four that its unique identifier consists of. */
export interface PrintedPack {
  /** 14 digits. */
  readonly gtin: string
  /** 1 to 20 characters of GS1 character set 82. */
  readonly serial: string
  /** 1 to 20 characters of GS1 character set 82. */
  readonly lot: string
  /** YYMMDD; day 00 is the last of the month. */
  readonly expiry: string
}

/** True when each of the four has its form and the check digit is right. @source GS1 General Specifications §3.2, §3.4 */
export function isPrintedPack({ gtin, serial, lot, expiry }: PrintedPack): boolean {
  return isGtin(gtin) && isAiData('21', serial) && isAiData('10', lot) && /^\d{6}$/.test(expiry) && isPrintedDay(expiry)
}

/** True for 14 digits of which the last is right. */
export function isGtin(gtin: string): boolean {
  return /^\d{14}$/.test(gtin) && checkDigit(gtin.slice(0, -1)) === gtin.at(-1)
}

/** True for a YYMMDD that is a day of this century, or a month of it with day 00. */
export function isPrintedDay(text: string): boolean {
  const [year, month, day] = partsOf(text)
  return month >= 1 && month <= 12 && day <= new Date(Date.UTC(2000 + year, month, 0)).getUTCDate()
}

function partsOf(text: string): [year: number, month: number, day: number] {
  return [Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4, 6))]
}
