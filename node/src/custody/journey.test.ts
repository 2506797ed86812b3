import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CheckedEvent } from '@symbolon/protocol/custody'
import type { Id } from '@symbolon/protocol/kernel'
import fc from 'fast-check'
import { type JourneyEventRow, journeyEvents, journeyPlace } from './journey-statement.ts'
import { fullEpc, storedEpc } from './stored-epc.ts'
import { type CustodyStore, newParty, startCustodyStore } from './test-custody.ts'
import {
  aggregated,
  checked,
  container,
  declaredInError,
  minute,
  observed,
  partyLink,
  place,
  thing,
  transformed,
} from './test-events.ts'

let store: CustodyStore

before(async () => {
  store = await startCustodyStore()
})
after(() => store?.stop())

interface PlaceRow {
  readonly containers: { readonly epc: string }[] | null
  readonly biz_location: string | null
  readonly read_point: string | null
  readonly epc: string | null
}

const asking = (party: Id<'party'>, epc: string) => ({ party, now: Date.now(), epc: storedEpc(epc) })

async function placeOf(party: Id<'party'>, epc: string, at: number) {
  const [row] = await store.kernel.database.query<PlaceRow>(journeyPlace(asking(party, epc), at))
  const within = (row?.containers ?? []).map((one) => fullEpc(one.epc))
  return { within, location: row?.biz_location ?? row?.read_point ?? null, by: row?.epc ? fullEpc(row.epc) : null }
}

async function timesOf(party: Id<'party'>, epc: string): Promise<number[]> {
  const page = { after: undefined, limit: 1_000 }
  const rows = await store.kernel.database.query<JourneyEventRow>(journeyEvents(asking(party, epc), page))
  return rows.map(({ event_time }) => event_time.getTime())
}

test('a pack is where the pallet is that its case is on, for as long as it is', async () => {
  const [pack, box, pallet] = [thing('J1'), container(101), container(102)]
  const [factory, harbour, depot, shop] = [1, 2, 3, 4].map((gln) => place(5200000000100 + gln)) as [
    string,
    string,
    string,
    string,
  ]
  const story = [
    observed([pack], { at: minute(0), action: 'ADD', biz_location: factory }),
    aggregated({ parent: box, children: [pack, thing('J2')] }, { at: minute(10), biz_location: factory }),
    aggregated({ parent: pallet, children: [box] }, { at: minute(20), biz_location: factory }),
    observed([pallet], { at: minute(30), read_point: harbour }),
    observed([pallet], { at: minute(40), biz_location: depot }),
    aggregated({ parent: pallet, children: [], action: 'DELETE' }, { at: minute(50), biz_location: depot }),
    observed([pallet], { at: minute(60), biz_location: factory }),
    aggregated({ parent: box, children: [pack], action: 'DELETE' }, { at: minute(70), biz_location: shop }),
    observed([box], { at: minute(80), biz_location: depot }),
  ]
  // Told in any order: who was where is the same.
  for (const event of [...story].reverse()) await store.capture(store.maker, [event])
  assert.deepEqual(await placeOf(store.maker, pack, minute(5)), { within: [], location: factory, by: pack })
  assert.deepEqual(await placeOf(store.maker, pack, minute(35)), {
    within: [box, pallet],
    location: harbour,
    by: pallet,
  })
  assert.deepEqual(await placeOf(store.maker, pack, minute(45)), { within: [box, pallet], location: depot, by: pallet })
  assert.deepEqual((await placeOf(store.maker, pack, minute(65))).within, [box])
  assert.equal(
    (await placeOf(store.maker, pack, minute(65))).location,
    depot,
    'where the pallet goes without it is nothing to it',
  )
  assert.deepEqual(await placeOf(store.maker, pack, minute(90)), { within: [], location: shop, by: pack })
  assert.deepEqual(await timesOf(store.maker, pack), [0, 10, 20, 30, 40, 70].map(minute))
})

