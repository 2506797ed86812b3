import type { NodeContext, Slice } from '../kernel/index.ts'
import type { BlobStore } from './blob-store.ts'
import { vaultJobs } from './destroy-blobs.ts'
import { vaultRoutes } from './routes.ts'

/**
 * The vault: ciphertext by content hash, durable before it is acknowledged, destroyed when its record is.
 * @param parts the store that `openBlobStore` opened
 */
export function createVaultSlice(context: NodeContext, { store }: { readonly store: BlobStore }): Slice {
  return {
    name: 'vault',
    handlers: [],
    routes: (app) => vaultRoutes(app, { context, store }),
    jobs: vaultJobs({ database: context.database, clock: context.clock, store }),
  }
}
