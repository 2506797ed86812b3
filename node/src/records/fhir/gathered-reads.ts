import { type IntegratedReceipt, type Opening, writeOpenings } from '../../consent/index.ts'
import { fence } from './fence.ts'
import { Gathered } from './gathered.ts'
import type { FhirParts } from './ports.ts'
import { type AskedRead, type FoundRead, type Reader, type ReadHit, readStatement } from './statements.ts'

/** Reads in one statement at most. */
export const READS_TOGETHER_MAX = 64

/** Whose reads go together: those of one institution for one purpose. */
type Asking = Pick<Reader, 'party' | 'purpose'>

/** What was found, and the receipt in the log that a hit is opened under: none when its grant ended just now. */
export type ProvenRead = FoundRead & { readonly proof?: IntegratedReceipt }

/** Reads of an institution, those that come at once in one statement. */
export class GatheredReads {
  private readonly gathered: Gathered<Asking & AskedRead, ProvenRead>

  constructor(parts: Pick<FhirParts, 'context' | 'log'>) {
    this.gathered = new Gathered({ most: READS_TOGETHER_MAX, answer: (reads) => answer(parts, reads) })
  }

  /** What policy answers at the time when the statement is sent; a hit is told before it is answered. */
  find({ party, purpose }: Asking, asked: AskedRead): Promise<ProvenRead> {
    return this.gathered.ask(`${party} ${purpose}`, { party, purpose, ...asked })
  }
}

async function answer(
  { context, log }: Pick<FhirParts, 'context' | 'log'>,
  reads: readonly [Asking & AskedRead, ...(Asking & AskedRead)[]],
): Promise<ProvenRead[]> {
  const [{ party, purpose }] = reads
  const now = context.clock.now()
  const statement = readStatement({ party, purpose, now }, reads)
  const found = await fence(context.database, party).query<FoundRead>(statement)
  const at = new Date(now).toISOString()
  const hits = found.flatMap(({ hit }, place) => (hit ? [{ hit, place }] : []))
  const openings = hits.map(({ hit, place }) => openingOf(hit, { ...(reads[place] as Asking & AskedRead), at }))
  const proofs = new Map((await writeOpenings(log, openings)).map((proof) => [proof?.receipt, proof]))
  return found.map((one, place) => {
    const proof = proofs.get(reads[place]?.receipt)
    return { ...one, ...(proof && { proof }) }
  })
}

function openingOf(
  { grant, subject, record, commitment, entry, bytes }: ReadHit,
  { party, purpose, receipt, for_whom, sign_in, at }: Asking & AskedRead & { at: string },
): Opening {
  const records = [{ record, commitment, entries: [entry] }]
  return { receipt, grant, subject, actor: party, purpose, at, records, bytes, for_whom, sign_in }
}
