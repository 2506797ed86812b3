import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { SERIAL_ROW_BYTES, serialAt } from '@symbolon/protocol/medicines'
import type { Client } from '@symbolon/sdk/kernel'
import { acceptHandover, type Batch, commissionBatch, offerHandover, verifyPack } from '@symbolon/sdk/medicines'
import type { KeptAnswer } from './bare-server.ts'
import { type Bench, type BenchResult, cpuOfTrees_ms } from './measure.ts'
import { openPacksPlace, type PacksPlace, residentOf, usedBetween, usedBy } from './packs-place.ts'
import type { DriverAnswer, DriverScan, DriverTask } from './verify-driver.ts'

const batchPacks = 1_000_000
const usualBatches = 1
const largeBatches = 10
const gtins = ['09521000000018', '09521000000025', '09521000000032'] as const
const expiry = '290331'
/** Packs of a batch that are scanned, spread over all of it. */
const scanned = 20_000
const warmup = 20_000
const saturated = 100_000
/** Half a minute: what the collector of garbage does once in a while is neither all of it nor left out. */
const rated = 100_000
const idle_ms = 4_000
const held_ms_max = 60_000
const driverFile = fileURLToPath(new URL('./verify-driver.ts', import.meta.url))
const bareFile = fileURLToPath(new URL('./bare-server.ts', import.meta.url))
/** What a server writes into an answer by itself. */
const ownHeaders = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']

/** A pharmacy scans packs that it holds. The driver is no part of the trees whose CPU is counted: the node's and the database's. */
export const verifyBench: Bench = {
  name: 'verify',
  describe: `Signed answers about scanned packs over HTTP, 64 connections, ${batchPacks} packs, or ten times as many with --large`,
  async run(flags) {
    const place = await openPacksPlace()
    try {
      await place.node.json(['demo', 'medicines'])
      return await verifyAll(place, flags.has('--large') ? largeBatches : usualBatches)
    } finally {
      await place.stop()
    }
  },
}

async function verifyAll(place: PacksPlace, batches: number): Promise<BenchResult[]> {
  const scans: DriverScan[] = []
  for (let lot = 0; lot < batches; lot++) scans.push(...(await bringBatch(place, lot)))
  const driver = await startDriver(place, { url: place.node.url, scans: shuffled(scans) })
  try {
    await drive(driver, { n: warmup })
    const packs = batches * batchPacks
    const full = await verifyMany(place, { driver, packs, task: { n: saturated } })
    const rate_s = Math.round((saturated / full.wall_ms) * 500)
    const half = await verifyMany(place, { driver, packs, task: { n: rated, rate_s } })
    return [{ ...full, peer: await askBareServer(place, scans.slice(0, 1)) }, half]
  } finally {
    driver.kill()
  }
}

/** The same connections and as many octets, for who does nothing but answer. */
async function askBareServer(
  place: PacksPlace,
  scans: readonly DriverScan[],
): Promise<NonNullable<BenchResult['peer']>> {
  const file = join(place.node.data, 'bench-answer.json')
  await writeFile(file, JSON.stringify(await keepAnswer(place, scans[0]?.scan ?? '')))
  const server = fork(bareFile, [file])
  try {
    const [port] = await once(server, 'message')
    const driver = await startDriver(place, { url: `http://127.0.0.1:${port}`, scans })
    await drive(driver, { n: warmup })
    const before = cpuOfTrees_ms([server.pid ?? 0])
    const { wall_ms } = await drive(driver, { n: saturated })
    const cpu_ms = cpuOfTrees_ms([server.pid ?? 0]) - before
    driver.kill()
    return { name: 'an HTTP server of Node that sends one answer', n: saturated, cpu_ms, wall_ms }
  } finally {
    server.kill()
  }
}

