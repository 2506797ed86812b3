import type { Hex } from '@symbolon/protocol/kernel'
import { SERIAL_ROW_BYTES, serialAt } from '@symbolon/protocol/medicines'
import type { Client } from '@symbolon/sdk/kernel'
import { type Batch, commissionBatch, listPacks, verifyPack } from '@symbolon/sdk/medicines'
import { copyBare } from './bare-copy.ts'
import type { Bench, BenchResult } from './measure.ts'
import { openPacksPlace, type PacksPlace, type PlaceUse, usedBetween, usedBy } from './packs-place.ts'

const packs = 1_000_000
const warmup = 100_000
// The story leaves no packs of these.
const gtin = '09521000000032'
const otherGtin = '09521000000025'
const expiry = '2029-03-31'
const lookup_ms_max = 60_000

/** A maker's batches by the real doors: ordered, sealed, on the ledger, each beside a COPY of its numbers. */
export const commissionBench: Bench = {
  name: 'commission',
  describe: `${packs} generated serial numbers: unique, stored, provable and on the ledger, beside a bare COPY of them`,
  async run() {
    const place = await openPacksPlace()
    try {
      // The story proves the maker's licence.
      await place.node.json(['demo', 'medicines'])
      const maker = await place.clientOf('maker')
      await commissionOne(place, { maker, wish: { gtin: otherGtin, lot: 'WARM', expiry, count: warmup } })
      return [
        await commissionOne(place, { maker, wish: { gtin, lot: 'FIRST', expiry, count: packs } }),
        await commissionOne(place, { maker, wish: { gtin, lot: 'SECOND', expiry, count: packs } }),
      ]
    } finally {
      await place.stop()
    }
  },
}

interface Commissioning {
  readonly maker: Client
  readonly wish: { readonly gtin: string; readonly lot: string; readonly expiry: string; readonly count: number }
}

async function commissionOne(place: PacksPlace, { maker, wish }: Commissioning): Promise<BenchResult> {
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
  const copied = await copyBare(place, textOf(await readSerials(place, batch)))
  const { statements, ...used } = usedBetween(ordered, recorded)
  const gas = await gasOf(place, batch)
  const counters = {
    ratio: hundredths(used.cpu_ms / copied.cpu_ms),
    wall_ratio: hundredths(used.wall_ms / copied.wall_ms),
    sealing_cpu_ms: usedBetween(ordered, sealed).cpu_ms,
    recording_cpu_ms: usedBetween(sealed, recorded).cpu_ms,
    database_cpu_ms: used.database_cpu_ms,
    into_memory_cpu_ms: usedBetween(recorded, known).cpu_ms,
    statements,
    gas,
    gas_a_pack: Math.round((gas / wish.count) * 10_000) / 10_000,
  }
  const { cpu_ms, wall_ms } = used
  const peer = { name: 'bare COPY', n: wish.count, ...copied }
  return { operation: `commission, lot ${wish.lot}`, n: wish.count, cpu_ms, wall_ms, counters, peer }
}

/** Until scans find it and show a way from its first pack to the root, which is checked. */
async function untilInMemory(maker: Client, batch: Batch): Promise<void> {
  const [pack] = (await listPacks(maker, { batch: batch.batch, limit: 1 })).items
  for (const until = Date.now() + lookup_ms_max; Date.now() < until; ) {
    const { answer } = await verifyPack(maker, { scan: pack?.link ?? '' })
    if (answer.pack !== undefined) return
  }
  throw new Error('a scan does not find the batch')
}

async function readSerials({ database }: PacksPlace, { batch, count }: Batch): Promise<Buffer> {
  const text = 'select rows from medicines.serials where batch = $1 order by chunk'
  const chunks = await database.query<{ rows: Buffer }>({ name: 'bench_serials', text, values: [batch] })
  const rows = Buffer.concat(chunks.map((chunk) => chunk.rows))
  if (rows.length !== count * SERIAL_ROW_BYTES) throw new Error('numbers of the batch are missing')
  return rows
}

/** What COPY reads: a number a line. */
function textOf(rows: Buffer): Buffer {
  const count = rows.length / SERIAL_ROW_BYTES
  return Buffer.from(Array.from({ length: count }, (_, index) => `${serialAt(rows, index)}\n`).join(''))
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
