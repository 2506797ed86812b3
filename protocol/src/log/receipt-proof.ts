import { fromUtf8, hasCode, merkleLeaf, sha256, toHex, utf8, type Words } from '../kernel/index.ts'
import { logErrors } from './errors.ts'
import { leafOf } from './leaf.ts'
import { type LogProof, logProofText, parseLogProof } from './log-proof.ts'
import {
  type AnchorClaim,
  extraBytes,
  extraWithoutDigest,
  isAnchor,
  type ReceiptExtra,
  readExtra,
  type SignInClaim,
} from './receipt-proof-extra.ts'
import { type ReceiptTrust, type TrustedCheckpoint, trustCheckpoint } from './trust-checkpoint.ts'
import { verifyInclusion } from './verify.ts'

const reasons = {
  encoding: { en: 'it is no text in UTF-8', el: 'δεν είναι κείμενο σε UTF-8' },
  extra: { en: 'it does not say what the receipt is', el: 'δεν λέει ποια είναι η απόδειξη' },
  key: {
    en: 'its key is not that of the checkpoint’s log',
    el: 'το κλειδί του δεν είναι του μητρώου διαφάνειας που υπέγραψε',
  },
  anchor: {
    en: 'it names the ledger’s record of another checkpoint',
    el: 'αναφέρει την καταγραφή άλλου σημείου αναφοράς στο κατάστιχο',
  },
} as const satisfies Record<string, Words>

/** Evidence that a receipt stands in a log, whole in one file. @source C2SP tlog-proof, with extra data of our own */
export interface ReceiptProof extends ReceiptExtra, Pick<LogProof, 'index' | 'proof' | 'checkpoint'> {}

/** A proof as its file has it. */
export interface WrittenReceiptProof extends ReceiptProof {
  /** SHA-256 over the file without its extra line and the other members of the extra data, hexadecimal. */
  readonly digest: string
}

/** What a proof of a receipt was found to show. */
export interface ShownReceipt extends TrustedCheckpoint {
  readonly body: string
  readonly index: number
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
  readonly origin: string
  /** A claim until the ledger is asked. */
  readonly anchor: AnchorClaim | null
  /** A claim until its digest, its signature and its times are held against the receipt. */
  readonly sign_in: SignInClaim | null
}

/** The file `….tlog-proof` of a receipt. @throws LOG_PROOF_INVALID @source C2SP tlog-proof, Format */
export function receiptProofText(proof: ReceiptProof): string {
  requireWhole(proof)
  const digest = digestOf(proof)
  return logProofText({ ...proof, extra: extraBytes({ ...proof, digest }) })
}

/**
 * The parts of a file, of which each has one spelling; nothing is verified yet.
 * @throws LOG_PROOF_INVALID, LOG_NOTE_INVALID, LOG_CHECKPOINT_INVALID
 */
export function parseReceiptProof(file: Uint8Array): WrittenReceiptProof {
  const { extra, ...proof } = parseLogProof(textOf(file))
  const read = extra && readExtra(extra)
  if (!read) throw invalidProof('extra')
  const written = { ...proof, ...read }
  requireWhole(written)
  return written
}

/**
 * Returns what a file shows: that the receipt stands in the log at its index under a checkpoint that the log has signed,
 * that enough witnesses of a policy have signed it too, and that nothing in the file was changed.
 * @throws LOG_INCLUSION_UNPROVEN, LOG_SIGNATURE_INVALID, LOG_SIGNATURE_MISSING, LOG_CHECKPOINT_INVALID,
 * LOG_QUORUM_MISSING, LOG_PROOF_ALTERED
 * @example verifyReceiptProof(parseReceiptProof(file), { policy })
 */
export function verifyReceiptProof(proof: WrittenReceiptProof, trust: ReceiptTrust = {}): ShownReceipt {
  const { body, salt, index, proof: hashes, checkpoint, anchor } = proof
  const { size, root, origin } = checkpoint
  const entry = leafOf({ r: salt, body: utf8(body) })
  verifyInclusion({ leaf: merkleLeaf(entry), index, size, proof: hashes, root })
  const trusted = trustCheckpoint(proof, trust)
  if (digestOf(proof) !== proof.digest) throw logErrors.LOG_PROOF_ALTERED()
  return { body, index, size, root, origin, ...trusted, anchor, sign_in: proof.sign_in ?? null }
}

function textOf(file: Uint8Array): string {
  try {
    return fromUtf8(file)
  } catch (fault) {
    if (hasCode(fault, 'KERNEL_BYTES_INVALID')) throw invalidProof('encoding')
    throw fault
  }
}

function digestOf(proof: ReceiptProof): string {
  const { index, proof: hashes, checkpoint } = proof
  const bare = logProofText({ index, proof: hashes, checkpoint })
  return toHex(sha256(utf8(`${bare}${extraWithoutDigest(proof)}`))).slice('0x'.length)
}

function requireWhole({ log, checkpoint, anchor }: ReceiptProof): void {
  if (log.type !== 'ed25519' || log.key_name !== checkpoint.origin) throw invalidProof('key')
  if (anchor !== null && (!isAnchor(anchor) || anchor.size !== checkpoint.size)) throw invalidProof('anchor')
}

function invalidProof(reason: keyof typeof reasons) {
  return logErrors.LOG_PROOF_INVALID({ reason: reasons[reason] })
}
