import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { JsonObject } from '@symbolon/protocol/kernel'
import { packStateNumbers } from '@symbolon/protocol/medicines'
import { signIn } from '../../identity/test-people.ts'
import { commission, handOver, type Ordered } from '../test-batches.ts'
import { eventsSeen, runJob } from '../test-events.ts'
import { ask, askFor, codeOf, doorOf, licenseMaker, newInstitution, newPerson, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'
import { PackIndex } from './pack-index.ts'
import { settleAbandonedActs } from './settle-act.ts'
import { actBody, type TestAct } from './test-acts.ts'

const marks = '/v1/packs/marks'
const undos = '/v1/packs/undo'
const athens = { h3: '853f5a3bfffffff' }
let world: PackWorld
let maker: Party
let pharmacy: Party
let batch: Ordered & { number: bigint }

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer')
  pharmacy = await newInstitution(world, 'pharmacy')
  await licenseMaker(world, maker)
  batch = await commission(world, maker, { count: 100 })
  const ranges = [{ batch: batch.batch, first: 50, count: 50, moves: 0 }]
  const numbers = new Map([[batch.batch, batch.number]])
  await handOver(world, { from: maker, to: pharmacy, ranges, numbers })
})
after(() => world.stop())

const packs = () => world.medicines.packs.door
const stateInMemory = (index: number) => packs().index.byId(batch.batch)?.stateOf(index)

async function onLedger(index: number) {
  const id = (batch.number << 24n) | BigInt(index)
  const [state, round] = await world.kernel.ledger.read<[number, number]>({
    contract: 'Packs',
    functionName: 'packOf',
    args: [id],
  })
  return { state: Number(state), round: Number(round) }
}

async function act(url: string, of: Omit<TestAct, 'batch'>, more: object = {}) {
  const body = { ...(await actBody(world, { batch, ...of })), ...more }
  return { as: of.holder, method: 'POST', url, body } as const
}

test('a pharmacy dispenses what it holds: on the ledger, in memory at once, and as an event', async () => {
  const asked = await act(marks, { holder: pharmacy, first: 60, state: 'supplied' }, { place: athens })
  const told = await askFor(world, 200, asked)
  assert.deepEqual([told.state, told.pack_state, told.first], ['recorded', 'supplied', 60])
  assert.equal(stateInMemory(60), packStateNumbers.supplied)
  assert.deepEqual(await onLedger(60), { state: packStateNumbers.supplied, round: 0 })
  const dispensed = (await eventsSeen(world, pharmacy)).filter(({ bizStep }) => bizStep === 'dispensing')
  const serial = packs().index.byId(batch.batch)?.serialOf(60)
  assert.deepEqual(
    dispensed.map(({ disposition, epcList }) => [disposition, epcList]),
    [['dispensed', [`https://id.gs1.org/01/${batch.gtin}/21/${serial}`]]],
  )
  assert.equal((await askFor(world, 200, asked)).block, told.block)
})

test('of two at once one is saved, and the other does nothing', async () => {
  const wishes = await Promise.all(
    [100, 200, 300].map(async (later) => {
      const deadline = Math.floor(world.clock.now() / 1000) + 3600 + later
      return act(marks, { holder: pharmacy, first: 61, state: 'supplied', deadline })
    }),
  )
  const answers = await Promise.all(wishes.map((wish) => ask(world, wish)))
  const codes = answers.map(({ statusCode, body }) => (statusCode === 200 ? 'saved' : JSON.parse(body).code))
  assert.equal(codes.filter((code) => code === 'saved').length, 1)
  assert.equal(answers.filter(({ statusCode }) => statusCode === 409).length, 2)
  const [pending] = await world.kernel.database.query<{ acts: number }>({
    name: 'test_pending',
    text: 'select count(*)::integer as acts from medicines.pending_act',
  })
  assert.equal(pending?.acts, 0)
  assert.deepEqual(await onLedger(61), { state: packStateNumbers.supplied, round: 0 })
})

test('error: MEDICINES_MARK_BUSY while another act of the pack is on its way', async () => {
  const { database } = world.kernel
  await database.query({
    name: 'test_on_its_way',
    text: `with act as (
        insert into medicines.pending_act (command, batch, first, count, state, round, party, address, saved_at)
        values ('on-its-way', $1, 82, 1, 1, 0, $2, $3, now()) returning command, batch, first
      ) insert into medicines.pending_pack (batch, index, command) select batch, first, command from act`,
    values: [batch.batch, pharmacy.party, pharmacy.account.address],
  })
  const wish = await act(marks, { holder: pharmacy, first: 82, state: 'supplied' })
  assert.equal(await codeOf(world, wish), 'MEDICINES_MARK_BUSY')
  await database.query({ name: 'test_arrived', text: `delete from medicines.pending_act where command = 'on-its-way'` })
  await askFor(world, 200, wish)
})

test('neighbours are marked together, and only their holder marks them', async () => {
  await askFor(world, 200, await act(marks, { holder: maker, first: 0, count: 5, state: 'exported' }))
  assert.deepEqual([0, 4, 5].map(stateInMemory), [5, 5, 0])
  const across = await act(marks, { holder: maker, first: 48, count: 4, state: 'sample' })
  assert.equal(await codeOf(world, across), 'MEDICINES_PACK_REFUSED')
  const theirs = await act(marks, { holder: pharmacy, first: 10, state: 'supplied' })
  assert.equal(await codeOf(world, theirs), 'MEDICINES_PACK_REFUSED')
  assert.deepEqual([10, 48].map(stateInMemory), [0, 0])
})

