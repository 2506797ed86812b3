import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { packStateNumbers } from '@symbolon/protocol/medicines'
import fc from 'fast-check'
import { fuzzRuns } from '../../../../protocol/src/kernel/fuzz-runs.ts'
import {
  commission,
  handOver,
  handOverOf,
  markPacks,
  offerBody,
  packPlace,
  showBatch,
  ssccOf,
  type TestRange,
} from '../test-batches.ts'
import { runJob } from '../test-events.ts'
import { askFor, codeOf, licenseMaker, newInstitution, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'

let world: PackWorld
let maker: Party
let wholesaler: Party
let pharmacy: Party

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer')
  wholesaler = await newInstitution(world, 'wholesaler')
  pharmacy = await newInstitution(world, 'pharmacy')
  await licenseMaker(world, maker)
})
after(() => world.stop())

async function newBatch(count = 100) {
  const made = await commission(world, maker, { count })
  return { ...made, numbers: new Map<string, bigint>([[made.batch, made.number]]) }
}

test('packs go from the maker to a wholesaler and on, and each sees what it holds', async () => {
  const { batch, numbers } = await newBatch()
  const first = await handOver(world, {
    from: maker,
    to: wholesaler,
    ranges: [{ batch, first: 10, count: 40, moves: 0 }],
    numbers,
  })
  assert.equal(first.state, 'recorded')
  assert.ok(first.transaction)
  const second = { from: wholesaler, to: pharmacy, ranges: [{ batch, first: 20, count: 5, moves: 1 }], numbers }
  await handOver(world, second)
  const ranges = async (as: Party) => (await showBatch(world, as, { batch })).ranges
  assert.deepEqual(await ranges(maker), [
    { first: 0, count: 10, moves: 0 },
    { first: 50, count: 50, moves: 0 },
  ])
  assert.deepEqual(await ranges(wholesaler), [
    { first: 10, count: 10, moves: 1 },
    { first: 25, count: 25, moves: 1 },
  ])
  assert.deepEqual(await ranges(pharmacy), [{ first: 20, count: 5, moves: 2 }])
  const { holders } = await showBatch(world, maker, { batch })
  assert.deepEqual(
    holders.map(({ packs }: { packs: number }) => packs).sort((a: number, b: number) => a - b),
    [5, 35, 60],
  )
})

test('a holder sees no other holder, and its list holds the batch', async () => {
  const { batch, numbers } = await newBatch()
  await handOver(world, { from: maker, to: wholesaler, ranges: [{ batch, first: 0, count: 1, moves: 0 }], numbers })
  const shown = await showBatch(world, wholesaler, { batch })
  assert.equal(shown.holders, undefined)
  const { items } = await askFor(world, 200, { as: wholesaler, method: 'GET', url: '/v1/batches?limit=100' })
  assert.ok(items.some((item: { batch: string }) => item.batch === batch))
})

test('ranges of several batches go in one handover, all or none', async () => {
  const [a, b] = [await newBatch(), await newBatch()]
  const numbers = new Map<string, bigint>([...a.numbers, ...b.numbers])
  const ranges = [
    { batch: a.batch, first: 0, count: 100, moves: 0 },
    { batch: b.batch, first: 50, count: 1, moves: 0 },
    { batch: b.batch, first: 60, count: 2, moves: 0 },
  ]
  const { packs, state } = await handOver(world, { from: maker, to: wholesaler, ranges, numbers })
  assert.deepEqual([packs, state], [103, 'recorded'])
  assert.equal((await showBatch(world, wholesaler, { batch: b.batch })).ranges.length, 2)
})

