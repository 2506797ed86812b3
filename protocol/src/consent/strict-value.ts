import type { JsonObject, JsonValue, Words } from '../kernel/index.ts'

/** Throws the error that says where and why. */
export type Refuse = (at: { pointer: string; reason: Words }) => never

const reasons = {
  object: { en: 'an object is expected', el: 'αναμένεται αντικείμενο' },
  list: { en: 'a list is expected', el: 'αναμένεται λίστα' },
  text: { en: 'a text is expected', el: 'αναμένεται κείμενο' },
  count: { en: 'a whole number is expected', el: 'αναμένεται ακέραιος αριθμός' },
  form: { en: 'the text has another form', el: 'το κείμενο έχει άλλη μορφή' },
  missing: { en: 'it is missing', el: 'λείπει' },
  unknown: { en: 'it is not a known field', el: 'δεν είναι γνωστό πεδίο' },
  size: { en: 'there are too few or too many', el: 'είναι πολύ λίγα ή πάρα πολλά' },
  order: { en: 'the values must ascend, each once', el: 'οι τιμές πρέπει να αυξάνουν, καθεμία μία φορά' },
} as const satisfies Record<string, Words>

/** One value of a strictly read JSON document with its place in it, for readers that accept one spelling only. */
export class StrictValue {
  readonly value: JsonValue
  readonly pointer: string
  readonly #refuse: Refuse

  constructor(value: JsonValue, at: { pointer: string; refuse: Refuse }) {
    this.value = value
    this.pointer = at.pointer
    this.#refuse = at.refuse
  }

  refuse(reason: Words): never {
    return this.#refuse({ pointer: this.pointer || '/', reason })
  }

  /** An object with every required key, any of the optional ones and no other. */
  fields<Required extends string, Optional extends string = never>(keys: {
    required: readonly Required[]
    optional?: readonly Optional[]
  }): Record<Required, StrictValue> & Partial<Record<Optional, StrictValue>> {
    const { value } = this
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.refuse(reasons.object)
    const known = new Set<string>([...keys.required, ...(keys.optional ?? [])])
    for (const key of Object.keys(value)) if (!known.has(key)) this.#child(value, key).refuse(reasons.unknown)
    for (const key of keys.required) if (!Object.hasOwn(value, key)) this.#child(value, key).refuse(reasons.missing)
    const fields = Object.keys(value).map((key) => [key, this.#child(value, key)])
    return Object.fromEntries(fields) as Record<Required, StrictValue> & Partial<Record<Optional, StrictValue>>
  }

  /** A text of the given form. */
  text(form: RegExp): string {
    if (typeof this.value !== 'string') return this.refuse(reasons.text)
    return form.test(this.value) ? this.value : this.refuse(reasons.form)
  }

  /** A whole number, not negative. */
  count(): number {
    const { value } = this
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : this.refuse(reasons.count)
  }

  /** Exactly this value. */
  exactly<Value extends string | number | boolean>(expected: Value): Value {
    return this.value === expected ? expected : this.refuse(reasons.form)
  }

  /** A list of `min` to `max` elements. */
  list({ min, max }: { min: number; max: number }): StrictValue[] {
    const { value } = this
    if (!Array.isArray(value)) return this.refuse(reasons.list)
    if (value.length < min || value.length > max) return this.refuse(reasons.size)
    return value.map(
      (element, index) => new StrictValue(element, { pointer: `${this.pointer}/${index}`, refuse: this.#refuse }),
    )
  }

  /** A list whose elements ascend by a key, each once: the one spelling of a set. */
  set<Element>(options: {
    min?: number
    max: number
    read: (element: StrictValue) => Element
    key: (element: Element) => string
  }): Element[] {
    const elements = this.list({ min: options.min ?? 1, max: options.max }).map(options.read)
    for (let i = 1; i < elements.length; i++) {
      if (options.key(elements[i - 1] as Element) >= options.key(elements[i] as Element)) this.refuse(reasons.order)
    }
    return elements
  }

  /** What another parser makes of the text; its own error passes through. */
  parsed<Parsed>(parse: (text: string) => Parsed): Parsed {
    return typeof this.value === 'string' ? parse(this.value) : this.refuse(reasons.text)
  }

  #child(object: JsonObject, key: string): StrictValue {
    return new StrictValue(object[key] ?? null, { pointer: `${this.pointer}/${key}`, refuse: this.#refuse })
  }
}
