import { toBase64Url } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import type { App } from '../kernel/index.ts'
import type { EntryProof } from '../log/index.ts'
import type { ConsentDoor } from './grant-routes.ts'
import { type ProvableReceipt, provableReceipt } from './policy.ts'
import { publicOrSigned, publicReceipt } from './public-receipt.ts'
import { receiptBody } from './receipt-body.ts'

const bytes = (description: string) => z.string().meta({ description })
const anchorSchema = z.object({
  chain_id: z.int(),
  contract: z.string(),
  founder: z.string(),
  size: z.int(),
  transaction: z.string(),
  block: z.int(),
})

const signInSchema = z.object({ message: z.string(), signature: z.string() })

const proofSchema = z
  .object({
    name: z.string().meta({ description: 'Of the entry, which the sealed salt is bound to' }),
    subject: z.string().nullable().meta({ description: 'Whom the receipt is about; null when it is about nobody' }),
    body: z.string().meta({ description: 'Canonical JSON of the receipt, which the entry commits to' }),
    index: z.int(),
    size: z.int(),
    hashes: z.array(bytes('base64, nearest to the leaf first')),
    checkpoint: z.string().meta({ description: 'Signed note, C2SP tlog-checkpoint' }),
    salt: bytes('base64url; of a receipt that is about nobody, instead of the two seals').nullable(),
    sealed: bytes(
      'base64url of nonce, ciphertext and tag: the salt, AEAD_CHACHA20_POLY1305, with the name as its data',
    ).nullable(),
    opening_key: bytes(
      'base64url of an age file that the subject and the auditors open: the key of `sealed`',
    ).nullable(),
    anchor: anchorSchema.nullable().meta({ description: 'Where the ledger has the checkpoint' }),
    sign_in: signInSchema
      .nullable()
      .meta({ description: 'What was signed to open the session that the receipt names, ERC-4361' }),
  })
  .meta({ id: 'ReceiptProof', description: 'What shows that the receipt stands in the log, once its salt is opened' })

/** /v1/receipts/{receipt}/proof: what a person takes along to show it to anybody. */
export function proofRoutes(app: App, { context, log }: ConsentDoor): void {
  const schema = {
    tags: ['consent'],
    summary:
      'Prove that a receipt stands in the log: to whom it is about, to auditors, to anybody if it is about nobody',
    security: publicOrSigned,
    params: z.object({ receipt: z.string() }),
    response: { 200: proofSchema },
  }
  app.get('/v1/receipts/:receipt/proof', { schema, config: { problems: ['410'] } }, async (request, reply) => {
    const { receipt: name } = request.params
    const party = request.principal?.party
    const row = party && (await provableReceipt(context.database, { receipt: name, party, now: context.clock.now() }))
    const body = row ? receiptBody(row) : await publicReceipt(log, { request, receipt: name })
    const told = { name, subject: row ? row.subject : null, body, sign_in: row ? signInOf(row) : null }
    return reply.header('cache-control', 'no-store').send(presentProof(told, await log.prove(name)))
  })
}

type ToldEntry = Pick<z.infer<typeof proofSchema>, 'name' | 'subject' | 'body' | 'sign_in'>

function signInOf({ sign_in_message: message, sign_in_signature: signature }: ProvableReceipt): ToldEntry['sign_in'] {
  return message === null || signature === null ? null : { message, signature }
}

function presentProof(told: ToldEntry, proof: EntryProof): z.infer<typeof proofSchema> {
  return {
    ...told,
    index: proof.index,
    size: proof.size,
    hashes: proof.hashes.map((hash) => Buffer.from(hash).toString('base64')),
    checkpoint: proof.checkpoint,
    salt: proof.salt && toBase64Url(proof.salt),
    sealed: proof.sealed && toBase64Url(proof.sealed),
    opening_key: proof.opening_key && toBase64Url(proof.opening_key),
    anchor: proof.anchor,
  }
}
