import { setTimeout as wait } from 'node:timers/promises'
import type { Hex } from '@symbolon/protocol/kernel'
import { BATCH_PACKS_MAX, SERIAL_ROW_BYTES } from '@symbolon/protocol/medicines'
import type { Client } from '@symbolon/sdk/kernel'
import { type Batch, commissionBatch, listPacks, verifyPack } from '@symbolon/sdk/medicines'
import { barePacks, copyPacks, otherPeers, type PacksToCopy } from './copy-peers.ts'
import type { Bench, BenchResult } from './measure.ts'
import { openPacksPlace, type PacksPlace, type PlaceUse, peaksOf, usedBetween, usedBy } from './packs-place.ts'

const packs = 1_000_000
const warmup = 100_000
// The story leaves no packs of these.
const gtin = '09521000000032'
const otherGtin = '09521000000025'
const expiry = '2029-03-31'
const lookup_every_ms = 50
const lookup_ms_max = 300_000

/** A maker's batches by the real doors: ordered, sealed, on the ledger, each beside COPY of the same packs. */
export const commissionBench: Bench = {
  name: 'commission',
  describe: `${packs} generated serial numbers: unique, stored, provable and on the ledger, beside COPY of as many rows; ratios are of commissioning to COPY`,
  async run(flags) {
    const place = await openPacksPlace()
    try {
      // The story proves the maker's licence.
      await place.node.json(['demo', 'medicines'])
      const maker = await place.clientOf('maker')
      await commissionOne(place, { maker, wish: { gtin: otherGtin, lot: 'WARM', expiry, count: warmup } })
      if (flags.has('--large')) return [await commissionLargest(place, maker)]
      return [
        ...(await compareOne(place, { maker, batch_no: 1, wish: { gtin, lot: 'FIRST', expiry, count: packs } })),
        ...(await compareOne(place, { maker, batch_no: 2, wish: { gtin, lot: 'SECOND', expiry, count: packs } })),
      ]
    } finally {
      await place.stop()
    }
  },
}

async function commissionLargest(place: PacksPlace, maker: Client): Promise<BenchResult> {
  const wish = { gtin, lot: 'LARGEST', expiry, count: BATCH_PACKS_MAX }
  return (await commissionOne(place, { maker, wish })).result
}

interface Commissioning {
  readonly maker: Client
  readonly wish: { readonly gtin: string; readonly lot: string; readonly expiry: string; readonly count: number }
}

/** A batch, then each COPY of as many rows; what the others are of its cost is said with each. */
async function compareOne(place: PacksPlace, asked: Commissioning & { batch_no: number }): Promise<BenchResult[]> {
  const { batch, result } = await commissionOne(place, asked)
  const { gtin, lot, count } = asked.wish
  const packs = { place, batch: asked.batch_no, gtin, ...(await readPacks(place, batch)) }
  const peer = { name: barePacks.name, n: count, ...(await copyPacks(barePacks, packs)) }
  const counters = { ...ratiosOf(result, peer), ...result.counters }
  const others: BenchResult[] = []
  for (const one of otherPeers) {
    const used = await copyPacks(one, packs)
    others.push({ operation: `${one.name}, lot ${lot}`, n: count, ...used, counters: ratiosOf(result, used) })
  }
  return [{ ...result, counters, peer }, ...others]
}

/** What commissioning costs of what the other does. */
function ratiosOf(commissioning: Used, other: Used): { ratio: number; wall_ratio: number } {
  const { cpu_ms, wall_ms } = commissioning
  return { ratio: hundredths(cpu_ms / other.cpu_ms), wall_ratio: hundredths(wall_ms / other.wall_ms) }
}

type Used = Pick<BenchResult, 'cpu_ms' | 'wall_ms'>

async function commissionOne(
  place: PacksPlace,
  { maker, wish }: Commissioning,
): Promise<{ batch: Batch; result: BenchResult }> {
  const ordered = await usedBy(place)
  let sealing: Promise<PlaceUse> | undefined
  const onProgress = ({ state }: Batch) => {
    if (state === 'sealed') sealing ??= usedBy(place)
  }
  const batch = await commissionBatch(maker, { ...wish, onProgress })
  const recorded = await usedBy(place)
  await untilInMemory(maker, batch)
  const known = await usedBy(place)
  const sealed = await sealing
  if (batch.state !== 'recorded' || sealed === undefined) throw new Error('the ledger has not recorded the batch')
  const { statements, cpu_ms, wall_ms, database_cpu_ms } = usedBetween(ordered, recorded)
  const gas = await gasOf(place, batch)
  const counters = {
    sealing_cpu_ms: usedBetween(ordered, sealed).cpu_ms,
    recording_cpu_ms: usedBetween(sealed, recorded).cpu_ms,
    database_cpu_ms,
    into_memory_cpu_ms: usedBetween(recorded, known).cpu_ms,
    into_memory_ms: Math.round(known.at_ms - recorded.at_ms),
    statements,
    gas,
    gas_a_pack: Math.round((gas / wish.count) * 10_000) / 10_000,
    ...peaksOf(place),
  }
  return { batch, result: { operation: `commission, lot ${wish.lot}`, n: wish.count, cpu_ms, wall_ms, counters } }
}

/** Until scans find it and show a way from its first pack to the root, which is checked. */
async function untilInMemory(maker: Client, batch: Batch): Promise<void> {
  const [pack] = (await listPacks(maker, { batch: batch.batch, limit: 1 })).items
  for (const until = Date.now() + lookup_ms_max; Date.now() < until; ) {
    const { answer } = await verifyPack(maker, { scan: pack?.link ?? '' })
    if (answer.pack !== undefined) return
    await wait(lookup_every_ms)
  }
  throw new Error('a scan does not find the batch')
}

async function readPacks(
  { database }: PacksPlace,
  { batch, count }: Batch,
): Promise<Pick<PacksToCopy, 'rows' | 'secret'>> {
  const text = 'select rows from medicines.serials where batch = $1 order by chunk'
  const chunks = await database.query<{ rows: Buffer }>({ name: 'bench_serials', text, values: [batch] })
  const rows = Buffer.concat(chunks.map((chunk) => chunk.rows))
  if (rows.length !== count * SERIAL_ROW_BYTES) throw new Error('numbers of the batch are missing')
  const secretText = 'select secret from medicines.batch where batch = $1'
  const [found] = await database.query<{ secret: Buffer }>({ name: 'bench_secret', text: secretText, values: [batch] })
  return { rows, secret: found?.secret ?? Buffer.alloc(0) }
}

interface Receipt {
  readonly result: { readonly status: Hex; readonly gasUsed: Hex }
}

async function gasOf({ node }: PacksPlace, { transaction }: Batch): Promise<number> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_getTransactionReceipt', params: [transaction] })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${node.url}/rpc`, { method: 'POST', headers, body })
  const { status, gasUsed } = ((await answer.json()) as Receipt).result
  if (Number(status) !== 1) throw new Error('the transaction failed')
  return Number(gasUsed)
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
