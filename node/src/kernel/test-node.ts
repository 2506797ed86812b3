import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { privateKeyToAccount } from 'viem/accounts'
import { ledgerPlan } from '../contracts.ts'
import type { Config } from './config/config.ts'
import type { NodeContext } from './context.ts'
import type { DatabaseAddress } from './database/pg-database.ts'
import type { EmbeddedLedger } from './ledger/embedded-ledger.ts'
import { createKernel } from './lifecycle/kernel.ts'
import type { Slice } from './slice.ts'
import { createDatabase, slicesWithTables, startTestServer, type TestServer } from './test-postgres.ts'

/** Signs what the tests' authority has to sign; anyone may know it. */
export const testAuthorityKey = `0x${'a1'.repeat(32)}` as const
const testAuthority = privateKeyToAccount(testAuthorityKey).address

export interface TestKernel extends NodeContext {
  readonly ledger: EmbeddedLedger
  /** Where the database listens, for tests that look at it with a connection of their own. */
  readonly address: DatabaseAddress
  readonly slices: readonly Slice[]
  stop(): Promise<void>
}

export interface TestKernelOptions<S extends Slice> {
  /** Makes the slices under test. Tables of all slices are there when `startTestKernel` answers. */
  slices?(context: NodeContext): readonly S[] | Promise<readonly S[]>
  /** The tables of these slices are all that is there. */
  readonly ownTablesOnly?: true
  /** Overrides of the configuration; the authority is the account of `testAuthorityKey` unless given. */
  readonly config?: Partial<Config>
  /** A clock or randomness of the test's own. */
  readonly context?: Partial<NodeContext>
}

/**
 * A real database and a real embedded ledger, both new and empty, for tests of slices:
 *
 *     const kernel = await startTestKernel({ slices: (context) => [createVaultSlice(context, ports)] })
 *     await kernel.database.query({ … })
 *     await kernel.stop()
 *
 * Jobs run when the test calls them, so that nothing else happens, nor is counted among the statements of a request.
 * All kernels of one test process share one PostgreSQL, each with a database of its own. It is stopped and its folder
 * removed when the file's tests are over. Takes about a second the first time, a fifth of one afterwards.
 */
export async function startTestKernel<S extends Slice>(options: TestKernelOptions<S> = {}): Promise<TestKernel> {
  const address = await newDatabase({ withTables: !options.ownTablesOnly })
  const data = mkdtempSync(join(tmpdir(), 'symbolon-test-data-'))
  const config = { ...testConfig(data), ...options.config }
  const kernel = createKernel({
    config,
    address,
    plan: ledgerPlan,
    withoutJobs: true,
    ...(options.context && { context: options.context }),
  })
  const slices = (await options.slices?.(kernel.context)) ?? []
  const others = options.ownTablesOnly ? [] : slicesWithTables.filter((name) => !isAmong(slices, name))
  await kernel.start([...others.map(sliceOfTables), ...slices])
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => {
    running.delete(stop)
    stopped ??= kernel.stop().finally(() => rmSync(data, { recursive: true, force: true }))
    return stopped
  }
  running.add(stop)
  return { ...kernel.context, ledger: kernel.ledger, address, slices, stop }
}

/** An empty database on the test process's own PostgreSQL. */
export function newTestDatabase(): Promise<DatabaseAddress> {
  return newDatabase({ withTables: false })
}

let shared: Promise<TestServer> | undefined
let databases = 0
/** Ends of the kernels that nobody has stopped yet. */
const running = new Set<() => Promise<void>>()

// At the top of the file that imports this, so that the server outlives each single test. What the file ends after its
// tests it ends after this: hooks run in the order in which they are named, so kernels are stopped here, before it.
after(async () => {
  await Promise.all([...running].map((stop) => stop()))
  const started = await shared
  await started?.server.stop()
  if (started !== undefined) rmSync(started.root, { recursive: true, force: true })
})

async function newDatabase(options: { readonly withTables: boolean }): Promise<DatabaseAddress> {
  shared ??= startTestServer()
  const { server } = await shared
  return createDatabase(server, `test_${++databases}`, options)
}

function testConfig(data: string): Config {
  return {
    data,
    host: '127.0.0.1',
    port: 0,
    blobs: join(data, 'blobs'),
    hosted: [],
    chain_id: 7_010,
    block_ms: 20,
    relay_delay_ms: 0,
    log: 'silent',
    log_epoch_s: 60,
    anchor_every_s: 60,
    authority: testAuthority,
  }
}

/** The kernel brings its own tables. */
function isAmong(slices: readonly Slice[], name: string): boolean {
  return name === 'kernel' || slices.some((slice) => slice.name === name)
}

function sliceOfTables(name: string): Slice {
  return { name, handlers: [], routes: () => undefined }
}
