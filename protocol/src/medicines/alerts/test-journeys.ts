import fc from 'fast-check'
import type { PackAct, PackHistory } from './pack-history.ts'
import { coarsePlace, type PackRead, type ReaderClass } from './pack-read.ts'

export const testPackId = `0x${'11'.repeat(32)}` as const
export const testStart = Date.parse('2026-06-01T00:00:00Z')
const hour_ms = 3_600_000
const earth_km = 6371.0072

interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** Some hours at a site, then a way to the next one at a speed that packs travel with. */
export interface Leg {
  readonly stay_h: number
  readonly way_h: number
  readonly speed_km_h: number
  readonly bearing: number
  /** When it is read, as shares of the stay and of the way, and how far the clock of each device is off. */
  readonly reads: readonly { readonly share: number; readonly onWay: boolean; readonly clock_h: number }[]
}

/** A read at a place and time, by the node's clock or by a device's that is off. */
export function readAt(place: Point, at: number, more: { reader?: ReaderClass; clock_h?: number } = {}): PackRead {
  const { reader = 'wholesaler', clock_h = 0 } = more
  const coarse = coarsePlace({ ...place, at: at + clock_h * hour_ms })
  return { pack: testPackId, ...coarse, reader, ...(clock_h !== 0 && { is_by_device: true }) }
}

/** A place so far along a great circle. */
export function along({ latitude, longitude }: Point, bearing: number, distance_km: number): Point {
  const radians = Math.PI / 180
  const [lat, lng, angle, way] = [latitude * radians, longitude * radians, bearing * radians, distance_km / earth_km]
  const sine = Math.sin(lat) * Math.cos(way) + Math.cos(lat) * Math.sin(way) * Math.cos(angle)
  const end = Math.asin(Math.min(1, Math.max(-1, sine)))
  const east = Math.atan2(Math.sin(angle) * Math.sin(way) * Math.cos(lat), Math.cos(way) - Math.sin(lat) * sine)
  return { latitude: end / radians, longitude: (((((lng + east) / radians + 540) % 360) + 360) % 360) - 180 }
}

/** The history of a pack that goes from site to site, is dispensed at the last one, and is read by its patient on the way home. */
export function journey(start: Point, legs: readonly Leg[]): PackHistory {
  const reads: PackRead[] = []
  let [place, at] = [start, testStart]
  for (const leg of legs) {
    const [leaves, arrives] = [at + leg.stay_h * hour_ms, at + (leg.stay_h + leg.way_h) * hour_ms]
    for (const { share, onWay, clock_h } of leg.reads) {
      const time = onWay ? leaves + share * (arrives - leaves) : at + share * (leaves - at)
      const passed_km = onWay ? share * leg.way_h * leg.speed_km_h : 0
      reads.push(readAt(along(place, leg.bearing, passed_km), time, { clock_h }))
    }
    place = along(place, leg.bearing, leg.way_h * leg.speed_km_h)
    at = arrives
  }
  const last = coarsePlace({ ...place, at })
  const supply: PackAct = { act: 'supply', actor: 'pharmacy-a', reader: 'pharmacy', ...last }
  reads.push(
    readAt(place, at + hour_ms, { reader: 'pharmacy' }),
    readAt(along(place, 0, 40), at + hour_ms, { reader: 'public' }),
  )
  return { pack: testPackId, reads, acts: [supply] }
}

/** Any number up to the greatest, and often the ones at the edge: whole hours, full speed, the very beginning and end. */
const upTo = (max: number, ...edges: readonly number[]) =>
  fc.oneof(fc.double({ min: 0, max, noNaN: true }), fc.constantFrom(...edges))

const leg: fc.Arbitrary<Leg> = fc.record({
  stay_h: upTo(30, 0),
  way_h: upTo(15, 0, 1, 2, 12),
  speed_km_h: upTo(900, 900),
  bearing: fc.integer({ min: 0, max: 359 }),
  reads: fc.array(
    fc.record({
      share: upTo(1, 0, 1, 1 - 1e-9),
      onWay: fc.boolean(),
      clock_h: fc.constantFrom(0, 0, 1, -1, 0.5),
    }),
    { maxLength: 3 },
  ),
})

/** Journeys of honest packs all over the world. */
export const journeys: fc.Arbitrary<PackHistory> = fc
  .tuple(
    fc.record({
      latitude: fc.double({ min: -85, max: 85, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    }),
    fc.array(leg, { minLength: 1, maxLength: 4 }),
  )
  .map(([start, legs]) => journey(start, legs))
