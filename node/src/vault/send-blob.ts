import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BlobDigest, BlobStore } from './blob-store.ts'
import { parseByteRange } from './byte-range.ts'

/**
 * The reply is the ciphertext, or the range of it that was asked for. It may be kept by no cache.
 * @source RFC 9110 §14, §15.3.7
 */
export async function sendBlob(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { store, sha256, size_bytes }: { store: BlobStore; sha256: BlobDigest; size_bytes: number },
): Promise<FastifyReply> {
  const ifRange = request.headers['if-range']
  const asked = ifRange === undefined || ifRange === `"${sha256}"` ? request.headers.range : undefined
  const range = parseByteRange(asked, size_bytes)
  const body = await store.read(sha256, range)
  reply
    .type('application/octet-stream')
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'no-store')
    .header('etag', `"${sha256}"`)
  if (!range) return reply.header('content-length', size_bytes).send(body)
  return reply
    .code(206)
    .header('content-range', `bytes ${range.start}-${range.end - 1}/${size_bytes}`)
    .header('content-length', range.end - range.start)
    .send(body)
}
