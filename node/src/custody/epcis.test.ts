import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { EPCIS_EVENTS_MAX } from '@symbolon/protocol/custody'
import { ask, askFor, newInstitution, type Person, startWorld, type World } from '../records/test-world.ts'
import { CAPTURE_BYTES_MAX } from './epcis/epcis-headers.ts'
import { PAGE_TOKEN_MS } from './find-events.ts'
import { documentOf, seenEvent, standard, toParty } from './test-documents.ts'

let world: World
let maker: Person
let wholesaler: Person
let stranger: Person
let regulator: Person

before(async () => {
  world = await startWorld()
  maker = await newInstitution(world, { role: 'manufacturer' })
  wholesaler = await newInstitution(world, { role: 'pharmacy' })
  stranger = await newInstitution(world, { role: 'manufacturer' })
  regulator = await newInstitution(world, { role: 'regulator' })
  const body = { identifiers: ['5200000000108'] }
  await askFor(world, 200, { as: wholesaler, method: 'PUT', path: '/v1/custody/identifiers', body })
})
after(() => world?.stop())

const capture = (as: Person, events: readonly object[], headers: Record<string, string> = {}) =>
  ask(world, { as, method: 'POST', path: '/epcis/capture', body: documentOf(events as never), headers })
const get = (as: Person, path: string, headers: Record<string, string> = {}) =>
  ask(world, { as, method: 'GET', path, headers })
const eventsIn = (body: { epcisBody: { queryResults: { resultsBody: { eventList: Record<string, unknown>[] } } } }) =>
  body.epcisBody.queryResults.resultsBody.eventList
const serialsIn = (body: Parameters<typeof eventsIn>[0]) =>
  eventsIn(body).map(({ epcList }) => String(epcList).split('/').at(-1))

const byText = (left: string | undefined, right: string | undefined) => String(left).localeCompare(String(right))

test('what is captured is acknowledged with a job, and found by whoever captured it', async () => {
  const { status, headers } = await capture(maker, [seenEvent('H1'), seenEvent('H2', { 'example:batch': 1.5 })])
  assert.equal(status, 202)
  assert.equal(headers['gs1-epcis-version'], '2.0')
  const job = await get(maker, new URL(String(headers.location)).pathname)
  assert.deepEqual(
    [job.status, job.body.running, job.body.success, job.body.errors, job.body.captureErrorBehaviour],
    [200, false, true, [], 'rollback'],
  )
  const found = await get(maker, '/epcis/events?EQ_bizStep=shipping')
  assert.deepEqual(serialsIn(found.body).toSorted(byText), ['H1', 'H2'])
  const [event] = eventsIn(found.body)
  assert.match(String(event?.eventID), /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/)
  assert.ok(Number.isFinite(Date.parse(String(event?.recordTime))))
  assert.deepEqual(found.body['@context'], [standard, { example: 'https://example.org/epcis/' }])
  assert.ok(found.raw.toString().includes('"example:batch":1.5'))
})

test('one event comes back under its own context, and with it what says that it is in error', async () => {
  const event = {
    '@context': [standard, { other: 'https://example.org/other/' }],
    ...seenEvent('H3', { 'other:note': 'x' }),
  }
  const made = await ask(world, { as: maker, method: 'POST', path: '/epcis/events', body: event })
  assert.equal(made.status, 201)
  const address = new URL(String(made.headers.location)).pathname
  const declared = { ...event, errorDeclaration: { declarationTime: '2026-03-02T08:00:00Z', reason: 'did_not_occur' } }
  assert.equal((await ask(world, { as: maker, method: 'POST', path: '/epcis/events', body: declared })).status, 201)
  const { status, body } = await get(maker, address)
  assert.equal(status, 200)
  assert.deepEqual(body['@context'], [standard, { other: 'https://example.org/other/' }])
  assert.deepEqual(
    eventsIn(body).map((one) => 'errorDeclaration' in one),
    [false, true],
  )
  assert.equal(eventsIn(body)[0]?.['@context'], undefined)
})

