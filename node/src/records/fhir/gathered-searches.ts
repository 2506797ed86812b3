import type { Id } from '@symbolon/protocol/kernel'
import type { Search } from '@symbolon/protocol/records'
import {
  type IntegratedReceipt,
  newReceiptId,
  type Opening,
  type RecordToTell,
  tellOpenings,
  writeOpenings,
} from '../../consent/index.ts'
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
  const openings = readings.map((reading, i) =>
    openingsOf(context, { reading, reader: { ...(searches[i] as Question).reader, now } }),
  )
  const told = await tell({ context, log }, openings.flat())
  return readings.map((reading, i) => {
    const outcomes = (openings[i] ?? []).map(({ receipt }) => told.get(receipt))
    const proofs = outcomes.flatMap((outcome) => (outcome === 'committed' || !outcome ? [] : [outcome]))
    return { ...reading, proofs, isCurrent: !outcomes.includes(undefined) }
  })
}

type Told = IntegratedReceipt | 'committed'

/** Each opening is told: in the log where a key leaves under it; nothing where its grant ended meanwhile. */
async function tell(
  { context, log }: Pick<FhirParts, 'context' | 'log'>,
  openings: readonly Opening[],
): Promise<ReadonlyMap<Id<'receipt'>, Told>> {
  const { read = [], looked = [] } = Object.groupBy(openings, ({ records }) =>
    records.some(({ entries }) => entries.length > 0) ? 'read' : 'looked',
  )
  const [proofs, committed] = await Promise.all([writeOpenings(log, read), tellOpenings(context.database, looked)])
  const told = new Map<Id<'receipt'>, Told>()
  for (const proof of proofs) if (proof) told.set(proof.receipt, proof)
  for (const receipt of committed) told.set(receipt, 'committed')
  return told
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
    records: [...records.values()],
  }))
}

type RecordTold = RecordToTell & { readonly entries: Id<'entry'>[] }

interface GrantTold {
  readonly subject: Id<'party'>
  readonly records: Map<Id<'record'>, RecordTold>
  bytes: number
}

function addTold(
  grants: Map<Id<'grant'>, GrantTold>,
  hit: Pick<ReadHit, 'grant' | 'subject'> & Partial<ReadHit>,
): void {
  const { grant, subject, record, commitment, entry, bytes = 0 } = hit
  const told = grants.get(grant) ?? { subject, records: new Map(), bytes: 0 }
  grants.set(grant, told)
  told.bytes += bytes
  if (record === undefined) return
  const one = told.records.get(record) ?? { record, commitment, entries: [] }
  if (entry !== undefined) one.entries.push(entry)
  told.records.set(record, one)
}
