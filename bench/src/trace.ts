import { Agent, get, type RequestOptions } from 'node:http'
import { json } from 'node:stream/consumers'
import { journeyEvents, storedEpc } from '@symbolon/node/custody'
import type { Id } from '@symbolon/protocol/kernel'
import { getOwnParty } from '@symbolon/sdk/identity'
import type { Bench, BenchResult } from './measure.ts'
import { openPacksPlace, type PacksPlace, usedBetween, usedBy } from './packs-place.ts'
import { PALLET_EVENTS, storyUnit } from './pallet-story.ts'
import { CAPTURE_EVENTS, countEvents, tellPallets } from './tell-pallets.ts'

const usual = 300_000
const large = 12_000_000
/** Told in some minutes; a session lasts half an hour. */
const eventsOfSession = 600_000
const warmup = 500
const asked = 2_000
const looked = 50
/** Of a unit: its making, its case, its pallet, six times sent and received, taken apart, the case stored. */
const steps = 17

/** The way of a pack whose case stood on a pallet that went through six hands, among a tenth of the events and among all. */
export const traceBench: Bench = {
  name: 'trace',
  describe: `The journey of a unit through six hops among ${usual} events, or ${large} with --large, over HTTP`,
  async run(flags) {
    const events = flags.has('--large') ? large : usual
    const place = await openPacksPlace()
    try {
      const { party } = await getOwnParty(await place.clientOf('maker'))
      const results: BenchResult[] = []
      for (const size of [events / 10, events]) {
        await fillUp(place, size)
        results.push(await traceMany(place, { token: await place.tokenOf('maker'), party, size }))
      }
      return results
    } finally {
      await place.stop()
    }
  },
}

async function fillUp(place: PacksPlace, size: number): Promise<void> {
  for (let there = await countEvents(place); there < size; there += eventsOfSession) {
    const captures = Math.min(size - there, eventsOfSession) / CAPTURE_EVENTS
    await tellPallets(place, { token: await place.tokenOf('maker'), first: there / PALLET_EVENTS, captures })
  }
  if ((await countEvents(place)) !== size) throw new Error('the events are not all there')
  // What the server does by itself in the minutes after so many inserts.
  await place.database.query({ name: 'bench_analyze', text: 'vacuum analyze' })
}

interface Tracing {
  readonly token: string
  readonly party: Id<'party'>
  readonly size: number
}

async function traceMany(place: PacksPlace, { token, party, size }: Tracing): Promise<BenchResult> {
  const pallets = size / PALLET_EVENTS
  const unit = (i: number) => storyUnit((i * 7_919) % pallets)
  await traceEach(place, { token, units: Array.from({ length: warmup }, (_, i) => unit(i)) })
  const units = Array.from({ length: asked }, (_, i) => unit(warmup + i))
  const before = await usedBy(place)
  const waits = (await traceEach(place, { token, units })).sort((left, right) => left - right)
  const { statements, database_cpu_ms, ...used } = usedBetween(before, await usedBy(place))
  const buffers = await buffersOf(place, { party, units: units.slice(0, looked) })
  const counters = {
    events: size,
    steps,
    statements_each: hundredths(statements / asked),
    buffers_each: hundredths(buffers),
    wait_median_ms: hundredths(waits[Math.floor(asked * 0.5)]),
    wait_99_ms: hundredths(waits[Math.floor(asked * 0.99)]),
    database_cpu_ms,
  }
  return { operation: `trace a unit among ${size} events`, n: asked, ...used, counters }
}

/** One after the other, on one connection: `fetch` makes so much garbage that the waits would be its own. */
async function traceEach({ node }: PacksPlace, of: { token: string; units: readonly string[] }): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { authorization: `Bearer ${of.token}` }
  const waits: number[] = []
  for (const unit of of.units) {
    const started = performance.now()
    const journey = await getJson(`${node.url}/v1/custody/${encodeURIComponent(unit)}/journey`, { agent, headers })
    const { items } = journey as { items?: readonly unknown[] }
    waits.push(performance.now() - started)
    if (items?.length !== steps) throw new Error(`a journey of ${items?.length} steps instead of ${steps}`)
  }
  agent.destroy()
  return waits
}

function getJson(url: string, options: RequestOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    get(url, options, (answer) => resolve(json(answer))).on('error', reject)
  })
}

interface Plan {
  readonly 'QUERY PLAN': readonly { readonly Plan: Readonly<Record<string, number>> }[]
}

/** Pages of 8 KiB that the statement touches, wherever they are, on the average. */
async function buffersOf({ database }: PacksPlace, of: { party: Id<'party'>; units: readonly string[] }) {
  let buffers = 0
  for (const unit of of.units) {
    const asking = { party: of.party, now: Date.now(), epc: storedEpc(unit) }
    const { text, values } = journeyEvents(asking, { after: undefined, limit: 51 })
    const explain = {
      name: 'bench_explain',
      text: `explain (analyze, buffers, format json) ${text}`,
      values: values ?? [],
    }
    const [row] = await database.query<Plan>(explain)
    const plan = row?.['QUERY PLAN'][0]?.Plan
    buffers += (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
  }
  return buffers / of.units.length
}

function hundredths(value = 0): number {
  return Math.round(value * 100) / 100
}
