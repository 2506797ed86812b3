import { createHash, randomBytes } from 'node:crypto'
import { type Id, newId } from '@symbolon/protocol/kernel'
import {
  type BatchTree,
  batchNumberOf,
  buildBatchTree,
  type ExpiryDay,
  lotHash,
  newSerials,
  parseGtin,
  parseLot,
  serialAt,
} from '@symbolon/protocol/medicines'
import type { Address, Database } from '../../kernel/index.ts'
import { dayText } from '../batches/batch-store.ts'
import { bytesOfHex, numberBytes } from '../ledger-values.ts'
import { CHUNK_PACKS } from '../medicines-limits.ts'
import { type BatchFacts, PackBatch } from './pack-batch.ts'

const day_ms = 86_400_000
export const testGtin = '09501101530003'
export const testMaker = '0x1111111111111111111111111111111111111111' as Address

/** A recorded batch as the tables have it. */
export interface TestBatch {
  readonly facts: BatchFacts
  readonly rows: Uint8Array
  readonly secret: Uint8Array
  readonly tree: BatchTree
}

/** A batch of invented packs. */
export function testBatch(
  of: { gtin?: string; lot?: string; count?: number; expires_in_days?: number; rows?: Uint8Array } = {},
): TestBatch {
  const { gtin = testGtin, lot = 'L1', count = 20, expires_in_days = 300 } = of
  const bytes = (size: number) => Uint8Array.from(randomBytes(size))
  const rows = of.rows ?? newSerials({ count, total: count, random: bytes })
  const secret = bytes(32)
  const expiry = (Math.floor(Date.now() / day_ms) + expires_in_days) as ExpiryDay
  const batchClass = { gtin: parseGtin(gtin), lot: parseLot(lot), expiry }
  const tree = buildBatchTree({ ...batchClass, secret, serials: rows })
  const facts = {
    ...batchClass,
    batch: newId('batch', Date.now(), bytes(10)),
    number: batchNumberOf(tree.root),
    root: tree.root,
    count: tree.count,
    maker: newId('party', Date.now(), bytes(10)),
    maker_address: testMaker,
    markets: null,
  }
  return { facts, rows, secret, tree }
}

/** The batch in memory. */
export function inMemory({ facts, rows, secret, tree }: TestBatch): PackBatch {
  const batch = new PackBatch(facts, {
    secret,
    crown: tree.crown.bytes,
    seed: createHash('sha256').update(secret).digest(),
  })
  batch.addRows(rows)
  return batch
}

export function serialOf({ rows }: TestBatch, index: number): string {
  return serialAt(rows, index)
}

/** The rows that a batch leaves when the ledger has recorded it; answers its identifier. */
export async function recordBatch(database: Database, { facts, rows, secret, tree }: TestBatch): Promise<Id<'batch'>> {
  await database.query({
    name: 'test_insert_batch',
    text: `insert into medicines.batch (batch, number, root, gtin, lot, lot_hash, expiry, count, serials_are, serials_known,
        maker, maker_address, secret, crown, state, created_at, recorded_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, 'generated', $8, $9, $10, $11, $12, 'recorded', now(), now())`,
    values: [
      facts.batch,
      numberBytes(facts.number),
      Buffer.from(facts.root),
      facts.gtin,
      facts.lot,
      bytesOfHex(lotHash(facts.lot)),
      dayText(facts.expiry),
      facts.count,
      facts.maker,
      facts.maker_address,
      Buffer.from(secret),
      Buffer.from(tree.crown.bytes),
    ],
  })
  const piece_bytes = CHUNK_PACKS * 20
  for (let chunk = 0; chunk * piece_bytes < rows.length; chunk++) {
    await database.query({
      name: 'test_insert_serials',
      text: 'insert into medicines.serials (batch, chunk, rows) values ($1, $2, $3)',
      values: [facts.batch, chunk, Buffer.from(rows.subarray(chunk * piece_bytes, (chunk + 1) * piece_bytes))],
    })
  }
  await hold(database, { batch: facts.batch, first: 0, until: facts.count, holder: facts.maker_address })
  await change(database, { kind: 'batch', batch: facts.batch, first: 0, count: facts.count })
  return facts.batch
}

/** A range as the ledger's handlers leave it. */
export async function hold(
  database: Database,
  range: { batch: string; first: number; until: number; holder: Address },
): Promise<void> {
  await database.query({
    name: 'test_insert_holding',
    text: `insert into medicines.holding (batch, first, until, holder, moves) values ($1, $2, $3, $4, 0)
      on conflict (batch, first) do update set until = excluded.until, holder = excluded.holder`,
    values: [range.batch, range.first, range.until, range.holder],
  })
}

/** What the ledger's handlers say of it. */
export async function change(
  database: Database,
  of: { kind: string; batch?: string; first?: number; count?: number; state?: number; at?: Date },
): Promise<void> {
  await database.query({
    name: 'test_insert_change',
    text: `insert into medicines.change (kind, batch, first, count, state, at) values ($1, $2, $3, $4, $5, $6)`,
    values: [of.kind, of.batch ?? null, of.first ?? null, of.count ?? null, of.state ?? null, of.at ?? new Date()],
  })
}
