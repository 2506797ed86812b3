import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ledgerPlan } from '@symbolon/node/contracts'
import {
  type ContractCall,
  createEmbeddedLedger,
  createEventIndexer,
  createLogger,
  type Database,
  type DatabaseAddress,
  type EmbeddedLedger,
  type EventHandler,
  type EvmLog,
  type LedgerEvent,
  migrate,
  migrationFolders,
  openDatabase,
  startPostgres,
} from '@symbolon/node/kernel'
import { weekAfter } from '@symbolon/protocol/kernel'
import { toEventSelector } from 'viem/utils'
import { type Bench, type BenchResult, cpuOfTrees_ms, measure } from './measure.ts'

const alone = 1_000
const together = 4_000
const events = 20_000
const eventsPerBlock = 50
const givenTopic = toEventSelector('Given(bytes32,address,uint32)')
const consents = `0x${'0c'.repeat(20)}` as const

interface Place {
  readonly database: Database
  readonly server: number
  /** A ledger on the stored blocks, not started. */
  open(): EmbeddedLedger
}

export const replayBench: Bench = {
  name: 'replay',
  describe: 'The embedded ledger: carrying out, replaying at start, turning events into rows',
  async run() {
    const root = mkdtempSync(join(tmpdir(), 'symbolon-bench-'))
    const server = await startPostgres({ root: join(root, 'postgres') })
    const database = openDatabase(server.address)
    try {
      await migrate(server.address, migrationFolders(['kernel']))
      return await runAll({ database, server: server.pid, open: () => ledgerOf(root, server.address, database) })
    } finally {
      await database.close()
      await server.stop()
      rmSync(root, { recursive: true, force: true })
    }
  },
}

async function runAll(place: Place): Promise<BenchResult[]> {
  const empty = await replayed(place)
  const recorded = await recordAll(place)
  const whole = await replayed(place)
  return [
    ...recorded,
    {
      operation: 'replay a stored transaction at start',
      n: whole.transactions - empty.transactions,
      cpu_ms: whole.cpu_ms - empty.cpu_ms,
      wall_ms: whole.wall_ms - empty.wall_ms,
      counters: {
        blocks: whole.blocks - empty.blocks,
        bytes_each: Math.round(whole.bytes / whole.transactions),
        resident_bytes: process.memoryUsage().rss,
        empty_start_ms: Math.round(empty.wall_ms),
      },
    },
    await indexAll(place),
  ]
}

/** What a start costs with what is stored now; the first one also creates the contracts. */
async function replayed(place: Place) {
  const before = place.open()
  await before.start([])
  await before.stop()
  const ledger = place.open()
  const used = await measure(() => ledger.start([]))
  const blocks = ledger.head().number
  await ledger.stop()
  const text = `select sum(cardinality(sizes))::int8 as transactions, sum(octet_length(transactions))::int8 as bytes from kernel.block`
  const [stored] = await place.database.query<{ transactions: number; bytes: number }>({ name: 'stored', text })
  return { ...used, blocks, transactions: stored?.transactions ?? 0, bytes: stored?.bytes ?? 0 }
}

async function recordAll(place: Place): Promise<BenchResult[]> {
  const ledger = place.open()
  await ledger.start([])
  const results = [
    await record(place, ledger, { operation: 'carry out a call, one after another', from: 0, lanes: 1, n: alone }),
    await record(place, ledger, { operation: 'carry out a call, 50 at once', from: alone, lanes: 50, n: together }),
  ]
  await ledger.stop()
  return results
}

interface Recording {
  readonly operation: string
  readonly from: number
  readonly lanes: number
  readonly n: number
}

async function record(place: Place, ledger: EmbeddedLedger, { operation, from, lanes, n }: Recording) {
  const { database, server } = place
  const head = ledger.head().number
  const database_ms = cpuOfTrees_ms([server])
  const used = await measure(async () => {
    for (let at = from; at < from + n; at += lanes) {
      const ids = Array.from({ length: lanes }, (_, lane) => at + lane)
      await database.transaction(async (queries) => {
        await Promise.all(ids.map((id) => ledger.enqueue(queries, give(id), { commandId: `give-${id}` })))
      })
      await Promise.all(ids.map((id) => ledger.settled(`give-${id}`)))
    }
  })
  const counters = { blocks: ledger.head().number - head, database_cpu_ms: cpuOfTrees_ms([server]) - database_ms }
  return { operation, n, ...used, counters }
}

function give(n: number): ContractCall {
  const grant = `0x${(n + 1).toString(16).padStart(64, '0')}`
  return {
    contract: 'Consents',
    functionName: 'give',
    args: [grant, `0x${'07'.repeat(20)}`, weekAfter(Date.now()) + 10],
  }
}

/** From logs as the EVM gives them to committed rows, a block's events at a time. */
async function indexAll({ database, server }: Place): Promise<BenchResult> {
  const text = 'create table kernel.bench_grant (grant_hash text primary key, account text, week int, at timestamptz)'
  await database.query({ name: 'bench_table', text })
  const abi = ledgerPlan.contracts.find(({ name }) => name === 'Consents')?.abi ?? []
  const handler: EventHandler = { contract: 'Consents', event: 'Given', toStatements: (batch) => [insert(batch)] }
  const index = createEventIndexer([handler], [{ name: 'Consents', address: consents, abi }])
  const blocks = Array.from({ length: events / eventsPerBlock }, () => makeLogs())
  const database_ms = cpuOfTrees_ms([server])
  const used = await measure(async () => {
    for (const [number, logs] of blocks.entries()) {
      const statements = index(logs, { number, time: 0 })
      await database.transaction((queries) => Promise.all(statements.map((statement) => queries.query(statement))))
    }
  })
  const counters = { blocks: blocks.length, database_cpu_ms: cpuOfTrees_ms([server]) - database_ms }
  return { operation: 'turn an event into a committed row', n: events, ...used, counters }
}

function insert(batch: readonly LedgerEvent[]) {
  return {
    name: 'bench_insert',
    text: `insert into kernel.bench_grant
      select grant_hash, account, week, to_timestamp($4::int8 / 1000.0)
      from unnest($1::text[], $2::text[], $3::int[]) as given (grant_hash, account, week)`,
    values: [
      batch.map(({ args }) => args.grant),
      batch.map(({ args }) => args.account),
      batch.map(({ args }) => args.week),
      batch[0]?.time ?? 0,
    ],
  }
}

function makeLogs(): EvmLog[] {
  return Array.from({ length: eventsPerBlock }, (_, i) => ({
    address: consents,
    topics: [givenTopic, `0x${randomBytes(32).toString('hex')}`],
    data: `0x${'0'.repeat(24)}${randomBytes(20).toString('hex')}${(3_000).toString(16).padStart(64, '0')}`,
    transactionHash: `0x${randomBytes(32).toString('hex')}`,
    logIndex: `0x${i.toString(16)}`,
  }))
}

function ledgerOf(root: string, address: DatabaseAddress, database: Database): EmbeddedLedger {
  return createEmbeddedLedger({
    address,
    database,
    plan: ledgerPlan,
    chainId: 7_010,
    relayerKey: join(root, 'relayer.key'),
    clock: { now: () => Date.now() },
    log: createLogger('warn'),
    block_ms: 100,
    relay_delay_ms: 0,
  })
}
