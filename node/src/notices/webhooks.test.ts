import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { after, before, type TestContext, test } from 'node:test'
import { newId } from '@symbolon/protocol/kernel'
import { deliveryId, eventTypeNames, parseNotice, verifyWebhook } from '@symbolon/protocol/notices'
import { type NoticesWorld, parties, startNotices, startReceiver } from './test-notices.ts'

let world: NoticesWorld
before(async () => {
  world = await startNotices()
})
after(() => world?.stop())

const events = ['receipt.opened', 'receipt.refused', 'grant.revoked'] as const

interface Adding {
  readonly as?: 'eleni' | 'hospital'
  readonly events?: readonly string[]
}

/** A webhook for the time of the test. */
async function addWebhook(t: TestContext, url: string, more: Adding = {}) {
  const { as = 'eleni', ...rest } = more
  const { status, body } = await world.ask(as, 'POST', '/v1/webhooks', { url, events, ...rest })
  assert.equal(status, 201, JSON.stringify(body))
  t.after(() => world.ask(as, 'DELETE', `/v1/webhooks/${body.webhook}`))
  return body as { webhook: string; secret: string; state: string }
}

async function deliveriesOf(webhook: string, state?: 'delivered') {
  const query = state === undefined ? '' : `?state=${state}`
  return (await world.ask('eleni', 'GET', `/v1/webhooks/${webhook}/deliveries${query}`)).body.items
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 10))
}

test('what happens is told once, signed, thin, in the words of the standard', async (t) => {
  const receiver = await startReceiver(t)
  const { webhook, secret } = await addWebhook(t, receiver.url)
  const grant = newId('grant', 0, new Uint8Array(10).fill(3))
  const [opened] = await world.happen({ grant, for_whom: 'ward-3', purpose: 'TREAT' })
  assert.ok(opened)
  await world.look()
  await world.look()
  assert.equal(receiver.received.length, 1)
  const [{ headers, body }] = receiver.received as [(typeof receiver.received)[0]]
  const id = verifyWebhook({ secret, headers, body, now: Date.now() })
  assert.equal(id, `${opened}-${webhook}`)
  const { data, type } = parseNotice(body)
  assert.deepEqual([type, data], ['receipt.opened', { receipt: opened, grant }])
  assert.doesNotMatch(body, /ward|TREAT|pty_/)
  const [row] = await deliveriesOf(webhook)
  assert.deepEqual([row.delivery, row.state, row.attempts, row.last_status], [id, 'delivered', 1, 204])
})

test('each is told of its own, of the types it asked for, and a grantee of the end of its grant', async (t) => {
  const [patients, hospitals] = [await startReceiver(t), await startReceiver(t)]
  await addWebhook(t, patients.url, { events: ['receipt.refused', 'grant.revoked'] })
  await addWebhook(t, hospitals.url, { as: 'hospital', events: [...eventTypeNames] })
  const grant = newId('grant', 1, new Uint8Array(10).fill(4))
  await world.kernel.database.query({
    name: 'test_grant',
    text: `insert into consent.grant ("grant", subject, grantee, purpose, not_before, until, ends_at, given_at, receipt, state)
      values ($1, $2, $3, 'TREAT', now(), now() + interval '1 day', now() + interval '1 day', now(), 'rcp_x', 'recorded')`,
    values: [grant, parties.eleni, parties.hospital],
  })
  const [, refused, revoked] = await world.happen(
    {},
    { kind: 'refused', reason: 'CONSENT_GRANT_NONE' },
    { kind: 'revoked', grant, actor: parties.eleni },
    { kind: 'granted', grant },
  )
  await world.look()
  const told = ({ received }: typeof patients) => new Set(received.map(({ body }) => parseNotice(body).data.receipt))
  assert.deepEqual(told(patients), new Set([refused, revoked]))
  assert.deepEqual(told(hospitals), new Set([revoked]))
})

test('what was in the log before a webhook was added is not told', async (t) => {
  await world.happen({}, {})
  const receiver = await startReceiver(t)
  await addWebhook(t, receiver.url)
  await world.look()
  assert.equal(receiver.received.length, 0)
})

test('a paused webhook misses nothing: what happened meanwhile is sent when it is resumed', async (t) => {
  const receiver = await startReceiver(t)
  const { webhook } = await addWebhook(t, receiver.url)
  const put = (state: string) => world.ask('eleni', 'PUT', `/v1/webhooks/${webhook}/state`, { state })
  assert.equal((await put('paused')).body.state, 'paused')
  await world.happen({}, {})
  await world.look()
  assert.equal(receiver.received.length, 0)
  const [waiting] = await deliveriesOf(webhook)
  assert.deepEqual([waiting.state, waiting.due_at, waiting.attempts], ['waiting', null, 0])
  const again = await world.ask('eleni', 'POST', `/v1/webhooks/${webhook}/deliveries/${waiting.delivery}/replay`)
  assert.deepEqual([again.status, again.body.code], [409, 'NOTICES_WEBHOOK_NOT_ACTIVE'])
  assert.equal((await put('active')).body.state, 'active')
  await world.look()
  assert.equal(receiver.received.length, 2)
})

