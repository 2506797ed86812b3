import { checkDigit } from '../../custody/index.ts'

/** What a licence is for: every GTIN under a GS1 company prefix, or one GTIN of 14 digits. */
export type LicensedNumber =
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'gtin'; readonly gtin: string }

/** GTIN-8s stand in 14 digits behind an indicator and five zeros. @source GS1 General Specifications §7.2.7 */
const gtin8Form = /^\d0{5}/

/**
 * A GTIN of 8, 12, 13 or 14 digits as 14 digits, or nothing when it has another length or a wrong check digit.
 * @source GS1 General Specifications §3.3.2, §7.9.1
 */
export function gtin14Of(digits: string): string | undefined {
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits)) return undefined
  const gtin = digits.padStart(14, '0')
  return checkDigit(gtin.slice(0, 13)) === gtin[13] ? gtin : undefined
}

/**
 * True when a GTIN is one of those that a GS1 company prefix gives. The first of the 14 digits is an indicator and no
 * part of the prefix; a GTIN-12 has its prefix behind a zero; a GTIN-8 is under no company prefix at all.
 * @param gtin 14 digits
 * @param prefix 4 to 12 digits, as GS1 gives it (a U.P.C. prefix with its leading zero)
 * @source GS1 General Specifications §1.4.2, §2.1
 */
export function isUnderPrefix({ gtin, prefix }: { gtin: string; prefix: string }): boolean {
  return !gtin8Form.test(gtin) && gtin.slice(1, 13).startsWith(prefix)
}

/** True when the GTIN, 14 digits, is a GTIN-8 whose first digits are the GS1-8 prefix. @source GS1 General Specifications §1.4.3 */
export function isUnderPrefix8({ gtin, prefix }: { gtin: string; prefix: string }): boolean {
  return gtin8Form.test(gtin) && gtin.slice(6, 13).startsWith(prefix)
}

/** True when the licence covers the GTIN; 8, 12, 13 or 14 digits with a right check digit. */
export function coversGtin(number: LicensedNumber, digits: string): boolean {
  const gtin = gtin14Of(digits)
  if (gtin === undefined) return false
  return number.kind === 'gtin' ? number.gtin === gtin : isUnderPrefix({ gtin, prefix: number.prefix })
}
