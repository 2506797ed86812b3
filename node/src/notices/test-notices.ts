import { randomBytes } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { type Id, newId } from '@symbolon/protocol/kernel'
import { noticesErrors } from '@symbolon/protocol/notices'
import { insertReceipts, type ReceiptFacts, receiptSource } from '../consent/index.ts'
import { hostOf } from '../kernel/http/test-app.ts'
import { type App, type Config, createApp, type NodeContext, type Principal } from '../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { createLogSlice, type LogSlice } from '../log/index.ts'
import { createNoticesSlice, type NoticesParts, type NoticesSlice } from './index.ts'

/** A node with a log and notices, and two invented people. */
export interface NoticesWorld {
  readonly kernel: TestKernel
  readonly app: App
  readonly log: LogSlice
  readonly notices: NoticesSlice
  readonly clock: { now(): number; offset_ms: number }
  /** Everything that was logged. */
  logged(): string
  ask(as: Person, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Answer>
  /** Commits receipts and brings them into the log. */
  happen(...facts: readonly Partial<ReceiptFacts>[]): Promise<Id<'receipt'>[]>
  /** One look of the job, and everything that it began. */
  look(): Promise<void>
  stop(): Promise<void>
}

export interface Answer {
  readonly status: number
  readonly body: ReturnType<typeof JSON.parse>
}

export type Person = (typeof people)[number]

export const people = ['eleni', 'hospital'] as const
export const parties = Object.fromEntries(
  people.map((name, i) => [name, newId('party', 0, new Uint8Array(10).fill(i + 1))]),
) as Record<Person, Id<'party'>>

export async function startNotices(
  options: NoticesParts & { readonly config?: Partial<Config>; readonly context?: Partial<NodeContext> } = {},
): Promise<NoticesWorld> {
  const clock = { offset_ms: 0, now: () => Date.now() + clock.offset_ms }
  let log: LogSlice | undefined
  let notices: NoticesSlice | undefined
  const kernel = await startTestKernel({
    ...(options.config && { config: options.config }),
    context: { clock },
    slices(context) {
      log = createLogSlice(context, { sources: [receiptSource], sealToReaders: async () => new Uint8Array() })
      notices = createNoticesSlice({ ...context, ...options.context }, options)
      // Jobs run when a test says so.
      return [
        { ...log, jobs: [] },
        { name: 'consent', handlers: [], routes: () => undefined },
        { ...notices, jobs: [] },
      ]
    },
  })
  if (log === undefined || notices === undefined) throw new Error('the slices were not made')
  const app = await createApp({
    context: { ...kernel, ...options.context },
    slices: [notices],
    sessions: { cached: principalOf, find: async (token) => principalOf(token) },
    problems: noticesErrors.rows,
  })
  const world = { kernel, app, log, notices, clock, logged: () => '' }
  return {
    ...world,
    ask: (as, method, path, body) => ask(app, { as, method, path, body }),
    happen: (...facts) => happen(world, facts),
    look: () => look(world),
    async stop() {
      await app.close()
      await kernel.stop()
    },
  }
}

function principalOf(token: string): Principal | undefined {
  const index = people.indexOf(token as Person)
  const party = parties[people[index] ?? 'eleni']
  if (index < 0) return undefined
  const session = newId('session', 0, new Uint8Array(10).fill(index))
  return { session, address: `0x${String(index + 1).repeat(40)}`, party, expires_at: Number.MAX_SAFE_INTEGER }
}

interface Asking {
  readonly as: Person
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body: object | undefined
}

async function ask(app: App, { as, method, path, body }: Asking): Promise<Answer> {
  const answer = await app.inject({
    method,
    url: path,
    headers: {
      host: hostOf(app),
      authorization: `Bearer ${as}`,
      'idempotency-key': randomBytes(9).toString('hex'),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { payload: JSON.stringify(body) }),
  })
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() }
}

async function happen(
  { kernel, log, clock }: Pick<NoticesWorld, 'kernel' | 'log' | 'clock'>,
  facts: readonly Partial<ReceiptFacts>[],
): Promise<Id<'receipt'>[]> {
  const receipts = facts.map((fact) => ({
    receipt: newId('receipt', clock.now(), Uint8Array.from(randomBytes(10))),
    kind: 'opened' as const,
    at: new Date(clock.now()).toISOString(),
    actor: parties.hospital,
    subject: parties.eleni,
    records: [],
    ...fact,
  }))
  await kernel.database.query(insertReceipts(receipts))
  await log.sweep()
  return receipts.map(({ receipt }) => receipt)
}

async function look({ notices }: Pick<NoticesWorld, 'notices'>): Promise<void> {
  await notices.jobs?.find(({ name }) => name === 'notices-tell')?.run()
  await notices.settle()
}

/** What a receiver of webhooks was sent. */
export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly url: string | undefined
}

/** A receiver on this machine, which answers as the test says: 204 unless told otherwise. */
export async function startReceiver(
  t: TestContext,
  answer: (response: ServerResponse, request: IncomingMessage, nth: number) => void = (response) =>
    void response.writeHead(204).end(),
): Promise<{ readonly url: string; readonly port: number; readonly received: Received[]; stop(): Promise<void> }> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers, body, url: request.url })
      answer(response, request, received.length)
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  t.after(stop)
  return { url: `http://127.0.0.1:${port}/hook`, port, received, stop }
}