test('an offer is refused by its receiver, withdrawn by its sender, and ends at its deadline', async () => {
  const { batch, numbers } = await newBatch()
  const of = { from: maker, to: wholesaler, ranges: [{ batch, first: 0, count: 1, moves: 0 }], numbers }
  const offer = async (ahead_s = 3600) => {
    const body = await offerBody(world, { ...of, ahead_s })
    const { handover } = await askFor(world, 201, { as: maker, method: 'POST', url: '/v1/handovers', body })
    return `/v1/handovers/${handover}`
  }
  const refused = await offer()
  const end = (as: Party, url: string) => codeOf(world, { as, method: 'POST', url })
  assert.equal(await end(maker, `${refused}/refusal`), 'MEDICINES_HANDOVER_UNKNOWN')
  assert.equal(await end(pharmacy, `${refused}/refusal`), 'MEDICINES_HANDOVER_UNKNOWN')
  assert.equal(await end(wholesaler, `${refused}/refusal`), '200')
  assert.equal(await end(wholesaler, `${refused}/refusal`), '200')
  const withdrawn = await offer()
  assert.equal(await end(wholesaler, `${withdrawn}/withdrawal`), 'MEDICINES_HANDOVER_UNKNOWN')
  assert.equal(await end(maker, `${withdrawn}/withdrawal`), '200')
  const { deadline } = packPlace(world)
  const signature = await wholesaler.account.signTypedData(handOverOf(world, { ...of, deadline }))
  const late = { as: wholesaler, method: 'POST', url: `${withdrawn}/acceptance`, body: { signature } } as const
  assert.equal(await codeOf(world, late), 'MEDICINES_HANDOVER_STATE')
  const left = await offer(60)
  world.clock.offset_ms += 120_000
  const { state } = await askFor(world, 200, { as: maker, method: 'GET', url: left })
  await runJob(world, 'medicines-offers')
  const after = await askFor(world, 200, { as: maker, method: 'GET', url: left })
  world.clock.offset_ms = 0
  assert.deepEqual([state, after.state], ['expired', 'expired'])
  assert.notEqual(after.ended_at, null)
})

test('error: whoever does not hold, names wrongly or offers twice is told which range it is', async () => {
  const { batch, numbers } = await newBatch()
  const offer = async (ranges: readonly TestRange[], as = maker) => {
    const body = await offerBody(world, { from: as, to: pharmacy, ranges, numbers })
    return codeOf(world, { as, method: 'POST', url: '/v1/handovers', body })
  }
  const whole = { batch, first: 0, count: 100, moves: 0 }
  assert.equal(await offer([whole], wholesaler), 'MEDICINES_RANGE_NOT_HELD')
  assert.equal(await offer([{ ...whole, count: 101 }]), 'MEDICINES_RANGE_NOT_HELD')
  assert.equal(await offer([{ ...whole, moves: 1 }]), 'MEDICINES_RANGE_NOT_HELD')
  assert.equal(await offer([{ ...whole, batch: 'bat_none' }]), 'MEDICINES_RANGE_NOT_HELD')
  assert.equal(await offer([whole, { ...whole, first: 99, count: 1 }]), 'MEDICINES_RANGE_OFFERED')
  assert.equal(await offer([{ ...whole, count: 0 }]), 'KERNEL_REQUEST_INVALID')
  assert.equal(await offer([]), 'KERNEL_REQUEST_INVALID')
  assert.equal(await offer([{ ...whole, count: 10 }]), '201')
  assert.equal(await offer([{ ...whole, first: 9, count: 1 }]), 'MEDICINES_RANGE_OFFERED')
  assert.equal(await offer([{ ...whole, first: 10, count: 1 }]), '201')
})

