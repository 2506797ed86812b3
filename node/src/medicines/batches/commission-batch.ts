import type { Hex } from '@symbolon/protocol/kernel'
import { commissionIntent, marketsStatement, medicinesErrors } from '@symbolon/protocol/medicines'
import type { ContractCall, NodeContext, Queries } from '../../kernel/index.ts'
import { commissioningEvent } from '../events/batch-events.ts'
import { saveEvents } from '../events/event-queue.ts'
import { hexOf } from '../ledger-values.ts'
import { INTENT_DAYS_MAX } from '../medicines-limits.ts'
import type { EventCapture } from '../ports.ts'
import { commandOf, placeOf, relay, requireDeadline, requireSigned, settleOrUndo } from '../relay.ts'
import { type BatchRow, dayNumber, findBatch, lockBatch } from './batch-store.ts'

export interface SignedCommissioning {
  readonly prefix_length: number
  readonly deadline: number
  readonly signature: string
  readonly markets_signature?: string | undefined
}

/**
 * The batch is on the ledger, or on its way there. Said again, it is the same batch.
 * @throws MEDICINES_BATCH_STATE, MEDICINES_DEADLINE_INVALID, MEDICINES_INTENT_SIGNATURE_INVALID, and what the contract refuses
 */
export async function commissionBatch(
  context: NodeContext,
  row: BatchRow,
  of: { readonly signed: SignedCommissioning; readonly events: EventCapture },
): Promise<BatchRow> {
  if (row.state === 'open') throw medicinesErrors.MEDICINES_BATCH_STATE({ state: row.sealing_at ? 'sealing' : 'open' })
  if (row.state === 'sealed') await send(context, row, of)
  if (row.state === 'saved' && row.command !== null) await settleCommissioning(context, row)
  return (await findBatch(context.database, row.batch)) as BatchRow
}

async function send(
  context: NodeContext,
  row: BatchRow,
  { signed, events }: { readonly signed: SignedCommissioning; readonly events: EventCapture },
): Promise<void> {
  requireDeadline(signed.deadline, { now: context.clock.now(), days_max: INTENT_DAYS_MAX })
  const intent = intentOf(row, signed)
  const signature = signed.signature as Hex
  await requireSigned(commissionIntent({ ...placeOf(context), ...intent }), signature, row.maker_address)
  const markets_signature = await requireMarketsSigned(context, row, signed)
  const call: ContractCall = { contract: 'Packs', functionName: 'commission', args: [intent, signature] }
  const command = commandOf(call)
  const told = await commissioningEvent(row, { events, now: context.clock.now() })
  await relay(context, {
    call,
    command,
    async save(queries) {
      const locked = await lockBatch(queries, row.batch)
      if (locked?.state !== 'sealed') throw medicinesErrors.MEDICINES_BATCH_STATE({ state: locked?.state ?? 'open' })
      await queries.query({
        name: 'medicines_batch_saved',
        text: `update medicines.batch set state = 'saved', command = $2, markets_signature = $3 where batch = $1`,
        values: [row.batch, command, markets_signature],
      })
      await saveEvents(queries, [{ ...told, after: row.batch }])
    },
    undo: (queries) => undoCommissioning(queries, { batch: row.batch, command }),
  })
}

/** The maker signed the markets that it ordered, if any. @throws MEDICINES_INTENT_SIGNATURE_INVALID */
async function requireMarketsSigned(
  context: NodeContext,
  { root, markets, maker_address }: BatchRow,
  { markets_signature }: SignedCommissioning,
): Promise<Hex | null> {
  if (markets === null) return null
  if (markets_signature === undefined) throw medicinesErrors.MEDICINES_INTENT_SIGNATURE_INVALID()
  const said = { ...placeOf(context), root: hexOf(root ?? new Uint8Array()), countries: markets }
  await requireSigned(marketsStatement(said), markets_signature as Hex, maker_address)
  return markets_signature as Hex
}

/** Where a batch that was sent stands; what the ledger refused is sealed again, and may be sent again. */
export async function settleCommissioning(context: NodeContext, { batch, command }: BatchRow): Promise<void> {
  if (command === null) return
  await settleOrUndo(context, { command, undo: (queries) => undoCommissioning(queries, { batch, command }) })
}

/** Of what was sent again since, and of its event, nothing is undone. */
async function undoCommissioning(
  queries: Queries,
  { batch, command }: { readonly batch: string; readonly command: string },
): Promise<void> {
  await queries.query({
    name: 'medicines_batch_unsaved',
    text: `with back as (
        update medicines.batch set state = 'sealed', command = null
        where batch = $1 and state = 'saved' and command = $2 returning batch
      )
      delete from medicines.told_event t using back where t.after = back.batch`,
    values: [batch, command],
  })
}

function intentOf(row: BatchRow, { prefix_length, deadline }: SignedCommissioning) {
  const { root, count, gtin, lot_hash, expiry, maker_address } = row
  return {
    root: hexOf(root ?? new Uint8Array()),
    count,
    gtin: BigInt(gtin),
    lot: hexOf(lot_hash),
    expiry: dayNumber(expiry),
    maker: maker_address,
    prefixLength: prefix_length,
    deadline: BigInt(deadline),
  }
}
