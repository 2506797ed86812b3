import type { Id, Milliseconds } from '@symbolon/protocol/kernel'
import { type LedgerPackState, type PackCommand, packCommands } from '@symbolon/protocol/medicines'
import type { Address, Queries } from '../../kernel/index.ts'

/** The command behind each state that a holder may give. */
export const commandOfState = {
  supplied: 'supply',
  partly_supplied: 'supply_part',
  destroyed: 'destroy',
  stolen: 'report_stolen',
  exported: 'export',
  sample: 'take_sample',
  free_sample: 'give_free_sample',
  locked: 'lock',
  checked_out: 'check_out',
  quarantined: 'flag_suspect',
} as const satisfies Partial<Readonly<Record<LedgerPackState, PackCommand>>>

/** A state that a holder may give a pack. */
export type MarkState = keyof typeof commandOfState

/** What is saved of a mark or an undo until the ledger has it. */
export interface PendingAct {
  readonly command: string
  readonly batch: Id<'batch'>
  readonly first: number
  readonly count: number
  /** Number of the state in the contract; 0 for an undo. */
  readonly state: number
  readonly round: number
  readonly party: Id<'party'>
  readonly address: Address
  readonly cell?: string | undefined
  /** When it was signed, where that was while there was no network. */
  readonly signed_at?: Milliseconds | undefined
  readonly now: Milliseconds
}

/** How many packs were taken: all of them, or another act has one of them, or somebody else holds them. */
export async function insertPending(queries: Queries, act: PendingAct): Promise<'taken' | 'busy' | 'not_held'> {
  const [row] = await queries.query<{ acts: number; packs: number }>({
    name: 'medicines_pending_insert',
    text: `with act as (
        insert into medicines.pending_act
          (command, batch, first, count, state, round, party, address, cell, signed_at, saved_at)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
        where exists (
          select from medicines.holding h
          where h.batch = $2 and h.first <= $3 and h.until >= $3::integer + $4::integer and h.holder = $8
        )
        returning command
      ), pack as (
        insert into medicines.pending_pack (batch, index, command)
        select $2, i, act.command from act cross join generate_series($3::integer, $3::integer + $4::integer - 1) i
        on conflict do nothing returning 1
      )
      select (select count(*) from act)::integer as acts, (select count(*) from pack)::integer as packs`,
    values: [
      act.command,
      act.batch,
      act.first,
      act.count,
      act.state,
      act.round,
      act.party,
      act.address,
      act.cell ?? null,
      act.signed_at === undefined ? null : new Date(act.signed_at),
      new Date(act.now),
    ],
  })
  if (row?.acts !== 1) return 'not_held'
  return row.packs === act.count ? 'taken' : 'busy'
}

/** The act is over; true when it was there still. */
export async function deletePending(queries: Queries, command: string): Promise<boolean> {
  const rows = await queries.query({
    name: 'medicines_pending_delete',
    text: 'delete from medicines.pending_act where command = $1 returning command',
    values: [command],
  })
  return rows.length > 0
}

/** Acts that are older than a time and still wait to be looked after. */
export async function listPending(queries: Queries, before: Milliseconds): Promise<PendingAct[]> {
  const rows = await queries.query<
    Omit<PendingAct, 'now'> & { saved_at: Date; cell: string | null; signed: Date | null }
  >({
    name: 'medicines_pending_list',
    text: `select command, batch, first, count, state, round, party, address, cell, signed_at as signed, saved_at
      from medicines.pending_act where saved_at < $1 order by saved_at limit 100`,
    values: [new Date(before)],
  })
  return rows.map(({ saved_at, cell, signed, ...act }) => ({
    ...act,
    ...(cell !== null && { cell }),
    ...(signed && { signed_at: signed.getTime() }),
    now: saved_at.getTime(),
  }))
}

/** Words of the CBV for what an act tells. */
export function wordsOf(command: PackCommand): {
  biz_step: string
  disposition?: string
  action: 'OBSERVE' | 'DELETE'
} {
  const row: { biz_step: string; disposition?: string } = packCommands[command]
  const isEnd = row.biz_step === 'decommissioning' || row.biz_step === 'destroying'
  return {
    biz_step: row.biz_step,
    ...(row.disposition !== undefined && { disposition: row.disposition }),
    action: isEnd ? 'DELETE' : 'OBSERVE',
  }
}
