import { Readable } from 'node:stream'
import { type Id, kernelErrors } from '@symbolon/protocol/kernel'
import { vaultErrors } from '@symbolon/protocol/vault'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requireParty } from '../identity/index.ts'
import { type App, createSpaceCheck, type NodeContext } from '../kernel/index.ts'
import { type BlobRow, findBlob, forgetBlob, insertBlob, letArrive } from './blob-statements.ts'
import { BLOB_BYTES_MAX, type BlobDigest, type BlobStore } from './blob-store.ts'
import { receiveBlob } from './receive-blob.ts'
import { createUnheldLimit } from './unheld-limit.ts'

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
  const unheld = createUnheldLimit(vault.context.database)
  app.put(
    '/v1/blobs/:sha256',
    {
      bodyLimit: BLOB_BYTES_MAX,
      config: { octets: 'taken' },
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
      const source = sourceOf(request)
      // What is refused on its way is answered; the rest of it is not read.
      reply.header('connection', 'close')
      const announced_bytes = announcedBytes(request)
      const size_bytes = await unheld.during({ party, bytes: announced_bytes ?? BLOB_BYTES_MAX }, async () => {
        const random = vault.context.random(16)
        const arrival = { sha256, source, random, requireSpace, announced_bytes }
        const size_bytes = await receiveBlob(vault.store, arrival)
        await admit(vault, { sha256, size_bytes, party })
        return size_bytes
      })
      return reply.code(201).removeHeader('connection').send({ sha256, size_bytes })
    },
  )
}

async function knownBlob({ context }: Vault, sha256: BlobDigest): Promise<KnownBlob | undefined> {
  const [known] = await context.database.query<KnownBlob>(findBlob(sha256))
  if (known?.ending) throw vaultErrors.VAULT_BLOB_ENDING()
  return known
}

/** A deletion that was asked for while the bytes came in wins: what is acknowledged is in the store and stays. */
async function admit({ context: { database }, store }: Vault, blob: BlobRow): Promise<void> {
  const { sha256 } = blob
  const ending = await database.transaction(async (queries) => {
    await queries.query(letArrive)
    const [row] = await queries.query<{ ending: boolean }>(insertBlob(blob))
    return row?.ending ?? true
  })
  if (!ending && (await store.has(sha256))) return
  if (!ending) await database.query(forgetBlob(sha256))
  throw vaultErrors.VAULT_BLOB_ENDING()
}

/** Content of another kind, or of an announced length that is too long, is refused before a byte of it is read. */
function sourceOf(request: FastifyRequest): AsyncIterable<Uint8Array> {
  if (!(request.body instanceof Readable)) throw kernelErrors.KERNEL_MEDIA_TYPE_UNSUPPORTED()
  if ((announcedBytes(request) ?? 0) > BLOB_BYTES_MAX) {
    throw vaultErrors.VAULT_BLOB_TOO_LARGE({ max_bytes: BLOB_BYTES_MAX })
  }
  return request.body.iterator({ destroyOnReturn: false })
}

function announcedBytes(request: FastifyRequest): number | undefined {
  const length = request.headers['content-length']
  return length === undefined ? undefined : Number(length)
}
