import { type Id, SymbolonError } from '@symbolon/protocol/kernel'
import { type BatchTree, batchNumberOf, batchTreeSteps, type ExpiryDay } from '@symbolon/protocol/medicines'
import type { NodeContext, Queries, Statement } from '../../kernel/index.ts'
import { numberBytes } from '../ledger-values.ts'
import type { TakenSerials } from '../ports.ts'
import { type BatchRow, dayNumber, findBatch, lockBatch } from './batch-store.ts'
import { checkClaim } from './check-claim.ts'
import { makeSerials, type SerialsToGenerate } from './make-serials.ts'
import { insertChunks, readRows } from './serial-store.ts'
import { takeTurns } from './turns.ts'

export interface Sealing extends Pick<NodeContext, 'database' | 'clock' | 'random'> {
  readonly taken: TakenSerials
}

/**
 * One step of sealing what was asked for, each committed as a whole: first every serial number is made or checked, and
 * claimed for the batch; then the tree is built over what stands there. Cut off anywhere, the same step is done again
 * from what is committed, and comes out the same.
 * @returns false when somebody else works on the product now
 */
export async function sealBatch(sealing: Sealing, batch: Id<'batch'>): Promise<boolean> {
  const row = await findBatch(sealing.database, batch)
  if (row?.state !== 'open' || row.sealing_at === null) return true
  try {
    const claimed = row.claimed_at === null ? await claimSerials(sealing, batch) : undefined
    if (claimed === 'busy') return false
    await sealTree(sealing, { batch, rows: claimed })
  } catch (fault) {
    if (!(fault instanceof SymbolonError) || fault.row.retry === 'later') throw fault
    await sealing.database.query(reopen(batch, fault))
  }
  return true
}

/**
 * Under the product's lock: whoever claims numbers of it sees all that were claimed before.
 * @returns the rows, if this has claimed them
 */
async function claimSerials(
  { database, clock, random, taken }: Sealing,
  batch: Id<'batch'>,
): Promise<Uint8Array | undefined | 'busy'> {
  return database.transaction(async (queries) => {
    const row = await lockBatch(queries, batch)
    if (row?.state !== 'open' || row.claimed_at !== null) return undefined
    if (!(await lockProduct(queries, row.gtin))) return 'busy'
    const isTaken = await taken.takenBeside(row)
    const rows = row.serials_are === 'given' ? await readRows(queries, row) : await makeRows(queries, { row, isTaken })
    if (row.serials_are === 'given') await checkClaim(rows, { seed: random(32), isTaken })
    else for (const statement of insertChunks(batch, { rows, firstChunk: 0 })) await queries.query(statement)
    await queries.query(claimed(batch, new Date(clock.now())))
    return rows
  })
}

async function makeRows(
  queries: Queries,
  { row, isTaken }: { readonly row: BatchRow; readonly isTaken: SerialsToGenerate['isTaken'] },
): Promise<Uint8Array> {
  const total = row.count + (await packsBefore(queries, row))
  return makeSerials({ count: row.count, total, secret: await secretOf(queries, row.batch), isTaken })
}

/** No batch is sealed twice: only one that is open is, and the tree is the same each time. */
async function sealTree(
  { database }: Sealing,
  { batch, rows }: { readonly batch: Id<'batch'>; readonly rows: Uint8Array | undefined },
): Promise<void> {
  const row = await findBatch(database, batch)
  if (row?.state !== 'open') return
  const serials = rows ?? (await readRows(database, row))
  const tree = await treeOf(row, { secret: await secretOf(database, batch), serials })
  await database.query(sealed(batch, tree))
}

async function treeOf(
  { gtin, lot, expiry }: BatchRow,
  of: { readonly secret: Uint8Array; readonly serials: Uint8Array },
): Promise<BatchTree> {
  const steps = batchTreeSteps({ gtin, lot, expiry: dayNumber(expiry) as ExpiryDay, ...of })
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    await takeTurns()
  }
}

async function lockProduct(queries: Queries, gtin: string): Promise<boolean> {
  const [row] = await queries.query<{ locked: boolean }>({
    name: 'medicines_lock_product',
    text: `select pg_try_advisory_xact_lock(hashtextextended('medicines.product ' || $1, 0)) as locked`,
    values: [gtin],
  })
  return row?.locked === true
}

/** Remembered at the first try, so that numbers have the same length when they are made again. */
async function packsBefore(queries: Queries, { batch, gtin }: BatchRow): Promise<number> {
  const [row] = await queries.query<{ total_before: number }>({
    name: 'medicines_packs_before',
    text: `update medicines.batch set total_before = coalesce(total_before, (
          select coalesce(sum(o.count), 0) from medicines.batch o
          where o.gtin = $2 and o.batch <> $1 and o.claimed_at is not null))
      where batch = $1 returning total_before`,
    values: [batch, gtin],
  })
  return row?.total_before ?? 0
}

async function secretOf(queries: Queries, batch: string): Promise<Uint8Array> {
  const [row] = await queries.query<{ secret: Buffer }>({
    name: 'medicines_batch_secret',
    text: 'select secret from medicines.batch where batch = $1',
    values: [batch],
  })
  return Uint8Array.from(row?.secret ?? [])
}

function claimed(batch: string, at: Date): Statement {
  return {
    name: 'medicines_batch_claimed',
    text: 'update medicines.batch set claimed_at = $2, serials_known = count, fault = null where batch = $1',
    values: [batch, at],
  }
}

function sealed(batch: string, { root, crown }: BatchTree): Statement {
  return {
    name: 'medicines_batch_sealed',
    text: `update medicines.batch set state = 'sealed', root = $2, number = $3, crown = $4
      where batch = $1 and state = 'open' and claimed_at is not null`,
    values: [batch, Buffer.from(root), numberBytes(batchNumberOf(root)), octets(crown.bytes)],
  }
}

/** The same octets, not a copy: the crown of 2^24 packs has 134 MB. */
function octets({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

/** The maker is told why, and may send other numbers. */
function reopen(batch: string, { code, facts }: SymbolonError): Statement {
  return {
    name: 'medicines_batch_reopen',
    text: `update medicines.batch set sealing_at = null, fault = $2 where batch = $1 and state = 'open'`,
    values: [batch, JSON.stringify({ code, ...facts })],
  }
}