test('a failed delivery is tried again later under the same name and a new time, and may be replayed at the end', async (t) => {
  let status = 500
  const receiver = await startReceiver(t, (response) => void response.writeHead(status, { location: '/else' }).end('x'))
  const { webhook } = await addWebhook(t, receiver.url)
  await world.happen({})
  await world.look()
  await world.look()
  assert.equal(receiver.received.length, 1, 'not before its time')
  status = 302
  for (let attempt = 2; attempt <= 12; attempt++) {
    world.clock.offset_ms += 21 * 3_600_000
    await world.look()
  }
  const { received } = receiver
  assert.equal(received.length, 10)
  assert.equal(new Set(received.map(({ headers }) => headers['webhook-id'])).size, 1)
  assert.equal(new Set(received.map(({ headers }) => headers['webhook-timestamp'])).size, 10)
  assert.ok(
    received.every(({ url }) => url === '/hook'),
    'no redirect is followed',
  )
  const [failed] = await deliveriesOf(webhook)
  assert.deepEqual([failed.state, failed.attempts, failed.last_status, failed.due_at], ['failed', 10, 302, null])
  status = 200
  const path = `/v1/webhooks/${webhook}/deliveries/${failed.delivery}/replay`
  assert.equal((await world.ask('eleni', 'POST', path)).body.state, 'waiting')
  await world.look()
  assert.equal(received.at(-1)?.headers['webhook-id'], failed.delivery)
  assert.equal((await deliveriesOf(webhook))[0].state, 'delivered')
  world.clock.offset_ms = 0
})

test('a receiver that answers 410 is asked nothing more, until it is resumed', async (t) => {
  const receiver = await startReceiver(
    t,
    (response, _request, nth) => void response.writeHead(nth === 1 ? 410 : 200).end(),
  )
  const { webhook } = await addWebhook(t, receiver.url)
  await world.happen({})
  await world.look()
  await world.happen({})
  await world.look()
  assert.equal(receiver.received.length, 1)
  assert.equal((await world.ask('eleni', 'GET', `/v1/webhooks/${webhook}`)).body.state, 'disabled')
  assert.equal((await deliveriesOf(webhook)).length, 1)
  await world.ask('eleni', 'PUT', `/v1/webhooks/${webhook}/state`, { state: 'active' })
  await world.happen({})
  await world.look()
  assert.equal(receiver.received.length, 2)
})

test('the secret is shown once, and another party finds nothing of it', async (t) => {
  const receiver = await startReceiver(t)
  const { webhook, secret } = await addWebhook(t, receiver.url)
  for (const path of ['/v1/webhooks', `/v1/webhooks/${webhook}`]) {
    const { body } = await world.ask('eleni', 'GET', path)
    assert.ok(!JSON.stringify(body).includes(secret))
    assert.ok(!JSON.stringify(body).includes('secret'))
  }
  assert.deepEqual((await world.ask('hospital', 'GET', '/v1/webhooks')).body.items, [])
  const delivery = deliveryId({ receipt: newId('receipt', 0, new Uint8Array(10)), subscription: webhook as never })
  const asked = [
    ['GET', `/v1/webhooks/${webhook}`],
    ['PUT', `/v1/webhooks/${webhook}/state`, { state: 'paused' }],
    ['GET', `/v1/webhooks/${webhook}/deliveries`],
    ['POST', `/v1/webhooks/${webhook}/deliveries/${delivery}/replay`],
    ['DELETE', `/v1/webhooks/${webhook}`],
    ['GET', '/v1/webhooks/nonsense'],
  ] as const
  for (const [method, path, body] of asked) {
    const answer = await world.ask('hospital', method, path, body)
    assert.deepEqual([answer.status, answer.body.code], [404, 'NOTICES_WEBHOOK_UNKNOWN'], `${method} ${path}`)
  }
})

test('error: NOTICES_DELIVERY_UNKNOWN for a delivery that is not there, or not of this webhook', async (t) => {
  const [first, second] = [
    await addWebhook(t, 'https://hooks.example/1'),
    await addWebhook(t, 'https://hooks.example/2'),
  ]
  const receipt = newId('receipt', 0, new Uint8Array(10))
  for (const delivery of ['nonsense', `${receipt}-${first.webhook}`, `${receipt}-${second.webhook}`]) {
    const path = `/v1/webhooks/${first.webhook}/deliveries/${delivery}/replay`
    const { status, body } = await world.ask('eleni', 'POST', path)
    assert.deepEqual([status, body.code, body.days], [404, 'NOTICES_DELIVERY_UNKNOWN', 30])
  }
})

