import { type Id, SymbolonError } from '@symbolon/protocol/kernel'
import { recordsErrors } from '@symbolon/protocol/records'
import { openEntry } from '@symbolon/protocol/vault'
import type { IntegratedReceipt } from '../../consent/index.ts'
import type { ProvenReading } from './gathered-searches.ts'
import type { CapsuleOpener, HostedReader } from './open-capsules.ts'
import type { KeyLease, OpenedEntry } from './opened-capsules.ts'
import type { FhirParts } from './ports.ts'
import type { Hit } from './statements.ts'

/** A resource as it was sealed. */
export interface OpenResource {
  readonly hit: Hit
  /** JSON in UTF-8. */
  readonly bytes: Buffer
}

interface Opening {
  readonly parts: FhirParts
  readonly opener: CapsuleOpener
}

/**
 * The resource of one hit under its receipt; nothing when its grant ended just now.
 * @throws RECORDS_FHIR_UNREADABLE
 */
export async function openHit(
  opening: Opening,
  reader: HostedReader,
  { entry, ...capsule }: Pick<Hit, 'entry' | 'body'> & { proof: IntegratedReceipt },
): Promise<Buffer | undefined> {
  try {
    const lease = await opening.opener.lease(reader, capsule)
    return await decryptUnder(opening, lease, entry).finally(() => lease?.release())
  } catch (fault) {
    if (mayPass(fault)) throw fault
    throw recordsErrors.RECORDS_FHIR_UNREADABLE({ resources: 1 }, { cause: fault })
  }
}

/**
 * The resources of the hits, each for itself: what one patient's store has lost hides nobody else's. Fewer when a grant
 * ended just now. The receipts stand in the log and name all hits: more than what left, never less.
 */
export async function openHits(
  opening: Opening,
  reader: HostedReader,
  { hits, proofs }: ProvenReading,
): Promise<{ resources: OpenResource[]; unreadable: number }> {
  const bodies = new Map(hits.map(({ grant, body }) => [grant, body]))
  const leases = new Map<Id<'grant'>, Promise<KeyLease | undefined>>()
  for (const proof of proofs) {
    const body = bodies.get(proof.grant)
    if (body !== undefined) leases.set(proof.grant, opening.opener.lease(reader, { proof, body }))
  }
  const settled = await Promise.allSettled(
    hits.map(async (hit) => ({ hit, bytes: await decryptUnder(opening, await leases.get(hit.grant), hit.entry) })),
  )
  for (const lease of await Promise.allSettled(leases.values())) {
    if (lease.status === 'fulfilled') lease.value?.release()
  }
  return tally(opening, settled)
}

function tally(
  { parts: { context } }: Opening,
  settled: readonly PromiseSettledResult<{ hit: Hit; bytes: Buffer | undefined }>[],
): { resources: OpenResource[]; unreadable: number } {
  const resources = settled.flatMap((one) =>
    one.status === 'fulfilled' && one.value.bytes ? [{ hit: one.value.hit, bytes: one.value.bytes }] : [],
  )
  const faults = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  if (faults.length > 0 && resources.length === 0 && faults.every(mayPass)) throw faults[0]
  const codes = [...new Set(faults.map((fault) => (fault instanceof SymbolonError ? fault.code : 'unexpected')))]
  if (faults.length > 0) context.log.warn({ codes, resources: faults.length }, 'resources could not be read')
  return { resources, unreadable: faults.length }
}

/** What the same request may find differently in a moment. */
function mayPass(fault: unknown): boolean {
  return fault instanceof SymbolonError && fault.row.retry === 'later'
}

/** Decrypted and checked against what the commitment vouches for. */
async function decryptUnder(
  { parts: { memory } }: Opening,
  lease: KeyLease | undefined,
  entry: string,
): Promise<Buffer | undefined> {
  const opened: OpenedEntry | undefined = lease?.entries.get(entry)
  if (opened === undefined) return undefined
  const bytes = openEntry({ entry: opened, payload: await memory.ciphertext.part(opened.blob, opened) })
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
