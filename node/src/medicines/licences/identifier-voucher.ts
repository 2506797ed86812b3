import type { IdentifierVoucher } from '../../custody/index.ts'
import type { NodeContext } from '../../kernel/index.ts'

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
