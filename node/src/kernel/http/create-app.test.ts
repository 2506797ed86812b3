import assert from 'node:assert/strict'
import { realpathSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { hasCode, kernelErrors, newId } from '@symbolon/protocol/kernel'
import { findStrayBackends } from '../postgres/postmaster.ts'
import type { Slice } from '../slice.ts'
import { startTestKernel } from '../test-node.ts'
import { createApp } from './create-app.ts'
import { originOf } from './hosts.ts'
import { requestCeilings } from './http-limits.ts'
import { listen } from './listen.ts'
import { type ExampleApp, hostOf, newKey, startExampleApp } from './test-app.ts'
import { refuseUnreadable } from './unreadable.ts'

let url: string
let example: ExampleApp

before(async () => {
  example = await startExampleApp()
  url = await listen(example.app, { host: '127.0.0.1', port: 0 })
})
after(() => example?.stop())
beforeEach(() => {
  example.things.runs = 0
  example.things.gate = Promise.resolve()
})

const post: ExampleApp['post'] = (body, headers) => example.post(body, headers)
const get: ExampleApp['get'] = (path, headers) => example.get(path, headers)

test('error: a defect leaves as a blank 500 with a reference, and its message is not logged', async () => {
  const answer = await post({ name: 'fail' }, { key: newKey() })
  const { code, request_id } = answer.json()
  assert.equal(code, 'KERNEL_INTERNAL')
  assert.equal(answer.headers['x-request-id'], request_id)
  assert.ok(!answer.body.includes('secret'))
  assert.ok(example.logged().includes(request_id))
})

test('error: a request of another shape names the fields by pointer, never the values', async () => {
  const answer = await post({ name: 'Eleni Papadopoulou' }, { key: newKey(), 'accept-language': 'el' })
  const { type, code, errors, title, instance } = answer.json()
  assert.deepEqual([answer.statusCode, type, code], [400, '/problems/KERNEL_REQUEST_INVALID', 'KERNEL_REQUEST_INVALID'])
  assert.deepEqual(errors, [{ pointer: '/name', in: 'body', code: 'too_big' }])
  assert.equal(instance, '/v1/things')
  assert.equal(title, kernelErrors.rows.KERNEL_REQUEST_INVALID.title.el)
  assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
  assert.ok(!answer.body.includes('Eleni'))
})

const bodies: [string, string, Record<string, string>, number, string][] = [
  ['duplicate keys', '{"name":"a","name":"b"}', {}, 400, 'KERNEL_JSON_REFUSED'],
  ['a hundred levels', `${'['.repeat(100)}${']'.repeat(100)}`, {}, 400, 'KERNEL_JSON_REFUSED'],
  ['__proto__', '{"name":"a","__proto__":{}}', {}, 400, 'KERNEL_JSON_REFUSED'],
  ['half a text', '{"name":', {}, 400, 'KERNEL_JSON_INVALID'],
  ['nothing', '', {}, 400, 'KERNEL_JSON_INVALID'],
  ['fewer bytes than announced', '{"name":"a"}', { 'content-length': '100' }, 400, 'KERNEL_BODY_INCOMPLETE'],
  ['a form', 'name=a', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'KERNEL_MEDIA_TYPE_UNSUPPORTED'],
  ['17 MiB', `"${'a'.repeat(17 * 1024 * 1024)}"`, {}, 413, 'KERNEL_BODY_TOO_LARGE'],
]
for (const [name, body, headers, status, code] of bodies) {
  test(`error: a body of ${name} is refused`, async () => {
    const answer = await post(body, { key: newKey(), ...headers })
    assert.deepEqual([answer.statusCode, answer.json().code], [status, code])
    assert.equal(example.things.runs, 0)
  })
}

test('error: what is not there and methods that are not taken', async () => {
  const missing = await get('/v1/nowhere?name=Eleni')
  assert.deepEqual([missing.statusCode, missing.json().code], [404, 'KERNEL_NOT_FOUND'])
  assert.equal(missing.json().instance, '/v1/nowhere')
  const headers = { host: hostOf(example.app) }
  const other = await example.app.inject({ method: 'DELETE', url: '/v1/things/1', headers })
  assert.deepEqual([other.statusCode, other.json().code], [405, 'KERNEL_METHOD_NOT_ALLOWED'])
  assert.equal(other.headers.allow, 'GET, HEAD')
  assert.equal((await get('/v1/%zz')).json().code, 'KERNEL_HTTP_MALFORMED')
})

test('error: a full disk is told as one', async () => {
  const answer = await get('/v1/full')
  assert.deepEqual(
    [answer.statusCode, answer.json().code],
    [kernelErrors.rows.KERNEL_DISK_FULL.status, 'KERNEL_DISK_FULL'],
  )
})

test('error: another host name, another port and another site’s page are refused', async () => {
  const { port } = new URL(url)
  const others = ['evil.example', '127.0.0.1.evil.example', `localhost.evil.example:${port}`, `192.168.1.1:${port}`]
  for (const host of [...others, 'localhost', '127.0.0.1:80', `localhost:${Number(port) - 1}`, `localhost:0${port}0`]) {
    const answer = await get('/healthz', { host })
    assert.deepEqual([answer.statusCode, answer.json().code], [421, 'KERNEL_HOST_REFUSED'], host)
  }
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`]) {
    assert.equal((await get('/healthz', { host })).statusCode, 200, host)
  }
  for (const origin of ['https://evil.example', 'null', 'http://localhost:3000']) {
    const answer = await post({ name: 'a' }, { key: newKey(), origin })
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'KERNEL_ORIGIN_REFUSED'], origin)
  }
  const host = `localhost:${port}`
  assert.equal((await post({ name: 'a' }, { key: newKey(), origin: `http://${host}`, host })).statusCode, 201)
})

test('error: a node with a public address answers to no other name, and signs people in for it alone', async () => {
  const config = { ...example.kernel.config, public_url: 'https://node.example' }
  const sessions = { cached: () => undefined, find: async () => undefined }
  const slice: Slice = {
    name: 'origin',
    handlers: [],
    routes: (app) => void app.get('/v1/origin', async (request) => ({ origin: originOf(request) })),
  }
  const context = { ...example.kernel, config }
  const app = await createApp({ context, slices: [slice], sessions, problems: {} })
  const ask = (host: string) => app.inject({ url: '/v1/origin', headers: { host } })
  assert.deepEqual((await ask('node.example')).json(), { origin: 'https://node.example' })
  for (const host of ['localhost', '127.0.0.1', 'node.example:7070', 'other.example'])
    assert.equal((await ask(host)).statusCode, 421, host)
  await app.close()
})

test('an answer that the caller has is not sent again', async () => {
  const first = await get('/v1/things/1')
  const tag = String(first.headers.etag)
  const again = await get('/v1/things/1', { 'if-none-match': `"other", W/${tag}` })
  assert.deepEqual([again.statusCode, again.body, again.headers.etag], [304, '', tag])
  assert.equal((await get('/v1/things/1', { 'if-none-match': '"other"' })).statusCode, 200)
})

test('every answer forbids foreign scripts, frames and sniffing', async () => {
  for (const path of ['/healthz', '/docs', '/problems', '/v1/nowhere']) {
    const { headers } = await get(path)
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/)
    assert.ok(!/unsafe|https?:/.test(String(headers['content-security-policy'])))
    assert.equal(headers['x-content-type-options'], 'nosniff')
  }
})

