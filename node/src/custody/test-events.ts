import { createHash } from 'node:crypto'
import type { CheckedEvent, EpcisAction, EventFacts } from '@symbolon/protocol/custody'
import type { JsonObject } from '@symbolon/protocol/kernel'

/** A pack, a case or a pallet, invented. */
export const thing = (name: string) => `https://id.gs1.org/01/05200000000015/21/${name}`
export const container = (number: number) => `https://id.gs1.org/00/${String(number).padStart(18, '0')}`
/** A place whose GLN is the number. */
export const place = (gln: number, extension?: string) =>
  `https://id.gs1.org/414/${String(gln).padStart(13, '0')}${extension === undefined ? '' : `/254/${extension}`}`
export const partyLink = (gln: number) => `https://id.gs1.org/417/${String(gln).padStart(13, '0')}`

const start = Date.parse('2026-03-01T08:00:00Z')
/** An instant some minutes after the first. */
export const minute = (minutes: number) => start + minutes * 60_000

const nothing = {
  persistent_set: [],
  persistent_unset: [],
  epcs: [],
  quantities: [],
  transactions: [],
  sources: [],
  destinations: [],
  certifications: [],
  sensors: [],
  extensions: [],
} satisfies Partial<EventFacts>

/** An event as its check leaves it: for tests of what becomes of events, whatever is checked before. */
export function checked(told: Partial<EventFacts>): CheckedEvent {
  const facts = { ...nothing, type: 'ObjectEvent', event_time: minute(0), time_zone: '+02:00', ...told } as const
  const { error: _error, event_id: _id, hash: _hash, ...hashed } = facts
  const hash = told.hash ?? `ni:///sha-256;${sha256(JSON.stringify(hashed))}?ver=CBV2.0`
  const event: JsonObject = {
    type: facts.type,
    eventTime: new Date(facts.event_time).toISOString(),
    eventTimeZoneOffset: facts.time_zone,
    ...(told.event_id !== undefined && { eventID: told.event_id }),
  }
  return { event, facts: { ...facts, hash, event_id: told.event_id ?? hash } }
}

interface Told extends Partial<EventFacts> {
  readonly at?: number
}

const timed = ({ at, ...told }: Told) => ({ ...(at !== undefined && { event_time: at }), ...told })

export function observed(epcs: readonly string[], told: Told = {}): CheckedEvent {
  return checked({ action: 'OBSERVE', ...timed(told), epcs: epcs.map((epc) => ({ role: 'epc', epc })) })
}

/** Children are put into a parent, or taken out of it; taken out without children, it is emptied. */
export function aggregated(
  of: { readonly parent: string; readonly children: readonly string[]; readonly action?: EpcisAction },
  told: Told = {},
): CheckedEvent {
  const { parent, children, action = 'ADD' } = of
  const epcs = [{ role: 'parent', epc: parent } as const, ...children.map((epc) => ({ role: 'child', epc }) as const)]
  return checked({ type: 'AggregationEvent', action, ...timed(told), epcs })
}

export function transformed(
  of: { readonly inputs: readonly string[]; readonly outputs: readonly string[] },
  told: Told = {},
): CheckedEvent {
  const epcs = [
    ...of.inputs.map((epc) => ({ role: 'input', epc }) as const),
    ...of.outputs.map((epc) => ({ role: 'output', epc }) as const),
  ]
  return checked({ type: 'TransformationEvent', ...timed(told), epcs })
}

/** The declaration that an event is in error. */
export function declaredInError({ event, facts }: CheckedEvent, declared_at: number): CheckedEvent {
  return { event, facts: { ...facts, error: { declared_at, corrective_event_ids: [] } } }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
