import type { Ed25519SigningKey } from '@symbolon/protocol/log'
import { SIGNED_ANSWERS_MAX, signAnswers } from '@symbolon/protocol/medicines'

const opening = Buffer.from('{"answer":')

interface Waiting {
  readonly answer: Buffer
  resolve(signed: Buffer): void
  reject(fault: unknown): void
}

/**
 * Signs what is asked for in one turn of the event loop together: at rest each answer by itself and at once, under load as
 * many as came in with one turn, up to 64 a signature.
 */
export class AnswerSigner {
  readonly #key: () => Ed25519SigningKey
  #waiting: Waiting[] = []
  #signatures = 0

  constructor(key: () => Ed25519SigningKey) {
    this.#key = key
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
      if (this.#waiting.length === 0) setImmediate(() => this.#signAll())
      this.#waiting.push({ answer: Buffer.from(text), resolve, reject })
    })
  }

  #signAll(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (let at = 0; at < waiting.length; at += SIGNED_ANSWERS_MAX) {
      this.#signTogether(waiting.slice(at, at + SIGNED_ANSWERS_MAX))
    }
  }

  #signTogether(waiting: readonly Waiting[]): void {
    try {
      const answers = waiting.map(({ answer }) => answer)
      const signatures = signAnswers(answers, this.#key())
      this.#signatures++
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
