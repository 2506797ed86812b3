import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  createLeader,
  type Database,
  type DatabaseAddress,
  migrate,
  migrationFolders,
  openDatabase,
  startPostgres,
} from '@symbolon/node/kernel'
import { type EntryToLog, growStatement, LogWriter, OpeningSealer, readEdge, readTiles } from '@symbolon/node/log'
import { newId } from '@symbolon/protocol/kernel'
import {
  inclusionTiles,
  integrate,
  type LogEdge,
  proveInclusion,
  treeRoot,
  verifyInclusion,
} from '@symbolon/protocol/log'
import { type Bench, type BenchResult, cpuOfTrees_ms, measure } from './measure.ts'

const warmup = 2_000
const appended = 20_000
const lanes = 256
const idle = 300
const rate_s = 500
const rated = 5_000
// Published sizes are whole tiles.
const entries = 39_063 * 256
const fill = 65_536
const proofs = 1_000

interface Place {
  readonly database: Database
  readonly address: DatabaseAddress
  readonly server: number
}

/** The log of a node: appends as reads wait for them, and proofs and a start with ten million entries. */
export const logBench: Bench = {
  name: 'log',
  describe: 'The transparency log: appends, waiting for them, proofs and a start at 10 million entries',
  async run() {
    const root = mkdtempSync(join(tmpdir(), 'symbolon-bench-'))
    const server = await startPostgres({ root: join(root, 'postgres') })
    const database = openDatabase(server.address)
    try {
      await migrate(server.address, migrationFolders(['kernel', 'log']))
      const place = { database, address: server.address, server: server.pid }
      return [...(await appendAll(place)), ...(await fillAndProve(place))]
    } finally {
      await database.close()
      await server.stop()
      rmSync(root, { recursive: true, force: true })
    }
  },
}

/** Entries are handed over as a read does it; nothing has to be looked up. */
function newWriter({ database, address }: Place): LogWriter {
  const random = (size: number) => Uint8Array.from(randomBytes(size))
  const sealToReaders = async () => new Uint8Array(1_700)
  const sealer = new OpeningSealer({ database, sealToReaders, random, now: () => Date.now() })
  return new LogWriter({ database, sources: [], sealer, random, turn: createLeader(address, 'log') })
}

/** An entry about one of a hundred people, as long as the receipt of a page of ten. */
function newEntry(): EntryToLog {
  const name = newId('receipt', Date.now(), randomBytes(10))
  return { name, subject: `pty_${name.charCodeAt(29) % 100}`, body: name.repeat(25) }
}

async function appendAll(place: Place): Promise<BenchResult[]> {
  const writer = newWriter(place)
  await writer.start()
  await many(writer, warmup)
  const results = [
    await appending(place, {
      operation: `append, ${lanes} waiting at once`,
      n: appended,
      run: () => many(writer, appended),
    }),
    await appending(place, { operation: 'wait for an append when idle', n: idle, run: () => oneByOne(writer) }),
    await appending(place, {
      operation: `wait for an append at ${rate_s} a second`,
      n: rated,
      run: () => atRate(writer),
    }),
  ]
  await writer.stop()
  return results
}

interface Appending {
  readonly operation: string
  readonly n: number
  /** Milliseconds that each append took. */
  run(): Promise<number[]>
}

async function appending({ database, server }: Place, { operation, n, run }: Appending): Promise<BenchResult> {
  const before = { database_ms: cpuOfTrees_ms([server]), statements: database.statements }
  let waits: number[] = []
  const used = await measure(async () => {
    waits = await run()
  })
  const database_ms = cpuOfTrees_ms([server]) - before.database_ms
  const ascending = waits.sort((left, right) => left - right)
  const counters = {
    per_second: Math.round((n / used.wall_ms) * 1_000),
    wait_median_ms: hundredths(ascending[Math.floor(n * 0.5)]),
    wait_99_ms: hundredths(ascending[Math.floor(n * 0.99)]),
    statements_each: hundredths((database.statements - before.statements) / n),
    database_cpu_ms: database_ms,
  }
  return { operation, n, cpu_ms: used.cpu_ms + database_ms, wall_ms: used.wall_ms, counters }
}

