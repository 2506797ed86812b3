import type { NodeContext } from '../../kernel/index.ts'
import { fence } from './fence.ts'
import { type AskedRead, type FoundRead, type Reader, readStatement } from './statements.ts'

/** Reads in one statement at most. */
export const READS_TOGETHER_MAX = 64

/** Whose reads go together: those of one institution for one purpose. */
type Asking = Pick<Reader, 'party' | 'purpose'>

interface WaitingRead {
  readonly asked: AskedRead
  readonly settle: { resolve(found: FoundRead): void; reject(fault: unknown): void }
}

/**
 * Reads that arrive while an earlier statement of the same institution is under way go together in the next one: under
 * load a statement, its commit and its way to the database and back are shared by many. A read that comes alone waits
 * for nobody.
 */
export class GatheredReads {
  private readonly context: Pick<NodeContext, 'database' | 'clock'>
  private readonly waiting = new Map<string, WaitingRead[]>()

  constructor(context: Pick<NodeContext, 'database' | 'clock'>) {
    this.context = context
  }

  /** What policy answers at the time when the statement is sent; the receipt of a hit is committed with it. */
  find(asking: Asking, asked: AskedRead): Promise<FoundRead> {
    const key = `${asking.party} ${asking.purpose}`
    return new Promise((resolve, reject) => {
      const read = { asked, settle: { resolve, reject } }
      const waiting = this.waiting.get(key)
      if (waiting !== undefined) return void waiting.push(read)
      this.waiting.set(key, [read])
      setImmediate(() => void this.sendAll(key, asking))
    })
  }

  private async sendAll(key: string, asking: Asking): Promise<void> {
    const waiting = this.waiting.get(key) ?? []
    try {
      while (waiting.length > 0) await this.send(asking, waiting.splice(0, READS_TOGETHER_MAX))
    } finally {
      this.waiting.delete(key)
    }
  }

  private async send({ party, purpose }: Asking, reads: readonly WaitingRead[]): Promise<void> {
    const { database, clock } = this.context
    try {
      const statement = readStatement(
        { party, purpose, now: clock.now() },
        reads.map(({ asked }) => asked),
      )
      const rows = await fence(database, party).query<FoundRead & { place: number }>(statement)
      for (const { place, ...found } of rows) reads[place - 1]?.settle.resolve(found)
    } catch (fault) {
      for (const { settle } of reads) settle.reject(fault)
    }
  }
}