test('the description is OpenAPI 3.1 and its page loads nothing from elsewhere', async () => {
  const { openapi, paths, components } = (await get('/openapi.json')).json()
  assert.equal(openapi, '3.1.0')
  assert.ok(paths['/v1/things'].post.parameters.some(({ name }: { name: string }) => name === 'idempotency-key'))
  assert.ok(components.schemas.Problem)
  const page = (await get('/docs')).body
  const places = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, place]) => place ?? '')
  assert.ok(places.length > 4 && places.every((place) => place.startsWith('/docs/static/')))
  for (const place of places) assert.equal((await get(place)).statusCode, 200, place)
  assert.ok(!/<script(?![^>]*src=)|\son\w+=/.test(page))
})

test('every code of the table has a page in both languages', async () => {
  for (const [code, row] of Object.entries(kernelErrors.rows)) {
    const { statusCode, body } = await get(`/problems/${code}`)
    assert.equal(statusCode, 200)
    assert.ok(body.includes('lang="el"') && body.includes(String(row.status)))
  }
  assert.equal((await get('/problems/NO_SUCH')).statusCode, 404)
  assert.equal((await get('/problems/constructor')).statusCode, 404)
})

test('health, readiness, network and metrics answer', async () => {
  assert.deepEqual((await get('/healthz')).json(), { status: 'ok' })
  assert.equal((await get('/readyz')).json().chain_id, example.kernel.ledger.chainId)
  const names = ['Parties', 'Records', 'Consents', 'Checkpoints', 'Prefixes', 'Packs'] as const
  const addresses = names.map((name) => [name.toLowerCase(), example.kernel.ledger.address(name)])
  assert.deepEqual((await get('/v1/network')).json().contracts, Object.fromEntries(addresses))
  assert.equal((await get('/v1/network')).json().ledger.nearly_full, false)
  const metrics = (await get('/metrics')).body
  const { transactions, transactions_max } = example.kernel.ledger.use()
  assert.ok(metrics.includes(`\nsymbolon_ledger_transactions ${transactions}\n`))
  assert.ok(metrics.includes(`\nsymbolon_ledger_transactions_max ${transactions_max}\n`))
  assert.match(metrics, /\nsymbolon_ledger_waiting_calls 0\n/)
  assert.match(metrics, /symbolon_http_request_seconds_count\{method="POST",route="\/v1\/things",status="201"\}/)
  assert.ok(!metrics.includes('hidden') && !metrics.includes('token-1'))
})