async function timed(writer: LogWriter): Promise<number> {
  const started = performance.now()
  await writer.enter([newEntry()])
  return performance.now() - started
}

async function many(writer: LogWriter, count: number): Promise<number[]> {
  const waits: number[] = []
  let next = 0
  const lane = async () => {
    while (next++ < count) waits.push(await timed(writer))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return waits
}

async function oneByOne(writer: LogWriter): Promise<number[]> {
  const waits: number[] = []
  for (let i = 0; i < idle; i++) {
    waits.push(await timed(writer))
    await wait(5)
  }
  return waits
}

/** Appends that come when they come, whether the one before has been answered or not. */
async function atRate(writer: LogWriter): Promise<number[]> {
  const started = performance.now()
  const waiting: Promise<number>[] = []
  for (let i = 0; i < rated; i++) {
    const due_ms = (i * 1_000) / rate_s - (performance.now() - started)
    if (due_ms > 1) await wait(due_ms)
    waiting.push(timed(writer))
  }
  return Promise.all(waiting)
}

async function fillAndProve(place: Place): Promise<BenchResult[]> {
  const small_ms = await startOnce(place)
  const edge = await fillUp(place)
  const large_ms = await startOnce(place)
  const proved = await proveMany(place, edge)
  const started = {
    operation: `start with ${entries} entries`,
    n: 1,
    ...large_ms,
    counters: { more_ms: hundredths(large_ms.wall_ms - small_ms.wall_ms) },
  }
  return [started, ...proved]
}

async function startOnce(place: Place) {
  const writer = newWriter(place)
  const used = await measure(() => writer.start())
  await writer.stop()
  return used
}

async function fillUp({ database }: Place): Promise<LogEdge> {
  let edge = await readEdge(database)
  while (edge.tree.size < entries) {
    const count = Math.min(fill, entries - edge.tree.size)
    const bytes = randomBytes(32 * count)
    const leaves = Array.from({ length: count }, (_, i) => bytes.subarray(32 * i, 32 * (i + 1)))
    const grown = integrate(edge, leaves)
    await database.query(growStatement(edge.tree.size, grown, { openings: [] }))
    edge = grown.edge
  }
  return edge
}

async function proveMany({ database }: Place, edge: LogEdge): Promise<BenchResult[]> {
  const { size } = edge.tree
  const root = treeRoot(edge.tree)
  const places = Array.from({ length: proofs }, (_, i) => ({ index: Math.floor((i * (size - 1)) / proofs), size }))
  const built: { index: number; leaf: Uint8Array; proof: Uint8Array[]; tiles: number }[] = []
  const building = await measure(async () => {
    for (const place of places) built.push({ index: place.index, ...(await proveOne(database, place)) })
  })
  const verifying = await measure(() => {
    for (const { index, leaf, proof } of built) verifyInclusion({ leaf, index, size, proof, root })
  })
  const tiles_max = Math.max(...built.map(({ tiles }) => tiles))
  const proof_bytes_max = Math.max(...built.map(({ proof }) => 32 * proof.length))
  return [
    { operation: 'build an inclusion proof', n: proofs, ...building, counters: { tiles_max, proof_bytes_max } },
    { operation: 'verify an inclusion proof', n: proofs, ...verifying },
  ]
}

/** The tiles are read in one statement. */
async function proveOne(database: Database, place: { index: number; size: number }) {
  const tiles = inclusionTiles(place)
  const read = await readTiles(database, tiles)
  const stored = new Map(tiles.map((tile, i) => [`${tile.level}/${tile.index}`, read[i]]))
  const bytesOf = ({ level, index }: { level: number | 'entries'; index: number }) =>
    stored.get(`${level}/${index}`) ?? new Uint8Array()
  const proof = await proveInclusion(place, async (tile) => bytesOf(tile))
  const leaves = bytesOf({ level: 0, index: Math.floor(place.index / 256) })
  const at = 32 * (place.index % 256)
  return { leaf: leaves.slice(at, at + 32), proof, tiles: tiles.length }
}

function hundredths(value = 0): number {
  return Math.round(value * 100) / 100
}
