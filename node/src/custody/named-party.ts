import type { Id } from '@symbolon/protocol/kernel'
import type { NodeContext } from '../kernel/index.ts'
import { isInForce } from './policy.ts'
import { storedEpc } from './stored-epc.ts'

/** A party that events may name with a thing. */
export interface NamedParty {
  readonly party: Id<'party'>
  /** Canonical Digital Link of the thing. */
  readonly epc: string
  /** Whose events count. */
  readonly captors: readonly Id<'party'>[]
}

/** True when one of the captors has told, and not taken back, that the thing was at a GLN of the party, or came from or went to one. */
export async function isNamedParty(
  { database }: Pick<NodeContext, 'database'>,
  { party, epc, captors }: NamedParty,
): Promise<boolean> {
  const rows = await database.query({
    name: 'custody_named_party',
    text: `select from custody.event_epc x
      join custody.event e using (event)
      join custody.party_identifier i on i.party = $1
      where x.epc = $2 and e.captor = any($3::text[]) and ${isInForce('e')}
        and exists (select from unnest(e.named) named (gln) where i.glns @> named.gln)
      limit 1`,
    values: [party, storedEpc(epc), captors],
  })
  return rows.length > 0
}
