import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { settleHandover } from '../handovers/accept-handover.ts'
import { findHandover } from '../handovers/handover-store.ts'
import { actBody, type TestAct } from '../packs/test-acts.ts'
import { commission, glnOf, handOver, offerBody, ssccOf } from '../test-batches.ts'
import { eventsSeen } from '../test-events.ts'
import { askFor, licenseMaker, newInstitution, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'
import { retryRefused } from './event-queue.ts'

let world: PackWorld
let maker: Party
let wholesaler: Party

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer')
  wholesaler = await newInstitution(world, 'wholesaler')
  await licenseMaker(world, maker)
  for (const [as, place] of [
    [maker, 1],
    [wholesaler, 2],
  ] as const) {
    const body = { identifiers: [glnOf(place)] }
    await askFor(world, 200, { as, method: 'PUT', url: '/v1/custody/identifiers', body })
  }
})
after(() => world.stop())

async function newBatch(count: number) {
  const made = await commission(world, maker, { count })
  return { ...made, numbers: new Map<string, bigint>([[made.batch, made.number]]) }
}

const steps = (events: readonly object[]) => events.map((event) => (event as { bizStep: string }).bizStep)

test('commissioning, shipping and receiving are told as EPCIS events, to both sides and to nobody else', async () => {
  const { batch, numbers } = await newBatch(3)
  const ranges = [{ batch, first: 0, count: 2, moves: 0 }]
  await handOver(world, { from: maker, to: wholesaler, ranges, numbers })
  assert.deepEqual(steps(await eventsSeen(world, maker)).sort(), ['commissioning', 'receiving', 'shipping'])
  const seen = await eventsSeen(world, wholesaler)
  assert.deepEqual(steps(seen).sort(), ['receiving', 'shipping'])
  const [shipping] = seen.filter((event) => (event as { bizStep: string }).bizStep === 'shipping')
  assert.equal((shipping as { epcList: string[] }).epcList.length, 2)
  assert.deepEqual(await eventsSeen(world, await newInstitution(world, 'pharmacy')), [])
})

test('told twice is told once', async () => {
  const before = (await eventsSeen(world, maker)).length
  assert.equal((await eventsSeen(world, maker)).length, before)
})

test('more packs than one event names go by lot and number, and by their container', async () => {
  const { batch, numbers } = await newBatch(1_001)
  const ranges = [{ batch, first: 0, count: 1_001, moves: 0 }]
  const container = ssccOf(1)
  await askFor(world, 201, { as: maker, method: 'POST', url: '/v1/packings', body: { container, ranges } })
  const body = { ...(await offerBody(world, { from: maker, to: wholesaler, ranges, numbers })), container }
  const { handover } = await askFor(world, 201, { as: maker, method: 'POST', url: '/v1/handovers', body })
  const events = (await eventsSeen(world, maker)) as { bizStep: string; epcList?: string[]; quantityList?: object[] }[]
  const shipping = events.find((event) => event.bizStep === 'shipping' && JSON.stringify(event).includes(handover))
  assert.equal(shipping?.epcList?.length, 1)
  assert.deepEqual(
    shipping?.quantityList?.map((one) => (one as { quantity: number }).quantity),
    [1_001],
  )
  assert.ok(steps(events).includes('packing'))
  await askFor(world, 200, { as: maker, method: 'POST', url: `/v1/handovers/${handover}/withdrawal` })
  assert.ok(steps(await eventsSeen(world, maker)).includes('void_shipping'))
})

test('an event that custody refuses takes no other along', async () => {
  const before = (await eventsSeen(world, maker)).length
  await world.kernel.database.query({
    name: 'test_wrong_event',
    text: `insert into medicines.told_event (party, body) values ($1, '{"type":"NoEvent"}')`,
    values: [maker.party],
  })
  await newBatch(1)
  assert.equal((await eventsSeen(world, maker)).length, before + 1)
  const { database } = world.kernel
  const text = `select refused_at is not null as aside from medicines.told_event where body->>'type' = 'NoEvent'`
  const standing = () => database.query({ name: 'test_aside', text })
  assert.deepEqual(await standing(), [{ aside: true }], 'it is kept')
  const amended = `update medicines.told_event set body = json_build_object('type', 'ObjectEvent', 'action', 'OBSERVE',
    'eventTime', '2026-01-01T00:00:00.000Z', 'eventTimeZoneOffset', '+00:00',
    'epcList', json_build_array('https://id.gs1.org/00/095210000000000017'))::json where body->>'type' = 'NoEvent'`
  await database.query({ name: 'test_amended', text: amended })
  assert.equal((await eventsSeen(world, maker)).length, before + 1)
  await retryRefused(world.kernel)
  assert.equal((await eventsSeen(world, maker)).length, before + 2)
})

