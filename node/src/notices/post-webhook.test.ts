import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import { createServer as createTlsServer } from 'node:tls'
import { lonelyCertificate } from './mail/test-certificate.ts'
import { ANSWER_BYTES_MAX, postWebhook } from './post-webhook.ts'
import { startReceiver } from './test-notices.ts'

const post = { headers: { 'content-type': 'application/json' }, body: '{"a":1}' }
const here = { loopback: true, resolve: async () => ['127.0.0.1'] }

/** A server that writes these bytes to whoever connects. */
async function rawServer(t: TestContext, bytes: string): Promise<{ url: string; connections: () => number }> {
  let connections = 0
  const server = createServer((socket) => {
    connections++
    socket.on('error', () => undefined)
    socket.on('data', () => socket.write(bytes))
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  t.after(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/`, connections: () => connections }
}

test('the connection goes to the address that was looked at, under the name that was given', async (t) => {
  const receiver = await startReceiver(t)
  let lookups = 0
  const resolve = async (name: string) => {
    lookups++
    assert.equal(name, 'localhost')
    // A name that leads elsewhere from the second time on.
    return [lookups === 1 ? '127.0.0.1' : '10.0.0.1']
  }
  const url = `http://localhost:${receiver.port}/hook?a=b`
  assert.deepEqual(await postWebhook({ url, ...post }, { loopback: true, resolve }), {
    result: 'delivered',
    status: 204,
  })
  assert.equal(lookups, 1)
  const [received] = receiver.received
  assert.deepEqual(
    [received?.headers.host, received?.url, received?.body],
    [`localhost:${receiver.port}`, '/hook?a=b', post.body],
  )
  assert.deepEqual(await postWebhook({ url, ...post }, { loopback: true, resolve }), {
    result: 'failed',
    fault: 'place',
  })
  assert.equal(receiver.received.length, 1)
})

for (const addresses of [
  ['127.0.0.1'],
  ['10.0.0.1'],
  ['169.254.169.254'],
  ['::1'],
  ['::ffff:127.0.0.1'],
  ['8.8.8.8', '10.0.0.1'],
  [],
]) {
  test(`error: a name that stands for ${addresses.join(' and ') || 'nothing'} is not connected to from a public node`, async () => {
    const sending = { loopback: false, resolve: async () => addresses }
    const outcome = await postWebhook({ url: 'https://hooks.example/', ...post }, sending)
    assert.deepEqual(outcome, { result: 'failed', fault: 'place' })
  })
}

test('error: http goes to this machine alone, whatever a name stands for', async () => {
  for (const loopback of [true, false]) {
    const sending = { loopback, resolve: async () => ['8.8.8.8'] }
    const outcome = await postWebhook({ url: 'http://localhost/', ...post }, sending)
    assert.deepEqual(outcome, { result: 'failed', fault: 'place' })
  }
})

test('error: a name that nobody knows', async () => {
  const unknown = Object.assign(new Error('no'), { code: 'ENOTFOUND' })
  const sending = { loopback: false, resolve: () => Promise.reject(unknown) }
  assert.deepEqual(await postWebhook({ url: 'https://hooks.invalid/', ...post }, sending), {
    result: 'failed',
    fault: 'name',
  })
})

test('error: a look-up, a connection or an answer that takes too long', async (t) => {
  const hanging = await startReceiver(t, () => undefined)
  assert.deepEqual(await postWebhook({ url: hanging.url, ...post }, { ...here, ms_max: 50 }), {
    result: 'failed',
    fault: 'time',
  })
  const forever = { loopback: false, ms_max: 50, resolve: () => new Promise<string[]>(() => undefined) }
  const outcome = await postWebhook({ url: 'https://hooks.example/', ...post }, forever)
  assert.deepEqual(outcome, { result: 'failed', fault: 'time' })
})

test('error: a node that has ended looks up no name', async () => {
  let lookups = 0
  const resolve = () => {
    lookups++
    return new Promise<string[]>(() => undefined)
  }
  const ended = { url: 'https://hooks.example/', ...post, ending: AbortSignal.abort() }
  assert.deepEqual(await postWebhook(ended, { loopback: false, resolve }), { result: 'failed', fault: 'connection' })
  assert.equal(lookups, 0)
})

test('error: nobody listens, or says what is not HTTP', async (t) => {
  const receiver = await startReceiver(t)
  await receiver.stop()
  assert.deepEqual(await postWebhook({ url: receiver.url, ...post }, here), { result: 'failed', fault: 'connection' })
  const { url } = await rawServer(t, 'hello\r\n\r\n')
  assert.deepEqual(await postWebhook({ url, ...post }, here), { result: 'failed', fault: 'answer' })
})

test('error: a receiver that would speak another protocol does not keep the attempt', async (t) => {
  const { url } = await rawServer(t, 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n')
  assert.deepEqual(await postWebhook({ url, ...post }, here), { result: 'failed', status: 101 })
})

test('error: headers without end are given up', async (t) => {
  const { url } = await rawServer(t, `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`)
  assert.deepEqual(await postWebhook({ url, ...post }, here), { result: 'failed', fault: 'answer' })
})

test('of a long answer no more is read than the limit', async (t) => {
  let written = 0
  const receiver = await startReceiver(t, (response) => {
    response.writeHead(200)
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(4_096))) written += 4_096
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  })
  const outcome = await postWebhook({ url: receiver.url, ...post }, { ...here, ms_max: 5_000 })
  assert.deepEqual(outcome, { result: 'delivered', status: 200 })
  assert.ok(written > 0 && ANSWER_BYTES_MAX < 20_000)
})

for (const [status, result] of [
  [200, 'delivered'],
  [202, 'delivered'],
  [301, 'failed'],
  [307, 'failed'],
  [404, 'failed'],
  [410, 'gone'],
  [500, 'failed'],
] as const) {
  test(`an answer with ${status} is ${result}, and nothing is followed`, async (t) => {
    const elsewhere = await startReceiver(t)
    const receiver = await startReceiver(
      t,
      (response) => void response.writeHead(status, { location: elsewhere.url }).end(),
    )
    assert.deepEqual(await postWebhook({ url: receiver.url, ...post }, here), { result, status })
    assert.equal(elsewhere.received.length, 0)
  })
}

test('error: a certificate that is not the name’s', async (t) => {
  const { url } = await rawServer(t, 'HTTP/1.1 200 OK\r\n\r\n')
  const outcome = await postWebhook({ url: url.replace('http:', 'https:'), ...post }, here)
  assert.deepEqual(outcome, { result: 'failed', fault: 'certificate' })
})

test('error: a certificate without the authority that issued it', async (t) => {
  const server = createTlsServer({ ...lonelyCertificate }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  t.after(() => server.close())
  const url = `https://localhost:${(server.address() as { port: number }).port}/`
  assert.deepEqual(await postWebhook({ url, ...post }, here), { result: 'failed', fault: 'certificate' })
})
