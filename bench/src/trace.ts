import { Agent, get, type RequestOptions } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { journeyEvents, storedEpc } from '@symbolon/node/custody'
import type { Id } from '@symbolon/protocol/kernel'
import { getOwnParty } from '@symbolon/sdk/identity'
import type { Bench, BenchResult } from './measure.ts'
import { diskBytesOf, openPacksPlace, type PacksPlace, usedBetween, usedBy } from './packs-place.ts'
import { PALLET_EVENTS, storyUnit } from './pallet-story.ts'
import { CAPTURE_EVENTS, countEvents, tellPallets } from './tell-pallets.ts'

const usual = 300_000
const large = 12_000_000
/** Told in some minutes; a session lasts half an hour. */
const eventsOfSession = 600_000
const warmup = 500
const asked = 2_000
const looked = 50
const tidying_ms = 1_000
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
        results.push(...(await traceMany(place, { token: await place.tokenOf('maker'), party, size })))
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
  // What the server does by itself in the minutes after so many inserts, and what it may have begun already.
  await place.database.query({ name: 'bench_analyze', text: 'vacuum analyze' })
  await place.database.query({ name: 'bench_checkpoint', text: 'checkpoint' })
  while (await isTidying(place)) await wait(tidying_ms)
}

async function isTidying({ database }: PacksPlace): Promise<boolean> {
  const text = "select 1 from pg_stat_activity where backend_type = 'autovacuum worker' limit 1"
  return (await database.query({ name: 'bench_tidying', text })).length > 0
}

interface Tracing {
  readonly token: string
  readonly party: Id<'party'>
  readonly size: number
}

/** Units that nobody has asked for, whose pages may lie on the disk, and the same again. */
async function traceMany(place: PacksPlace, { token, party, size }: Tracing): Promise<BenchResult[]> {
  const pallets = size / PALLET_EVENTS
  const unit = (i: number) => storyUnit((i * 7_919) % pallets)
  await traceEach(place, { token, units: Array.from({ length: warmup }, (_, i) => unit(i)) })
  const units = Array.from({ length: asked }, (_, i) => unit(warmup + i))
  const operation = `trace a unit among ${size} events`
  const first = await traceOnce(place, { token, units, operation: `${operation}, asked for the first time` })
  const again = await traceOnce(place, { token, units, operation: `${operation}, again` })
  const buffers_each = hundredths(await buffersOf(place, { party, units: units.slice(0, looked) }))
  return [first, again].map((result) => ({
    ...result,
    counters: { events: size, steps, buffers_each, ...result.counters },
  }))
}

async function traceOnce(
  place: PacksPlace,
  { operation, ...of }: { token: string; units: readonly string[]; operation: string },
): Promise<BenchResult> {
  const [before, disk_before] = [await usedBy(place), diskBytesOf(place)]
  const waits = (await traceEach(place, of)).sort((left, right) => left - right)
  const disk_bytes = diskBytesOf(place) - disk_before
  const { statements, database_cpu_ms, ...used } = usedBetween(before, await usedBy(place))
  const counters = {
    statements_each: hundredths(statements / asked),
    disk_bytes_each: Math.round(disk_bytes / asked),
    wait_median_ms: hundredths(waits[Math.floor(asked * 0.5)]),
    wait_99_ms: hundredths(waits[Math.floor(asked * 0.99)]),
    database_cpu_ms,
  }
  return { operation, n: asked, ...used, counters }
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