test('an end is undone by who made it within ten days; then a new round begins', async () => {
  await askFor(world, 200, await act(marks, { holder: pharmacy, first: 62, state: 'supplied' }))
  const other = await act(undos, { holder: maker, first: 62 })
  assert.equal(await codeOf(world, other), 'MEDICINES_PACK_REFUSED')
  await askFor(world, 200, await act(undos, { holder: pharmacy, first: 62 }))
  assert.deepEqual(await onLedger(62), { state: 0, round: 1 })
  assert.deepEqual([stateInMemory(62), packs().index.byId(batch.batch)?.roundOf(62)], [0, 1])
  const later = Math.floor(world.clock.now() / 1000) + 4000
  const stale = await act(marks, { holder: pharmacy, first: 62, state: 'supplied', deadline: later })
  assert.equal(await codeOf(world, stale), 'MEDICINES_ROUND_CHANGED')
  assert.equal(stateInMemory(62), 0)
  await askFor(world, 200, await act(marks, { holder: pharmacy, first: 62, state: 'supplied', round: 1 }))
  world.clock.offset_ms = 11 * 86_400_000
  const deadline = Math.floor(world.clock.now() / 1000) + 3600
  const later_on = { ...pharmacy, token: await signIn(doorOf(world), pharmacy) }
  const late = await act(undos, { holder: later_on, first: 62, round: 1, deadline })
  const code = await codeOf(world, late)
  world.clock.offset_ms = 0
  assert.equal(code, 'MEDICINES_PACK_REFUSED')
})

test('what must not come back stays: a destroyed pack', async () => {
  await askFor(world, 200, await act(marks, { holder: pharmacy, first: 63, state: 'destroyed' }))
  assert.equal(await codeOf(world, await act(undos, { holder: pharmacy, first: 63 })), 'MEDICINES_PACK_REFUSED')
})

test('dispensing again raises an alert: of process at its own pharmacy', async () => {
  const deadline = Math.floor(world.clock.now() / 1000) + 5000
  const again = await act(marks, { holder: pharmacy, first: 60, state: 'supplied', deadline }, { place: athens })
  assert.equal(await codeOf(world, again), 'MEDICINES_PACK_REFUSED')
  await packs().reads.write()
  const { items } = await askFor(world, 200, { as: pharmacy, method: 'GET', url: '/v1/alerts' })
  const serial = packs().index.byId(batch.batch)?.serialOf(60)
  const own = items.filter((item: Record<string, unknown>) => item.serial === serial)
  assert.deepEqual(
    own.map(({ emvs, kind, cause }: Record<string, unknown>) => [emvs, kind, cause]),
    [['A7', 'process', 'used_again_here']],
  )
})

test('error: MEDICINES_BATCH_UNKNOWN, MEDICINES_RANGE_INVALID, MEDICINES_INTENT_SIGNATURE_INVALID, MEDICINES_DEADLINE_INVALID', async () => {
  const good = await act(marks, { holder: pharmacy, first: 70, state: 'supplied' })
  const wrong = (change: object) => codeOf(world, { ...good, body: { ...good.body, ...change } })
  assert.equal(await wrong({ batch: 'bat_00000000000000000000000000' }), 'MEDICINES_BATCH_UNKNOWN')
  assert.equal(await wrong({ first: 99, count: 2 }), 'MEDICINES_RANGE_INVALID')
  assert.equal(await wrong({ first: 71 }), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  assert.equal(await wrong({ state: 'stolen' }), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  assert.equal(await wrong({ deadline: 1 }), 'MEDICINES_DEADLINE_INVALID')
  assert.equal(await wrong({ place: { h3: 'here' } }), 'MEDICINES_PLACE_INVALID')
  assert.equal(await wrong({ state: 'illegitimate' }), 'KERNEL_REQUEST_INVALID')
  assert.equal(await wrong({ count: 4097 }), 'KERNEL_REQUEST_INVALID')
  const nobody = await newPerson(world)
  assert.equal(await codeOf(world, { ...good, as: nobody }), 'MEDICINES_ROLE_MISSING')
  assert.deepEqual([stateInMemory(70), await onLedger(70)], [0, { state: 0, round: 0 }])
})

test('what a node that was killed had saved is settled by the next', async () => {
  const body = await actBody(world, { holder: pharmacy, batch, first: 80, state: 'supplied' })
  await askFor(world, 200, { as: pharmacy, method: 'POST', url: marks, body })
  await world.kernel.database.query({
    name: 'test_left_behind',
    text: `insert into medicines.pending_act (command, batch, first, count, state, round, party, address, saved_at)
      select o.command_id, $1, 80, 1, 1, 0, $2, $3, now() - interval '1 day'
      from kernel.outbox o order by position desc limit 1`,
    values: [batch.batch, pharmacy.party, pharmacy.account.address],
  })
  const left = async () => {
    const text = 'select command from medicines.pending_act'
    return (await world.kernel.database.query({ name: 'test_left', text })).length
  }
  const yesterday = world.clock.now() - 43_200_000
  const told = async () => (await eventsSeen(world, pharmacy)).filter(isBefore(yesterday)).length
  // It begins before its packs are in memory again.
  await settleAbandonedActs({ ...packs(), index: new PackIndex() })
  assert.deepEqual([await left(), await told()], [1, 0])
  await runJob(world, 'medicines-pending-acts')
  assert.deepEqual([await left(), await told()], [0, 1])
})

function isBefore(at: number) {
  return ({ eventTime }: JsonObject) => Date.parse(String(eventTime)) < at
}