test('what the ledger has not said yet is told to nobody', async () => {
  const { database } = world.kernel
  await database.query({
    name: 'test_wait',
    text: `insert into medicines.told_event (party, body, after) values ($1, '{"no":"event"}', 'bat_none')`,
    values: [maker.party],
  })
  await eventsSeen(world, maker)
  const rows = await database.query({ name: 'test_waiting', text: 'select after from medicines.told_event' })
  assert.deepEqual(rows, [{ after: 'bat_none' }])
})

test('what was undone and done again at one instant is told each time, and never before the pack was made', async () => {
  const pharmacy = await newInstitution(world, 'pharmacy')
  const { now } = world.clock
  // Late in its second: the block that takes the acts has a time before that.
  const instant = Math.floor(now() / 1000) * 1000 + 1_900
  world.clock.now = () => instant
  try {
    const { numbers, ...batch } = await newBatch(1)
    const ranges = [{ batch: batch.batch, first: 0, count: 1, moves: 0 }]
    await handOver(world, { from: maker, to: pharmacy, ranges, numbers })
    const act = async (url: string, of: Pick<TestAct, 'state' | 'round'>) => {
      const body = await actBody(world, { holder: pharmacy, batch, first: 0, ...of })
      await askFor(world, 200, { as: pharmacy, method: 'POST', url, body })
    }
    await act('/v1/packs/marks', { state: 'supplied' })
    await act('/v1/packs/undo', {})
    await act('/v1/packs/marks', { state: 'supplied', round: 1 })
  } finally {
    world.clock.now = now
  }
  const seen = (await eventsSeen(world, pharmacy)) as { bizStep: string; eventTime: string }[]
  assert.deepEqual(steps(seen).sort(), ['dispensing', 'dispensing', 'receiving', 'receiving'])
  for (const { eventTime } of seen) assert.equal(Date.parse(eventTime), instant)
})

test('what the ledger refused takes its event along, and none of what was accepted again since', async () => {
  const { database, ledger } = world.kernel
  const { batch, numbers } = await newBatch(1)
  const ranges = [{ batch, first: 0, count: 1, moves: 0 }]
  const body = await offerBody(world, { from: maker, to: wholesaler, ranges, numbers })
  const { handover } = await askFor(world, 201, { as: maker, method: 'POST', url: '/v1/handovers', body })
  const by = maker.account.address
  const recall = { by, gtin: 0n, lot: `0x${'00'.repeat(29)}` as const, batch: 0n, deadline: 1n }
  const call = { contract: 'Packs', functionName: 'recall', args: [recall, '0x'] } as const
  await database.transaction((queries) => ledger.enqueue(queries, call, { commandId: 'refused-acceptance' }))
  await ledger.settled('refused-acceptance').catch(() => undefined)
  const acceptWith = async (command: string) => {
    const text = `with moved as (update medicines.handover set state = 'accepted', command = $2 where handover = $1)
      insert into medicines.told_event (party, body, after) values ($3, '{"no":"event"}', $1)`
    await database.query({ name: 'test_accepted', text, values: [handover, command, wholesaler.party] })
  }
  const settleRefused = async () => {
    const row = await findHandover(database, { handover, party: maker.party })
    assert.ok(row)
    await assert.rejects(settleHandover(world.kernel, { ...row, command: 'refused-acceptance' }))
    const text = `select state, (select count(*)::integer from medicines.told_event where after = $1) as events
      from medicines.handover where handover = $1`
    return await database.query({ name: 'test_stands', text, values: [handover] })
  }
  await acceptWith('later-acceptance')
  assert.deepEqual(await settleRefused(), [{ state: 'accepted', events: 1 }])
  await acceptWith('refused-acceptance')
  assert.deepEqual(await settleRefused(), [{ state: 'offered', events: 0 }])
})
