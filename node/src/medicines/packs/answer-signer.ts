import type { Ed25519SigningKey } from '@symbolon/protocol/log'
import { SIGNED_ANSWERS_MAX, signAnswers } from '@symbolon/protocol/medicines'

interface Waiting {
  readonly text: string
  resolve(signed: string): void
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

  /** The answer with its signature, as JSON. @param text the answer in canonical JSON */
  sign(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#signAll())
      this.#waiting.push({ text, resolve, reject })
    })
  }

  #signAll(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (let at = 0; at < waiting.length; at += SIGNED_ANSWERS_MAX) {
      this.#signTogether(waiting.slice(at, at + SIGNED_ANSWERS_MAX))
    }
  }

  #signTogether(answers: readonly Waiting[]): void {
    try {
      const texts = answers.map(({ text }) => text)
      const signatures = signAnswers(texts, this.#key())
      this.#signatures++
      for (const [i, { text, resolve }] of answers.entries()) {
        resolve(`{"answer":${text},"signature":${JSON.stringify(signatures[i])}}`)
      }
    } catch (fault) {
      for (const { reject } of answers) reject(fault)
    }
  }
}
