import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DemoNode, rootOfProfile, startDemo } from '@symbolon/e2e/symbolon'
import { type Database, openDatabase, type PostgresServer, startPostgres } from '@symbolon/node/kernel'
import { currentSession } from '@symbolon/sdk/identity'
import { type Client, createClient } from '@symbolon/sdk/kernel'
import { countStatements } from './demo-node.ts'
import { cpuOfTrees_ms } from './measure.ts'

/** A demo node on a database that the bench can look into. */
export interface PacksPlace {
  readonly node: DemoNode
  readonly server: PostgresServer
  readonly database: Database
  /** Somebody of the demo, with the keys. */
  clientOf(profile: string): Promise<Client>
  /** A session of somebody, for who asks without the SDK. */
  tokenOf(profile: string): Promise<string>
  stop(): Promise<void>
}

/** Nothing is measured of a ceiling that guards a node against one session. */
const env = { SYMBOLON_SESSION_REQUESTS_MAX: '1000000000' }
/** Tidying up after 12 million events takes minutes. */
const database_ms_max = 1_800_000

export async function openPacksPlace(): Promise<PacksPlace> {
  const root = mkdtempSync(join(tmpdir(), 'symbolon-bench-'))
  const server = await startPostgres({ root: join(root, 'postgres') })
  const node = await startDemo({ data: join(root, 'data'), env: { ...env, DATABASE_URL: urlOf(server) } })
  const database = openDatabase(server.address, database_ms_max)
  const clientOf = async (profile: string) =>
    createClient({ url: node.url, root: await rootOfProfile(node, profile), timeout_ms: 600_000 })
  return {
    node,
    server,
    database,
    clientOf,
    tokenOf: async (profile) => (await currentSession(await clientOf(profile))).token,
    async stop() {
      await node.stop()
      await database.close()
      await server.stop()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** @source PostgreSQL 18 §34.1.1.2: a folder with a socket is named as a parameter */
function urlOf({ address }: PostgresServer): string {
  if ('connectionString' in address) return address.connectionString
  const { host, port, user, database } = address
  return `postgresql:///${database}?${new URLSearchParams({ host, port: String(port), user })}`
}

/** What node and database used, of whom this process and its other children are no part. */
export interface PlaceUse {
  readonly cpu_ms: number
  readonly database_cpu_ms: number
  readonly statements: number
  readonly at_ms: number
}

export async function usedBy({ node, server }: PacksPlace): Promise<PlaceUse> {
  const statements = await countStatements(node)
  const database_cpu_ms = cpuOfTrees_ms([server.pid])
  const cpu_ms = database_cpu_ms + cpuOfTrees_ms([node.ready.pid])
  return { cpu_ms, database_cpu_ms, statements, at_ms: performance.now() }
}

/** What was used between two looks. */
export function usedBetween(from: PlaceUse, to: PlaceUse) {
  return {
    cpu_ms: to.cpu_ms - from.cpu_ms,
    database_cpu_ms: to.database_cpu_ms - from.database_cpu_ms,
    statements: to.statements - from.statements,
    wall_ms: to.at_ms - from.at_ms,
  }
}

/** Memory of the node's process, without the database's. */
export function residentOf({ node }: PacksPlace): { resident_bytes: number; resident_bytes_peak: number } {
  const { resident_bytes, peak_bytes } = residentOfProcess(node.ready.pid)
  return { resident_bytes, resident_bytes_peak: peak_bytes }
}

/** The most memory that the node and any one process of the database had, the latter with what it shares. */
export function peaksOf({ node, server }: PacksPlace): { node_bytes_peak: number; database_bytes_peak: number } {
  const ofDatabase = childrenOf(server.pid).map((pid) => residentOfProcess(pid).peak_bytes)
  return {
    node_bytes_peak: residentOfProcess(node.ready.pid).peak_bytes,
    database_bytes_peak: Math.max(...ofDatabase),
  }
}

/** What processes of the database have had read from the disk, since the oldest of them began. */
export function diskBytesOf({ server }: PacksPlace): number {
  const bytes = childrenOf(server.pid).map((pid) => {
    return Number(/^read_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1])
  })
  return bytes.reduce((sum, of) => sum + of, 0)
}

/** @source proc_pid_status(5): VmRSS and VmHWM */
function residentOfProcess(pid: number): { resident_bytes: number; peak_bytes: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const bytesOf = (name: string) => 1_024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1])
  return { resident_bytes: bytesOf('VmRSS'), peak_bytes: bytesOf('VmHWM') }
}

/** @source proc_pid_children(5) */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
}
