import {
  fromBase64Url,
  type Id,
  type IdKind,
  isId,
  type JsonObject,
  type JsonValue,
  SymbolonError,
} from '../kernel/index.ts'

/** Makes the error for a field that is not right. */
export type Refusal = (field: string) => SymbolonError

/** Reads the fields of one JSON object strictly: each by name, none left over. */
export class JsonFields {
  readonly #object: JsonObject
  readonly #refuse: Refusal
  #read = 0

  constructor(value: JsonValue | undefined, field: string, refuse: Refusal) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse(field)
    this.#object = value as JsonObject
    this.#refuse = refuse
  }

  has(name: string): boolean {
    return this.#object[name] !== undefined
  }

  value(name: string): JsonValue | undefined {
    const value = this.#object[name]
    if (value !== undefined) this.#read++
    return value
  }

  text(name: string, pattern: RegExp): string {
    const value = this.value(name)
    if (typeof value !== 'string' || !pattern.test(value)) throw this.#refuse(name)
    return value
  }

  optionalText(name: string, pattern: RegExp): string | undefined {
    return this.has(name) ? this.text(name, pattern) : undefined
  }

  id<Kind extends IdKind>(name: string, kind: Kind): Id<Kind> {
    const value = this.value(name)
    if (typeof value !== 'string' || !isId(kind, value)) throw this.#refuse(name)
    return value
  }

  integer(name: string, min: number): number {
    const value = this.value(name)
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min) throw this.#refuse(name)
    return value
  }

  bytes(name: string, size: number): Uint8Array {
    return this.#bytesOf(this.value(name), name, size)
  }

  list<T>(name: string, read: (value: JsonValue) => T): T[] {
    const value = this.value(name)
    if (!Array.isArray(value)) throw this.#refuse(name)
    return value.map(read)
  }

  texts(name: string, pattern: RegExp): string[] {
    return this.list(name, (value) => {
      if (typeof value !== 'string' || !pattern.test(value)) throw this.#refuse(name)
      return value
    })
  }

  byteList(name: string, size: number): Uint8Array[] {
    return this.list(name, (value) => this.#bytesOf(value, name, size))
  }

  /** @throws the refusal when the object holds more than was read */
  end(field: string): void {
    if (Object.keys(this.#object).length !== this.#read) throw this.#refuse(field)
  }

  #bytesOf(value: JsonValue | undefined, name: string, size: number): Uint8Array {
    try {
      const bytes = typeof value === 'string' ? fromBase64Url(value) : undefined
      if (bytes?.length === size) return bytes
    } catch (error) {
      if (!(error instanceof SymbolonError)) throw error
    }
    throw this.#refuse(name)
  }
}
