import { logErrors } from '@symbolon/protocol/log'
import { type App, type Config, createApp } from '../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { createLogSlice, type LogSlice } from './slice.ts'
import { addTestEntries, createTestEntries, testSource } from './test-entries.ts'

/** A node with nothing but a log, whose entries are the test's and whose jobs run when the test says so. */
export interface LogNode {
  readonly kernel: TestKernel
  readonly app: App
  readonly slice: LogSlice
  readonly clock: { now(): number; offset_ms: number }
  /** Committed entries that stand in the tree. */
  addEntries(count: number): Promise<void>
  runJob(name: string): Promise<void>
  get(path: string, headers?: Record<string, string>): ReturnType<typeof inject>
  /** The answer of /v1/log. */
  state(): Promise<Record<string, unknown>>
  stop(): Promise<void>
}

export async function startLogNode(config: Partial<Config> = {}): Promise<LogNode> {
  const clock = { offset_ms: 0, now: () => Date.now() + clock.offset_ms }
  const kernel = await startTestKernel({
    config,
    context: { clock },
    slices: (context) => [
      createLogSlice(context, { sources: [testSource], sealToReaders: async () => new Uint8Array() }),
    ],
  })
  await createTestEntries(kernel.database)
  const [slice] = kernel.slices as [LogSlice]
  const sessions = { cached: () => undefined, find: async () => undefined }
  const app = await createApp({ context: kernel, slices: [slice], sessions, problems: logErrors.rows })
  const get: LogNode['get'] = (path, headers = {}) => inject(app, { path, headers })
  return {
    kernel,
    app,
    slice,
    clock,
    get,
    async addEntries(count) {
      await addTestEntries(kernel.database, count, clock.now())
      await slice.sweep()
    },
    async runJob(name) {
      await slice.jobs?.find((job) => job.name === name)?.run()
    },
    state: async () => (await get('/v1/log')).json(),
    async stop() {
      await app.close()
      await kernel.stop()
    },
  }
}

function inject(app: App, { path, headers }: { path: string; headers: Record<string, string> }) {
  return app.inject({ method: 'GET', url: path, headers: { host: 'localhost', ...headers } })
}
