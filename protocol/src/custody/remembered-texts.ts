const slots = 1024

/**
 * What texts were made into, for a while: places and parties come in event after event, and each EPC of an event twice.
 * A text takes the slot of an earlier one that ends like it, so nothing has to be cleared away.
 */
export class RememberedTexts {
  readonly #texts: string[] = []
  readonly #made: string[] = []

  get(text: string): string | undefined {
    const slot = slotOf(text)
    return this.#texts[slot] === text ? this.#made[slot] : undefined
  }

  /** Returns what is remembered from now on. */
  set(text: string, made: string): string {
    while (this.#texts.length < slots) {
      this.#texts.push('')
      this.#made.push('')
    }
    const slot = slotOf(text)
    this.#texts[slot] = text
    this.#made[slot] = made
    return made
  }
}

/** The last characters are those of serials. */
function slotOf(text: string): number {
  const end = text.length
  const last = text.charCodeAt(end - 1) + 10 * text.charCodeAt(end - 2) + 100 * text.charCodeAt(end - 3)
  return (last + 31 * end) & (slots - 1)
}
