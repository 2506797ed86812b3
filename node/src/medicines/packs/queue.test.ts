import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { packStateNumbers } from '@symbolon/protocol/medicines'
import { commission, handOver, type Ordered } from '../test-batches.ts'
import { askFor, codeOf, licenseMaker, newInstitution, newPerson, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'
import { actBody } from './test-acts.ts'

const url = '/v1/packs/queued-marks'
const deadline_s = 30 * 86_400
let world: PackWorld
let [maker, pharmacy, other, stranger] = [] as Party[] as [Party, Party, Party, Party]
let batch: Ordered & { number: bigint }

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer')
  pharmacy = await newInstitution(world, 'pharmacy')
  other = await newInstitution(world, 'pharmacy')
  stranger = await newPerson(world)
  await licenseMaker(world, maker)
  batch = await commission(world, maker, { count: 40 })
  const numbers = new Map([[batch.batch, batch.number]])
  const ranges = [{ batch: batch.batch, first: 0, count: 20, moves: 0 }]
  await handOver(world, { from: maker, to: pharmacy, ranges, numbers })
})
after(() => world.stop())

const packs = () => world.medicines.packs.door
const nowSeconds = () => Math.floor(world.clock.now() / 1000)

interface Wish {
  readonly holder: Party
  readonly index: number
  readonly act?: 'supply' | 'undo'
  readonly round?: number
  readonly minutes_ago?: number
}

async function queuedAct({ holder, index, act = 'supply', round = 0, minutes_ago = 60 }: Wish) {
  const signed_at = nowSeconds() - minutes_ago * 60
  const deadline = signed_at + deadline_s
  const state = act === 'supply' ? ({ state: 'supplied' } as const) : {}
  const { signature } = await actBody(world, { holder, batch, first: index, round, deadline, ...state })
  return { act, batch: batch.batch, index, round, signed_at, deadline, signature }
}

async function send(as: Party, acts: readonly object[]) {
  const { acts: told } = await askFor(world, 200, { as, method: 'POST', url, body: { acts } })
  return told.map(({ outcome }: { outcome: string }) => outcome)
}

async function alertsOf(as: Party): Promise<{ cause: string; kind: string; emvs: string }[]> {
  await packs().reads.write()
  return (await askFor(world, 200, { as, method: 'GET', url: '/v1/alerts' })).items
}

const stateOf = (index: number) => packs().index.byId(batch.batch)?.stateOf(index)

test('a queue is merged in the order of its signed times, and sent twice it is once', async () => {
  const acts = [
    await queuedAct({ holder: pharmacy, index: 2, act: 'undo', minutes_ago: 30 }),
    await queuedAct({ holder: pharmacy, index: 1, minutes_ago: 50 }),
    await queuedAct({ holder: pharmacy, index: 2, minutes_ago: 40 }),
  ]
  assert.deepEqual(await send(pharmacy, acts), ['recorded', 'recorded', 'recorded'])
  assert.deepEqual([stateOf(1), stateOf(2)], [packStateNumbers.supplied, packStateNumbers.active])
  assert.deepEqual(await send(pharmacy, acts), ['recorded', 'recorded', 'recorded'])
  assert.deepEqual([stateOf(1), stateOf(2)], [packStateNumbers.supplied, packStateNumbers.active])
  assert.deepEqual(await alertsOf(pharmacy), [])
})

