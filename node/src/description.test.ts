import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startWorld, type World } from './records/test-world.ts'

interface Operation {
  readonly security?: readonly object[]
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> }
  readonly responses: Readonly<Record<string, { readonly content?: object; readonly headers?: object }>>
}
type Described = readonly [method: string, path: string, operation: Operation]

/** A route as its slice opens it. */
const openings = /\bapp\.(get|post|put|delete)(?:<[^(]*>)?\(\s*'([^']+)'/g

let world: World
let operations: readonly Described[]

before(async () => {
  world = await startWorld()
  const { paths } = (await world.app.inject('/openapi.json')).json()
  operations = Object.entries<Record<string, Operation>>(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Described => [method, path, operation]),
  )
})
after(() => world?.stop())

const operationAt = (method: string, path: string) =>
  operations.find((known) => known[0] === method && known[1] === path)?.[2]

test('every route says what it answers when all goes well, and how it tells a problem', () => {
  assert.ok(operations.length > 20)
  for (const [method, path, { responses }] of operations) {
    const good = Object.keys(responses).filter((status) => status.startsWith('2'))
    assert.ok(good.length > 0, `${method} ${path} has no 2xx`)
    for (const status of good) {
      const isPlace = method === 'post' && /^\/epcis\/(?:capture|events|queries)$/.test(path)
      assert.ok(isPlace || status === '204' || responses[status]?.content, `${method} ${path} ${status} has no content`)
      assert.ok('ratelimit-remaining' in (responses[status]?.headers ?? {}), `${method} ${path}`)
    }
    for (const status of ['429', 'default'])
      assert.ok('application/problem+json' in (responses[status]?.content ?? {}), `${method} ${path} ${status}`)
  }
})

/** Refusals that tests of the slices get, of routes whose kind does not say it already. */
const refusals: readonly (readonly [method: string, path: string, ...statuses: string[]])[] = [
  ['post', '/v1/sessions', '401'],
  ['get', '/v1/parties/me', '409'],
  ['post', '/v1/roles', '404'],
  ['post', '/v1/grants', '404', '413', '507'],
  ['post', '/v1/openings', '404', '409', '410'],
  ['get', '/v1/openings/{receipt}/blobs/{record}', '416'],
  ['get', '/v1/receipts/{receipt}/proof', '409', '410'],
  ['post', '/v1/records', '410', '507'],
  ['post', '/v1/records/{record}/versions', '410'],
  ['get', '/v1/records/{record}', '410'],
  ['get', '/v1/records/{record}/blob', '410', '416'],
  ['put', '/v1/blobs/{sha256}', '409', '413', '415', '422', '507'],
  ['get', '/v1/notices/email', '404'],
  ['put', '/v1/notices/email', '409', '415', '503'],
  ['post', '/v1/notices/email/confirmation', '404'],
  ['get', '/readyz', '503'],
]

test('error: a route tells the refusals that it has', () => {
  for (const [method, path, ...statuses] of refusals) {
    const told = Object.keys(operationAt(method, path)?.responses ?? {})
    assert.deepEqual(
      statuses.filter((status) => !told.includes(status)),
      [],
      `${method} ${path}`,
    )
  }
})

test('every route under /v1 that the sources open is described, and nothing else is', () => {
  const root = import.meta.dirname
  const sources = globSync('**/*.ts', { cwd: root }).filter((path) => !/(^|\/)test-|\.test\.ts$/.test(path))
  const opened = sources.flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(openings)].map(([, method, url]) => `${method} ${url}`),
  )
  const described = operations.map(([method, path]) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`)
  const byMail = 'get /v1/dev/mails'
  assert.deepEqual(
    described.filter((route) => !route.includes(' /epcis')).toSorted(),
    opened.filter((route) => /^\w+ \/(v1\/|healthz|readyz)/.test(route) && route !== byMail).toSorted(),
  )
})

/** @source EPCIS 2.0 §12, its OpenAPI: addresses below the root of a repository */
const epcisPaths = [
  '',
  '/capture',
  '/capture/{capture}',
  '/events',
  '/events/{eventID}',
  ...['eventTypes', 'epcs', 'bizSteps', 'bizLocations', 'readPoints', 'dispositions'].flatMap((name) => [
    `/${name}`,
    `/${name}/{value}`,
    `/${name}/{value}/events`,
  ]),
  '/queries',
  '/queries/{name}',
  '/queries/{name}/events',
  '/queries/{name}/subscriptions',
  '/queries/{name}/subscriptions/{subscription}',
]

test('the addresses of EPCIS are described as the standard has them, and how its events are fetched', () => {
  const own = [
    '/queries/{name}/subscriptions/{subscription}/events',
    '/queries/{name}/subscriptions/{subscription}/cursor',
  ]
  const described = new Set(operations.map(([, path]) => path).filter((path) => path.startsWith('/epcis')))
  assert.deepEqual([...described].sort(), [...epcisPaths, ...own].map((path) => `/epcis${path}`).sort())
})

test('every route takes a language, every keyed one a key, and ciphertext is described as bytes', () => {
  for (const [method, path, { parameters = [] }] of operations)
    assert.ok(
      parameters.some(({ name, in: place }) => name === 'accept-language' && place === 'header'),
      `${method} ${path}`,
    )
  const upload = operationAt('put', '/v1/blobs/{sha256}')
  assert.deepEqual(Object.keys(upload?.requestBody?.content ?? {}), ['application/octet-stream'])
  for (const path of ['/v1/records/{record}/blob', '/v1/openings/{receipt}/blobs/{record}'])
    for (const status of ['200', '206'])
      assert.deepEqual(Object.keys(operationAt('get', path)?.responses[status]?.content ?? {}), [
        'application/octet-stream',
      ])
  assert.ok(operationAt('post', '/v1/records')?.parameters?.some(({ name }) => name === 'idempotency-key'))
  assert.ok('link' in (operationAt('get', '/v1/records')?.responses['200']?.headers ?? {}))
})

test('routes that say they are public answer without a session, and all others do not', async () => {
  for (const [method, path, { security }] of operations) {
    const open = security?.filter((way) => Object.keys(way).length === 0).length ?? 0
    const isPublic = security?.length === open
    // What stands at these is anybody's or somebody's; a name of nothing is told as what its route demands.
    const isEither = open > 0 && !isPublic
    const url = path.replaceAll(/\{[^}]+\}/g, '0'.repeat(64)).replace(/tokens\/0/, 'tokens/0x0')
    const { statusCode } = await world.app.inject({
      method: method.toUpperCase() as 'GET',
      url,
      headers: { 'idempotency-key': 'description-test' },
    })
    if (isPublic) assert.notEqual(statusCode, 401, `${method} ${path} is not public`)
    else if (isEither) assert.ok(statusCode === 401 || statusCode === 404, `${method} ${path}: ${statusCode}`)
    else assert.ok(statusCode === 401 || statusCode === 400 || statusCode === 415, `${method} ${path}: ${statusCode}`)
  }
})
