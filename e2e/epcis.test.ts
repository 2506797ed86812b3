import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { launcher, startSymbolon } from './symbolon.ts'
import { startTestDemo } from './test-demo.ts'

const { node, fileOf, end } = await startTestDemo()
after(end)

interface Report {
  readonly files: readonly {
    readonly events: number
    readonly resumed: number
    readonly refused: number
    readonly whole: boolean
    readonly faults: readonly { readonly event: number; readonly code: string }[]
  }[]
}
interface Found {
  readonly items: readonly { readonly epcList: readonly string[]; readonly bizStep: string }[]
  readonly has_more: boolean
}

const things = 'https://id.gs1.org/01/09521000000018/21/'

function seen(serial: string, more: object = {}) {
  return {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    eventTime: '2026-03-01T08:00:00Z',
    eventTimeZoneOffset: '+02:00',
    epcList: [`${things}${serial}`],
    bizStep: 'inspecting',
    readPoint: { id: 'https://id.gs1.org/414/9521000000032' },
    ...more,
  }
}

function documentOf(events: readonly object[]): string {
  const context = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld']
  const around = {
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-01T09:00:00Z',
  }
  return JSON.stringify({ ...around, epcisBody: { eventList: events } })
}

const series = (name: string, count: number) => Array.from({ length: count }, (_, at) => seen(`${name}${at}`))

/** Serial numbers of the events of a step, each once. */
async function serialsOf(step: string, as = 'wholesaler'): Promise<string[]> {
  const { items } = await node.json<Found>(['epcis', 'query', '--step', step, '--limit', '100000', '--as', as])
  return items.flatMap(({ epcList }) => epcList.map((epc) => epc.slice(things.length)))
}

test('events are captured and found again by whom they concern, and by nobody else', async () => {
  const file = await fileOf('three.json', documentOf(series('A', 3)))
  const { captures } = await node.json<{ captures: readonly { events: number; capture: string }[] }>([
    'epcis',
    'capture',
    file,
    '--as',
    'wholesaler',
  ])
  assert.equal(captures[0]?.events, 3)
  assert.match(captures[0]?.capture ?? '', /^cap_/)
  assert.deepEqual((await serialsOf('inspecting')).sort(), ['A0', 'A1', 'A2'])
  assert.deepEqual(await serialsOf('inspecting', 'pharmacy-a'), [])
  assert.deepEqual((await serialsOf('inspecting', 'regulator')).sort(), ['A0', 'A1', 'A2'])
  const named = seen('', { epcList: ['urn:epc:id:sgtin:9521000.000001.U1'], bizStep: 'encoding' })
  await node.json(['epcis', 'capture', await fileOf('urn.json', documentOf([named])), '--as', 'wholesaler'])
  const asked = ['epcis', 'query', '--epc', `${things}U1`, '--as', 'wholesaler']
  assert.equal((await node.json<Found>(asked)).items[0]?.epcList[0], 'urn:epc:id:sgtin:9521000.000001.U1')
  assert.equal((await node.json<Found>([...asked, '--ids', 'link'])).items[0]?.epcList[0], `${things}U1`)
})

test('a faulty event keeps out all of its document, or none but itself where that is asked for', async () => {
  const file = await fileOf('faulty.json', documentOf([seen('B0'), seen('B1', { action: 'FLY' })]))
  const refused = await node.run(['epcis', 'capture', file, '--as', 'wholesaler'])
  assert.deepEqual([refused.code, /\/epcisBody\/eventList\/1\/action/.test(refused.stderr)], [3, true])
  assert.ok(!(await serialsOf('inspecting')).includes('B0'))
  const taken = await node.run(['epcis', 'capture', file, '--proceed', '--as', 'wholesaler'])
  assert.equal(taken.code, 3, 'something was left out')
  assert.ok((await serialsOf('inspecting')).includes('B0'))
  const wrong = await node.run(['epcis', 'query', '--where', 'EQ_nothing=1', '--as', 'wholesaler'])
  assert.match(wrong.stderr, /CUSTODY_QUERY_INVALID/)
})

