/** How long a statement waits at most for as many questions as there were at once before: who was answered asks again. */
const gathering_ms = 2
/** How long it is remembered how many there were, and of how many keys. */
const crowd_ms = 10
const crowdsMax = 256

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

/** Questions of one key that wait for their statement. */
interface Queue<Question, Answer> {
  readonly waiting: Waiting<Question, Answer>[]
  /** So many are expected; called when they are there. */
  expected: { readonly count: number; met(): void } | undefined
}

/**
 * Questions that arrive while an earlier statement of the same key is under way go together in the next one: under load a
 * statement, its growth of the log and their ways to the database and back are shared by many. A question that comes alone
 * waits for nobody.
 */
export class Gathered<Question, Answer> {
  private readonly parts: GatheringParts<Question, Answer>
  private readonly queues = new Map<string, Queue<Question, Answer>>()
  /** How many there were at once, and until when as many are expected. */
  private readonly crowds = new Map<string, { readonly count: number; readonly until: number }>()

  constructor(parts: GatheringParts<Question, Answer>) {
    this.parts = parts
  }

  /** @param key of the questions that may go in one statement */
  ask(key: string, question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asking = { question, settle: { resolve, reject } }
      const queue = this.queues.get(key)
      if (queue !== undefined) return add(queue, asking)
      this.queues.set(key, { waiting: [asking], expected: undefined })
      setImmediate(() => void this.sendAll(key))
    })
  }

  private async sendAll(key: string): Promise<void> {
    const queue = this.queues.get(key)
    while (queue !== undefined && queue.waiting.length > 0) {
      await this.gather(key, queue)
      const together = queue.waiting.splice(0, this.parts.most)
      await this.send(together)
      this.remember(key, together.length + queue.waiting.length)
    }
    this.queues.delete(key)
  }

  private async gather(key: string, queue: Queue<Question, Answer>): Promise<void> {
    const crowd = this.crowds.get(key)
    if (crowd === undefined || crowd.until < performance.now()) return
    const count = Math.min(crowd.count, this.parts.most)
    if (queue.waiting.length >= count) return
    await new Promise<void>((met) => {
      queue.expected = { count, met }
      setTimeout(met, gathering_ms)
    })
    queue.expected = undefined
  }

  private remember(key: string, count: number): void {
    if (this.crowds.size >= crowdsMax) this.crowds.clear()
    if (count > 1) this.crowds.set(key, { count, until: performance.now() + crowd_ms })
    else this.crowds.delete(key)
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

function add<Question, Answer>(queue: Queue<Question, Answer>, asking: Waiting<Question, Answer>): void {
  const { waiting, expected } = queue
  if (waiting.push(asking) >= (expected?.count ?? Number.POSITIVE_INFINITY)) expected?.met()
}
