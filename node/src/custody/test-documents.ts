import type { JsonObject } from '@symbolon/protocol/kernel'

/** Contexts and documents, invented. */
export const standard = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'
const context = [standard, { example: 'https://example.org/epcis/' }]

/** An event of one pack that was seen; members that are undefined are left out. */
export function seenEvent(serial: string, members: JsonObject = {}): JsonObject {
  return {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    eventTime: '2026-03-01T08:00:00.000+02:00',
    eventTimeZoneOffset: '+02:00',
    epcList: [`https://id.gs1.org/01/05200000000016/21/${serial}`],
    bizStep: 'shipping',
    readPoint: { id: 'https://id.gs1.org/414/5200000000023' },
    ...members,
  }
}

export function documentOf(events: readonly JsonObject[], members: JsonObject = {}): JsonObject {
  return {
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-01T09:00:00Z',
    epcisBody: { eventList: [...events] },
    ...members,
  }
}

/** A destination that names the party with the GLN as the owner. */
export function toParty(gln: string): JsonObject {
  return { destinationList: [{ type: 'owning_party', destination: `https://id.gs1.org/417/${gln}` }] }
}
