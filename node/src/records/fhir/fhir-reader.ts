import { type Id, isId, type SymbolonError } from '@symbolon/protocol/kernel'
import { entryOfFhirId, recordsErrors, type Search } from '@symbolon/protocol/records'
import { newReceiptId } from '../../consent/index.ts'
import { CapsuleQueue } from './capsule-queue.ts'
import { GatheredReads } from './gathered-reads.ts'
import { GatheredSearches, type ProvenReading } from './gathered-searches.ts'
import { namesPatients } from './named-patients.ts'
import { CapsuleOpener, type HostedReader } from './open-capsules.ts'
import { type OpenResource, openHit, openHits } from './open-hits.ts'
import type { FhirParts } from './ports.ts'
import { refuse, refuseRead, refuseSearch } from './refuse.ts'

/** What a search found, and what is missing from it. */
export interface Found {
  readonly reading: ProvenReading
  readonly resources: readonly OpenResource[]
  /** Hits that could not be read from the store. */
  readonly unreadable: number
  /** Why patients that the search names do not let the reader in. */
  readonly refusals: readonly SymbolonError[]
}

/** Reads for hosted institutions: policy and hits are one statement; when their receipts stand in the log, hits are decrypted. */
export interface FhirReader {
  /** The JSON of one resource, in UTF-8. @throws RECORDS_FHIR_…, CONSENT_… when the grant that let it in is over */
  read(reader: HostedReader, asked: { type: string; id: string }): Promise<Buffer>
  /** @throws CONSENT_… when nothing opens for the reader */
  search(reader: HostedReader, search: Search): Promise<Found>
  stop(): Promise<void>
}

interface Door {
  readonly parts: FhirParts
  readonly opener: CapsuleOpener
  readonly queue: CapsuleQueue
  readonly reads: GatheredReads
  readonly searches: GatheredSearches
}

/** Rounds of opening what was just granted before the answer is "try again". */
const roundsMax = 3

export function createFhirReader(parts: FhirParts): FhirReader {
  const { context } = parts
  const opener = new CapsuleOpener(parts)
  const index = (reader: HostedReader, grant: Id<'grant'>) => opener.index(reader, grant)
  const queue = new CapsuleQueue({ index, log: context.log })
  const door = { parts, opener, queue, reads: new GatheredReads(parts), searches: new GatheredSearches(parts) }
  return {
    read: (reader, asked) => read(door, reader, asked),
    search: (reader, search) => find(door, reader, search),
    async stop() {
      await queue.stop()
      parts.memory.forgetAll()
    },
  }
}

async function read(door: Door, reader: HostedReader, asked: { type: string; id: string }): Promise<Buffer> {
  if (!isId('entry', entryOfFhirId(asked.id))) throw recordsErrors.RECORDS_FHIR_UNKNOWN()
  const { parts, queue, reads } = door
  const receipt = newReceiptId(parts.context)
  const { for_whom, sign_in } = reader
  for (let round = 0; round < roundsMax; round++) {
    const { hit, proof, unopened } = await reads.find(reader, { ...asked, receipt, for_whom, sign_in })
    const bytes = hit && proof && (await openHit(door, reader, { ...hit, proof }))
    if (bytes) return bytes
    if (hit || !unopened?.length) throw await refuseRead(parts, reader, asked.id)
    await queue.open(reader, unopened)
  }
  throw recordsErrors.RECORDS_FHIR_BUSY()
}

async function find(door: Door, reader: HostedReader, search: Search): Promise<Found> {
  const { parts, queue } = door
  let reading = await ask(door, reader, { search, isPartial: false })
  if (reading.unopened.length > 0) {
    await queue.open(reader, reading.unopened)
    reading = await ask(door, reader, { search, isPartial: true })
  }
  const named = namesPatients(search) ? reading.refused : undefined
  if (reading.active === 0 && (named === undefined || named.length > 0)) throw await refuseSearch(parts, reader, named)
  const refusals = reading.refused.length > 0 ? await refuse(parts, reader, reading.refused) : []
  return { reading, refusals, ...(await openHits(door, reader, reading)) }
}

/** A grant that ends between the search and its receipt has it searched again. */
async function ask(
  { searches }: Door,
  reader: HostedReader,
  { search, isPartial }: { search: Search; isPartial: boolean },
): Promise<ProvenReading> {
  for (let round = 0; round < roundsMax; round++) {
    const found = await searches.find(reader, search, { isPartial })
    if (found.isCurrent) return found
  }
  throw recordsErrors.RECORDS_FHIR_BUSY()
}
