import type { JsonObject, JsonValue } from '@symbolon/protocol/kernel'

/** Context of the events that this slice tells: the standard's, and words of ours. */
export const eventContext: JsonValue = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { symbolon: 'urn:symbolon:medicines:' },
]

/** What every event of ours begins with; UTC, to the millisecond. @source EPCIS 2.0 §7.4.1 */
export function eventAt(type: 'ObjectEvent' | 'AggregationEvent', at: number): JsonObject {
  return { type, eventTime: new Date(at).toISOString(), eventTimeZoneOffset: '+00:00' }
}

/** A party by its GLN. @source CBV 2.0 §8.6 (PGLN) */
export function partyLink(gln: string): string {
  return `https://id.gs1.org/417/${gln}`
}

/** Packs of a lot, however many. @source CBV 2.0 §8.3 (LGTIN) */
export function lotLink({ gtin, lot }: { readonly gtin: string; readonly lot: string }): string {
  return `https://id.gs1.org/01/${gtin}/10/${encodeURIComponent(lot)}`
}

/** One pack. @source CBV 2.0 §8.2 (SGTIN) */
export function packEpc({ gtin, serial }: { readonly gtin: string; readonly serial: string }): string {
  return `https://id.gs1.org/01/${gtin}/21/${encodeURIComponent(serial)}`
}

/** A logistic unit. @source CBV 2.0 §8.2 (SSCC) */
export function containerLink(sscc: string): string {
  return `https://id.gs1.org/00/${sscc}`
}
