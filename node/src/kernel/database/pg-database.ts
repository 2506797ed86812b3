import type pg from 'pg'
import type { Database, Queries, Statement, TransactionOptions } from './database.ts'
import { openFencedPool } from './fenced-pool.ts'
import { openPool } from './open-pool.ts'
import { mapPgFault, mayRunAgain } from './pg-faults.ts'
import { columnTypes } from './pg-types.ts'

/** Where a PostgreSQL listens: a connection string, or a folder with its socket. */
export type DatabaseAddress =
  | { readonly connectionString: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string }

const connectionsMax = 10
const fencedConnectionsMax = 6
const connecting_ms_max = 10_000
/** Far more than any statement of the node takes; a server that says nothing for so long is not there. */
export const DATABASE_ANSWER_MS_MAX = 30_000
const attemptsMax = 8

interface Sender extends Queries {
  send(text: string): Promise<pg.QueryResult>
}

/** Opens a pool on the address; connections are made when first needed. */
export function openDatabase(address: DatabaseAddress, answer_ms_max: number = DATABASE_ANSWER_MS_MAX): Database {
  const limited = (max: number): pg.PoolConfig => ({ ...poolOptions(address, max), query_timeout: answer_ms_max })
  const pool = openPool(limited(connectionsMax))
  const counter = { statements: 0 }
  const fencedPool = openFencedPool(limited(fencedConnectionsMax), counter)
  return {
    query: (statement) => run(pool, statement, counter),
    transaction: (work, options = {}) => again(() => transactOnce(pool, work, { ...options, counter })),
    together: (statements) => again(() => runTogether(pool, statements, counter)),
    fenced: (fence) => ({
      query: (statement) => sendCounted(counter, () => fencedPool.run(fence, statement)),
    }),
    get statements() {
      return counter.statements
    },
    close: async () => void (await Promise.all([pool.end(), fencedPool.close()])),
  }
}

/** What every connection of the node is opened with. */
export function poolOptions(address: DatabaseAddress, max: number): pg.PoolConfig {
  return {
    ...address,
    max,
    connectionTimeoutMillis: connecting_ms_max,
    // A timer at every release costs a tenth of a FHIR read; the pools are small enough to stay open.
    idleTimeoutMillis: 0,
    application_name: 'symbolon',
    types: columnTypes,
    pipeline: true,
  }
}

interface Counter {
  statements: number
}

interface Transaction extends TransactionOptions {
  readonly counter: Counter
}

function run<Row>(client: pg.Pool | pg.PoolClient, statement: Statement, counter: Counter): Promise<Row[]> {
  const { name, text, values = [] } = statement
  return sendCounted(counter, () => client.query({ name, text, values: [...values] }))
}

async function sendCounted<Row>(counter: Counter, send: () => Promise<pg.QueryResult>): Promise<Row[]> {
  counter.statements++
  try {
    return (await send()).rows as Row[]
  } catch (fault) {
    throw mapPgFault(fault)
  }
}

/** Deadlocks and serialization failures of a transaction pass. */
async function again<T>(transact: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact()
    } catch (fault) {
      if (!mayRunAgain(fault) || attempt === attemptsMax) throw fault
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * (attempt % 2 ? 1 : 1.5)))
    }
  }
}

async function transactOnce<T>(
  pool: pg.Pool,
  work: (queries: Queries) => Promise<T>,
  options: Transaction,
): Promise<T> {
  const client = await connect(pool)
  const sender = transactionSender(client, options.counter)
  try {
    const isolation = options.isolation === 'serializable' ? ' isolation level serializable' : ''
    const begun = sender.send(`begin${isolation}`)
    const [result] = await Promise.all([work(sender), begun])
    await commit(sender)
    client.release()
    return result
  } catch (fault) {
    await abandon(client, sender)
    throw mapPgFault(fault)
  }
}

/** Sent whole, commit included: of a transaction in which a statement failed PostgreSQL commits nothing. */
async function runTogether(pool: pg.Pool, statements: readonly Statement[], counter: Counter): Promise<unknown[][]> {
  const client = await connect(pool)
  const sender = transactionSender(client, counter)
  try {
    const [, ...rows] = await Promise.all([
      sender.send('begin'),
      ...statements.map((statement) => sender.query<unknown>(statement)),
      commit(sender),
    ])
    client.release()
    return rows.slice(0, statements.length) as unknown[][]
  } catch (fault) {
    await abandon(client, sender)
    throw mapPgFault(fault)
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (fault) {
    throw mapPgFault(fault)
  }
}

function transactionSender(client: pg.PoolClient, counter: Counter): Sender {
  return {
    query: (statement) => run(client, statement, counter),
    send(text) {
      counter.statements++
      return client.query(text)
    },
  }
}

/** PostgreSQL answers ROLLBACK to the commit of a transaction in which a statement failed, even when nobody noticed. */
async function commit(sender: Sender): Promise<void> {
  const { command } = await sender.send('commit')
  if (command !== 'COMMIT') throw new Error('a statement failed inside the transaction and its error was swallowed')
}

async function abandon(client: pg.PoolClient, sender: Sender): Promise<void> {
  try {
    await sender.send('rollback')
    client.release()
  } catch {
    client.release(true)
  }
}
