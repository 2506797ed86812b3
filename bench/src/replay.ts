import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ledgerPlan } from '@symbolon/node/contracts'
import {
  type ContractCall,
  createEmbeddedLedger,
  createEventIndexer,
  createLeader,
  createLogger,
  type Database,
  type DatabaseAddress,
  type EmbeddedLedger,
  type EventHandler,
  type EvmLog,
  migrate,
  migrationFolders,
  type NodeContext,
  openDatabase,
  readConfig,
  startPostgres,
} from '@symbolon/node/kernel'
import { createSlices } from '@symbolon/node/slices'
import { type Hex, weekAfter } from '@symbolon/protocol/kernel'
import { toEventSelector } from 'viem/utils'
import { type Bench, type BenchResult, cpuOfTrees_ms, measure } from './measure.ts'

const alone = 1_000
const together = 4_000
const events = 100_000
const warmupEvents = 20_000
const eventsPerBlock = 50
const givenTopic = toEventSelector('Given(bytes32,address,uint32)')
const consents = `0x${'0c'.repeat(20)}` as const
const account = `0x${'07'.repeat(20)}` as const
const week = 3_000

interface Place {
  readonly database: Database
  readonly server: number
  readonly address: DatabaseAddress
  readonly root: string
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
      await migrate(server.address, migrationFolders(['kernel', 'identity', 'vault', 'consent', 'records']))
      const open = () => ledgerOf(root, server.address, database)
      return await runAll({ database, server: server.pid, address: server.address, root, open })
    } finally {
      await database.close()
      await server.stop()
      rmSync(root, { recursive: true, force: true })
    }
  },
}

async function runAll(place: Place): Promise<BenchResult[]> {
  const empty = await replayed(place)
  const one = await record(place, { operation: 'carry out a call, one after another', from: 0, lanes: 1, n: alone })
  const single = await replayed(place)
  const many = await record(place, { operation: 'carry out a call, 50 at once', from: alone, lanes: 50, n: together })
  const whole = await replayed(place)
  return [
    one,
    many,
    replayOf({ operation: 'replay a transaction of one call at start', calls: alone, from: empty, to: single }),
    replayOf({ operation: 'replay a transaction of 50 calls at start', calls: together, from: single, to: whole }),
    await indexAll(place),
  ]
}

type Replayed = Awaited<ReturnType<typeof replayed>>

/** What the transactions cost that were stored between two starts. */
function replayOf(replay: { operation: string; calls: number; from: Replayed; to: Replayed }): BenchResult {
  const { operation, calls, from, to } = replay
  const n = to.transactions - from.transactions
  const counters = {
    blocks: to.blocks - from.blocks,
    calls,
    bytes_each: Math.round((to.bytes - from.bytes) / n),
    resident_bytes: process.memoryUsage().rss,
    database_cpu_ms: to.database_cpu_ms - from.database_cpu_ms,
  }
  return { operation, n, cpu_ms: to.cpu_ms - from.cpu_ms, wall_ms: to.wall_ms - from.wall_ms, counters }
}

/** What a start costs with what is stored now; the first one also creates the contracts. */
async function replayed(place: Place) {
  const before = place.open()
  await before.start([])
  await before.stop()
  const ledger = place.open()
  const used = await measureAll(place, () => ledger.start([]))
  const blocks = ledger.head().number
  await ledger.stop()
  const text = `select sum(cardinality(sizes))::int8 as transactions, sum(octet_length(transactions))::int8 as bytes from kernel.block`
  const [stored] = await place.database.query<{ transactions: number; bytes: number }>({ name: 'stored', text })
  return { ...used, blocks, transactions: stored?.transactions ?? 0, bytes: stored?.bytes ?? 0 }
}

interface Recording {
  readonly operation: string
  readonly from: number
  readonly lanes: number
  readonly n: number
}

async function record(place: Place, { operation, from, lanes, n }: Recording): Promise<BenchResult> {
  const { database } = place
  const ledger = place.open()
  await ledger.start([])
  const before = { blocks: ledger.head().number, transactions: ledger.use().transactions }
  const { database_cpu_ms, ...used } = await measureAll(place, async () => {
    for (let at = from; at < from + n; at += lanes) {
      const ids = Array.from({ length: lanes }, (_, lane) => at + lane)
      await database.transaction(async (queries) => {
        await Promise.all(ids.map((id) => ledger.enqueue(queries, give(id), { commandId: `give-${id}` })))
      })
      await Promise.all(ids.map((id) => ledger.settled(`give-${id}`)))
    }
  })
  const blocks = ledger.head().number - before.blocks
  const transactions = ledger.use().transactions - before.transactions
  await ledger.stop()
  return { operation, n, ...used, counters: { blocks, transactions, database_cpu_ms } }
}