test('a killed import goes on where it was, and no event is there twice', async () => {
  const events = series('K', 12_000).map((event) => ({ ...event, bizStep: 'storing' }))
  const file = await fileOf('long.json', documentOf(events))
  const words = ['import', 'epcis', file, '--as', 'wholesaler', '--json']
  const child = spawn(process.execPath, [launcher, ...words], {
    env: { ...process.env, SYMBOLON_HOME: node.home },
    stdio: 'ignore',
  })
  const ended = new Promise((done) => child.on('close', done))
  const done = await untilRemembered()
  child.kill('SIGKILL')
  await ended
  assert.ok(done < events.length)
  const { files } = await node.json<Report>(words)
  assert.deepEqual([files[0]?.events, files[0]?.refused, files[0]?.whole], [events.length, 0, true])
  assert.ok((files[0]?.resumed ?? 0) >= done)
  const found = await serialsOf('storing')
  assert.deepEqual([found.length, new Set(found).size], [events.length, events.length])
  assert.deepEqual(await readdir(join(node.home, 'imports')), [], 'nothing is remembered of what is over')
})

/** How many events the running import has taken in, once it is some. */
async function untilRemembered(): Promise<number> {
  for (let looks = 0; looks < 3000; looks++) {
    const [name] = (await readdir(join(node.home, 'imports')).catch(() => [])).filter((one) => one.endsWith('.json'))
    if (name !== undefined)
      return (JSON.parse(await readFile(join(node.home, 'imports', name), 'utf8')) as { events: number }).events
    await wait(10)
  }
  throw new Error('no import has begun')
}

test('Ctrl-C ends an import with 2, and a file that has changed begins anew', async () => {
  const events = series('C', 8_000).map((event) => ({ ...event, bizStep: 'packing' }))
  const file = await fileOf('stopped.json', documentOf(events))
  const words = ['import', 'epcis', file, '--as', 'wholesaler', '--json']
  const running = startSymbolon(words, { SYMBOLON_HOME: node.home })
  await untilRemembered()
  running.interrupt()
  const { code, stdout } = await running.ended
  const [first] = (JSON.parse(stdout) as Report).files
  assert.deepEqual([code, first?.whole], [2, false])
  await fileOf('stopped.json', documentOf([seen('CHANGED', { bizStep: 'packing' }), ...events.slice(1)]))
  const { files } = await node.json<Report>(words)
  assert.deepEqual([files[0]?.resumed, files[0]?.events], [0, events.length])
  assert.equal((await serialsOf('packing')).length, events.length + 1)
})

test('tables and lines are taken in; what is wrong is named by its place and the rest is taken', async () => {
  const row = (serial: string, action = 'OBSERVE') =>
    `2026-03-02T08:00:00Z,+00:00,${action},${things}${serial},arriving,https://id.gs1.org/414/9521000000032`
  const head = 'eventTime,eventTimeZoneOffset,action,epcList,bizStep,readPoint'
  const table = await fileOf('events.csv', [head, row('T0'), row('T1', 'FLY'), row('T2')].join('\n'))
  const dry = await node.run(['import', 'csv', table, '--dry-run', '--as', 'wholesaler', '--json'])
  const told = [{ event: 2, code: 'CUSTODY_EVENT_INVALID' }]
  const faultsIn = (text: string) =>
    (JSON.parse(text) as Report).files[0]?.faults.map(({ event, code }) => ({ event, code }))
  assert.deepEqual([dry.code, faultsIn(dry.stdout)], [3, told])
  assert.deepEqual(await serialsOf('arriving'), [])
  const taken = await node.run(['import', 'csv', table, '--as', 'wholesaler', '--json'])
  assert.deepEqual([taken.code, faultsIn(taken.stdout)], [3, told])
  assert.deepEqual((await serialsOf('arriving')).sort(), ['T0', 'T2'])
  const lines = await fileOf(
    'events.ndjson',
    `${JSON.stringify(seen('L0'))}\n{no json\n${JSON.stringify(seen('L1'))}\n`,
  )
  const both = await node.run(['import', 'epcis', lines, '--as', 'wholesaler', '--json'])
  assert.deepEqual(faultsIn(both.stdout), [{ event: 2, code: 'KERNEL_JSON_INVALID' }])
  const found = await serialsOf('inspecting')
  assert.ok(found.includes('L0') && found.includes('L1'))
})

