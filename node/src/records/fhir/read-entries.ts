import { openEntry } from '@symbolon/protocol/vault'
import type { CiphertextCache } from './ciphertext-cache.ts'
import type { CapsuleOpener, HostedReader } from './open-capsules.ts'
import type { OpenedEntry } from './opened-capsules.ts'
import type { Hit, Reading } from './statements.ts'

/** A resource as it was sealed. */
export interface OpenResource {
  readonly hit: Hit
  readonly json: string
}

/** The resources of the hits, decrypted and checked against what the commitment vouches for; fewer when a grant ended just now. */
export async function readEntries(
  { opener, ciphertext }: { opener: CapsuleOpener; ciphertext: CiphertextCache },
  reader: HostedReader,
  { hits, receipts }: Reading,
): Promise<OpenResource[]> {
  const opened = new Map<string, ReadonlyMap<string, OpenedEntry>>()
  for (const { grant, receipt } of receipts) {
    const hit = hits.find((candidate) => candidate.grant === grant)
    const entries = hit && (await opener.entriesOf(reader, { grant, body: hit.body, receipt }))
    if (entries !== undefined) opened.set(grant, entries)
  }
  const resources = await Promise.all(
    hits.map(async (hit) => {
      const entry = opened.get(hit.grant)?.get(hit.entry)
      if (entry === undefined) return undefined
      const bytes = openEntry({ entry, payload: await ciphertext.part(entry.blob, entry) })
      return { hit, json: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8') }
    }),
  )
  return resources.filter((resource) => resource !== undefined)
}
