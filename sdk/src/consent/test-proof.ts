import { createCipheriv, randomBytes } from 'node:crypto'
import {
  type AnchorReceipt,
  anchorReceiptText,
  type LoggedReceipt,
  type Receipt,
  receiptText,
} from '@symbolon/protocol/consent'
import { type SiweSignIn, signInDigest, siweMessage } from '@symbolon/protocol/identity'
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
  type SignInClaim,
  signCheckpoint,
  tilePath,
  treeRoot,
} from '@symbolon/protocol/log'
import { parseRecipient, sealAge } from '@symbolon/protocol/vault'
import { privateKeyToAccount } from 'viem/accounts'

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

/** An account that signed in, and its message for a session in which `newReceipt` lies. */
export const signer = privateKeyToAccount(`0x${'51'.repeat(32)}`)

/** A sign-in that was signed, and a receipt that names it. */
export async function signedReceipt(
  change: Partial<SiweSignIn> = {},
): Promise<{ receipt: Receipt; sign_in: SignInClaim }> {
  const message = siweMessage({
    domain: 'node.example',
    uri: 'https://node.example',
    chainId: 7010,
    address: signer.address,
    nonce: 'k3Jd93kdLs8Q2mPz',
    issuedAt: at_ms - 60_000,
    expiresAt: at_ms + 240_000,
    ...change,
  })
  const sign_in = { message, signature: await signer.signMessage({ message }) }
  return { receipt: { ...newReceipt(), sign_in: signInDigest(message) }, sign_in }
}

/** The receipt of an anchor of the test's log. */
export function newAnchorReceipt(): AnchorReceipt {
  return {
    v: 1,
    receipt: newId('receipt', at_ms, randomBytes(10)),
    kind: 'anchored',
    at: new Date(at_ms).toISOString(),
    origin: 'log.example',
    size: 256,
    root: `0x${'1'.repeat(64)}`,
    network: `eip155:7010:0x${'c0'.repeat(20)}`,
    transaction: `0x${'2'.repeat(64)}`,
    block: 7,
    software: 'symbolon/0.1.0',
  }
}

interface Proving {
  readonly receipt: LoggedReceipt
  /** What stands in the log, if not the receipt. */
  readonly body?: string
  readonly signer?: NoteSigner
  readonly anchor?: AnchorClaim | null
  readonly sign_in?: SignInClaim | undefined
}

/** The proof of a receipt: the entry 17 of a log of 256. */
export async function proofOf(proving: Proving): Promise<ReceiptProof> {
  const { receipt, body = textOf(receipt), signer = logSigner(), anchor = null, sign_in } = proving
  const salt = Uint8Array.from(randomBytes(64))
  const [index, size] = [17, 256]
  const entries = Array.from({ length: size }, () => Uint8Array.from(randomBytes(32)))
  const grown = integrate(emptyLog, entries.with(index, leafOf({ r: salt, body: utf8(body) })))
  const stored = new Map(grown.tiles.map(({ tile, bytes }) => [tilePath(tile), bytes]))
  const proof = await proveInclusion({ index, size }, async (tile) => stored.get(tilePath(tile)) ?? new Uint8Array())
  const origin = signer.verifier.key_name
  const checkpoint = parseCheckpoint(signCheckpoint({ origin, size, root: treeRoot(grown.edge.tree) }, signer))
  return { body, salt, index, proof, checkpoint, log: signer.verifier, anchor, ...(sign_in && { sign_in }) }
}

function textOf(receipt: LoggedReceipt): string {
  return receipt.kind === 'anchored' ? anchorReceiptText(receipt) : receiptText(receipt)
}

/** What a node answers anybody when it proves a receipt that is about nobody. */
export async function publicProofAnswer(proving: Proving) {
  const { salt, ...told } = await answerOf(proving)
  return { ...told, subject: null, salt: toBase64Url(salt), sealed: null, opening_key: null }
}

/** What a node answers when it proves a receipt to the reader. */
export async function proofAnswer({
  reader,
  ...proving
}: Proving & { readonly receipt: Receipt; readonly reader: string }) {
  const { salt, ...told } = await answerOf(proving)
  const { receipt, subject } = proving.receipt
  const [key, nonce] = [randomBytes(32), randomBytes(12)]
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
  cipher.setAAD(Buffer.from(receipt), { plaintextLength: salt.length })
  const sealed = Buffer.concat([nonce, cipher.update(salt), cipher.final(), cipher.getAuthTag()])
  const random = (bytes: number) => Uint8Array.from(randomBytes(bytes))
  const opening_key = sealAge({ plaintext: key, recipients: [parseRecipient(reader)], random })
  return { ...told, subject, salt: null, sealed: toBase64Url(sealed), opening_key: toBase64Url(opening_key) }
}

async function answerOf(proving: Proving) {
  const { body, salt, index, proof, checkpoint, anchor, sign_in = null } = await proofOf(proving)
  const hashes = proof.map((hash) => Buffer.from(hash).toString('base64'))
  const note = noteText(checkpoint.note)
  const name: string = proving.receipt.receipt
  return { name, body, index, size: checkpoint.size, hashes, checkpoint: note, anchor, sign_in, salt }
}
