import type { Words } from '../kernel/index.ts'
import { custodyErrors } from './errors.ts'

/** Where a value stands in a document. Its pointer is written out only when something there is refused. */
export class Place {
  readonly #start: string
  readonly #within: Place | undefined
  readonly #key: string | number

  private constructor(start: string, within: Place | undefined, key: string | number) {
    this.#start = start
    this.#within = within
    this.#key = key
  }

  /** The place that a pointer names: `/epcisBody/eventList/0`, empty for the whole document. */
  static at(pointer: string): Place {
    return new Place(pointer, undefined, '')
  }

  /** The place of a field or an element. */
  in(key: string | number): Place {
    return new Place('', this, key)
  }

  /** Throws what is wrong with the value here, or with one of its fields or elements. */
  refuse(reason: Words, key?: string | number): never {
    const place = key === undefined ? this : this.in(key)
    throw custodyErrors.CUSTODY_EVENT_INVALID({ pointer: place.pointer(), reason })
  }

  /** A JSON pointer; `/` for the whole document, so that it can be seen. @source RFC 6901 */
  pointer(): string {
    return this.#written() || '/'
  }

  #written(): string {
    if (this.#within === undefined) return this.#start
    const token = String(this.#key).replaceAll('~', '~0').replaceAll('/', '~1')
    return `${this.#within.#written()}/${token}`
  }
}
