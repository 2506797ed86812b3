import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type CheckedEvent, matchesQuery } from '@symbolon/protocol/custody'
import fc from 'fast-check'
import { fuzzRuns } from '../../../protocol/src/kernel/fuzz-runs.ts'
import { findEvents } from './find-events.ts'
import { countEvents, type EventRowRead, queryEvents } from './query-statement.ts'
import { type CustodyStore, newParty, startCustodyStore } from './test-custody.ts'
import { checked } from './test-events.ts'
import { someFacts, someQuery } from './test-queries.ts'

/** A query is a statement of its own that the database has to plan. */
const RUNS = Math.max(1, Math.floor(fuzzRuns / 20))
const EVENTS = 400

let store: CustodyStore
let told: { readonly event: CheckedEvent; readonly key: number; readonly captor: string; readonly named: number[] }[]
const shop = newParty()

before(async () => {
  store = await startCustodyStore()
  const facts = fc.sample(someFacts, { numRuns: EVENTS, seed: 7 })
  const events = facts.map((one, i) => checked({ ...one, ...(i % 9 === 0 && { event_id: `urn:uuid:${i}` }) }))
  await store.capture(store.maker, events.slice(0, EVENTS / 2))
  await store.capture(store.wholesaler, events.slice(EVENTS / 2))
  await store.rows(
    `insert into custody.party_identifier values ($1, 'one', '[5200000000108,5200000000108]', now()),
    ($1, 'all', '[5200000000200,5200000000299]', now())`,
    [shop],
  )
  const rows = await store.rows<{
    event: number
    identity: string
    captor: string
    recorded_at: Date
    named: string[]
  }>(
    `select event, encode(hash, 'hex') || coalesce(declared_at::text, '') as identity, captor, recorded_at, named from custody.event`,
  )
  const byHash = new Map(events.map((event) => [event.facts.hash, event]))
  told = rows.flatMap(({ event: key, identity, captor, recorded_at, named }) => {
    const event = byHash.get(`ni:///sha-256;${identity.slice(0, 64)}?ver=CBV2.0`)
    return event
      ? [
          {
            key,
            captor,
            named: named.map(Number),
            event: { ...event, facts: { ...event.facts, record_time: recorded_at.getTime() } },
          },
        ]
      : []
  })
})
after(() => store?.stop())

const isShops = (gln: number) => gln === 5_200_000_000_108 || (gln >= 5_200_000_000_200 && gln <= 5_200_000_000_299)

test('property: a statement finds what the query means, of what the party may see, in order', async () => {
  assert.ok(told.length > EVENTS / 2)
  const hash = fc.constantFrom(...told.map(({ event }) => event.facts.hash))
  const parties = [store.maker, store.wholesaler, shop, newParty()]
  let met = 0
  await fc.assert(
    fc.asyncProperty(someQuery(hash), fc.constantFrom(...parties), async (query, party) => {
      const seen = told.filter(({ captor, named }) => captor === party || (party === shop && named.some(isShops)))
      const expected = seen.filter(({ event }) => matchesQuery(query, event))
      const time = ({ facts }: CheckedEvent) =>
        query.order_by === 'event_time' ? facts.event_time : (facts.record_time ?? 0)
      expected.sort((a, b) => time(a.event) - time(b.event) || a.key - b.key)
      if (query.order_direction === 'DESC') expected.reverse()
      const asking = { party, now: Date.now() }
      const { database } = store.kernel
      const found = await database.query<EventRowRead>(queryEvents(query, asking, { after: undefined, limit: EVENTS }))
      assert.deepEqual(
        found.map(({ event }) => event),
        expected.map(({ key }) => key),
      )
      const [counted] = await database.query<{ events: number }>(countEvents(query, asking, EVENTS))
      assert.equal(counted?.events, expected.length)
      const paged: number[] = []
      for (let token: string | undefined; ; ) {
        const page = await findEvents(database, asking, {
          ...query,
          per_page: 40,
          ...(token !== undefined && { next_page_token: token }),
        })
        paged.push(...page.rows.map(({ event }) => event))
        token = page.next?.token
        if (token === undefined) break
      }
      assert.deepEqual(
        paged,
        expected.map(({ key }) => key),
      )
      met += expected.length
    }),
    { numRuns: RUNS },
  )
  assert.ok(met > RUNS, 'queries have to meet something')
})