test('error: a node whose database is gone says that it is not ready', async () => {
  const other = await startTestKernel()
  const sessions = { cached: () => undefined, find: async () => undefined }
  const lame = await createApp({ context: other, slices: [], sessions, problems: {} })
  assert.equal((await lame.inject('/readyz')).statusCode, 200)
  await other.stop()
  const answer = await lame.inject('/readyz')
  assert.deepEqual(
    [answer.statusCode, answer.json().code, answer.json().failing],
    [503, 'KERNEL_NOT_READY', 'database'],
  )
  assert.equal((await lame.inject('/healthz')).statusCode, 200)
  await lame.close()
})

test('error: a node whose database says nothing tells within seconds that it is not ready', async (t) => {
  const { address } = example.kernel
  assert.ok('host' in address)
  const stalled = findStrayBackends(realpathSync(join(address.host, '..', 'cluster')))
  assert.ok(stalled.length > 1)
  const signalAll = (signal: NodeJS.Signals) => stalled.forEach((pid) => void process.kill(pid, signal))
  signalAll('SIGSTOP')
  t.after(() => signalAll('SIGCONT'))
  const answer = await get('/readyz')
  assert.deepEqual([answer.statusCode, answer.json().failing], [503, 'database'])
  assert.match((await get('/metrics')).body, /\nsymbolon_ledger_transactions \d+\n/)
})

test('logs hold routes and statuses, never queries, tokens, addresses or bodies', () => {
  assert.match(example.logged(), /"route":"\/v1\/things"/)
  for (const hidden of ['hidden=1', 'token-1', '127.0.0.1', 'Eleni', '0x1111'])
    assert.ok(!example.logged().includes(hidden), hidden)
})

test('a request id of the caller is kept when it is one of ours', async () => {
  const id = newId('request', 5, new Uint8Array(10))
  assert.equal((await get('/healthz', { 'x-request-id': id })).headers['x-request-id'], id)
  assert.notEqual((await get('/healthz', { 'x-request-id': 'Eleni' })).headers['x-request-id'], 'Eleni')
})