test('an event is seen by whom it names and by regulators, and nobody else learns that there is one', async () => {
  await capture(maker, [
    seenEvent('P1', toParty('5200000000108')),
    seenEvent('P2', { bizLocation: { id: 'https://id.gs1.org/414/5200000000108/254/dock' } }),
  ])
  const path = '/epcis/events?perPage=1000'
  assert.deepEqual(serialsIn((await get(wholesaler, path)).body).toSorted(byText), ['P1', 'P2'])
  assert.ok(serialsIn((await get(regulator, path)).body).length >= 4)
  assert.deepEqual(serialsIn((await get(stranger, path)).body), [])
  const [event] = eventsIn(
    (await get(wholesaler, '/epcis/events?MATCH_epc=https://id.gs1.org/01/05200000000016/21/P1')).body,
  )
  const address = encodeURIComponent(String(event?.eventID))
  const hidden = await get(stranger, `/epcis/events/${address}`)
  const nothing = await get(stranger, `/epcis/events/${address.replace(/[0-9a-f]{8}/, '00000000')}`)
  assert.deepEqual([hidden.status, hidden.body.code], [404, 'CUSTODY_EVENT_UNKNOWN'])
  assert.deepEqual({ ...hidden.body, request_id: 0, instance: 0 }, { ...nothing.body, request_id: 0, instance: 0 })
  assert.equal(hidden.body.type, 'epcisException:NoSuchNameException')
  assert.deepEqual((await get(stranger, '/epcis/epcs')).body.epc, [])
  assert.deepEqual((await get(stranger, '/epcis/eventTypes')).body.eventType, [])
})

test('an event that two parties tell is both theirs', async () => {
  await capture(maker, [seenEvent('T1')])
  assert.equal(serialsIn((await get(stranger, '/epcis/events')).body).length, 0)
  await capture(stranger, [seenEvent('T1', { eventID: 'urn:uuid:0b0e1d56-0000-4000-8000-000000000001' })])
  assert.deepEqual(serialsIn((await get(stranger, '/epcis/events')).body), ['T1'])
  assert.equal(
    (await get(stranger, `/epcis/events/${encodeURIComponent('urn:uuid:0b0e1d56-0000-4000-8000-000000000001')}`))
      .status,
    200,
  )
  assert.equal(
    (await get(maker, `/epcis/events/${encodeURIComponent('urn:uuid:0b0e1d56-0000-4000-8000-000000000001')}`)).status,
    404,
  )
})

test('rollback takes all or nothing, proceed what it can', async () => {
  const faulty = seenEvent('R2', { eventTime: 'yesterday' })
  const refused = await capture(maker, [seenEvent('R1'), faulty])
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.pointer],
    [400, 'CUSTODY_EVENT_INVALID', '/epcisBody/eventList/1/eventTime'],
  )
  assert.equal(refused.body.type, 'epcisException:ValidationException')
  const found = () => get(maker, '/epcis/epcs/https%3A%2F%2Fid.gs1.org%2F01%2F05200000000016%2F21%2FR1/events')
  assert.deepEqual(serialsIn((await found()).body), [])
  const { status, headers } = await capture(maker, [seenEvent('R1'), faulty], {
    'gs1-capture-error-behaviour': 'proceed',
  })
  assert.equal(status, 202)
  assert.deepEqual(serialsIn((await found()).body), ['R1'])
  const job = await get(maker, new URL(String(headers.location)).pathname, { 'accept-language': 'el' })
  assert.equal(job.body.success, false)
  assert.deepEqual(
    job.body.errors.map(({ code, pointer }: { code: string; pointer: string }) => [code, pointer]),
    [['CUSTODY_EVENT_INVALID', '/epcisBody/eventList/1/eventTime']],
  )
  assert.match(job.body.errors[0].title, /συμβάν/)
  assert.equal((await get(stranger, new URL(String(headers.location)).pathname)).status, 404)
  assert.ok((await get(maker, '/epcis/capture?perPage=2')).headers.link?.includes('nextPageToken='))
})

