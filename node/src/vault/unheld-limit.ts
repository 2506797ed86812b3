import type { Id } from '@symbolon/protocol/kernel'
import { vaultErrors } from '@symbolon/protocol/vault'
import type { Database } from '../kernel/index.ts'
import { unheldBytes } from './blob-statements.ts'
import { UNHELD_BYTES_MAX } from './blob-store.ts'

/** Keeps what one party may leave lying without a record: else one account could fill the disk. */
export interface UnheldLimit {
  /** Runs the upload while its bytes count as taken. @throws VAULT_UNHELD_TOO_MUCH */
  during<T>(upload: { readonly party: Id<'party'>; readonly bytes: number }, work: () => Promise<T>): Promise<T>
}

export function createUnheldLimit(database: Database, bytes_max: number = UNHELD_BYTES_MAX): UnheldLimit {
  const arriving = new Map<Id<'party'>, number>()
  const count = (party: Id<'party'>, bytes: number): void => {
    const sum = (arriving.get(party) ?? 0) + bytes
    if (sum === 0) arriving.delete(party)
    else arriving.set(party, sum)
  }
  return {
    async during({ party, bytes }, work) {
      count(party, bytes)
      try {
        const [stored] = await database.query<{ bytes: number }>(unheldBytes(party))
        if ((stored?.bytes ?? 0) + (arriving.get(party) ?? 0) > bytes_max) {
          throw vaultErrors.VAULT_UNHELD_TOO_MUCH({ max_bytes: bytes_max })
        }
        return await work()
      } finally {
        count(party, -bytes)
      }
    },
  }
}
