import type { Hex, Id } from '@symbolon/protocol/kernel'
import {
  alertOfFinding,
  findClones,
  findRateSpike,
  HISTORY_PUBLIC_READS_MAX,
  HISTORY_READS_MAX,
  type PackAct,
  type PackRead,
  type ReaderClass,
  readPackId,
} from '@symbolon/protocol/medicines'
import type { Queries, Statement } from '../../kernel/index.ts'
import { insertAlerts, type RaisedAlert } from './alert-store.ts'
import type { PackBatch } from './pack-batch.ts'
import type { PacksDoor } from './packs-door.ts'
import { READS_KEPT_HOURS, SPIKE_DAYS, WATCHED_AT_ONCE_MAX } from './packs-limits.ts'

const hour_ms = 3_600_000
const day_hours = 24

/**
 * Holds what was read and done since the last time against the rules, pack by pack and lot by lot. Finding the same again
 * is the same alert. Path and market are judged by who asks, which is not kept: `ReadQueue` does that.
 */
export async function watchReads(door: PacksDoor): Promise<void> {
  const { database, clock } = door.context
  const now_hour = Math.floor(clock.now() / hour_ms)
  const [watch] = await database.query<{ hour: number }>({
    name: 'medicines_watch_hour',
    text: 'select hour from medicines.watch',
  })
  const since = watch?.hour ?? now_hour
  let after: Buffer = Buffer.alloc(0)
  for (;;) {
    const packs = await nextPacks(database, { since, after })
    if (packs.length > 0) await raise(door, await findingsOf(door, packs))
    const last = packs.at(-1)
    if (last === undefined || packs.length < WATCHED_AT_ONCE_MAX) break
    after = last
  }
  await raise(door, await spikesOf(door, now_hour - 1))
  await database.together([lookedUntil(now_hour), forgetReads(now_hour - READS_KEPT_HOURS)])
}

async function raise({ context }: PacksDoor, raised: readonly RaisedAlert[]): Promise<void> {
  if (raised.length > 0) await context.database.query(insertAlerts(raised))
}

async function nextPacks(queries: Queries, { since, after }: { since: number; after: Buffer }): Promise<Buffer[]> {
  const rows = await queries.query<{ pack: Buffer }>({
    name: 'medicines_watch_packs',
    text: `select pack from medicines.read where hour >= $1 and pack > $2
      union select pack from medicines.pack_act where hour >= $1 and pack > $2
      order by pack limit $3`,
    values: [since, after, WATCHED_AT_ONCE_MAX],
  })
  return rows.map(({ pack }) => pack)
}

interface ReadRow {
  readonly pack: Buffer
  readonly cell: string
  readonly hour: number
  readonly reader: ReaderClass
  readonly is_by_device: boolean
  readonly batch: string
}

interface ActRow extends ReadRow {
  readonly kind: PackAct['act']
  readonly actor: Id<'party'>
  readonly index: number
}

/** What the rules find in the histories of some packs. */
async function findingsOf(door: PacksDoor, packs: readonly Buffer[]): Promise<RaisedAlert[]> {
  const { database, clock } = door.context
  const reads = groupByPack(await readsOf(database, packs))
  const acts = groupByPack(await actsOf(database, packs))
  const raised_at = clock.now()
  return packs.flatMap((bytes) => {
    const pack: Hex = `0x${bytes.toString('hex')}`
    const [own, done] = [reads.get(pack) ?? [], acts.get(pack) ?? []]
    const findings = findClones({
      pack,
      reads: own.map((row): PackRead => ({ pack, ...readOf(row) })),
      acts: done.map((row): PackAct => ({ ...readOf(row), act: row.kind, actor: row.actor })),
    })
    const batch = door.index.byId((done[0] ?? own[0])?.batch ?? '')
    const about = { gtin: batch?.facts.gtin, lot: batch?.facts.lot, batch: batch?.facts.batch, index: done[0]?.index }
    const concerned = [...done.map(({ actor }) => actor), ...(batch ? [batch.facts.maker] : [])]
    const accounts = batch && done[0] ? [batch.holdingOf(done[0].index).holder] : []
    return findings.map((finding) => {
      const alert = alertOfFinding(finding, { subject: pack, raised_at })
      return { alert, ...about, parties: concerned, accounts }
    })
  })
}