test('pages follow each other, and a token is for its query and its hour', async () => {
  await capture(
    maker,
    Array.from({ length: 7 }, (_, i) =>
      seenEvent(`N${i}`, { bizStep: 'packing', eventTime: `2026-03-01T1${i}:00:00Z` }),
    ),
  )
  const serials: unknown[] = []
  let path = '/epcis/events?EQ_bizStep=packing&perPage=3&orderBy=eventTime&orderDirection=ASC'
  let expires: unknown
  for (let pages = 0; pages < 4; pages++) {
    const page = await get(maker, path)
    serials.push(...serialsIn(page.body))
    const [, next] = /^<([^>]+)>; rel="next"$/.exec(String(page.headers.link ?? '')) ?? []
    if (next === undefined) break
    expires = page.headers['gs1-next-page-token-expires']
    const { pathname, search } = new URL(next)
    path = pathname + search
  }
  assert.deepEqual(serials, ['N0', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6'])
  assert.ok(Date.parse(String(expires)) > Date.now())
  const otherQuery = await get(maker, path.replace('packing', 'shipping'))
  assert.deepEqual([otherQuery.status, otherQuery.body.code], [400, 'CUSTODY_PAGE_INVALID'])
  const otherParty = await get(regulator, path)
  assert.equal(otherParty.body.code, 'CUSTODY_PAGE_INVALID')
  world.clock.offset_ms = PAGE_TOKEN_MS + 1_000
  assert.equal((await get(maker, path)).body.code, 'CUSTODY_PAGE_INVALID')
  world.clock.offset_ms = 0
  const limited = await get(maker, '/epcis/events?EQ_bizStep=packing&eventCountLimit=4&perPage=3&orderBy=eventTime')
  const { pathname, search } = new URL(String(limited.headers.link).slice(1, -13))
  assert.deepEqual(serialsIn((await get(maker, pathname + search)).body), ['N3'])
})

test('error: CUSTODY_QUERY_TOO_LARGE, CUSTODY_QUERY_INVALID and CUSTODY_PAGE_INVALID for what cannot be asked', async () => {
  const cases: readonly (readonly [string, number, string, string])[] = [
    ['maxEventCount=2', 413, 'CUSTODY_QUERY_TOO_LARGE', 'QueryTooLargeException'],
    ['EQ_nothing=2', 400, 'CUSTODY_QUERY_INVALID', 'QueryParameterException'],
    ['nextPageToken=zzz', 400, 'CUSTODY_PAGE_INVALID', 'QueryParameterException'],
  ]
  for (const [query, status, code, exception] of cases) {
    const { body, ...answer } = await get(maker, `/epcis/events?${query}`)
    assert.deepEqual([answer.status, body.code, body.type], [status, code, `epcisException:${exception}`])
  }
})

test('the resources say what there is, and lead to events', async () => {
  assert.ok((await get(maker, '/epcis')).body.includes('bizSteps'))
  const steps = await get(maker, '/epcis/bizSteps')
  assert.equal(steps.body.type, 'BizStepItemList')
  assert.equal(steps.body.bizStep.length, 2)
  assert.deepEqual((await get(maker, '/epcis/bizSteps/packing')).body, ['events'])
  assert.equal(serialsIn((await get(maker, '/epcis/bizSteps/packing/events')).body).length, 7)
  assert.equal(serialsIn((await get(maker, '/epcis/eventTypes/ObjectEvent/events?EQ_bizStep=packing')).body).length, 7)
  const epcs = await get(maker, '/epcis/epcs?perPage=2')
  assert.equal(epcs.body.epc.length, 2)
  assert.ok(epcs.headers.link)
  const options = await ask(world, { method: 'OPTIONS', path: '/epcis/capture' })
  assert.equal(options.status, 204)
  assert.deepEqual(
    ['gs1-epcis-capture-limit', 'gs1-epcis-capture-file-size-limit', 'allow'].map((name) => options.headers[name]),
    [String(EPCIS_EVENTS_MAX), String(CAPTURE_BYTES_MAX), 'OPTIONS, GET, HEAD, POST'],
  )
})

test('error: CUSTODY_CAPTURE_TOO_LARGE before a capture is read, and before all of it has come', async () => {
  const announced = await ask(world, {
    as: maker,
    method: 'POST',
    path: '/epcis/capture',
    body: documentOf([]),
    headers: { 'content-length': String(100 * 1024 * 1024) },
  })
  assert.deepEqual([announced.status, announced.body.code], [413, 'CUSTODY_CAPTURE_TOO_LARGE'])
  assert.equal(announced.body.type, 'epcisException:CaptureLimitExceededException')
  const large = documentOf([seenEvent('L1', { 'example:text': 'x'.repeat(CAPTURE_BYTES_MAX) })])
  const sent = await ask(world, { as: maker, method: 'POST', path: '/epcis/capture', body: large })
  assert.deepEqual([sent.status, sent.body.code], [413, 'CUSTODY_CAPTURE_TOO_LARGE'])
  const nobody = await ask(world, { method: 'POST', path: '/epcis/capture', body: large })
  assert.deepEqual([nobody.status, nobody.body.type], [401, 'epcisException:SecurityException'])
})

test('error: CUSTODY_LIMIT_EXCEEDED for a million events, and for nested bombs', async () => {
  const million = `{"@context":"${standard}","type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-03-01T09:00:00Z","epcisBody":{"eventList":[${'{},'.repeat(999_999)}{}]}}`
  const many = await ask(world, {
    as: maker,
    method: 'POST',
    path: '/epcis/capture',
    headers: { 'content-type': 'application/json' },
    bytes: Buffer.from(million),
  })
  assert.deepEqual([many.status, many.body.code], [413, 'CUSTODY_LIMIT_EXCEEDED'])
  let nested: object = { 'example:end': 1 }
  for (let depth = 0; depth < 40; depth++) nested = { 'example:in': nested }
  const bomb = await capture(maker, [seenEvent('B1', nested as never)])
  assert.deepEqual([bomb.status, bomb.body.code], [413, 'CUSTODY_LIMIT_EXCEEDED'])
  const deep = await ask(world, {
    as: maker,
    method: 'POST',
    path: '/epcis/capture',
    headers: { 'content-type': 'application/json' },
    bytes: Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
  })
  assert.deepEqual([deep.status, deep.body.code], [400, 'KERNEL_JSON_REFUSED'])
})

test('a text that no table holds is refused, and one that only looks like it is kept', async () => {
  const nul = await capture(maker, [seenEvent('Z1', { 'example:text': 'a\u0000b' })])
  assert.deepEqual([nul.status, nul.body.code], [400, 'CUSTODY_DOCUMENT_INVALID'])
  assert.equal((await capture(maker, [seenEvent('Z2', { 'example:text': 'a\\u0000b' })])).status, 202)
  const { raw } = await get(maker, '/epcis/events?MATCH_epc=https://id.gs1.org/01/05200000000016/21/Z2')
  assert.ok(raw.toString().includes('a\\\\u0000b'))
})

test('error: CUSTODY_HEADER_INVALID, CUSTODY_VERSION_UNSUPPORTED and CUSTODY_FORM_REFUSED', async () => {
  const cases: readonly (readonly [Record<string, string>, number, string])[] = [
    [{ 'gs1-epc-format': 'Sometimes' }, 400, 'CUSTODY_HEADER_INVALID'],
    [{ 'gs1-epcis-version': '1.2' }, 406, 'CUSTODY_VERSION_UNSUPPORTED'],
    [{ 'gs1-epcis-min': '2.1' }, 406, 'CUSTODY_VERSION_UNSUPPORTED'],
    [{ accept: 'application/xml' }, 406, 'CUSTODY_FORM_REFUSED'],
  ]
  for (const [headers, status, code] of cases) {
    const { body, ...answer } = await get(maker, '/epcis/events', headers)
    assert.deepEqual([answer.status, body.code], [status, code])
  }
  const format = { 'gs1-epc-format': 'Always_GS1_Digital_Link' }
  assert.equal(
    (await get(maker, '/epcis/events?perPage=1', format)).headers['gs1-epc-format'],
    format['gs1-epc-format'],
  )
})

test('error: CUSTODY_CAPTURE_UNKNOWN for a job that is not the caller’s', async () => {
  const { status, body } = await get(maker, '/epcis/capture/cap_00000000000000000000000000')
  assert.deepEqual([status, body.code], [404, 'CUSTODY_CAPTURE_UNKNOWN'])
})
