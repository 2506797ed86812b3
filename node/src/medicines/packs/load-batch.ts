import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Id } from '@symbolon/protocol/kernel'
import { type ExpiryDay, type Gtin, type Lot, SERIAL_ROW_BYTES } from '@symbolon/protocol/medicines'
import type { Address, Queries } from '../../kernel/index.ts'
import { dayNumber } from '../batches/batch-store.ts'
import { numberOf } from '../ledger-values.ts'
import { type Holding, PackBatch } from './pack-batch.ts'
import { ADDED_AT_ONCE, PIECES_AT_ONCE_MAX } from './packs-limits.ts'

interface StoredBatch {
  readonly batch: Id<'batch'>
  readonly number: Buffer
  readonly root: Buffer
  readonly gtin: Gtin
  readonly lot: Lot
  readonly expiry: string
  readonly count: number
  readonly maker: Id<'party'>
  readonly maker_address: Address
  readonly markets: readonly string[] | null
  readonly secret: Buffer
  readonly crown: Buffer
}

/** The next recorded batches, in the order of their identifiers. */
export async function nextRecorded(
  queries: Queries,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Id<'batch'>[]> {
  const rows = await queries.query<{ batch: Id<'batch'> }>({
    name: 'medicines_packs_recorded',
    text: `select batch from medicines.batch where state = 'recorded' and batch > $1 order by batch limit $2`,
    values: [after, limit],
  })
  return rows.map(({ batch }) => batch)
}

/**
 * A batch as it was commissioned, nothing of it marked or moved; nothing where there is no such batch. Others have their turn after every
 * 2,048 packs, which take about a millisecond.
 * @param newSeed 32 bytes that nobody outside knows
 */
export async function loadBatch(
  queries: Queries,
  { batch, newSeed }: { readonly batch: string; newSeed(): Uint8Array },
): Promise<PackBatch | undefined> {
  const [row] = await queries.query<StoredBatch>({
    name: 'medicines_packs_batch',
    text: `select batch, number, root, gtin, lot, expiry, count, maker, maker_address, markets, secret, crown
      from medicines.batch where batch = $1 and root is not null`,
    values: [batch],
  })
  if (row === undefined) return undefined
  const { number, expiry, secret, crown, ...facts } = row
  const loaded = new PackBatch(
    { ...facts, number: numberOf(number), expiry: dayNumber(expiry) as ExpiryDay },
    { secret, crown, seed: newSeed() },
  )
  for (let chunk = 0; !loaded.isWhole; chunk += PIECES_AT_ONCE_MAX) {
    const pieces = await readPieces(queries, { batch, chunk })
    if (pieces.length === 0) throw new Error('a recorded batch has not all of its serial numbers')
    for (const piece of pieces) {
      for (let at = 0; at < piece.length; at += ADDED_AT_ONCE * SERIAL_ROW_BYTES) {
        loaded.addRows(piece.subarray(at, at + ADDED_AT_ONCE * SERIAL_ROW_BYTES))
        await othersTurn()
      }
    }
  }
  return loaded
}

async function readPieces(queries: Queries, { batch, chunk }: { batch: string; chunk: number }): Promise<Buffer[]> {
  const rows = await queries.query<{ rows: Buffer }>({
    name: 'medicines_packs_pieces',
    text: 'select rows from medicines.serials where batch = $1 and chunk >= $2 and chunk < $3 order by chunk',
    values: [batch, chunk, chunk + PIECES_AT_ONCE_MAX],
  })
  return rows.map(({ rows: piece }) => piece)
}

/** Ranges of some batches as the ledger has them now. */
export async function readHoldings(queries: Queries, batches: readonly string[]): Promise<Map<string, Holding[]>> {
  const rows = await queries.query<Holding & { batch: string }>({
    name: 'medicines_packs_holdings',
    text: 'select batch, first, until, holder from medicines.holding where batch = any($1::text[]) order by batch, first',
    values: [batches],
  })
  return Map.groupBy(rows, ({ batch }) => batch)
}
