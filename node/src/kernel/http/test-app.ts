import { kernelErrors, newId } from '@symbolon/protocol/kernel'
import { pino } from 'pino'
import { z } from 'zod'
import type { App, Principal, Slice } from '../index.ts'
import { loggerOptions } from '../lifecycle/logger.ts'
import { startTestKernel, type TestKernel } from '../test-node.ts'
import { createApp } from './create-app.ts'
import { requestCeilings } from './http-limits.ts'
import { revocationRate } from './rate-limit.ts'

/** An app with a few routes, two people (`token-1`, `token-2`) and its log in memory. */
export interface ExampleApp {
  readonly app: App
  readonly kernel: TestKernel
  /** How often the handler of POST /v1/things ran, and what it waits for. */
  readonly things: { runs: number; gate: Promise<void> }
  logged(): string
  post(body: unknown, headers: Posting): ReturnType<typeof inject>
  get(path: string, headers?: Record<string, string>): ReturnType<typeof inject>
  stop(): Promise<void>
}

interface Posting {
  key?: string
  person?: number
  /** `/v1/things` unless given. */
  path?: string
  [header: string]: unknown
}

/** An app of its own for one file of tests. */
export async function startExampleApp(): Promise<ExampleApp> {
  const kernel = await startTestKernel()
  const things = { runs: 0, gate: Promise.resolve() }
  let logged = ''
  const app = await createApp({
    context: { ...kernel, log: pino(loggerOptions('debug'), { write: (line: string) => (logged += line) }) },
    slices: [exampleSlice(things)],
    sessions: { cached: () => undefined, find: async (token) => principals.get(token) },
    problems: kernelErrors.rows,
    ceilings: { ...requestCeilings, address: 400 },
  })
  return {
    app,
    kernel,
    things,
    logged: () => logged,
    get: (path, headers = {}) =>
      inject(app, {
        method: 'GET',
        url: path,
        headers,
      }),
    post: (body, { key, person = 1, path = '/v1/things', ...headers }) => {
      const payload = typeof body === 'string' ? body : JSON.stringify(body)
      const given = {
        'content-type': 'application/json',
        authorization: `Bearer token-${person}`,
        ...headers,
      }
      const keyed =
        key === undefined
          ? given
          : {
              ...given,
              'idempotency-key': key,
            }
      return inject(app, {
        method: 'POST',
        url: `${path}?hidden=1`,
        payload,
        headers: keyed,
      })
    },
    async stop() {
      await app.close()
      await kernel.stop()
    },
  }
}

let keys = 0

export function newKey(): string {
  return `test-key-${++keys}`
}

function inject(app: App, asked: { method: 'GET' | 'POST'; url: string; payload?: string; headers: object }) {
  const headers = { host: hostOf(app), ...(asked.headers as Record<string, string>) }
  return app.inject({ ...asked, headers })
}

/** What the app is called: by its port once it listens. */
export function hostOf({ server }: App): string {
  const bound = server.address()
  return typeof bound === 'object' && bound !== null ? `127.0.0.1:${bound.port}` : 'localhost'
}

const principals = new Map<string, Principal>(
  [1, 2].map((number) => [
    `token-${number}`,
    {
      session: newId('session', number, new Uint8Array(10)),
      address: `0x${String(number).repeat(40)}`,
      expires_at: Number.MAX_SAFE_INTEGER,
    },
  ]),
)

function exampleSlice(things: ExampleApp['things']): Slice {
  const schema = { body: z.object({ name: z.string().max(5) }), response: { 201: z.object({ run: z.int() }) } }
  return {
    name: 'example',
    handlers: [],
    routes(app) {
      app.post('/v1/things', { schema }, async (request, reply) => {
        things.runs++
        await things.gate
        if (request.body.name === 'fail') throw new Error('the secret of Eleni')
        return reply.code(201).send({ run: things.runs })
      })
      app.post('/v1/known', { schema, config: { idempotency: 'by-handler' } }, async (request, reply) => {
        things.runs++
        await things.gate
        if (request.body.name === 'fail') throw kernelErrors.KERNEL_NOT_FOUND()
        return reply.code(201).send({ run: 1 })
      })
      app.post('/v1/endings', { schema, config: { rateLimit: revocationRate(app) } }, async (_request, reply) =>
        reply.code(201).send({ run: 1 }),
      )
      app.get('/v1/things/:thing', { config: { etag: true } }, async () => ({ same: 'thing' }))
      app.get('/v1/full', async () => {
        throw Object.assign(new Error('write'), { code: 'ENOSPC' })
      })
    },
  }
}
