import { checkDigit } from '@symbolon/protocol/custody'
import type { JsonObject } from '@symbolon/protocol/kernel'

const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'
const units = 30
const cases = 5
const hops = 6
/** Events of one pallet, from the making of its packs to its unpacking. */
export const PALLET_EVENTS = units + cases + 1 + 2 * hops + 2
const start = Date.UTC(2026, 0, 5)
const minute_ms = 60_000
const year_minutes = 400_000

const keyed = (digits: string) => `${digits}${checkDigit(digits)}`
const unitOf = (pallet: number, unit: number) =>
  `https://id.gs1.org/01/${keyed('0952100000001')}/21/P${pallet.toString(36).toUpperCase()}U${unit}`
const containerOf = (number: number) => `https://id.gs1.org/00/${keyed(`09521000${String(number).padStart(9, '0')}`)}`
const placeOf = (place: number) => ({
  id: `https://id.gs1.org/414/${keyed(`9521000${String(place).padStart(5, '0')}`)}`,
})

/** A pack of a pallet that has gone all the way. */
export function storyUnit(pallet: number): string {
  return unitOf(pallet, pallet % units)
}

/** Packs are made, put into cases and on a pallet, which is sent and received six times and taken apart. */
export function palletStory(pallet: number): JsonObject[] {
  const box = (number: number) => containerOf(pallet * (cases + 1) + 1 + number)
  const wood = containerOf(pallet * (cases + 1))
  const boxes = Array.from({ length: cases }, (_, number) => number)
  const inBox = (number: number) =>
    Array.from({ length: units / cases }, (_, i) => unitOf(pallet, number * (units / cases) + i))
  const told: JsonObject[] = [
    ...boxes.flatMap((number) =>
      inBox(number).map((unit) => seen([unit], { action: 'ADD', bizStep: 'commissioning' })),
    ),
    ...boxes.map((number) => packed({ parentID: box(number), childEPCs: inBox(number) })),
    packed({ parentID: wood, childEPCs: boxes.map(box) }),
    ...Array.from({ length: 2 * hops }, (_, leg) => seen([wood], legOf(pallet, leg))),
    packed({ parentID: wood, childEPCs: boxes.map(box), action: 'DELETE', bizStep: 'unpacking' }),
    seen(boxes.map(box), { action: 'OBSERVE', bizStep: 'storing' }),
  ]
  return told.map((event, step) => ({ ...event, ...timed(pallet, step), ...placed(pallet, event) }))
}

function seen(epcList: string[], members: JsonObject): JsonObject {
  return { type: 'ObjectEvent', epcList, ...members }
}

function packed(members: JsonObject): JsonObject {
  return { type: 'AggregationEvent', action: 'ADD', bizStep: 'packing', ...members }
}

function legOf(pallet: number, leg: number): JsonObject {
  const step = leg % 2 === 0 ? 'shipping' : 'receiving'
  const disposition = leg % 2 === 0 ? 'in_transit' : 'in_progress'
  return { action: 'OBSERVE', bizStep: step, disposition, readPoint: placeOf(1 + ((pallet + leg) % 900)) }
}

function timed(pallet: number, step: number): JsonObject {
  const eventTime = new Date(start + ((pallet * 7) % year_minutes) * minute_ms + step * 10 * minute_ms).toISOString()
  return { eventTime, eventTimeZoneOffset: '+02:00' }
}

function placed(pallet: number, { readPoint }: JsonObject): JsonObject {
  return readPoint === undefined ? { readPoint: placeOf(1_000 + (pallet % 50)) } : {}
}

/** The stories of some pallets as one document. */
export function storyDocument(first: number, pallets: number): string {
  const eventList = Array.from({ length: pallets }, (_, i) => palletStory(first + i)).flat()
  return JSON.stringify({
    '@context': [context],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-06-01T09:00:00Z',
    epcisBody: { eventList },
  })
}