test('error: NOTICES_WEBHOOKS_TOO_MANY for the seventeenth, which another party may still add', async (t) => {
  for (let n = 0; n < 16; n++) await addWebhook(t, `https://hooks.example/${n}`)
  const { status, body } = await world.ask('eleni', 'POST', '/v1/webhooks', { url: 'https://hooks.example/17', events })
  assert.deepEqual([status, body.code, body.max], [409, 'NOTICES_WEBHOOKS_TOO_MANY', 16])
  await addWebhook(t, 'https://hooks.example/1', { as: 'hospital' })
  const page = await world.ask('eleni', 'GET', '/v1/webhooks?limit=10')
  assert.equal(page.body.items.length, 10)
  const rest = await world.ask('eleni', 'GET', `/v1/webhooks?limit=10&after=${page.body.next}`)
  assert.equal(rest.body.items.length, 6)
})

test('error: NOTICES_URL_REFUSED says why and stores nothing; no type and an unknown type are refused', async () => {
  for (const url of ['ftp://hooks.example', 'http://hooks.example', 'https://10.0.0.1/', 'https://a:b@hooks.example']) {
    const { status, body } = await world.ask('eleni', 'POST', '/v1/webhooks', { url, events })
    assert.deepEqual([status, body.code, typeof body.reason], [400, 'NOTICES_URL_REFUSED', 'string'], url)
  }
  for (const wrong of [[], ['receipt.seen']]) {
    const { body } = await world.ask('eleni', 'POST', '/v1/webhooks', { url: 'https://hooks.example', events: wrong })
    assert.equal(body.code, 'KERNEL_REQUEST_INVALID')
  }
  assert.deepEqual((await world.ask('eleni', 'GET', '/v1/webhooks')).body.items, [])
})

test('a receiver that hangs keeps no other from its notices', async (t) => {
  const [hanging, prompt] = [await startReceiver(t, () => undefined), await startReceiver(t)]
  await addWebhook(t, hanging.url)
  await world.happen(...Array.from({ length: 20 }, () => ({})))
  const job = world.notices.jobs?.find(({ name }) => name === 'notices-tell')
  await job?.run()
  await addWebhook(t, prompt.url)
  await world.happen({})
  await job?.run()
  await until(() => prompt.received.length > 0)
  assert.ok(hanging.received.length <= 4, 'as many at a time as one receiver may have')
})

test('a receiver that is owed much keeps no other from its notices, and gets four at a time', async (t) => {
  const job = world.notices.jobs?.find(({ name }) => name === 'notices-tell')
  const held: ServerResponse[] = []
  const [owed, prompt] = [await startReceiver(t, (response) => void held.push(response)), await startReceiver(t)]
  const { webhook } = await addWebhook(t, owed.url)
  const put = (state: string) => world.ask('eleni', 'PUT', `/v1/webhooks/${webhook}/state`, { state })
  await put('paused')
  await world.happen(...Array.from({ length: 1_100 }, () => ({})))
  await job?.run()
  await put('active')
  await addWebhook(t, prompt.url)
  await world.happen({})
  await job?.run()
  await until(() => prompt.received.length === 1 && held.length === 4)
  held.shift()?.writeHead(204).end()
  await until(async () => (await deliveriesOf(webhook, 'delivered')).length === 1)
  await until(async () => {
    await job?.run()
    return owed.received.length >= 5
  })
  await job?.run()
  assert.equal(owed.received.length, 5)
})

test('what was on its way when its webhook was paused does not stand in the way of others', async (t) => {
  const receiver = await startReceiver(t, (response) => void response.writeHead(500).end())
  const paused = await addWebhook(t, receiver.url)
  await world.happen({})
  await world.look()
  await world.ask('eleni', 'PUT', `/v1/webhooks/${paused.webhook}/state`, { state: 'paused' })
  // As an attempt leaves it that was settled after the pause.
  const fill = `insert into notices.delivery (receipt, subscription, type, at, due_at)
    select 'rcp_' || i, $1, 'receipt.opened', now(), 'epoch' from generate_series(1, 1000) i`
  await world.kernel.database.query({ name: 'test_fill', text: fill, values: [paused.webhook] })
  const prompt = await startReceiver(t)
  await addWebhook(t, prompt.url)
  await world.happen({})
  await world.look()
  assert.equal(prompt.received.length, 1)
})

test('deliveries are forgotten after thirty days', async (t) => {
  const receiver = await startReceiver(t)
  const { webhook } = await addWebhook(t, receiver.url)
  await world.happen({})
  await world.look()
  const forget = world.notices.jobs?.find(({ name }) => name === 'notices-forget')
  await forget?.run()
  assert.equal((await deliveriesOf(webhook)).length, 1)
  world.clock.offset_ms = 31 * 86_400_000
  await forget?.run()
  assert.deepEqual(await deliveriesOf(webhook), [])
  world.clock.offset_ms = 0
})
