import type { Id } from '@symbolon/protocol/kernel'
import { openEntry } from '@symbolon/protocol/vault'
import type { CiphertextCache } from './ciphertext-cache.ts'
import type { CapsuleOpener, HostedReader } from './open-capsules.ts'
import type { KeyLease, OpenedEntry } from './opened-capsules.ts'
import type { Hit, Reading } from './statements.ts'

/** A resource as it was sealed. */
export interface OpenResource {
  readonly hit: Hit
  /** JSON in UTF-8. */
  readonly bytes: Buffer
}

interface Opening {
  readonly opener: CapsuleOpener
  readonly ciphertext: CiphertextCache
}

/** The resource of one hit under its committed receipt; nothing when its grant ended just now. */
export async function openHit(
  { opener, ciphertext }: Opening,
  reader: HostedReader,
  { entry, ...capsule }: Pick<Hit, 'grant' | 'entry' | 'body'> & { receipt: Id<'receipt'> },
): Promise<Buffer | undefined> {
  const lease = await opener.lease(reader, capsule)
  try {
    const opened = lease?.entries.get(entry)
    return opened && (await decrypt(ciphertext, opened))
  } finally {
    lease?.release()
  }
}

/** The resources of the hits; fewer when a grant ended just now. */
export async function openHits(
  { opener, ciphertext }: Opening,
  reader: HostedReader,
  { hits, receipts }: Reading,
): Promise<OpenResource[]> {
  const leases = new Map<string, KeyLease>()
  try {
    for (const { grant, receipt } of receipts) {
      const hit = hits.find((candidate) => candidate.grant === grant)
      const lease = hit && (await opener.lease(reader, { grant, body: hit.body, receipt }))
      if (lease !== undefined) leases.set(grant, lease)
    }
    const resources = await Promise.all(
      hits.map(async (hit) => {
        const entry = leases.get(hit.grant)?.entries.get(hit.entry)
        return entry && { hit, bytes: await decrypt(ciphertext, entry) }
      }),
    )
    return resources.filter((resource) => resource !== undefined)
  } finally {
    for (const lease of leases.values()) lease.release()
  }
}

/** Decrypted and checked against what the commitment vouches for. */
async function decrypt(ciphertext: CiphertextCache, entry: OpenedEntry): Promise<Buffer> {
  const bytes = openEntry({ entry, payload: await ciphertext.part(entry.blob, entry) })
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
