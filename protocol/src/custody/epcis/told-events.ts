import type { Place } from '../place.ts'
import { reasons } from './check-reasons.ts'
import type { CheckedEvent } from './event-facts.ts'

/** The events of one document so far. */
export class ToldEvents {
  readonly #hashes = new Map<string, string>()
  readonly #events = new Map<string, CheckedEvent>()

  /**
   * The event, or the same one told before. An event id belongs to one event; a declaration of error repeats the event
   * with its id, and has its hash.
   * @source EPCIS 2.0 §7.4.1.1 (eventID), §7.4.1.2 (error declarations)
   */
  once(told: CheckedEvent, place: Place): CheckedEvent {
    const { hash, event_id } = told.facts
    const known = this.#hashes.get(event_id)
    if (known !== undefined && known !== hash) return place.refuse(reasons.sameId, 'eventID')
    this.#hashes.set(event_id, hash)
    const same = `${hash} ${event_id} ${JSON.stringify(told.event.errorDeclaration ?? null)}`
    const before = this.#events.get(same)
    if (before === undefined) this.#events.set(same, told)
    return before ?? told
  }
}