function readOf({ cell, hour, reader, is_by_device }: ReadRow): Omit<PackRead, 'pack'> {
  return { cell, hour, reader, ...(is_by_device && { is_by_device: true as const }) }
}

function groupByPack<Row extends ReadRow>(rows: readonly Row[]): Map<Hex, Row[]> {
  return Map.groupBy(rows, ({ pack }): Hex => `0x${pack.toString('hex')}`)
}

/** The newest of each pack: those of anybody apart, so that a stranger who reads a pack all day hides nothing. */
function readsOf(queries: Queries, packs: readonly Buffer[]): Promise<ReadRow[]> {
  return queries.query<ReadRow>({
    name: 'medicines_watch_reads',
    text: `select pack, cell, hour, reader, is_by_device, batch from (
        select r.*, row_number() over (partition by pack, reader = 'public' order by hour desc) as place
        from medicines.read r where pack = any($1::bytea[])
      ) newest where place <= case when reader = 'public' then $2::integer else $3::integer end
      order by hour`,
    values: [packs, HISTORY_PUBLIC_READS_MAX, HISTORY_READS_MAX],
  })
}

function actsOf(queries: Queries, packs: readonly Buffer[]): Promise<ActRow[]> {
  return queries.query<ActRow>({
    name: 'medicines_watch_acts',
    text: `select pack, cell, hour, reader, is_by_device, batch, kind, actor, index
      from medicines.pack_act where pack = any($1::bytea[]) order by act`,
    values: [packs],
  })
}

/** Lots whose packs were read in an hour far more often than in the same hour of the days before. */
async function spikesOf(door: PacksDoor, hour: number): Promise<RaisedAlert[]> {
  const { context, index } = door
  const hours = Array.from({ length: SPIKE_DAYS + 1 }, (_, day) => hour - day * day_hours)
  const rows = await context.database.query<{ batch: string; since: number; hours: number[]; reads: number[] }>({
    name: 'medicines_watch_spikes',
    text: `select b.batch, (select min(f.hour) from medicines.batch_reads f where f.batch = b.batch) as since,
        array_agg(b.hour) as hours, array_agg(b.reads) as reads
      from medicines.batch_reads b
      where b.hour = any($1::integer[])
        and exists (select from medicines.batch_reads n where n.batch = b.batch and n.hour = $2)
      group by b.batch`,
    values: [hours, hour],
  })
  return rows.flatMap((row) => {
    const counts = new Map(row.hours.map((at, i) => [at, row.reads[i] ?? 0]))
    const before = hours.slice(1).filter((at) => at >= row.since)
    const finding = findRateSpike({ before: before.map((at) => counts.get(at) ?? 0), now: counts.get(hour) ?? 0 })
    const batch = index.byId(row.batch)
    if (!finding || !batch) return []
    return [spikeAlert(door, { finding, batch, hour })]
  })
}

type Spike = NonNullable<ReturnType<typeof findRateSpike>>

/** The same lot in another hour is another alert. */
function spikeAlert(
  { context, secret }: PacksDoor,
  { finding, batch, hour }: { finding: Spike; batch: PackBatch; hour: number },
): RaisedAlert {
  const { gtin, lot, maker, number } = batch.facts
  const ofHour: Hex = `0x${number.toString(16).padStart(58, '0').slice(0, 56)}${(hour >>> 0).toString(16).padStart(8, '0')}`
  const subject = readPackId(ofHour, secret())
  const alert = alertOfFinding(finding, { subject, raised_at: context.clock.now() })
  return { alert, gtin, lot, batch: batch.facts.batch, parties: [maker], accounts: [] }
}

function lookedUntil(hour: number): Statement {
  return {
    name: 'medicines_watch_looked',
    text: 'update medicines.watch set hour = greatest(hour, $1)',
    values: [hour],
  }
}

/** Readings are kept as long as they may still explain something. */
function forgetReads(before: number): Statement {
  return {
    name: 'medicines_reads_forget',
    text: `with reads as (delete from medicines.read where hour < $1 returning 1),
        acts as (delete from medicines.pack_act where hour < $1 returning 1)
      delete from medicines.batch_reads where hour < $1`,
    values: [before],
  }
}