test('queries are saved, asked by name, subscribed to and forgotten', async () => {
  const as = ['--as', 'wholesaler']
  const save = ['epcis', 'save', 'usual', '--step', 'shipping', '--where', 'EQ_action=OBSERVE']
  const dry = await node.run([...save, '--dry-run', ...as])
  assert.match(dry.stdout, /EQ_bizStep=shipping.*Nothing was changed/)
  await node.json([...save, ...as])
  const twice = await node.run([...save, ...as])
  assert.match(twice.stderr, /CUSTODY_QUERY_NAME_TAKEN/)
  const wrong = await node.run(['epcis', 'save', 'wrong', '--where', 'EQ_nothing=1', '--dry-run', ...as])
  assert.match(wrong.stderr, /CUSTODY_QUERY_INVALID/)
  const listed = await node.run(['epcis', 'queries', ...as])
  assert.match(listed.stdout, /usual .*EQ_bizStep=shipping EQ_action=OBSERVE/)
  const byName = await node.json<Found>(['epcis', 'query', '--name', 'usual', '--limit', '100000', ...as])
  const direct = ['epcis', 'query', '--step', 'shipping', '--where', 'EQ_action=OBSERVE', '--limit', '100000']
  assert.deepEqual(byName.items, (await node.json<Found>([...direct, ...as])).items)
  const both = await node.run(['epcis', 'query', '--name', 'usual', '--step', 'shipping', ...as])
  assert.deepEqual([both.code, /--name/.test(both.stderr)], [3, true])
  const subscribe = ['epcis', 'subscribe', 'usual']
  const tried = await node.run([...subscribe, '--dry-run', ...as])
  assert.match(tried.stdout, /Nothing was changed/)
  const { subscriptionID } = await node.json<{ subscriptionID: string }>([...subscribe, ...as])
  const reported = await node.json<{ secret: string; schedule: object }>([
    ...subscribe,
    '--to',
    'http://127.0.0.1:9/hook',
    '--schedule',
    'hour=6,18 dayOfWeek=1',
    ...as,
  ])
  assert.equal(reported.secret.length, 43)
  assert.match(JSON.stringify(reported.schedule), /"hour":"6,18"/)
  const odd = await node.run([...subscribe, '--schedule', 'daily', ...as])
  assert.equal(odd.code, 3)
  const shown = await node.run(['epcis', 'subscriptions', 'usual', '--lang', 'el', ...as])
  assert.match(shown.stdout, new RegExp(`${subscriptionID} .*ενεργή.*hour=6,18`, 's'))
  const end = ['epcis', 'unsubscribe', 'usual', subscriptionID]
  const would = await node.run([...end, '--dry-run', ...as])
  assert.match(would.stdout, /would end\. Nothing was changed/)
  await node.json([...end, '--yes', ...as])
  const gone = await node.run([...end, '--yes', ...as])
  assert.deepEqual([gone.code, /CUSTODY_SUBSCRIPTION_UNKNOWN/.test(gone.stderr)], [5, true])
  await node.json(['epcis', 'forget', 'usual', '--yes', ...as])
  const none = await node.json<{ items: readonly unknown[] }>(['epcis', 'queries', ...as])
  assert.deepEqual(none.items, [])
})
