import { setTimeout } from 'node:timers/promises'

/** How long a statement waits for more where the one before had several: who was answered just now asks again. */
const gathering_ms = 1
const crowd_ms = 10

interface GatheringParts<Question, Answer> {
  /** Questions in one statement at most. */
  readonly most: number
  /** One answer for each question, in their order. */
  answer(questions: readonly [Question, ...Question[]]): Promise<readonly Answer[]>
}

interface Waiting<Question, Answer> {
  readonly question: Question
  readonly settle: { resolve(answer: Answer): void; reject(fault: unknown): void }
}

/**
 * Questions that arrive while an earlier statement of the same key is under way go together in the next one: under load a
 * statement, its growth of the log and their ways to the database and back are shared by many. A question that comes alone
 * waits for nobody.
 */
export class Gathered<Question, Answer> {
  private readonly parts: GatheringParts<Question, Answer>
  private readonly waiting = new Map<string, Waiting<Question, Answer>[]>()
  /** Until when several questions at once are expected. */
  private readonly crowds = new Map<string, number>()

  constructor(parts: GatheringParts<Question, Answer>) {
    this.parts = parts
  }

  /** @param key of the questions that may go in one statement */
  ask(key: string, question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asking = { question, settle: { resolve, reject } }
      const waiting = this.waiting.get(key)
      if (waiting !== undefined) return void waiting.push(asking)
      this.waiting.set(key, [asking])
      setImmediate(() => void this.sendAll(key))
    })
  }

  private async sendAll(key: string): Promise<void> {
    const waiting = this.waiting.get(key) ?? []
    const { most } = this.parts
    while (waiting.length > 0) {
      if (this.isCrowded(key) && waiting.length < most) await setTimeout(gathering_ms)
      const together = waiting.splice(0, most)
      await this.send(together)
      if (together.length > 1) this.crowds.set(key, performance.now() + crowd_ms)
      else this.crowds.delete(key)
    }
    this.waiting.delete(key)
  }

  private isCrowded(key: string): boolean {
    return (this.crowds.get(key) ?? 0) > performance.now()
  }

  private async send(together: readonly Waiting<Question, Answer>[]): Promise<void> {
    const [first, ...others] = together.map(({ question }) => question)
    if (first === undefined) return
    try {
      const answers = await this.parts.answer([first, ...others])
      for (const [place, { settle }] of together.entries()) settle.resolve(answers[place] as Answer)
    } catch (fault) {
      for (const { settle } of together) settle.reject(fault)
    }
  }
}