const unreadable: [string, string, number, string][] = [
  ['bytes that are no HTTP', 'NONSENSE\r\n\r\n', 400, 'KERNEL_HTTP_MALFORMED'],
  ['headers beyond the limit', `GET / HTTP/1.1\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'KERNEL_HEADERS_TOO_LARGE'],
  ['a method of nobody', 'FROB / HTTP/1.1\r\nAccept-Language: el\r\n\r\n', 501, 'KERNEL_METHOD_UNKNOWN'],
  ['no Host', 'GET /healthz HTTP/1.1\r\nAccept-Language: el\r\n\r\n', 400, 'KERNEL_HTTP_MALFORMED'],
]
for (const [what, text, status, code] of unreadable) {
  test(`error: ${what} is answered as a problem with a request id, in the language that was asked for`, async () => {
    const [head = '', body = ''] = (await sendRaw(text)).split('\r\n\r\n')
    const problem = JSON.parse(body)
    assert.match(head, new RegExp(`^HTTP/1.1 ${status} `))
    assert.match(head, /\r\nContent-Type: application\/problem\+json/i)
    assert.equal(problem.code, code)
    assert.match(problem.request_id, /^req_/)
    assert.ok(head.toLowerCase().includes(`x-request-id: ${problem.request_id}`))
    const language = text.includes(': el') ? 'el' : 'en'
    assert.equal(problem.title, kernelErrors.rows[code as 'KERNEL_HTTP_MALFORMED'].title[language])
  })
}

test('error: KERNEL_REQUEST_TIMEOUT for a request that never becomes whole', () => {
  let answer = ''
  const socket = { writable: true, end: (text: string) => (answer += text) } as unknown as Socket
  refuseUnreadable(Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket, {
    request_id: 'req_x',
    presenters: new Map(),
  })
  assert.match(answer, /^HTTP\/1\.1 408 .*KERNEL_REQUEST_TIMEOUT/s)
})

test('error: a body that ends early runs nothing', async () => {
  const head = `POST /v1/things HTTP/1.1\r\nHost: ${new URL(url).host}\r\nIdempotency-Key: cut-short-1\r\nContent-Type: application/json\r\n`
  await sendRaw(`${head}Content-Length: 100\r\n\r\n{"name":"a"}`)
  assert.equal(example.things.runs, 0)
})

test('error: a port in use is told as one', async () => {
  const other = await createApp({
    context: example.kernel,
    slices: [],
    sessions: { cached: () => undefined, find: async () => undefined },
    problems: {},
  })
  const port = Number(new URL(url).port)
  await assert.rejects(listen(other, { host: '127.0.0.1', port }), (error) => hasCode(error, 'KERNEL_PORT_IN_USE'))
  await other.close()
})

test('error: more requests a minute than the ceiling are told when to come back, and what ends access still passes', async () => {
  let answer = await get('/healthz')
  for (let i = 0; i < 500 && answer.statusCode === 200; i++) answer = await get('/healthz')
  assert.deepEqual([answer.statusCode, answer.json().code], [429, 'KERNEL_RATE_LIMITED'])
  assert.ok(Number(answer.headers['retry-after']) > 0)
  assert.equal(answer.headers['ratelimit-remaining'], '0')
  assert.equal((await post({ name: 'a' }, { key: newKey(), path: '/v1/endings' })).statusCode, 201)
})

test('no caller gets more of a minute than a quarter of what one core serves, unless the operator says so', async () => {
  assert.deepEqual([requestCeilings.session, requestCeilings.address], [22_500, 22_500])
  const context = { ...example.kernel, config: { ...example.kernel.config, session_requests_max: 7 } }
  const principal = { session: newId('session', 9, new Uint8Array(10)), address: '0x00', expires_at: 0 } as const
  const sessions = { cached: () => principal, find: async () => principal }
  const app = await createApp({ context, slices: [], sessions, problems: {} })
  const answer = await app.inject({ url: '/healthz', headers: { authorization: 'Bearer x' } })
  assert.equal(answer.headers['ratelimit-limit'], '7')
  await app.close()
})

function sendRaw(text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.end(text))
    socket.on('data', (bytes) => (answer += bytes))
    socket.on('close', () => resolve(answer))
    socket.on('error', () => resolve(answer))
  })
}
