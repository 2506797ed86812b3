import { setTimeout } from 'node:timers/promises'
import { type IntegratedReceipt, integrateReceipts, receiptOfHit, type ToldReceipt } from '../../consent/index.ts'
import { fence } from './fence.ts'
import type { FhirParts } from './ports.ts'
import { type AskedRead, type FoundRead, type Reader, type ReadHit, readStatement } from './statements.ts'

/** Reads in one statement at most. */
export const READS_TOGETHER_MAX = 64
/** How long a statement waits for more where the one before had several: who was answered just now asks again. */
const gathering_ms = 1
const crowd_ms = 10

/** Whose reads go together: those of one institution for one purpose. */
type Asking = Pick<Reader, 'party' | 'purpose'>

/** What was found, and the receipt in the log that a hit is opened under. */
export type ProvenRead = FoundRead & { readonly proof?: IntegratedReceipt }

interface WaitingRead {
  readonly asked: AskedRead
  readonly settle: { resolve(found: ProvenRead): void; reject(fault: unknown): void }
}

/**
 * Reads that arrive while an earlier statement of the same institution is under way go together in the next one: under
 * load a statement, its commit, its growth of the log and their ways to the database and back are shared by many. A read
 * that comes alone waits for nobody.
 */
export class GatheredReads {
  private readonly parts: Pick<FhirParts, 'context' | 'log'>
  private readonly waiting = new Map<string, WaitingRead[]>()
  /** Until when several reads at once are expected. */
  private readonly crowds = new Map<string, number>()

  constructor(parts: Pick<FhirParts, 'context' | 'log'>) {
    this.parts = parts
  }

  /** What policy answers at the time when the statement is sent; the receipt of a hit is committed with it. */
  find(asking: Asking, asked: AskedRead): Promise<ProvenRead> {
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
      while (waiting.length > 0) {
        if (this.isCrowded(key) && waiting.length < READS_TOGETHER_MAX) await setTimeout(gathering_ms)
        const reads = waiting.splice(0, READS_TOGETHER_MAX)
        await this.send(asking, reads)
        if (reads.length > 1) this.crowds.set(key, performance.now() + crowd_ms)
        else this.crowds.delete(key)
      }
    } finally {
      this.waiting.delete(key)
    }
  }

  private isCrowded(key: string): boolean {
    return (this.crowds.get(key) ?? 0) > performance.now()
  }

  private async send({ party, purpose }: Asking, reads: readonly WaitingRead[]): Promise<void> {
    const { context, log } = this.parts
    try {
      const now = context.clock.now()
      const statement = readStatement(
        { party, purpose, now },
        reads.map(({ asked }) => asked),
      )
      const rows = await fence(context.database, party).query<FoundRead & { place: number }>(statement)
      const told = rows.flatMap(({ place, hit }) =>
        toldOf(reads[place - 1], { hit, actor: party, purpose, at: new Date(now) }),
      )
      const proofs = new Map((await integrateReceipts(log, told)).map((proof) => [proof.receipt, proof]))
      for (const { place, ...found } of rows) {
        const read = reads[place - 1]
        const proof = read && proofs.get(read.asked.receipt)
        read?.settle.resolve({ ...found, ...(proof && { proof }) })
      }
    } catch (fault) {
      for (const { settle } of reads) settle.reject(fault)
    }
  }
}

/** The receipt that the statement committed for a hit. */
function toldOf(
  read: WaitingRead | undefined,
  { hit, ...asking }: { hit: ReadHit | null; actor: string; purpose: string; at: Date },
): ToldReceipt[] {
  if (!hit || !read) return []
  const { grant, subject, record, entry, bytes } = hit
  const { receipt, for_whom = null } = read.asked
  return [receiptOfHit({ ...asking, receipt, grant, subject, record, entry, bytes, for_whom })]
}
