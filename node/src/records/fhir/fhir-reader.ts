import { type Id, newId } from '@symbolon/protocol/kernel'
import { recordsErrors, type Search } from '@symbolon/protocol/records'
import { newReceiptId } from '../../consent/index.ts'
import type { NodeContext, Statement } from '../../kernel/index.ts'
import { CiphertextCache } from './ciphertext-cache.ts'
import { fence } from './fence.ts'
import { CapsuleOpener, type HostedReader } from './open-capsules.ts'
import type { FhirParts } from './ports.ts'
import { type OpenResource, readEntries } from './read-entries.ts'
import { refuseRead, refuseSearch } from './refuse.ts'
import { type Reading, readStatement, searchStatement } from './statements.ts'

/** Reads for hosted institutions: policy, hits and receipts are one statement, and only then anything is decrypted. */
export interface FhirReader {
  /** The JSON text of one resource. @throws RECORDS_FHIR_UNKNOWN, CONSENT_… when the grant that let it in is over */
  read(reader: HostedReader, asked: { type: string; id: string }): Promise<string>
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
  /** Reads again, after opening what the statement found unopened, unless it is content with what it has. */
  const settle = async (
    reader: HostedReader,
    { statementOf, isContent }: { statementOf(reader: HostedReader): Statement; isContent?(reading: Reading): boolean },
  ): Promise<Reading> => {
    for (let round = 0; round < roundsMax; round++) {
      const now = context.clock.now()
      const [reading] = await fence(context.database, reader.party).query<Reading>(statementOf({ ...reader, now }))
      if (reading === undefined) break
      if (reading.unopened.length === 0 || isContent?.(reading)) return reading
      await opener.index({ ...reader, now }, reading.unopened)
    }
    throw recordsErrors.RECORDS_FHIR_BUSY()
  }
  return {
    async read(reader, asked) {
      const reading = await settle(reader, {
        statementOf: (now) => readStatement(now, { ...asked, receipt: newReceiptId(context) }),
        isContent: ({ hits }) => hits.length > 0,
      })
      const [resource] = await readEntries({ opener, ciphertext }, reader, reading)
      if (resource === undefined) throw await refuseRead(context, reader, { id: asked.id, opener })
      return resource.json
    },
    async search(reader, search) {
      const reading = await settle(reader, {
        statementOf: (now) => searchStatement(now, search, freshReceipts(context)),
      })
      if (reading.active === 0) throw await refuseSearch(context, reader, opener)
      return { reading, resources: await readEntries({ opener, ciphertext }, reader, reading) }
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