test('the pages of a journey are the journey', async () => {
  const whole = await timesOf(store.maker, thing('J1'))
  const paged: number[] = []
  for (let after: readonly [number, number] | undefined; ; ) {
    const statement = journeyEvents(asking(store.maker, thing('J1')), { after, limit: 2 })
    const rows = await store.kernel.database.query<JourneyEventRow>(statement)
    paged.push(...rows.map(({ event_time }) => event_time.getTime()))
    const last = rows.at(-1)
    if (last === undefined) break
    after = [last.event_time.getTime(), last.event]
  }
  assert.deepEqual(paged, whole)
})

test('what is in error counts for nothing, whenever that is said, and only by whoever told it', async () => {
  const [pack, box] = [thing('J3'), container(103)]
  const wrong = aggregated({ parent: box, children: [pack] }, { at: minute(10) })
  await store.capture(store.wholesaler, [declaredInError(wrong, minute(60))])
  await store.capture(store.maker, [wrong])
  assert.deepEqual((await placeOf(store.maker, pack, minute(20))).within, [box], 'somebody else said so')
  await store.capture(store.maker, [declaredInError(wrong, minute(60))])
  assert.deepEqual((await placeOf(store.maker, pack, minute(20))).within, [])
  const late = aggregated({ parent: box, children: [pack] }, { at: minute(11) })
  await store.capture(store.maker, [declaredInError(late, minute(61))])
  await store.capture(store.maker, [late])
  assert.deepEqual((await placeOf(store.maker, pack, minute(20))).within, [])
})

test('what a thing was made from goes before it, with what held that', async () => {
  const [pack, bulk, raw, drum] = [thing('J4'), thing('bulk'), thing('raw'), container(104)]
  await store.capture(store.maker, [
    observed([raw], { at: minute(0), action: 'ADD' }),
    aggregated({ parent: drum, children: [raw] }, { at: minute(1) }),
    observed([drum], { at: minute(2) }),
    transformed({ inputs: [raw], outputs: [] }, { at: minute(3), transformation_id: 'urn:uuid:1' }),
    transformed({ inputs: [], outputs: [bulk] }, { at: minute(4), transformation_id: 'urn:uuid:1' }),
    observed([drum], { at: minute(5) }),
    transformed({ inputs: [bulk], outputs: [pack] }, { at: minute(6) }),
    observed([pack], { at: minute(7) }),
  ])
  assert.deepEqual(await timesOf(store.maker, pack), [0, 1, 2, 4, 6, 7].map(minute))
})

test('nothing is inferred from what one may not see', async () => {
  const [pack, box] = [thing('J5'), container(105)]
  const shop = newParty()
  await store.rows('insert into custody.party_identifier values ($1, $2, int8range($3, $3, $4), now())', [
    shop,
    '5200000000500',
    5_200_000_000_500,
    '[]',
  ])
  await store.capture(store.wholesaler, [
    aggregated({ parent: box, children: [pack] }, { at: minute(1), biz_location: place(5200000000501) }),
    observed([box], { at: minute(2), destinations: [{ type: 'owning_party', id: partyLink(5200000000500) }] }),
    observed([pack], { at: minute(3), read_point: place(5200000000500, 'dock') }),
  ])
  assert.deepEqual(await timesOf(store.wholesaler, pack), [1, 2, 3].map(minute))
  assert.deepEqual(await timesOf(shop, pack), [minute(3)], 'that it was in the box is not the shop’s to know')
  assert.deepEqual(await timesOf(shop, box), [minute(2)])
  assert.deepEqual(await timesOf(store.maker, pack), [])
  assert.deepEqual(await placeOf(store.maker, pack, minute(9)), { within: [], location: null, by: null })
})

test('a thing that holds itself by mistake is followed to an end', async () => {
  const [left, right] = [container(106), container(107)]
  await store.capture(store.maker, [
    aggregated({ parent: left, children: [right] }, { at: minute(1) }),
    aggregated({ parent: right, children: [left] }, { at: minute(1) }),
  ])
  assert.deepEqual((await placeOf(store.maker, left, minute(2))).within, [right])
})

