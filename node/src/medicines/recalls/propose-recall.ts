import { type Hex, newId } from '@symbolon/protocol/kernel'
import { lotHash, medicinesErrors, parseGtin, parseLot } from '@symbolon/protocol/medicines'
import type { NodeContext } from '../../kernel/index.ts'
import { bytesOfHex } from '../ledger-values.ts'
import { INTENT_DAYS_MAX } from '../medicines-limits.ts'
import { type Actor, licencesOf } from '../policy.ts'
import { requireDeadline, requireSigned } from '../relay.ts'
import { typedRecall } from './recall-intent.ts'
import type { Proposing } from './recall-schemas.ts'
import { findRecall, insertRecall, type NewRecall, type RecallRow } from './recall-store.ts'

/**
 * The recall is proposed; the ledger hears of it when a second person has confirmed it.
 * @throws MEDICINES_RECALL_NOT_MAKER, MEDICINES_DEADLINE_INVALID, MEDICINES_INTENT_SIGNATURE_INVALID
 */
export async function proposeRecall(context: NodeContext, actor: Actor, wish: Proposing): Promise<RecallRow> {
  const { clock, database, random } = context
  const now = clock.now()
  requireDeadline(wish.deadline, { now, days_max: INTENT_DAYS_MAX })
  const gtin = parseGtin(wish.gtin)
  const lot = 'lot' in wish ? parseLot(wish.lot) : null
  const row: NewRecall = {
    recall: newId('recall', now, random(10)),
    gtin,
    lot,
    lot_hash: lot === null ? null : bytesOfHex(lotHash(lot)),
    reason: wish.reason,
    class: wish.class,
    proposed_by: actor.party,
    by_address: actor.address,
    by_regulator: actor.roles.has('regulator'),
    ...(await rightOf(context, actor, { gtin, lot, prefix_length: prefixIn(wish) })),
    deadline: new Date(wish.deadline * 1000),
    signature: wish.signature as Hex,
    proposed_at: new Date(now),
  }
  await requireSigned(typedRecall(context, row), row.signature, actor.address)
  await database.query(insertRecall(row))
  return (await findRecall(database, { recall: row.recall, party: actor.party })) as RecallRow
}

function prefixIn(wish: Proposing): number | undefined {
  return 'withdrawal' in wish ? wish.prefix_length : undefined
}

/** By what right: a regulator's, the maker's by a batch of the lot, or the licence's. @throws MEDICINES_RECALL_NOT_MAKER */
async function rightOf(
  context: NodeContext,
  actor: Actor,
  of: { readonly gtin: string; readonly lot: string | null; readonly prefix_length: number | undefined },
): Promise<Pick<NewRecall, 'batch' | 'prefix_length'>> {
  if (actor.roles.has('regulator')) return { batch: null, prefix_length: null }
  if (of.lot !== null) return { batch: await batchMadeBy(context, actor, of), prefix_length: null }
  const held = await licencesOf(context, actor.address)
  const number = of.prefix_length === 14 ? of.gtin : of.gtin.slice(1, 1 + (of.prefix_length ?? 0))
  if (!held.some((licence) => licence.number === number)) throw medicinesErrors.MEDICINES_RECALL_NOT_MAKER()
  return { batch: null, prefix_length: of.prefix_length ?? null }
}

async function batchMadeBy(
  { database }: NodeContext,
  { address }: Actor,
  { gtin, lot }: { readonly gtin: string; readonly lot: string | null },
): Promise<Buffer> {
  const [row] = await database.query<{ number: Buffer }>({
    name: 'medicines_batch_made_by',
    text: `select number from medicines.batch
      where gtin = $1 and lot = $2 and maker_address = $3 and state = 'recorded' order by batch limit 1`,
    values: [gtin, lot, address],
  })
  if (!row) throw medicinesErrors.MEDICINES_RECALL_NOT_MAKER()
  return row.number
}
