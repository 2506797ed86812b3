import type { Id } from '@symbolon/protocol/kernel'
import type { Search } from '@symbolon/protocol/records'
import { type IntegratedReceipt, newReceiptId, type Opening, writeOpenings } from '../../consent/index.ts'
import type { NodeContext } from '../../kernel/index.ts'
import { fence } from './fence.ts'
import { Gathered } from './gathered.ts'
import type { FhirParts } from './ports.ts'
import { type AskedSearch, askSearch, type Reading, searchStatement } from './search-statement.ts'
import type { Reader, ReadHit } from './statements.ts'

/** Searches in one statement at most: the last one waits for all. */
const searchesTogetherMax = 16

/** What a search found, told to everybody whom it is about before it is answered. */
export interface ProvenReading extends Reading {
  /** Receipts in the log that its hits are opened under. */
  readonly proofs: readonly IntegratedReceipt[]
  /** False when a grant ended before that could be told: what was found is not for the reader any more. */
  readonly isCurrent: boolean
}

interface Question extends AskedSearch {
  readonly reader: Reader
}

/** Searches of an institution, those of the same form that come at once in one statement. */
export class GatheredSearches {
  private readonly gathered: Gathered<Question, ProvenReading>

  constructor(parts: Pick<FhirParts, 'context' | 'log'>) {
    this.gathered = new Gathered({ most: searchesTogetherMax, answer: (searches) => answer(parts, searches) })
  }

  /**
   * What policy answers at the time when the statement is sent.
   * @throws KERNEL_CURSOR_INVALID, KERNEL_BYTES_INVALID
   */
  async find(reader: Reader, search: Search, how: { readonly isPartial: boolean }): Promise<ProvenReading> {
    const asked = askSearch(search, how)
    return this.gathered.ask(`${reader.party} ${reader.purpose} ${asked.sql}`, { reader, ...asked })
  }
}

async function answer(
  { context, log }: Pick<FhirParts, 'context' | 'log'>,
  searches: readonly [Question, ...Question[]],
): Promise<ProvenReading[]> {
  const { party, purpose } = searches[0].reader
  const now = context.clock.now()
  const statement = searchStatement({ party, purpose, now }, searches)
  const readings = await fence(context.database, party).query<Reading>(statement)
  return Promise.all(
    readings.map(async (reading, i) => {
      const openings = openingsOf(context, { reading, reader: { ...(searches[i] as Question).reader, now } })
      const proofs = await writeOpenings(log, openings)
      return {
        ...reading,
        proofs: proofs.filter((proof) => proof !== undefined),
        isCurrent: !proofs.includes(undefined),
      }
    }),
  )
}

/** One opening for each grant among what was found, naming every entry, and for each other one that was searched. */
function openingsOf(
  context: NodeContext,
  {
    reading: { hits, counted, searched },
    reader: { party, purpose, for_whom, sign_in, now },
  }: { reading: Reading; reader: Reader },
): Opening[] {
  const grants = new Map<Id<'grant'>, GrantTold>()
  for (const hit of [...hits, ...counted, ...searched]) addTold(grants, hit)
  const at = new Date(now).toISOString()
  return [...grants].map(([grant, { subject, bytes, records }]) => ({
    receipt: newReceiptId(context),
    grant,
    subject,
    actor: party,
    purpose,
    at,
    for_whom,
    sign_in,
    bytes,
    records: [...records].map(([record, entries]) => ({ record, entries })),
  }))
}

interface GrantTold {
  readonly subject: Id<'party'>
  readonly records: Map<Id<'record'>, Id<'entry'>[]>
  bytes: number
}

function addTold(
  grants: Map<Id<'grant'>, GrantTold>,
  hit: Pick<ReadHit, 'grant' | 'subject'> & Partial<ReadHit>,
): void {
  const { grant, subject, record, entry, bytes = 0 } = hit
  const told = grants.get(grant) ?? { subject, records: new Map(), bytes: 0 }
  grants.set(grant, told)
  told.bytes += bytes
  if (record === undefined) return
  const entries = told.records.get(record) ?? []
  if (entry !== undefined) entries.push(entry)
  told.records.set(record, entries)
}
