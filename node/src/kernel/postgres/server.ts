import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, realpathSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { BreakableClient } from '../database/open-pool.ts'
import type { DatabaseAddress } from '../database/pg-database.ts'
import { isFault } from '../lifecycle/faults.ts'
import { isAlive } from '../lifecycle/processes.ts'
import {
  type Cluster,
  pathInside,
  prepareCluster,
  programOptions,
  socketFolder,
  socketPort,
  startFailed,
  superuser,
} from './cluster.ts'
import { findPostmaster, findStrayBackends } from './postmaster.ts'
import { findPrograms } from './programs.ts'
import { serverAccount } from './server-account.ts'
import { serverSettings } from './settings.ts'

export interface PostgresServer {
  readonly pid: number
  /** True when an earlier run had left the server behind and this one took it over. */
  readonly adopted: boolean
  /** The node's own database. */
  readonly address: DatabaseAddress
  /** Address of another database of the same server. */
  addressOf(database: string): DatabaseAddress
  /** Resolves when the server ends without having been asked to. */
  readonly lost: Promise<void>
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** Absolute folder that this server has for itself. */
  readonly root: string
  /** Settings on top of the usual ones; tests trade durability for speed with them. */
  readonly settings?: Readonly<Record<string, string>>
}

const database = 'symbolon'
const starting_ms_max = 60_000
const stopping_ms_max = 15_000
const log_bytes_max = 4_000_000

/**
 * A PostgreSQL of our own runs on the folder and holds the node's database. A server that a killed node left behind is
 * taken over; one that is still shutting down is waited for.
 * @throws KERNEL_DATABASE_START_FAILED, KERNEL_DISK_FULL
 */
export async function startPostgres({ root, settings }: PostgresOptions): Promise<PostgresServer> {
  const folder = join(root, 'cluster')
  const account = serverAccount(folder)
  const cluster: Cluster = { root, folder, log: join(root, 'server.log'), account, programs: findPrograms(account) }
  await prepareCluster(cluster)
  const socket = socketFolder(cluster)
  const left = await settledPostmaster(folder)
  if (left === undefined) await clearLocks(cluster, socket)
  const child = left === undefined ? launch(cluster, { ...serverSettings, ...settings }, socket) : undefined
  const server = describe({ cluster, socket, child, pid: left ?? child?.pid ?? 0 })
  await untilReady(cluster, server, child)
  await makeDatabase(server)
  return server
}

/** The server that an earlier run left behind, once it is past starting or stopping. */
async function settledPostmaster(folder: string): Promise<number | undefined> {
  for (const until = Date.now() + starting_ms_max; Date.now() < until; await wait(20)) {
    const left = findPostmaster(folder)
    if (left === undefined || left.ready) return left?.pid
  }
  throw startFailed('an earlier server neither starts nor stops')
}

/**
 * The locks of a server that was killed are gone, once nothing of it works in the folder any more. PostgreSQL itself
 * would take a process that is only waiting to be collected, or another one with the same id, for that server.
 */
async function clearLocks({ folder }: Cluster, socket: string): Promise<void> {
  const place = realpathSync(folder)
  for (const until = Date.now() + stopping_ms_max; findStrayBackends(place).length > 0; await wait(10)) {
    if (Date.now() > until) throw startFailed('processes of an earlier server do not end')
  }
  rmSync(join(folder, 'postmaster.pid'), { force: true })
  rmSync(join(socket, `.s.PGSQL.${socketPort}.lock`), { force: true })
}

function launch(cluster: Cluster, settings: Readonly<Record<string, string>>, socket: string): ChildProcess {
  const sockets = socket === join(cluster.root, 'socket') ? '../socket' : socket
  const flags = Object.entries({ ...settings, unix_socket_directories: sockets })
  const log = openLog(cluster.log)
  try {
    return spawn(
      cluster.programs.postgres,
      ['-D', pathInside(cluster.folder), '-p', String(socketPort), ...flags.flatMap(([n, v]) => ['-c', `${n}=${v}`])],
      { ...programOptions(cluster, cluster.folder), detached: true, stdio: ['ignore', log, log] },
    )
  } finally {
    closeSync(log)
  }
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > log_bytes_max) truncateSync(file)
  return openSync(file, 'a', 0o600)
}

interface Running {
  readonly cluster: Cluster
  readonly socket: string
  readonly child: ChildProcess | undefined
  readonly pid: number
}

function describe({ cluster, socket, child, pid }: Running): PostgresServer {
  const ended = untilGone(pid, child)
  let asked = false
  const addressOf = (name: string): DatabaseAddress => ({
    host: socket,
    port: socketPort,
    user: superuser,
    database: name,
  })
  return {
    pid,
    adopted: child === undefined,
    address: addressOf(database),
    addressOf,
    lost: ended.then(() => (asked ? new Promise<void>(() => undefined) : undefined)),
    async stop() {
      asked = true
      await stopServer(pid)
      dropSocketFolder(cluster, socket)
    },
  }
}

/** One that had to lie elsewhere is not left behind. */
function dropSocketFolder({ root }: Cluster, socket: string): void {
  const place = join(root, 'socket')
  if (socket === place) return
  rmSync(socket, { recursive: true, force: true })
  rmSync(place, { force: true })
}

/** @source PostgreSQL 18 §18.5: SIGINT is the fast shutdown, SIGQUIT the immediate one that recovers at the next start */
async function stopServer(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    for (const until = Date.now() + stopping_ms_max; isAlive(pid) && Date.now() < until; ) await wait(10)
  }
}

async function untilGone(pid: number, child: ChildProcess | undefined): Promise<void> {
  if (child !== undefined) {
    child.unref()
    return new Promise((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  }
  while (isAlive(pid)) await wait(50, undefined, { ref: false })
}

async function untilReady(cluster: Cluster, server: PostgresServer, child: ChildProcess | undefined): Promise<void> {
  for (const until = Date.now() + starting_ms_max; Date.now() < until; await wait(10)) {
    if (child !== undefined && (child.exitCode !== null || child.signalCode !== null)) break
    if (findPostmaster(cluster.folder)?.ready) return
  }
  await server.stop()
  throw startFailed(lastLines(cluster.log))
}

function lastLines(file: string): string {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines
    .slice(-20)
    .filter((line) => /FATAL|PANIC|ERROR|error|No space/.test(line))
    .join('\n')
}

async function makeDatabase(server: PostgresServer): Promise<void> {
  const client = new BreakableClient({ ...server.addressOf('postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${database}`)
  } catch (fault) {
    if (!isFault(fault, '42P04')) throw fault
  } finally {
    await client.end()
  }
}
