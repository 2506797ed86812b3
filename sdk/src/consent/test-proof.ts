import { createCipheriv, randomBytes } from 'node:crypto'
import { type Receipt, receiptText } from '@symbolon/protocol/consent'
import { newId, sha256, toBase64Url, utf8 } from '@symbolon/protocol/kernel'
import {
  type AnchorClaim,
  emptyLog,
  integrate,
  leafOf,
  type NoteSigner,
  noteSigner,
  noteText,
  parseCheckpoint,
  proveInclusion,
  type ReceiptProof,
  signCheckpoint,
  tilePath,
  treeRoot,
} from '@symbolon/protocol/log'
import { parseRecipient, sealAge } from '@symbolon/protocol/vault'

const at_ms = 1_767_225_600_000

/** The log of a test, by the name of its key. */
export function logSigner(seed = 'a log'): NoteSigner {
  return noteSigner({ key_name: 'log.example', type: 'ed25519', seed: sha256(utf8(seed)) })
}

/** A receipt of an opening. */
export function newReceipt(): Receipt {
  const idOf = <Kind extends 'receipt' | 'party' | 'grant'>(kind: Kind) => newId(kind, at_ms, randomBytes(10))
  return {
    v: 1,
    receipt: idOf('receipt'),
    kind: 'opened',
    at: new Date(at_ms).toISOString(),
    actor: idOf('party'),
    subject: idOf('party'),
    purpose: 'TREAT',
    grant: idOf('grant'),
    records: [],
    software: 'symbolon/0.1.0',
  }
}

interface Proving {
  readonly receipt: Receipt
  /** What stands in the log, if not the receipt. */
  readonly body?: string
  readonly signer?: NoteSigner
  readonly anchor?: AnchorClaim | null
}

/** The proof of a receipt: the entry 17 of a log of 256. */
export async function proofOf(proving: Proving): Promise<ReceiptProof> {
  const { receipt, body = receiptText(receipt), signer = logSigner(), anchor = null } = proving
  const salt = Uint8Array.from(randomBytes(64))
  const [index, size] = [17, 256]
  const entries = Array.from({ length: size }, () => Uint8Array.from(randomBytes(32)))
  const grown = integrate(emptyLog, entries.with(index, leafOf({ r: salt, body: utf8(body) })))
  const stored = new Map(grown.tiles.map(({ tile, bytes }) => [tilePath(tile), bytes]))
  const proof = await proveInclusion({ index, size }, async (tile) => stored.get(tilePath(tile)) ?? new Uint8Array())
  const origin = signer.verifier.key_name
  const checkpoint = parseCheckpoint(signCheckpoint({ origin, size, root: treeRoot(grown.edge.tree) }, signer))
  return { body, salt, index, proof, checkpoint, log: signer.verifier, anchor }
}

/** What a node answers when it proves a receipt to the reader. */
export async function proofAnswer({ reader, ...proving }: Proving & { readonly reader: string }) {
  const { body, salt, index, proof, checkpoint, anchor } = await proofOf(proving)
  const { receipt, subject } = proving.receipt
  const [key, nonce] = [randomBytes(32), randomBytes(12)]
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
  cipher.setAAD(Buffer.from(receipt), { plaintextLength: salt.length })
  const sealed = Buffer.concat([nonce, cipher.update(salt), cipher.final(), cipher.getAuthTag()])
  const random = (bytes: number) => Uint8Array.from(randomBytes(bytes))
  return {
    name: receipt as string,
    subject,
    body,
    index,
    size: checkpoint.size,
    hashes: proof.map((hash) => Buffer.from(hash).toString('base64')),
    checkpoint: noteText(checkpoint.note),
    sealed: toBase64Url(sealed),
    opening_key: toBase64Url(sealAge({ plaintext: key, recipients: [parseRecipient(reader)], random })),
    anchor,
  }
}
