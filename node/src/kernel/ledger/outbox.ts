import { fromHex, type Hex, toHex } from '@symbolon/protocol/kernel'
import type { Queries, Statement } from '../database/database.ts'
import type { ContractName, Settlement } from './ledger.ts'

export interface WaitingCall {
  readonly position: number
  readonly commandId: string
  readonly contract: ContractName
  readonly data: Hex
}

export interface OutboxEntry {
  readonly commandId: string
  readonly contract: ContractName
  readonly data: Hex
  readonly urgent: boolean
  /** Milliseconds since 1970; 0 for what waits for no cadence. */
  readonly due: number
}

/** What became of a call: where it stands, and what the contract answered when it refused. */
export interface Outcome extends Settlement {
  readonly contract: ContractName
  readonly reverted?: Hex
}

export interface SettledCall {
  readonly position: number
  /** Place of its transaction in the block; calls of one bundle share it. */
  readonly index: number
  readonly transaction: Hex
  readonly reverted?: Hex
}

export function insertCall(entry: OutboxEntry): Statement {
  return {
    name: 'kernel.outbox.insert',
    text: `insert into kernel.outbox (command_id, contract, calldata, urgent, due_at) values ($1, $2, $3, $4, $5)
      on conflict (command_id) do nothing`,
    values: [entry.commandId, entry.contract, fromHex(entry.data), entry.urgent, new Date(entry.due)],
  }
}

/**
 * Calls whose time has come: those that wait for nothing in the order they were accepted, then each release of the cadence
 * with its calls mixed inside each kind, so that neighbours tell nothing and still share a transaction. An urgent call
 * goes by itself and takes nobody along.
 */
export async function readWaiting(queries: Queries, wanted: { now: number; most: number }): Promise<WaitingCall[]> {
  const rows = await queries.query<{ position: number; command_id: string; contract: ContractName; calldata: Buffer }>({
    name: 'kernel.outbox.waiting',
    text: `select position, command_id, contract, calldata from kernel.outbox
      where block is null and due_at <= $1
      order by due_at, case when due_at = to_timestamp(0) then position end,
        contract, substring(calldata for 4), random() limit $2`,
    values: [new Date(wanted.now), wanted.most],
  })
  return rows.map((row) => ({
    position: row.position,
    commandId: row.command_id,
    contract: row.contract,
    data: toHex(row.calldata),
  }))
}

/** The calls stand in the block. Fails its transaction unless each waited until now: no outcome is ever written over another. */
export function settleCalls(block: number, calls: readonly SettledCall[]): Statement {
  return {
    name: 'kernel.outbox.settle',
    text: `with settled as (
        update kernel.outbox set block = $1, block_index = call.index, transaction_hash = call.hash, revert_data = call.reverted
        from unnest($2::bigint[], $3::integer[], $4::bytea[], $5::bytea[]) as call (position, index, hash, reverted)
        where outbox.position = call.position and outbox.block is null returning 1
      )
      select kernel.demand(count(*) = cardinality($2), 'a call was settled before') from settled`,
    values: [
      block,
      calls.map(({ position }) => position),
      calls.map(({ index }) => index),
      calls.map(({ transaction }) => fromHex(transaction)),
      calls.map(({ reverted }) => (reverted === undefined ? null : fromHex(reverted))),
    ],
  }
}

interface OutcomeRow {
  contract: ContractName
  block: number | null
  time_s: number
  transaction_hash: Buffer
  revert_data: Buffer | null
}

/** `unknown`: never accepted. `waiting`: accepted, in no block yet. */
export async function readOutcome(queries: Queries, commandId: string): Promise<Outcome | 'unknown' | 'waiting'> {
  const [row] = await queries.query<OutcomeRow>({
    name: 'kernel.outbox.outcome',
    text: `select contract, block, time_s, transaction_hash, revert_data
      from kernel.outbox left join kernel.block on block.number = outbox.block where command_id = $1`,
    values: [commandId],
  })
  if (row === undefined) return 'unknown'
  if (row.block === null) return 'waiting'
  return {
    contract: row.contract,
    block: row.block,
    time: row.time_s * 1000,
    transaction: toHex(row.transaction_hash),
    ...(row.revert_data && { reverted: toHex(row.revert_data) }),
  }
}

export async function countWaiting(queries: Queries): Promise<number> {
  const [row] = await queries.query<{ calls: number }>({
    name: 'kernel.outbox.count',
    text: 'select count(*) as calls from kernel.outbox where block is null',
  })
  return row?.calls ?? 0
}
