import { type Id, isId, newId } from '@symbolon/protocol/kernel'
import { entryOfFhirId, recordsErrors, type Search } from '@symbolon/protocol/records'
import { newReceiptId } from '../../consent/index.ts'
import type { NodeContext } from '../../kernel/index.ts'
import { CiphertextCache } from './ciphertext-cache.ts'
import { fence } from './fence.ts'
import { GatheredReads } from './gathered-reads.ts'
import { CapsuleOpener, type HostedReader } from './open-capsules.ts'
import { type OpenResource, openHit, openHits } from './open-hits.ts'
import type { FhirParts } from './ports.ts'
import { refuseRead, refuseSearch } from './refuse.ts'
import { type AskedRead, type FoundRead, type Reading, searchStatement } from './statements.ts'

/** Reads for hosted institutions: policy, hits and receipts are one statement, and only then anything is decrypted. */
export interface FhirReader {
  /** The JSON of one resource, in UTF-8. @throws RECORDS_FHIR_UNKNOWN, CONSENT_… when the grant that let it in is over */
  read(reader: HostedReader, asked: { type: string; id: string }): Promise<Buffer>
  /** @throws CONSENT_… when nothing opens for the reader */
  search(reader: HostedReader, search: Search): Promise<{ reading: Reading; resources: OpenResource[] }>
  stop(): void
}

/** Rounds of opening what was just granted before the answer is "try again". */
const roundsMax = 3
const freshReceiptsMax = 4

export function createFhirReader(parts: FhirParts): FhirReader {
  const { context } = parts
  const ciphertext = new CiphertextCache(parts.store)
  const opener = new CapsuleOpener(parts, ciphertext)
  const reads = new GatheredReads(context)
  /** Asks again after opening what the statement found unopened, while it is not content with what it has. */
  const settle = async <Found>(
    reader: HostedReader,
    { ask, unopenedIn }: { ask(): Promise<Found>; unopenedIn(found: Found): readonly Id<'grant'>[] },
  ): Promise<Found> => {
    for (let round = 0; round < roundsMax; round++) {
      const found = await ask()
      const unopened = unopenedIn(found)
      if (unopened.length === 0) return found
      await opener.index({ ...reader, now: context.clock.now() }, unopened)
    }
    throw recordsErrors.RECORDS_FHIR_BUSY()
  }
  return {
    async read(reader, asked) {
      if (!isId('entry', entryOfFhirId(asked.id))) throw recordsErrors.RECORDS_FHIR_UNKNOWN()
      const read: AskedRead = { ...asked, receipt: newReceiptId(context) }
      const found = await settle<FoundRead>(reader, {
        ask: () => reads.find(reader, read),
        unopenedIn: ({ unopened }) => unopened ?? [],
      })
      const bytes =
        found.hit && (await openHit({ opener, ciphertext }, reader, { ...found.hit, receipt: read.receipt }))
      if (bytes === undefined || bytes === null) throw await refuseRead(context, reader, { id: asked.id, opener })
      return bytes
    },
    async search(reader, search) {
      const reading = await settle<Reading>(reader, {
        ask: async () => {
          const now = context.clock.now()
          const statement = searchStatement({ ...reader, now }, search, freshReceipts(context))
          const [found] = await fence(context.database, reader.party).query<Reading>(statement)
          if (found === undefined) throw recordsErrors.RECORDS_FHIR_BUSY()
          return found
        },
        unopenedIn: ({ unopened }) => unopened,
      })
      if (reading.active === 0) throw await refuseSearch(context, reader, opener)
      return { reading, resources: await openHits({ opener, ciphertext }, reader, reading) }
    },
    stop: () => opener.stop(),
  }
}

/** Enough for most pages; where more patients are on one page the database makes the rest. */
function freshReceipts({ clock, random }: NodeContext): Id<'receipt'>[] {
  const bytes = random(10 * freshReceiptsMax)
  return Array.from({ length: freshReceiptsMax }, (_, i) =>
    newId('receipt', clock.now(), bytes.subarray(10 * i, 10 * i + 10)),
  )
}