async function keepAnswer(place: PacksPlace, scan: string): Promise<KeptAnswer> {
  const headers = { authorization: `Bearer ${await place.tokenOf('pharmacy-a')}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ scan })
  const answer = await fetch(`${place.node.url}/v1/packs/verification`, { method: 'POST', headers, body })
  return { headers: [...answer.headers].filter(([name]) => !ownHeaders.includes(name)), body: await answer.text() }
}

/** A batch that the pharmacy holds, and scans of it. */
async function bringBatch(place: PacksPlace, lot: number): Promise<DriverScan[]> {
  const maker = await place.clientOf('maker')
  const pharmacy = await place.clientOf('pharmacy-a')
  const gtin = gtins[lot % gtins.length] ?? gtins[0]
  const order = { gtin, lot: `V${lot}`, expiry: '2029-03-31', count: batchPacks }
  const batch = await commissionBatch(maker, order)
  const { handover } = await offerHandover(maker, { to: 'pharmacy-a', packs: [{ batch: batch.batch }] })
  await acceptHandover(pharmacy, { handover })
  const scans = await scansOf(place, batch)
  await untilHeld(pharmacy, scans[0]?.scan ?? '')
  return scans
}

/** As a scanner sends a GS1 DataMatrix. */
async function scansOf({ database }: PacksPlace, { batch, gtin, lot, count }: Batch): Promise<DriverScan[]> {
  const text = 'select rows from medicines.serials where batch = $1 order by chunk'
  const chunks = await database.query<{ rows: Buffer }>({ name: 'bench_serials', text, values: [batch] })
  const rows = Buffer.concat(chunks.map((chunk) => chunk.rows))
  if (rows.length !== count * SERIAL_ROW_BYTES) throw new Error('numbers of the batch are missing')
  return Array.from({ length: scanned }, (_, i) => {
    const serial = serialAt(rows, Math.floor((i * count) / scanned))
    return { serial, scan: `]d201${gtin}21${serial}\u001d17${expiry}10${lot}` }
  })
}

/** The SDK checks signature, key and way to the root, which the driver only looks for. */
async function untilHeld(pharmacy: Client, scan: string): Promise<void> {
  for (const until = Date.now() + held_ms_max; Date.now() < until; await wait(100)) {
    const { answer } = await verifyPack(pharmacy, { scan })
    if (answer.outcome === 'may_be_dispensed') return
  }
  throw new Error('the pharmacy does not hold what it was sent')
}

/** Neighbours in a list are of many batches; the same each time. */
function shuffled(scans: readonly DriverScan[]): DriverScan[] {
  const stride = 7_919
  return Array.from({ length: scans.length }, (_, i) => scans[(i * stride) % scans.length]).filter(
    (scan) => scan !== undefined,
  )
}

interface Asked {
  readonly url: string
  readonly scans: readonly DriverScan[]
}

async function startDriver(place: PacksPlace, { url, scans }: Asked): Promise<ChildProcess> {
  const file = join(place.node.data, 'bench-scans.json')
  await writeFile(file, JSON.stringify(scans))
  const driver = fork(driverFile, [url, await place.tokenOf('pharmacy-a'), file])
  await once(driver, 'message')
  return driver
}

async function drive(driver: ChildProcess, task: DriverTask): Promise<DriverAnswer> {
  const ended = once(driver, 'exit').then(([code]) => Promise.reject(new Error(`the driver ended with ${code}`)))
  ended.catch(() => undefined)
  const answered = once(driver, 'message')
  driver.send(task)
  const [answer] = (await Promise.race([answered, ended])) as [DriverAnswer]
  return answer
}

interface Verifying {
  readonly driver: ChildProcess
  readonly packs: number
  readonly task: DriverTask
}

async function verifyMany(place: PacksPlace, { driver, packs, task }: Verifying): Promise<BenchResult> {
  const before = await usedBy(place)
  const { wall_ms, wait_median_ms, wait_99_ms, bytes } = await drive(driver, task)
  const used = usedBetween(before, await usedBy(place))
  const counters = {
    packs,
    per_second: Math.round((task.n / wall_ms) * 1_000),
    wait_median_ms: hundredths(wait_median_ms),
    wait_99_ms: hundredths(wait_99_ms),
    statements: used.statements,
    statements_a_second: hundredths((used.statements * 1_000) / used.wall_ms),
    statements_a_second_when_idle: await statementsWhenIdle(place),
    database_cpu_ms: used.database_cpu_ms,
    bytes_each: Math.round(bytes / task.n),
    ...residentOf(place),
  }
  const operation = task.rate_s === undefined ? 'verify, 64 connections' : `verify, ${task.rate_s} a second`
  return { operation, n: task.n, cpu_ms: used.cpu_ms, wall_ms, counters }
}

/** What the node sends by itself: it follows the ledger and its log, asked or not. */
async function statementsWhenIdle(place: PacksPlace): Promise<number> {
  const before = await usedBy(place)
  await wait(idle_ms)
  const { statements, wall_ms } = usedBetween(before, await usedBy(place))
  return hundredths((statements * 1_000) / wall_ms)
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
