import { consentErrors, parsePurpose } from '@symbolon/protocol/consent'
import { type Hex, type Id, isId, toBase64Url } from '@symbolon/protocol/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requireParty } from '../identity/index.ts'
import type { App } from '../kernel/index.ts'
import type { ConsentDoor } from './grant-routes.ts'
import { grantId, hash, signature } from './grant-schemas.ts'
import { type Opener, openGrant, recordUnderReceipt, type SignedOpening } from './open-grant.ts'

const tags = ['consent']

/** What a grantee signs. */
const opening = z.object({
  grant: grantId,
  purpose: z.string().max(32),
  nonce: hash,
  deadline: z.int().min(0),
  signature,
})

const opened = z.object({
  receipt: z.string(),
  capsule: z.object({ header: z.string(), body: z.string() }),
  blobs: z.array(z.object({ record: z.string(), sha256: z.string(), size_bytes: z.int(), href: z.string() })),
})

/** /v1/openings: no key without a receipt, no ciphertext after its minutes. */
export function openingRoutes(app: App, door: ConsentDoor): void {
  const schema = { tags, summary: 'Open a grant that you received', body: opening, response: { 201: opened } }
  const config = { idempotency: 'by-handler', problems: ['404', '410'] } as const
  app.post('/v1/openings', { schema, config }, async (request, reply) => {
    const { receipt, capsule, records } = await openGrant(openerOf(door, request), signedOpening(request.body))
    const blobs = records.map(({ record, sha256, size_bytes }) => {
      return { record, sha256, size_bytes, href: `/v1/openings/${receipt}/blobs/${record}` }
    })
    const { header, body } = capsule
    reply.code(201).header('cache-control', 'no-store')
    return reply.send({ receipt, capsule: { header: toBase64Url(header), body: toBase64Url(body) }, blobs })
  })
  const params = z.object({ receipt: z.string(), record: z.string() })
  const blobSchema = { tags, summary: 'Ciphertext of one record of an opening', params }
  app.get(
    '/v1/openings/:receipt/blobs/:record',
    { schema: blobSchema, config: { octets: 'given' } },
    async (request, reply) => {
      const { receipt, record } = request.params
      const opener = openerOf(door, request)
      if (!isId('receipt', receipt) || !isId('record', record)) throw consentErrors.CONSENT_RECEIPT_UNKNOWN()
      return door.owners.sendBlob({ request, reply }, await recordUnderReceipt(opener, { receipt, record }))
    },
  )
}

function openerOf({ context, owners, log }: ConsentDoor, request: FastifyRequest): Opener {
  const { party, address, sign_in } = requireParty(request)
  return { context, owners, log, party, address, sign_in }
}

function signedOpening(body: z.infer<typeof opening>): SignedOpening {
  return {
    grant: body.grant as Id<'grant'>,
    purpose: parsePurpose(body.purpose),
    nonce: body.nonce as Hex,
    deadline: body.deadline,
    signature: body.signature as Hex,
  }
}
