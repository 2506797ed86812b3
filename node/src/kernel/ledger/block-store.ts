import { fromHex, type Hex, toHex } from '@symbolon/protocol/kernel'
import type { Queries, Statement } from '../database/database.ts'
import type { Address, ContractName } from './ledger.ts'

export interface StoredBlock {
  readonly number: number
  /** Seconds since 1970. */
  readonly time: number
  readonly hash: Hex
  readonly receiptsRoot: Hex
  /** Signed transactions, in order. */
  readonly transactions: readonly Hex[]
}

export interface Genesis {
  readonly chainId: number
  /** Seconds since 1970. */
  readonly time: number
  readonly contracts: Readonly<Record<ContractName, Address>>
}

/** As an older version may have left it: without the contracts that came later. */
export interface StoredGenesis extends Omit<Genesis, 'contracts'> {
  readonly contracts: Readonly<Partial<Record<ContractName, Address>>>
}

interface BlockRow {
  number: number
  time_s: number
  hash: Buffer
  receipts_root: Buffer
  transactions: Buffer
  sizes: number[]
}

/** Blocks read at once while replaying. */
const pageBlocks = 256

export async function readGenesis(queries: Queries): Promise<StoredGenesis | undefined> {
  const [row] = await queries.query<{ chain_id: number; genesis_s: number; contracts: StoredGenesis['contracts'] }>({
    name: 'kernel.ledger.read',
    text: 'select chain_id, genesis_s, contracts from kernel.ledger',
  })
  return row && { chainId: row.chain_id, time: row.genesis_s, contracts: row.contracts }
}

export function saveGenesis({ chainId, time, contracts }: Genesis): Statement {
  return {
    name: 'kernel.ledger.save',
    text: `insert into kernel.ledger (chain_id, genesis_s, contracts) values ($1, $2, $3)
      on conflict (only_row) do update set contracts = excluded.contracts`,
    values: [chainId, time, JSON.stringify(contracts)],
  }
}

/** The block up to which events are in the tables; 0 before genesis. */
export async function readCursor(queries: Queries): Promise<number> {
  const rows = await queries.query<{ block: number }>({
    name: 'kernel.cursor.read',
    text: 'select block from kernel.cursor',
  })
  return rows[0]?.block ?? 0
}

/** The blocks after a number, oldest first, a page at a time. */
export async function readBlocks(queries: Queries, after: number): Promise<StoredBlock[]> {
  const rows = await queries.query<BlockRow>({
    name: 'kernel.block.page',
    text: `select number, time_s, hash, receipts_root, transactions, sizes
      from kernel.block where number > $1 order by number limit ${pageBlocks}`,
    values: [after],
  })
  return rows.map(storedBlock)
}

/** The block and the indexer's place in one go; both belong into the transaction that holds the rows of its events. */
export function insertBlock(block: StoredBlock): Statement[] {
  const transactions = block.transactions.map(fromHex)
  return [
    {
      name: 'kernel.block.insert',
      text: `insert into kernel.block (number, time_s, hash, receipts_root, transactions, sizes)
        values ($1, $2, $3, $4, $5, $6)`,
      values: [
        block.number,
        block.time,
        fromHex(block.hash),
        fromHex(block.receiptsRoot),
        Buffer.concat(transactions),
        transactions.map(({ length }) => length),
      ],
    },
    {
      name: 'kernel.cursor.move',
      text: `insert into kernel.cursor (block, hash) values ($1, $2)
        on conflict (only_row) do update set block = excluded.block, hash = excluded.hash`,
      values: [block.number, fromHex(block.hash)],
    },
  ]
}

function storedBlock(row: BlockRow): StoredBlock {
  let at = 0
  const transactions = row.sizes.map((size) => {
    at += size
    return toHex(row.transactions.subarray(at - size, at))
  })
  return {
    number: row.number,
    time: row.time_s,
    hash: toHex(row.hash),
    receiptsRoot: toHex(row.receipts_root),
    transactions,
  }
}
