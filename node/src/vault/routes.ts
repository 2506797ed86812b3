import { Readable } from 'node:stream'
import { type Id, kernelErrors } from '@symbolon/protocol/kernel'
import { vaultErrors } from '@symbolon/protocol/vault'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requireParty } from '../identity/index.ts'
import { type App, createSpaceCheck, type NodeContext } from '../kernel/index.ts'
import { findBlob, insertBlob } from './blob-statements.ts'
import { BLOB_BYTES_MAX, type BlobDigest, type BlobStore } from './blob-store.ts'
import { receiveBlob } from './receive-blob.ts'

interface Vault {
  readonly context: NodeContext
  readonly store: BlobStore
}

interface KnownBlob {
  readonly size_bytes: number | null
  readonly party: Id<'party'> | null
  readonly ending: boolean
}

const answer = z.object({ sha256: z.string(), size_bytes: z.int() })

/** PUT /v1/blobs/{sha256}: ciphertext goes in under the hash of its content; nothing comes out here. */
export function vaultRoutes(app: App, vault: Vault): void {
  const requireSpace = createSpaceCheck(vault.store.incoming)
  app.put(
    '/v1/blobs/:sha256',
    {
      bodyLimit: BLOB_BYTES_MAX,
      schema: {
        summary: 'Store sealed bytes under their hash',
        params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
        response: { 200: answer, 201: answer },
      },
    },
    async (request, reply) => {
      const { party } = requireParty(request)
      const { sha256 } = request.params
      const known = await knownBlob(vault, sha256)
      if (known?.party === party && known.size_bytes !== null) return { sha256, size_bytes: known.size_bytes }
      requireSpace()
      const source = sourceOf(request)
      const size_bytes = await receiveBlob(vault.store, { sha256, source, random: vault.context.random(16) })
      await vault.context.database.query(insertBlob({ sha256, size_bytes, party }))
      return reply.code(201).send({ sha256, size_bytes })
    },
  )
}

async function knownBlob({ context }: Vault, sha256: BlobDigest): Promise<KnownBlob | undefined> {
  const [known] = await context.database.query<KnownBlob>(findBlob(sha256))
  if (known?.ending) throw vaultErrors.VAULT_BLOB_ENDING()
  return known
}

/** Content of another kind, or of an announced length that is too long, is refused before a byte of it is read. */
function sourceOf(request: FastifyRequest): AsyncIterable<Uint8Array> {
  if (!(request.body instanceof Readable)) throw kernelErrors.KERNEL_MEDIA_TYPE_UNSUPPORTED()
  if (Number(request.headers['content-length'] ?? 0) > BLOB_BYTES_MAX) {
    throw vaultErrors.VAULT_BLOB_TOO_LARGE({ max_bytes: BLOB_BYTES_MAX })
  }
  return request.body
}
