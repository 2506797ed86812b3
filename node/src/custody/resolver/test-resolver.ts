import { custodyErrors } from '@symbolon/protocol/custody'
import { type Id, kernelErrors, newId } from '@symbolon/protocol/kernel'
import type { LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { hostOf } from '../../kernel/http/test-app.ts'
import { type App, createApp, type Principal, type RequestCeilings, requestCeilings } from '../../kernel/index.ts'
import { loggerOptions } from '../../kernel/lifecycle/logger.ts'
import { startTestKernel, type TestKernel } from '../../kernel/test-node.ts'
import { addResolver, type FindOwnPage } from '../index.ts'

/** A node with a resolver; `maker` holds the prefix 9506000, `other` holds none. */
export interface ResolverNode {
  readonly kernel: TestKernel
  readonly app: App
  /** Everything that was logged, at every level. */
  logged(): string
  ask(method: Method, url: string, asked?: Asked): Promise<LightMyRequestResponse>
  setLinks(of: string, links: readonly object[], as?: keyof typeof parties): Promise<LightMyRequestResponse>
  stop(): Promise<void>
}

type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'DELETE'
interface Asked {
  readonly as?: keyof typeof parties
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
}

const party = (byte: number): Id<'party'> => newId('party', 0, new Uint8Array(10).fill(byte))
export const parties = { maker: party(1), other: party(2) } as const

export interface ResolverNodeOptions {
  readonly ceilings?: Partial<RequestCeilings>
  readonly findOwnPage?: FindOwnPage
  addRoutes?(app: App): Promise<void>
}

export async function startResolverNode(options: ResolverNodeOptions = {}): Promise<ResolverNode> {
  let logged = ''
  const { findOwnPage = async () => undefined, addRoutes } = options
  const kernel = await startTestKernel()
  const log = pino(loggerOptions('debug'), { write: (line: string) => (logged += line) })
  const context = { ...kernel, log }
  const custody = {
    name: 'custody',
    handlers: [],
    async routes(app: App) {
      const mayWriteLinks = async (who: Id<'party'>, { data }: { data: string }) =>
        who === parties.maker && data.replace(/^0/, '').startsWith('9506000')
      await addResolver(app, { context, mayWriteLinks, findOwnPage })
      await addRoutes?.(app)
    },
  }
  const app = await createApp({
    context,
    slices: [custody],
    sessions: { cached: principalOf, find: async (token) => principalOf(token) },
    problems: { ...kernelErrors.rows, ...custodyErrors.rows },
    ceilings: { ...requestCeilings, ...options.ceilings },
  })
  const ask: ResolverNode['ask'] = (method, url, { as, headers, body } = {}) =>
    app.inject({
      method,
      url,
      headers: { host: hostOf(app), ...(as && { authorization: `Bearer ${as}` }), ...headers },
      ...(body && { payload: body }),
    })
  return {
    kernel,
    app,
    logged: () => logged,
    ask,
    setLinks: (of, links, as = 'maker') =>
      ask('PUT', `/v1/links?of=${encodeURIComponent(of)}`, { as, body: { links } }),
    async stop() {
      await app.close()
      await kernel.stop()
    },
  }
}

function principalOf(token: string): Principal | undefined {
  if (token !== 'maker' && token !== 'other') return undefined
  const session = newId('session', token.length, new Uint8Array(10))
  const address = `0x${(token === 'maker' ? '1' : '2').repeat(40)}` as const
  return { session, address, party: parties[token], expires_at: Number.MAX_SAFE_INTEGER }
}
