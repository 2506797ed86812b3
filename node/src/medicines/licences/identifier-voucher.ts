import type { Id } from '@symbolon/protocol/kernel'
import { coversGtin } from '@symbolon/protocol/medicines'
import type { IdentifierVoucher } from '../../custody/index.ts'
import type { NodeContext } from '../../kernel/index.ts'
import { licensedNumber } from '../policy.ts'

/** A company prefix is whose GS1 licence of it stands on the ledger. */
export function createIdentifierVoucher({ database, clock }: NodeContext): IdentifierVoucher {
  return async (party, prefix) => {
    const [held] = await database.query({
      name: 'medicines_vouch_prefix',
      text: `select from medicines.licence l join identity.party p on p.address = l.holder
        where p.party = $1 and l.number = $2 and l.until > $3`,
      values: [party, prefix, new Date(clock.now())],
    })
    return held !== undefined
  }
}

/** True when the party holds a licence on the ledger that covers a product's number. @param gtin 14 digits */
export type GtinVoucher = (party: Id<'party'>, gtin: string) => Promise<boolean>

export function createGtinVoucher({ database, clock }: NodeContext): GtinVoucher {
  return async (party, gtin) => {
    const held = await database.query<{ number: string }>({
      name: 'medicines_vouch_gtin',
      text: `select l.number from medicines.licence l join identity.party p on p.address = l.holder
        where p.party = $1 and l.until > $2`,
      values: [party, new Date(clock.now())],
    })
    return held.some(({ number }) => coversGtin(licensedNumber(number), gtin))
  }
}