test('a pack that became active again is dispensed in the round that a device is told', async () => {
  const rounds = (as?: Party) => ({ as, method: 'GET' as const, url: `/v1/packs/rounds?batch=${batch.batch}` })
  const told = [{ batch: batch.batch, rounds: [{ first: 2, count: 1, round: 1 }] }]
  assert.deepEqual((await askFor(world, 200, rounds(pharmacy))).items, told)
  const ofRound = (round: number) => queuedAct({ holder: pharmacy, index: 2, round, minutes_ago: 20 - round })
  assert.deepEqual(await send(pharmacy, [await ofRound(1)]), ['recorded'])
  assert.equal(await codeOf(world, rounds()), 'IDENTITY_SIGNED_OUT')
  assert.equal(await codeOf(world, rounds(stranger)), 'MEDICINES_ROLE_MISSING')
  const nowhere = { ...rounds(pharmacy), url: '/v1/packs/rounds?batch=bat_00000000000000000000000000' }
  assert.equal(await codeOf(world, nowhere), 'MEDICINES_BATCH_UNKNOWN')
})

test('a pack that is in the queue twice was dispensed once: a matter of process', async () => {
  const acts = [
    await queuedAct({ holder: pharmacy, index: 3, minutes_ago: 50 }),
    await queuedAct({ holder: pharmacy, index: 3, minutes_ago: 20 }),
  ]
  assert.deepEqual(await send(pharmacy, acts), ['recorded', 'conflict'])
  const found = (await alertsOf(pharmacy)).map(({ emvs, kind, cause }) => [emvs, kind, cause])
  assert.deepEqual(found, [['A7', 'process', 'used_again_here']])
})

test('two pharmacies that dispensed one number: the alert is suspect, and both and the maker see it', async () => {
  await send(pharmacy, [await queuedAct({ holder: pharmacy, index: 4, minutes_ago: 50 })])
  assert.deepEqual(await send(other, [await queuedAct({ holder: other, index: 4, minutes_ago: 10 })]), ['conflict'])
  assert.equal(stateOf(4), packStateNumbers.supplied)
  for (const party of [pharmacy, other, maker]) {
    const found = (await alertsOf(party)).filter(({ cause }) => cause === 'dispensed_twice')
    assert.deepEqual(
      found.map(({ emvs, kind }) => [emvs, kind]),
      [['A7', 'suspect']],
    )
  }
})

test('what somebody does not hold is refused, and the rest of the queue is carried out', async () => {
  const acts = [await queuedAct({ holder: pharmacy, index: 30 }), await queuedAct({ holder: pharmacy, index: 5 })]
  assert.deepEqual(await send(pharmacy, acts), ['refused', 'recorded'])
})

test('a clock that is an hour ahead is tolerated, and one beyond is told', async () => {
  const body = (minutes_ago: number, index: number) => queuedAct({ holder: pharmacy, index, minutes_ago })
  const ask = async (act: object) =>
    (await askFor(world, 200, { as: pharmacy, method: 'POST', url, body: { acts: [act] } })).acts
  assert.deepEqual(await ask(await body(-59, 6)), [{ outcome: 'recorded', code: null, is_clock_ahead: false }])
  assert.deepEqual(await ask(await body(-90, 7)), [{ outcome: 'recorded', code: null, is_clock_ahead: true }])
})

test('error: MEDICINES_QUEUED_TIME, MEDICINES_INTENT_SIGNATURE_INVALID, MEDICINES_BATCH_UNKNOWN, MEDICINES_RANGE_INVALID', async () => {
  const good = await queuedAct({ holder: pharmacy, index: 8 })
  const code = (change: object) =>
    codeOf(world, { as: pharmacy, method: 'POST', url, body: { acts: [{ ...good, ...change }] } })
  assert.equal(await code({ signed_at: good.signed_at - 1 }), 'MEDICINES_QUEUED_TIME')
  assert.equal(await code({ index: 9 }), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  assert.equal(await code({ act: 'undo' }), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  assert.equal(await code({ index: 40 }), 'MEDICINES_RANGE_INVALID')
  assert.equal(await code({ batch: 'bat_00000000000000000000000000' }), 'MEDICINES_BATCH_UNKNOWN')
  const earlier = { signed_at: good.signed_at - 600, deadline: good.deadline - 600 }
  assert.equal(await code(earlier), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  assert.equal(stateOf(8), packStateNumbers.active)
})
