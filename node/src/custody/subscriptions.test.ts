import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import {
  ask,
  askFor,
  newInstitution,
  type Person,
  runJob,
  signInAgain,
  startWorld,
  type World,
} from '../records/test-world.ts'
import type { CustodySlice } from './slice.ts'
import { streamEvents } from './stream-events.ts'
import { documentOf, seenEvent, toParty } from './test-documents.ts'

let world: World
let maker: Person
let other: Person
let server: Server
let answer = 200
const received: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = []
const secret = 'a secret of both'

before(async () => {
  world = await startWorld()
  maker = await newInstitution(world, { role: 'manufacturer' })
  other = await newInstitution(world, { role: 'manufacturer' })
  server = createServer((request, reply) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      reply.writeHead(answer).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  for (const name of ['seen', 'pulled', 'timed']) {
    const body = { name, query: { EQ_bizStep: ['shipping'] } }
    await askFor(world, 201, { as: maker, method: 'POST', path: '/epcis/queries', body })
  }
})
after(async () => {
  server?.close()
  await world?.stop()
})

const dest = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/reports`
const capture = (...serials: string[]) =>
  askFor(world, 202, {
    as: maker,
    method: 'POST',
    path: '/epcis/capture',
    body: documentOf(
      serials.flatMap((serial) => [seenEvent(serial), seenEvent(`${serial}-not`, { bizStep: 'packing' })]),
    ),
  })
const subscribe = (name: string, body: object, as = maker) =>
  ask(world, { as, method: 'POST', path: `/epcis/queries/${name}/subscriptions`, body })
const serialsIn = (text: string) =>
  JSON.parse(text).epcisBody.queryResults.resultsBody.eventList.map(({ epcList }: { epcList: string[] }) =>
    epcList[0]?.split('/').at(-1),
  )

async function report(): Promise<string[]> {
  received.length = 0
  await runJob(world, 'custody-report')
  const custody = world.kernel.slices.find(({ name }) => name === 'custody') as CustodySlice
  await custody.settle()
  return received.flatMap(({ body }) => serialsIn(body))
}

test('a subscription at once is told of new events, signed, and again until they have arrived', async () => {
  await capture('before')
  const { status, body } = await subscribe('seen', { dest: dest(), secret, stream: true })
  assert.equal(status, 201)
  assert.ok(!JSON.stringify(body).includes(secret))
  assert.deepEqual(await report(), [], 'what was there before is not told')
  await capture('one', 'two')
  world.clock.offset_ms += 2_000
  assert.deepEqual(await report(), ['one', 'two'])
  const [sent] = received
  assert.ok(sent)
  assert.equal(sent.headers['gs1-signature'], `sha256=${createHmac('sha256', secret).update(sent.body).digest('hex')}`)
  const { queryName, subscriptionID } = JSON.parse(sent.body).epcisBody.queryResults
  assert.deepEqual([queryName, subscriptionID], ['seen', body.subscriptionID])
  answer = 503
  await capture('three')
  world.clock.offset_ms += 2_000
  assert.deepEqual(await report(), ['three'])
  answer = 200
  assert.deepEqual(await report(), [], 'it waits before it is tried again')
  world.clock.offset_ms += 10_000
  assert.deepEqual(await report(), ['three'])
  world.clock.offset_ms += 10_000
  assert.deepEqual(await report(), [])
})

test('a receiver that wants no more is not asked again', async () => {
  answer = 410
  await capture('four')
  world.clock.offset_ms += 2_000
  assert.deepEqual(await report(), ['four'])
  answer = 200
  world.clock.offset_ms += 60_000
  assert.deepEqual(await report(), [])
  const { body } = await ask(world, { as: maker, method: 'GET', path: '/epcis/queries/seen/subscriptions' })
  assert.deepEqual(
    body.map(({ state }: { state: string }) => state),
    ['ended'],
  )
})

test('a subscription with a schedule is told when it is time, also that there is nothing', async () => {
  const schedule = { minute: '30' }
  const { status, body } = await subscribe('timed', { dest: dest(), secret, schedule, reportIfEmpty: true })
  assert.equal(status, 201)
  assert.deepEqual(body.schedule, { minute: '30', second: '0' })
  await report()
  assert.deepEqual(received.length, 1, 'the first report tells that there is nothing yet')
  await capture('five')
  world.clock.offset_ms += 1_000
  assert.equal((await report()).length, 0)
  world.clock.offset_ms += 3_600_000
  maker = await signInAgain(world, maker)
  other = await signInAgain(world, other)
  assert.deepEqual(await report(), ['five'])
})

test('events that are fetched come again until they are acknowledged', async () => {
  const { body } = await subscribe('pulled', { stream: true })
  const path = `/epcis/queries/pulled/subscriptions/${body.subscriptionID}`
  const fetchEvents = () => askFor(world, 200, { as: maker, method: 'GET', path: `${path}/events` })
  await capture('six', 'seven')
  const first = await fetchEvents()
  assert.deepEqual(serialsIn(first.raw.toString()), ['six', 'seven'])
  assert.deepEqual(serialsIn((await fetchEvents()).raw.toString()), ['six', 'seven'])
  const cursor = first.headers['symbolon-cursor']
  const acknowledge = (sent: unknown, as = maker) =>
    ask(world, { as, method: 'PUT', path: `${path}/cursor`, body: { cursor: sent } })
  assert.equal((await acknowledge(cursor, other)).status, 404)
  assert.equal((await acknowledge(cursor)).status, 204)
  await capture('eight')
  assert.deepEqual(serialsIn((await fetchEvents()).raw.toString()), ['eight'])
  assert.equal((await acknowledge('zzz')).body.code, 'CUSTODY_CURSOR_INVALID')
  assert.equal((await acknowledge(cursor)).status, 204)
  assert.deepEqual(serialsIn((await fetchEvents()).raw.toString()), ['eight'], 'an old place moves nothing back')
})

test('a stream carries each event with the place behind it, as they come', async () => {
  const { body } = await subscribe('pulled', { stream: true, initialRecordTime: '2026-01-01T00:00:00Z' })
  const path = `/epcis/queries/pulled/subscriptions/${body.subscriptionID}`
  const [standing] = await world.kernel.database.query<never>({
    name: 'test_standing',
    text: `select s.*, q.parameters from custody.subscription s join custody.named_query q on q.name = s.query and q.party = s.party
      where s.subscription = $1`,
    values: [body.subscriptionID],
  })
  assert.ok(standing)
  let over = false
  const door = { context: world.kernel, ending: new AbortController().signal } as never
  const stream = streamEvents(door, { standing, format: 'No_Preference', isOver: () => over })
  const lines: { cursor: string; event: { epcList: string[] } }[] = []
  let text = ''
  for await (const chunk of stream) {
    text += chunk
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      if (end > 0) lines.push(JSON.parse(text.slice(0, end)))
      text = text.slice(end + 1)
    }
    if (lines.length === 9) await capture('nine')
    if (lines.length >= 10) over = true
  }
  const serials = lines.map(({ event }) => event.epcList[0]?.split('/').at(-1))
  assert.deepEqual(serials, ['before', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'])
  const cursor = lines[8]?.cursor
  await askFor(world, 204, { as: maker, method: 'PUT', path: `${path}/cursor`, body: { cursor } })
  const rest = await askFor(world, 200, { as: maker, method: 'GET', path: `${path}/events` })
  assert.deepEqual(serialsIn(rest.raw.toString()), ['nine'])
})

test('a subscription tells nobody what its party may not see', async () => {
  await askFor(world, 201, { as: other, method: 'POST', path: '/epcis/queries', body: { name: 'theirs', query: {} } })
  const { body } = await subscribe('theirs', { stream: true }, other)
  await askFor(world, 200, {
    as: other,
    method: 'PUT',
    path: '/v1/custody/identifiers',
    body: { identifiers: ['5200000000108'] },
  })
  await capture('ten')
  await askFor(world, 202, {
    as: maker,
    method: 'POST',
    path: '/epcis/capture',
    body: documentOf([seenEvent('told', toParty('5200000000108'))]),
  })
  const path = `/epcis/queries/theirs/subscriptions/${body.subscriptionID}/events`
  assert.deepEqual(serialsIn((await ask(world, { as: other, method: 'GET', path })).raw.toString()), ['told'])
})

test('a query answers in pages, and takes its subscriptions along', async () => {
  const found = await ask(world, { as: maker, method: 'GET', path: '/epcis/queries/pulled/events?perPage=2' })
  assert.equal(serialsIn(found.raw.toString()).length, 2)
  assert.equal(found.body.epcisBody.queryResults.queryName, 'pulled')
  assert.ok(found.headers.link)
  const list = await ask(world, { as: maker, method: 'GET', path: '/epcis/queries?perPage=2' })
  assert.deepEqual([list.body.length, Boolean(list.headers.link)], [2, true])
  await askFor(world, 204, { as: maker, method: 'DELETE', path: '/epcis/queries/pulled' })
  const gone = await ask(world, { as: maker, method: 'GET', path: '/epcis/queries/pulled/subscriptions' })
  assert.deepEqual(
    [gone.status, gone.body.code, gone.body.type],
    [404, 'CUSTODY_QUERY_UNKNOWN', 'epcisException:NoSuchNameException'],
  )
})

test('error: what a query or a subscription is refused with', async () => {
  const post = (path: string, body: object) =>
    ask(world, { as: maker, method: 'POST', path: `/epcis/queries${path}`, body })
  const cases: readonly (readonly [string, object, number, string])[] = [
    ['', { name: 'seen', query: {} }, 409, 'CUSTODY_QUERY_NAME_TAKEN'],
    ['', { name: 'no name', query: {} }, 400, 'CUSTODY_QUERY_NAME_INVALID'],
    ['', { name: 'x', query: { EQ_nothing: '1' } }, 400, 'CUSTODY_QUERY_INVALID'],
    ['', { name: 'x', query: { EQ_bizStep: {} } }, 400, 'CUSTODY_QUERY_INVALID'],
    ['/nothing/subscriptions', { stream: true }, 404, 'CUSTODY_QUERY_UNKNOWN'],
    ['/seen/subscriptions', {}, 400, 'CUSTODY_SUBSCRIPTION_INVALID'],
    ['/seen/subscriptions', { stream: true, dest: dest() }, 400, 'CUSTODY_SUBSCRIPTION_INVALID'],
    ['/seen/subscriptions', { stream: true, schedule: { hour: '1' } }, 400, 'CUSTODY_SUBSCRIPTION_INVALID'],
    ['/seen/subscriptions', { dest: dest(), secret, schedule: { hour: '24' } }, 400, 'CUSTODY_SUBSCRIPTION_INVALID'],
    ['/seen/subscriptions', { dest: 'http://10.0.0.1/', secret, stream: true }, 400, 'NOTICES_URL_REFUSED'],
  ]
  for (const [path, body, status, code] of cases) {
    const answered = await post(path, body)
    assert.deepEqual([answered.status, answered.body.code], [status, code], JSON.stringify(body))
  }
  const unknown = await ask(world, { as: maker, method: 'DELETE', path: '/epcis/queries/seen/subscriptions/sub_x' })
  assert.equal(unknown.body.code, 'CUSTODY_SUBSCRIPTION_UNKNOWN')
})

test('error: CUSTODY_QUERIES_TOO_MANY and CUSTODY_SUBSCRIPTIONS_TOO_MANY', async () => {
  await world.kernel.database.query({
    name: 'test_many_queries',
    text: `insert into custody.named_query select $1, 'many-' || n, '{}', now() from generate_series(1, 200) n`,
    values: [maker.party],
  })
  const query = await ask(world, {
    as: maker,
    method: 'POST',
    path: '/epcis/queries',
    body: { name: 'more', query: {} },
  })
  assert.deepEqual([query.status, query.body.code], [409, 'CUSTODY_QUERIES_TOO_MANY'])
  for (let n = 0; n < 16; n++) assert.equal((await subscribe('many-1', { stream: true })).status, 201)
  const { status, body } = await subscribe('many-1', { stream: true })
  assert.deepEqual([status, body.code], [409, 'CUSTODY_SUBSCRIPTIONS_TOO_MANY'])
})