/** This process and the database; the database's part alone beside it. */
async function measureAll({ server }: Place, work: () => Promise<void>) {
  const before_ms = cpuOfTrees_ms([server])
  const { cpu_ms, wall_ms } = await measure(work)
  const database_cpu_ms = cpuOfTrees_ms([server]) - before_ms
  return { cpu_ms: cpu_ms + database_cpu_ms, wall_ms, database_cpu_ms }
}

function give(n: number): ContractCall {
  const grant = `0x${(n + 1).toString(16).padStart(64, '0')}`
  return {
    contract: 'Consents',
    functionName: 'give',
    args: [grant, `0x${'07'.repeat(20)}`, weekAfter(Date.now()) + 10],
  }
}

/** From logs as the EVM gives them to committed rows, a block's events at a time, by the handler that a node runs. */
async function indexAll(place: Place): Promise<BenchResult> {
  const { database } = place
  const grants = Array.from({ length: warmupEvents + events }, () => `0x${randomBytes(32).toString('hex')}` as const)
  await saveGrants(database, grants)
  const abi = ledgerPlan.contracts.find(({ name }) => name === 'Consents')?.abi ?? []
  const index = createEventIndexer(await shippedHandlers(place), [{ name: 'Consents', address: consents, abi }])
  const blocks = Array.from({ length: grants.length / eventsPerBlock }, (_, block) =>
    makeLogs(grants.slice(block * eventsPerBlock, (block + 1) * eventsPerBlock)),
  )
  const indexed = async (from: number, to: number) => {
    for (const [number, logs] of blocks.slice(from, to).entries()) {
      const statements = index(logs, { number, time: 0 })
      await database.together(statements)
    }
  }
  const warm = warmupEvents / eventsPerBlock
  await indexed(0, warm)
  const { database_cpu_ms, ...used } = await measureAll(place, () => indexed(warm, blocks.length))
  const text = "select count(*) as rows from consent.grant where state = 'recorded'"
  const [recorded] = await database.query<{ rows: number }>({ name: 'bench_recorded', text })
  if (recorded?.rows !== grants.length) throw new Error(`${recorded?.rows} of ${events} grants were recorded`)
  const counters = { blocks: blocks.length - warm, database_cpu_ms }
  return { operation: 'turn a Given event into the committed row of its grant', n: events, ...used, counters }
}

async function shippedHandlers({ database, address, root, open }: Place): Promise<readonly EventHandler[]> {
  const context: NodeContext = {
    config: readConfig({ env: {}, args: ['--data', root] }),
    clock: { now: () => Date.now() },
    random: (size) => Uint8Array.from(randomBytes(size)),
    database,
    ledger: open(),
    log: createLogger('warn'),
    candidateFor: (role) => createLeader(address, role),
  }
  const { slices } = await createSlices(context, [])
  return slices.flatMap(({ handlers }) => handlers).filter(({ contract }) => contract === 'Consents')
}

/** Grants that wait for their event. */
async function saveGrants(database: Database, hashes: readonly string[]): Promise<void> {
  await database.query({
    name: 'bench_save_grants',
    text: `insert into consent.grant
        ("grant", subject, grantee, purpose, not_before, until, ends_at, given_at, receipt, hash, account, week)
      select 'grt_' || place, 'pty_1', 'pty_2', 'TREAT', now(), now(), now(), now(), 'rcp_' || place,
        decode(substr(hash, 3), 'hex'), '0x' || place, $2
      from unnest($1::text[]) with ordinality as saved (hash, place)`,
    values: [hashes, week],
  })
}

function makeLogs(grants: readonly Hex[]): EvmLog[] {
  return grants.map((grant, i) => ({
    address: consents,
    topics: [givenTopic, grant],
    data: `0x${account.slice(2).padStart(64, '0')}${week.toString(16).padStart(64, '0')}`,
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
