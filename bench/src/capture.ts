import type { Bench, BenchResult } from './measure.ts'
import { openPacksPlace, type PacksPlace, usedBetween, usedBy } from './packs-place.ts'
import { CAPTURE_EVENTS, countEvents, tellPallets, textsOf } from './tell-pallets.ts'

const warmup = 20
const captures = 100

/** A party tells events by the EPCIS door, four captures at a time. */
export const captureBench: Bench = {
  name: 'capture',
  describe: `EPCIS captures of ${CAPTURE_EVENTS} events over HTTP: checked, hashed, stored, in the log`,
  async run() {
    const place = await openPacksPlace()
    try {
      return [await captureMany(place)]
    } finally {
      await place.stop()
    }
  },
}

async function captureMany(place: PacksPlace): Promise<BenchResult> {
  const token = await place.tokenOf('maker')
  await tellPallets(place, { token, first: 0, captures: warmup })
  const first = warmup * CAPTURE_EVENTS
  const texts = textsOf({ first, captures })
  const events = await countEvents(place)
  const before = await usedBy(place)
  const bytes = await tellPallets(place, { token, first, captures, texts })
  const { statements, database_cpu_ms, ...used } = usedBetween(before, await usedBy(place))
  const n = (await countEvents(place)) - events
  if (n !== captures * CAPTURE_EVENTS) throw new Error(`${n} events were stored`)
  const counters = {
    events_a_second: Math.round((n / used.wall_ms) * 1_000),
    database_cpu_ms,
    statements_a_capture: Math.round((statements / captures) * 100) / 100,
    bytes_an_event: Math.round(bytes / n),
  }
  return { operation: 'capture an event', n, ...used, counters }
}