/** Runs of a property in which every case writes a few transactions. */
const RUNS = 150

interface Acted {
  readonly at: number
  readonly act: 'in' | 'out' | 'empty' | 'gone'
  readonly parent: number
  readonly wrong: boolean
}

interface Told extends Acted {
  readonly event: CheckedEvent
}

/** The containers of a pack by the story told from its beginning, in the order in which things happened. */
function simulated(told: readonly Told[], at: number): number[] {
  const rank = { out: 0, empty: 0, in: 1, gone: 2 }
  const past = told.filter((one) => one.at <= at && !one.wrong)
  past.sort((a, b) => a.at - b.at || rank[a.act] - rank[b.act] || a.parent - b.parent)
  let held: number | undefined
  for (const { act, parent } of past) {
    if (act === 'in') held = parent
    else if (act === 'gone' || held === parent) held = undefined
  }
  return held === undefined ? [] : [held]
}

const acts = fc.constantFrom('in', 'in', 'out', 'empty', 'gone')
const someActs = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 12 }),
    act: acts,
    parent: fc.integer({ min: 1, max: 3 }),
    wrong: fc.boolean(),
  }),
  { minLength: 1, maxLength: 10 },
)
const someOrder = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 10 })

/** The events of a story about one pack and the boxes that the function names, and of mistakes what says so. */
function storyOf(acted: readonly Acted[], pack: string, box: (parent: number) => string): Told[] {
  return acted.map(({ at, act, parent, wrong }, i) => {
    const more = { at: minute(at), biz_step: `step-${i}` }
    const children = act === 'empty' ? [] : [pack]
    const event =
      act === 'gone'
        ? observed([pack], { ...more, action: 'DELETE' })
        : aggregated({ parent: box(parent), children, action: act === 'in' ? 'ADD' : 'DELETE' }, more)
    return { at: minute(at), act, parent, event, wrong: wrong && i % 3 === 0 }
  })
}

test('property: what a thing is in does not depend on the order in which it was told', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(someActs, someOrder, async (acted, order) => {
      run++
      const pack = thing(`P${run}`)
      const box = (parent: number) => container(10_000 + run * 10 + parent)
      const told = storyOf(acted as Acted[], pack, box)
      const captures = told.flatMap(({ event, wrong }) =>
        wrong ? [event, declaredInError(event, minute(99))] : [event],
      )
      const shuffled = captures.map((event, i) => ({ event, key: order[i % 10] ?? 0 })).sort((a, b) => a.key - b.key)
      const events = shuffled.map(({ event }) => event)
      const half = Math.ceil(events.length / 2)
      for (const part of [events.slice(0, half), events.slice(half)]) await store.capture(store.maker, part)
      for (const at of [0, 3, 6, 9, 12].map(minute)) {
        const { within } = await placeOf(store.maker, pack, at)
        assert.deepEqual(within, simulated(told, at).map(box))
      }
    }),
    { numRuns: RUNS },
  )
})

test('an association goes on beside others and beside an aggregation', async () => {
  const [sensor, box, pallet] = [thing('S1'), container(108), container(109)]
  const associated = (parent: string, at: number) =>
    checked({
      type: 'AssociationEvent',
      action: 'ADD',
      event_time: minute(at),
      epcs: [
        { role: 'parent', epc: parent },
        { role: 'child', epc: sensor },
      ],
    })
  await store.capture(store.maker, [
    associated(box, 1),
    associated(pallet, 2),
    aggregated({ parent: container(110), children: [sensor] }, { at: minute(3) }),
    aggregated({ parent: container(110), children: [sensor], action: 'DELETE' }, { at: minute(4) }),
  ])
  assert.deepEqual((await placeOf(store.maker, sensor, minute(3))).within.sort(), [box, pallet, container(110)].sort())
  assert.deepEqual((await placeOf(store.maker, sensor, minute(5))).within.sort(), [box, pallet].sort())
})
