import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { type CustodyStore, startCustodyStore } from './test-custody.ts'
import { aggregated, container, declaredInError, minute, observed, place, thing } from './test-events.ts'

let store: CustodyStore

before(async () => {
  store = await startCustodyStore()
})
after(() => store?.stop())

const count = async (table: string) =>
  (await store.rows<{ count: number }>(`select count(*) from custody.${table}`))[0]?.count

const entries = async () =>
  (
    await store.rows<{ count: number }>(
      'select count(*) from log.opening o join custody.event e on e.entry = o.name where o.salt is not null',
    )
  )[0]?.count

test('an event that is captured again is the same event, with one entry in the log', async () => {
  const event = observed([thing('A1')], { at: minute(1), read_point: place(5200000000001) })
  await store.capture(store.maker, [event])
  const before = [await count('event'), await count('event_epc'), await entries()]
  assert.deepEqual(before, [1, 1, 1])
  await store.capture(store.maker, [event, event])
  assert.deepEqual([await count('event'), await count('event_epc'), await entries()], before)
  assert.equal(await count('recapture'), 0)
  assert.equal(await count('batch'), 0)
})

test('an event that two parties tell is one event, and both have told it', async () => {
  const event = observed([thing('A2')], { at: minute(2) })
  await store.capture(store.maker, [event])
  const before = await count('event')
  await store.capture(store.wholesaler, [event])
  assert.equal(await count('event'), before)
  assert.deepEqual(
    (await store.rows<{ party: string }>('select party from custody.recapture')).map(({ party }) => party),
    [store.wholesaler],
  )
})

test('captures of the same events at the same time store each once', async () => {
  const events = Array.from({ length: 900 }, (_, i) =>
    aggregated({ parent: container(i), children: [thing(`B${i}`), thing(`C${i}`)] }, { at: minute(10 + i) }),
  )
  const before = (await count('event')) ?? 0
  await Promise.all([
    store.capture(store.maker, events),
    store.capture(store.maker, [...events].reverse()),
    store.capture(store.maker, events.slice(300)),
  ])
  assert.equal(await count('event'), before + events.length)
  assert.equal(await entries(), before + events.length)
  assert.equal(await count('batch'), 0)
})

test('a declaration of error is an event of its own beside the event that it repeats', async () => {
  const event = observed([thing('D1')], { at: minute(3) })
  const before = (await count('event')) ?? 0
  await store.capture(store.maker, [event, declaredInError(event, minute(4))])
  await store.capture(store.maker, [declaredInError(event, minute(4)), declaredInError(event, minute(5))])
  assert.equal(await count('event'), before + 3)
})

test('what a killed node left outside the log is brought in, and only that', async () => {
  const failing = {
    ...store.parts,
    log: { ...store.parts.log, integrate: async () => Promise.reject(new Error('killed')) },
  }
  const { captureEvents } = await import('./capture.ts')
  const events = [observed([thing('E1')], { at: minute(6) }), observed([thing('E2')], { at: minute(7) })]
  const capture = { party: store.maker, events, context: 'https://ref.gs1.org/epcis' }
  await assert.rejects(captureEvents(failing, capture), /killed/)
  assert.equal(await count('batch'), 1)
  const before = (await entries()) ?? 0
  await store.log.sweep()
  assert.equal(await entries(), before + 2)
  await store.log.sweep()
  await captureEvents(store.parts, capture)
  assert.equal(await entries(), before + 2)
})

test('error: CUSTODY_EVENT_ID_TAKEN for another event under the same id of the same party, and nothing is stored', async () => {
  const event_id = 'urn:uuid:7a5b1f3e-0000-4000-8000-000000000001'
  const [first, second] = [observed([thing('F1')], { event_id }), observed([thing('F2')], { event_id })]
  await store.capture(store.maker, [first])
  const before = await count('event')
  const more = observed([thing('F3')])
  await assert.rejects(store.capture(store.maker, [more, second]), (error) => hasCode(error, 'CUSTODY_EVENT_ID_TAKEN'))
  assert.equal(await count('event'), before)
  assert.deepEqual(await store.capture(store.maker, [first]), [])
  assert.deepEqual(await store.capture(store.wholesaler, [second]), [], 'an id of somebody else is free')
})
