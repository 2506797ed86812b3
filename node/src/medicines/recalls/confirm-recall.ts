import type { Hex, Id } from '@symbolon/protocol/kernel'
import { medicinesErrors } from '@symbolon/protocol/medicines'
import type { Address, NodeContext, Queries } from '../../kernel/index.ts'
import { rolesOf } from '../policy.ts'
import { commandOf, relay, requireSigned, settleOrUndo } from '../relay.ts'
import { recallCall, typedRecall } from './recall-intent.ts'
import { findRecall, type RecallRow } from './recall-store.ts'

/** A second person, with the account that it signs with. */
export interface SecondPerson {
  readonly party: Id<'party'>
  readonly address: Address
}

/**
 * The recall goes to the ledger before everything that waits. Said again, it is the same recall.
 * @throws MEDICINES_RECALL_SECOND_PERSON, MEDICINES_RECALL_STATE, MEDICINES_INTENT_SIGNATURE_INVALID, and what the contract refuses
 */
export async function confirmRecall(
  context: NodeContext,
  of: { readonly row: RecallRow; readonly second: SecondPerson; readonly signature: Hex },
): Promise<RecallRow> {
  const { row, second, signature } = of
  await requireSecondPerson(context, row, second)
  if (row.state === 'proposed') await send(context, { row, second, signature })
  else if (row.confirmed_by === second.party) await settleRecall(context, row)
  else throw medicinesErrors.MEDICINES_RECALL_STATE({ state: row.state })
  return (await findRecall(context.database, { recall: row.recall, party: second.party })) as RecallRow
}

async function send(
  context: NodeContext,
  { row, second, signature }: { readonly row: RecallRow; readonly second: SecondPerson; readonly signature: Hex },
): Promise<void> {
  await requireSigned(typedRecall(context, row), signature, second.address)
  const call = recallCall(row)
  const command = commandOf(call)
  await relay(context, {
    call,
    command,
    urgent: true,
    async save(queries) {
      const [confirmed] = await queries.query({
        name: 'medicines_recall_confirmed',
        text: `update medicines.recall set state = 'confirmed', confirmed_by = $2, confirmation = $3, confirmed_at = $4,
            command = $5
          where recall = $1 and state = 'proposed' returning recall`,
        values: [row.recall, second.party, signature, new Date(context.clock.now()), command],
      })
      if (!confirmed) throw medicinesErrors.MEDICINES_RECALL_STATE({ state: 'confirmed' })
    },
    undo: (queries) => undoConfirmation(queries, row),
  })
  await recordAgain(context, row)
}

/** Where a confirmed recall stands; what the ledger refused is a proposal again. */
export async function settleRecall(context: NodeContext, row: RecallRow): Promise<void> {
  if (row.state !== 'confirmed' || row.command === null) return
  await settleOrUndo(context, { command: row.command, undo: (queries) => undoConfirmation(queries, row) })
  await recordAgain(context, row)
}

/** The ledger says nothing of a lot that was recalled before: then this recall is where that one is. */
async function recordAgain({ database, ledger }: NodeContext, { recall }: RecallRow): Promise<void> {
  await database.query({
    name: 'medicines_recall_recorded_again',
    text: `with recorded as (
        update medicines.recall r set state = 'recorded', recorded_at = coalesce(s.recalled_at, s.withdrawn_at), block = s.block
        from medicines.standing s
        where r.recall = $1 and r.state = 'confirmed' and s.gtin = r.gtin and s.lot_hash is not distinct from r.lot_hash
          and s.block <= $2
        returning r.recall, r.gtin, r.lot_hash, r.recorded_at
      )
      insert into medicines.recall_notice (recall, party, told_at)
      select distinct r.recall, p.party, r.recorded_at from recorded r
      join medicines.batch b on b.gtin = r.gtin and (r.lot_hash is null or b.lot_hash = r.lot_hash)
      join medicines.holding h on h.batch = b.batch
      join identity.party p on p.address = h.holder
      on conflict do nothing`,
    values: [recall, ledger.head().number],
  })
}

async function undoConfirmation(queries: Queries, { recall }: RecallRow): Promise<void> {
  await queries.query({
    name: 'medicines_recall_unconfirmed',
    text: `update medicines.recall set state = 'proposed', confirmed_by = null, confirmation = null, confirmed_at = null,
        command = null
      where recall = $1 and state = 'confirmed'`,
    values: [recall],
  })
}

/** A person whom the proposer named before, or another regulator; never the proposer. @throws MEDICINES_RECALL_SECOND_PERSON */
async function requireSecondPerson(context: NodeContext, row: RecallRow, second: SecondPerson): Promise<void> {
  const refuse = medicinesErrors.MEDICINES_RECALL_SECOND_PERSON
  if (second.party === row.proposed_by || second.address === row.by_address) throw refuse()
  if (row.by_regulator && (await rolesOf(context, second.party)).has('regulator')) return
  const [named] = await context.database.query({
    name: 'medicines_recall_confirmer',
    text: `select from medicines.recall_confirmer c join identity.party p on p.party = c.person and p.kind = 'person'
      where c.party = $1 and c.person = $2 and c.named_at < $3`,
    values: [row.proposed_by, second.party, row.proposed_at],
  })
  if (!named) throw refuse()
}
