import { consentErrors } from '@symbolon/protocol/consent'
import { toBase64Url } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import { requireParty } from '../identity/index.ts'
import type { App } from '../kernel/index.ts'
import type { EntryProof } from '../log/index.ts'
import type { ConsentDoor } from './grant-routes.ts'
import { provableReceipt } from './policy.ts'
import { type ReceiptRow, receiptBody } from './receipt-body.ts'

const bytes = (description: string) => z.string().meta({ description })
const anchorSchema = z.object({
  chain_id: z.int(),
  contract: z.string(),
  founder: z.string(),
  size: z.int(),
  transaction: z.string(),
  block: z.int(),
})

const proofSchema = z
  .object({
    name: z.string().meta({ description: 'Of the entry, which the sealed salt is bound to' }),
    subject: z.string(),
    body: z.string().meta({ description: 'Canonical JSON of the receipt, which the entry commits to' }),
    index: z.int(),
    size: z.int(),
    hashes: z.array(bytes('base64, nearest to the leaf first')),
    checkpoint: z.string().meta({ description: 'Signed note, C2SP tlog-checkpoint' }),
    sealed: bytes(
      'base64url of nonce, ciphertext and tag: the salt, AEAD_CHACHA20_POLY1305, with the name as its data',
    ),
    opening_key: bytes('base64url of an age file that the subject and the auditors open: the key of `sealed`'),
    anchor: anchorSchema.nullable().meta({ description: 'Where the ledger has the checkpoint' }),
  })
  .meta({ id: 'ReceiptProof', description: 'What shows that the receipt stands in the log, once its salt is opened' })

/** /v1/receipts/{receipt}/proof: what a person takes along to show it to anybody. */
export function proofRoutes(app: App, { context, log }: ConsentDoor): void {
  const schema = {
    tags: ['consent'],
    summary: 'Prove that a receipt stands in the log',
    params: z.object({ receipt: z.string() }),
    response: { 200: proofSchema },
  }
  app.get('/v1/receipts/:receipt/proof', { schema, config: { problems: ['410'] } }, async (request, reply) => {
    const { party } = requireParty(request)
    const { receipt } = request.params
    const row = await provableReceipt(context.database, { receipt, party, now: context.clock.now() })
    if (!row) throw consentErrors.CONSENT_RECEIPT_UNKNOWN()
    const proof = await log.prove(row.receipt)
    return reply.header('cache-control', 'no-store').send(presentProof(row, proof))
  })
}

function presentProof(row: ReceiptRow, proof: EntryProof): z.infer<typeof proofSchema> {
  return {
    name: row.receipt,
    subject: row.subject,
    body: receiptBody(row),
    index: proof.index,
    size: proof.size,
    hashes: proof.hashes.map((hash) => Buffer.from(hash).toString('base64')),
    checkpoint: proof.checkpoint,
    sealed: toBase64Url(proof.sealed),
    opening_key: toBase64Url(proof.opening_key),
    anchor: proof.anchor,
  }
}
