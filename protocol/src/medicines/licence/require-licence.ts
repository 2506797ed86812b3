import { medicinesErrors } from '../errors.ts'
import type { LicensedAccount } from './licensed-account.ts'
import { coversGtin, gtin14Of } from './licensed-number.ts'
import type { Licence } from './verify-licence-chain.ts'

/**
 * Returns when the account may commission the GTIN under the licence, on the ledger that the licence names.
 * @param wish.gtin 8, 12, 13 or 14 digits
 * @throws MEDICINES_LICENCE_OTHER_SUBJECT, MEDICINES_LICENCE_GTIN_OUTSIDE
 */
export function requireLicence({ number, account }: Licence, wish: LicensedAccount & { readonly gtin: string }): void {
  if (account.address !== wish.address.toLowerCase() || account.chain_id !== wish.chain_id) {
    throw medicinesErrors.MEDICINES_LICENCE_OTHER_SUBJECT()
  }
  if (!coversGtin(number, wish.gtin)) {
    throw medicinesErrors.MEDICINES_LICENCE_GTIN_OUTSIDE({ gtin: gtin14Of(wish.gtin) ?? '–' })
  }
}