test('error: MEDICINES_RANGE_MARKED for packs that are not active; those beside them go, also past the ledger’s own count', async () => {
  const { batch, number, numbers } = await newBatch(1_000)
  const { quarantined } = packStateNumbers
  await markPacks(world, { holder: maker, number, first: 300, count: 2, state: quarantined, licence: 0 })
  await markPacks(world, { holder: maker, number, first: 700, count: 1, state: packStateNumbers.destroyed, licence: 0 })
  const of = (first: number, count: number) => {
    return { from: maker, to: wholesaler, ranges: [{ batch, first, count, moves: 0 }], numbers }
  }
  const body = await offerBody(world, of(250, 100))
  const code = await codeOf(world, { as: maker, method: 'POST', url: '/v1/handovers', body })
  assert.equal(code, 'MEDICINES_RANGE_MARKED')
  assert.equal((await handOver(world, of(302, 100))).state, 'recorded')
  assert.equal((await handOver(world, of(0, 300))).state, 'recorded')
  const shown = await showBatch(world, maker, { batch })
  assert.deepEqual(shown.states, { active: 997, quarantined: 2, destroyed: 1 })
  assert.equal(shown.holders.find(({ party }: { party: string }) => party === maker.party).packs, 599)
})

test('error: MEDICINES_RECEIVER_UNLICENSED, MEDICINES_INTENT_SIGNATURE_INVALID, MEDICINES_DEADLINE_INVALID, MEDICINES_CONTAINER_INVALID', async () => {
  const { batch, numbers } = await newBatch()
  const regulator = await newInstitution(world, 'regulator')
  const ranges = [{ batch, first: 0, count: 1, moves: 0 }]
  const body = await offerBody(world, { from: maker, to: wholesaler, ranges, numbers })
  const offer = (change: object) =>
    codeOf(world, { as: maker, method: 'POST', url: '/v1/handovers', body: { ...body, ...change } })
  for (const { party } of [maker, regulator, { party: 'pty_nobody' }]) {
    assert.equal(await offer({ to: party }), 'MEDICINES_RECEIVER_UNLICENSED')
  }
  assert.equal(await offer({ to: pharmacy.party }), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  assert.equal(await offer({ deadline: body.deadline + 31 * 86_400 }), 'MEDICINES_DEADLINE_INVALID')
  assert.equal(await offer({ deadline: 1_000 }), 'MEDICINES_DEADLINE_INVALID')
  assert.equal(
    await offer({ container: ssccOf(11).replace(/.$/, (digit) => String((Number(digit) + 1) % 10)) }),
    'MEDICINES_CONTAINER_INVALID',
  )
  assert.equal(await offer({ container: ssccOf(11) }), '201')
  const reply = await codeOf(world, { as: regulator, method: 'POST', url: '/v1/handovers', body })
  assert.equal(reply, 'MEDICINES_ROLE_MISSING')
})

test('error: an acceptance that somebody else signed leaves the offer as it is', async () => {
  const { batch, numbers } = await newBatch()
  const of = { from: maker, to: wholesaler, ranges: [{ batch, first: 0, count: 1, moves: 0 }], numbers }
  const body = await offerBody(world, of)
  const { handover } = await askFor(world, 201, { as: maker, method: 'POST', url: '/v1/handovers', body })
  const typed = handOverOf(world, { ...of, deadline: body.deadline })
  const url = `/v1/handovers/${handover}/acceptance`
  const accept = async (signer: Party, as = wholesaler) =>
    codeOf(world, { as, method: 'POST', url, body: { signature: await signer.account.signTypedData(typed) } })
  assert.equal(await accept(maker), 'MEDICINES_INTENT_SIGNATURE_INVALID')
  assert.equal(await accept(pharmacy, pharmacy), 'MEDICINES_HANDOVER_UNKNOWN')
  assert.equal((await askFor(world, 200, { as: maker, method: 'GET', url: url.slice(0, -11) })).state, 'offered')
  assert.equal(await accept(wholesaler), '200')
  assert.equal(await accept(wholesaler), '200')
})

test('error: MEDICINES_CONTAINER_HOLDS for packs in two containers and for what was never packed', async () => {
  const { batch } = await newBatch()
  const range = { batch, first: 0, count: 10, moves: 0 }
  const [one, two] = [ssccOf(12), ssccOf(13)]
  const post = (path: string, body: object, as = maker) =>
    codeOf(world, { as, method: 'POST', url: `/v1/packings${path}`, body })
  assert.equal(await post('', { container: one, ranges: [range] }, wholesaler), 'MEDICINES_RANGE_NOT_HELD')
  assert.equal(await post('', { container: one, ranges: [range] }), '201')
  assert.equal(await post('', { container: two, ranges: [{ ...range, first: 9 }] }), 'MEDICINES_CONTAINER_HOLDS')
  assert.equal(await post('/unpackings', { container: two, ranges: [range] }), 'MEDICINES_CONTAINER_HOLDS')
  assert.equal(await post('/unpackings', { container: one, ranges: [range] }), '201')
  assert.equal(await post('', { container: two, ranges: [{ ...range, first: 9 }] }), '201')
})

test('many handovers of one range in one block leave the ranges of the ledger', async () => {
  const { batch, number, numbers } = await newBatch(gamePacks)
  const parts = Array.from({ length: 12 }, (_, i) => ({ batch, first: 5 * i + (i % 3), count: 1 + (i % 4), moves: 0 }))
  const handovers = await Promise.all(
    parts.map((part, i) =>
      handOver(world, { from: maker, to: i % 2 ? pharmacy : wholesaler, ranges: [part], numbers }),
    ),
  )
  assert.ok(new Set(handovers.map(({ block }) => block)).size < handovers.length)
  assert.deepEqual(await rangesHere(batch), await rangesOnLedger(number))
})

/** A game takes some twenty blocks of the ledger: one for 500 runs of what costs nothing. */
const games = Math.max(1, Math.floor(fuzzRuns / 500))
const gamePacks = 64

test('property: after random handovers and marks the ranges here are those of the ledger', async () => {
  const people = [maker, wholesaler, pharmacy]
  const step = fc.record({
    first: fc.nat(gamePacks - 1),
    count: fc.integer({ min: 1, max: gamePacks }),
    to: fc.nat(2),
    mark: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
      const { batch, number, numbers } = await newBatch(gamePacks)
      for (const { first, count, to, mark } of steps) {
        const held = await ledgerRange(number, first)
        const from = people.find(({ account }) => account.address === held.holder) as Party
        const many = Math.min(count, held.first + held.count - first)
        const receiver = people[to] as Party
        if (mark) {
          const licence = people.indexOf(from)
          const at = { number, first, count: many, state: packStateNumbers.locked, licence }
          await markPacks(world, { holder: from, ...at }).catch(() => undefined)
        } else if (receiver !== from) {
          const ranges = [{ batch, first, count: many, moves: held.moves }]
          await handOver(world, { from, to: receiver, ranges, numbers }).catch(onlyMarked)
        }
      }
      assert.deepEqual(await rangesHere(batch), await rangesOnLedger(number))
    }),
    { numRuns: games },
  )
})

function onlyMarked(fault: Error): void {
  if (!fault.message.includes('MEDICINES_RANGE_MARKED')) throw fault
}

interface LedgerRange {
  readonly holder: string
  readonly first: number
  readonly count: number
  readonly moves: number
}

async function ledgerRange(number: bigint, index: number): Promise<LedgerRange> {
  const args = [(number << 24n) | BigInt(index)]
  const call = { contract: 'Packs', functionName: 'rangeOf', args } as const
  const [holder, first, count, , moves] =
    await world.kernel.ledger.read<[string, bigint, number, number, number, number]>(call)
  return { holder, first: Number(first & 0xffffffn), count, moves }
}

async function rangesOnLedger(number: bigint): Promise<LedgerRange[]> {
  const ranges: LedgerRange[] = []
  for (let index = 0; index < gamePacks; ) {
    const range = await ledgerRange(number, index)
    ranges.push(range)
    index = range.first + range.count
  }
  return ranges
}

function rangesHere(batch: string): Promise<LedgerRange[]> {
  return world.kernel.database.query({
    name: 'test_ranges_here',
    text: 'select holder, first, until - first as count, moves from medicines.holding where batch = $1 order by first',
    values: [batch],
  })
}
