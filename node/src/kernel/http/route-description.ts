import type { FastifyContextConfig } from 'fastify'
import { problemMediaType } from './problem.ts'

interface Route {
  readonly url: string
  readonly method: string | readonly string[]
  readonly config?: FastifyContextConfig
}

export interface RouteSchema {
  readonly response?: Readonly<Record<string, object>>
  readonly security?: readonly object[]
  readonly headers?: { readonly properties?: object }
  readonly querystring?: { readonly properties?: object }
  readonly params?: object
  readonly body?: object
}

const octets = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
const problem = { [problemMediaType.split(';')[0] ?? '']: { schema: { $ref: '#/components/schemas/Problem' } } }

const keyHeader = {
  'idempotency-key': {
    type: 'string',
    pattern: '^[\\w-]{8,128}$',
    description: 'New for every action, the same for every repeat; kept 24 h',
  },
}
const languageHeader = {
  'accept-language': {
    type: 'string',
    description: 'el or en: the language of problems; English unless Greek is preferred',
  },
}
const rateHeaders = {
  'ratelimit-limit': { type: 'integer', description: 'Requests of this kind in a minute' },
  'ratelimit-remaining': { type: 'integer', description: 'Requests that are left of them' },
  'ratelimit-reset': { type: 'integer', description: 'Seconds until the minute is over' },
}
const retryHeader = { 'retry-after': { type: 'integer', description: 'Seconds' } }
const linkHeader = { link: { type: 'string', description: 'RFC 8288: the next page, rel="next"' } }

/** What a route says of itself, and what the door adds to every route: keys, language, rate limits and problems. */
export function describeRoute(schema: RouteSchema, route: Route): object {
  const isKeyed = [route.method].flat().includes('POST') && route.config?.idempotency !== 'exempt'
  const properties = { ...schema.headers?.properties, ...languageHeader, ...(isKeyed && keyHeader) }
  return {
    ...schema,
    ...(route.config?.octets === 'taken' && { body: { content: octets } }),
    headers: { type: 'object', properties, ...(isKeyed && { required: Object.keys(keyHeader) }) },
    response: { ...successes(schema, route), ...problems(schema, { isKeyed, config: route.config }) },
  }
}

function successes({ response = {}, querystring }: RouteSchema, { config }: Route): Record<string, object> {
  const isPaged = querystring?.properties !== undefined && 'after' in querystring.properties
  const headers = { ...rateHeaders, ...(isPaged && linkHeader) }
  const ciphertext = {
    200: { description: 'The ciphertext', content: octets },
    206: { description: 'The range of the ciphertext that was asked for', content: octets },
  }
  const answers = config?.octets === 'given' ? ciphertext : response
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [status, { description: 'Done', ...answer, headers }]),
  )
}

/** Problems that may occur at a route of this kind, and those that it names; whatever else goes wrong is one too. */
function problems(
  { security, params, querystring, body }: RouteSchema,
  { isKeyed, config }: { readonly isKeyed: boolean; readonly config: FastifyContextConfig | undefined },
): Record<string, object> {
  const isPublic = security?.length === 0
  const takesOctets = config?.octets === 'taken'
  const takesBody = Boolean(body) || takesOctets
  const described: [status: string, may: boolean, description: string][] = [
    ['400', Boolean(params ?? querystring ?? body), 'The request does not have the agreed shape'],
    ['401', !isPublic, 'Nobody is signed in, or a signature is not what it should be'],
    ['403', !isPublic, 'Not for this party'],
    ['404', params !== undefined, 'There is no such thing for this party'],
    [
      '409',
      isKeyed || !isPublic,
      'It clashes with what is there, the same action still runs, or nobody is registered yet',
    ],
    ['410', false, 'It was there and is destroyed'],
    ['413', takesBody, 'More bytes than are taken'],
    ['415', takesBody, 'Bytes of another kind than are taken'],
    ['416', config?.octets === 'given', 'A range that the ciphertext does not have'],
    ['422', isKeyed || takesOctets, 'What was sent contradicts itself, or the key was used for another request'],
    ['429', true, 'Too many requests'],
    ['503', true, 'Not at the moment'],
    ['507', isKeyed || takesOctets, 'The disk or the ledger of the node is full'],
    ['default', true, 'Another problem'],
  ]
  const named: readonly string[] = config?.problems ?? []
  return Object.fromEntries(
    described.flatMap(([status, may, description]) => {
      const headers = ['409', '429', '503', 'default'].includes(status) ? { headers: retryHeader } : {}
      return may || named.includes(status) ? [[status, { description, content: problem, ...headers }]] : []
    }),
  )
}
