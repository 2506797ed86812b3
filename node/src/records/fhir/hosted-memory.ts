import type { Id } from '@symbolon/protocol/kernel'
import type { Endings } from '../../consent/index.ts'
import type { BlobStore } from '../../vault/index.ts'
import { CiphertextCache } from './ciphertext-cache.ts'
import { OpenedCapsules } from './opened-capsules.ts'

/** What this process remembers of hosted institutions' records: keys and ciphertext, each for ten minutes at most. */
export class HostedMemory implements Endings {
  readonly keys = new OpenedCapsules()
  readonly ciphertext: CiphertextCache

  constructor(store: BlobStore) {
    this.ciphertext = new CiphertextCache(store)
  }

  grantEnded(grant: Id<'grant'>): void {
    this.keys.forget(grant)
  }

  blobErased(blob: string): void {
    this.keys.forgetBlob(blob)
    this.ciphertext.forget(blob)
  }

  forgetAll(): void {
    this.keys.forgetAll()
    this.ciphertext.forgetAll()
  }
}
