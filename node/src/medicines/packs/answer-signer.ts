import type { Clock, Milliseconds } from '@symbolon/protocol/kernel'
import type { Ed25519SigningKey } from '@symbolon/protocol/log'
import { SIGNED_ANSWERS_MAX, signAnswers } from '@symbolon/protocol/medicines'
import { SIGNATURES_APART_MS } from './packs-limits.ts'

const opening = Buffer.from('{"answer":')

interface Waiting {
  readonly answer: Buffer
  resolve(signed: Buffer): void
  reject(fault: unknown): void
}

interface SignerParts {
  readonly key: () => Ed25519SigningKey
  readonly clock: Clock
}

/**
 * Signs answers together: at rest each by itself and at once; soon after another signature whatever comes in until
 * SIGNATURES_APART_MS have passed, up to 64 of them.
 */
export class AnswerSigner {
  readonly #parts: SignerParts
  #waiting: Waiting[] = []
  #signatures = 0
  #signed_at: Milliseconds = 0
  #timer: NodeJS.Timeout | undefined

  constructor(parts: SignerParts) {
    this.#parts = parts
  }

  /** Signatures that were made, for tests that hold answers to a number of them. */
  get signatures(): number {
    return this.#signatures
  }

  /**
   * The answer with its signature, as JSON in UTF-8: what is signed and what is sent are written as bytes once, since each
   * pass over a text with Greek letters in it costs 2 µs.
   * @param text the answer in canonical JSON
   */
  sign(text: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ answer: Buffer.from(text), resolve, reject })
      if (this.#waiting.length === 1) this.#arrange()
      if (this.#waiting.length === SIGNED_ANSWERS_MAX) this.#signAll()
    })
  }

  #arrange(): void {
    const isSoon = this.#parts.clock.now() - this.#signed_at < SIGNATURES_APART_MS
    if (isSoon) this.#timer = setTimeout(() => this.#signAll(), SIGNATURES_APART_MS)
    else setImmediate(() => this.#signAll())
  }

  #signAll(): void {
    clearTimeout(this.#timer)
    const waiting = this.#waiting
    this.#waiting = []
    if (waiting.length > 0) this.#signTogether(waiting)
  }

  #signTogether(waiting: readonly Waiting[]): void {
    try {
      const answers = waiting.map(({ answer }) => answer)
      const signatures = signAnswers(answers, this.#parts.key())
      this.#signatures++
      this.#signed_at = this.#parts.clock.now()
      for (const [i, { answer, resolve }] of waiting.entries()) {
        resolve(
          Buffer.concat([opening, answer, Buffer.from(`,"signature":${JSON.stringify(signatures[i])}}`, 'latin1')]),
        )
      }
    } catch (fault) {
      for (const { reject } of waiting) reject(fault)
    }
  }
}
