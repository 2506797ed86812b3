import type { Words } from '../kernel/index.ts'
import { custodyErrors } from './errors.ts'

interface Root {
  readonly pointer: string
  readonly code: 'CUSTODY_EVENT_INVALID' | 'CUSTODY_DOCUMENT_INVALID'
}

/** Where a value stands in a document. Its pointer is written out only when something there is refused. */
export class Place {
  readonly #root: Root
  readonly #within: Place | undefined
  readonly #key: string | number

  private constructor(root: Root, key: string | number, within?: Place) {
    this.#root = root
    this.#key = key
    this.#within = within
  }

  /** The place of an event, by its pointer: `/epcisBody/eventList/0`, empty for the whole text. */
  static ofEvent(pointer: string): Place {
    return new Place({ pointer, code: 'CUSTODY_EVENT_INVALID' }, '')
  }

  /** The whole document. */
  static ofDocument(): Place {
    return new Place({ pointer: '', code: 'CUSTODY_DOCUMENT_INVALID' }, '')
  }

  /** The place of a field or an element. */
  in(key: string | number): Place {
    return new Place(this.#root, key, this)
  }

  /** Throws what is wrong with the value here, or with one of its fields or elements. */
  refuse(reason: Words, key?: string | number): never {
    const place = key === undefined ? this : this.in(key)
    throw custodyErrors[this.#root.code]({ pointer: place.pointer(), reason })
  }

  /** A JSON pointer; `/` for the whole document, so that it can be seen. @source RFC 6901 */
  pointer(): string {
    return this.#written() || '/'
  }

  #written(): string {
    if (this.#within === undefined) return this.#root.pointer
    const token = String(this.#key).replaceAll('~', '~0').replaceAll('/', '~1')
    return `${this.#within.#written()}/${token}`
  }
}
