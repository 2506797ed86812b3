import {
  canonicalJson,
  concatBytes,
  equalBytes,
  fromBase64Url,
  type JsonObject,
  merkleLeaf,
  merkleProofs,
  rootFromMultiproof,
  toBase64Url,
  utf8,
} from '../../kernel/index.ts'
import { type Ed25519SigningKey, ed25519 } from '../../log/index.ts'
import { medicinesErrors } from '../errors.ts'

/** Answers that one signature stands for at most. */
export const SIGNED_ANSWERS_MAX = 64
const hash_bytes = 32
const leafDomain = utf8('symbolon.pack-answer.v1\n')
const rootDomain = utf8('symbolon.pack-answers.v1\n')

/** What signs one answer: the signature over all that were given together, and the way of this one to their root. */
export interface AnswerSignature {
  /** Place of the answer among those given together, from 0. */
  readonly index: number
  /** Public key, 32 bytes in base64url. */
  readonly key: string
  /** Siblings from the answer up, 32 bytes each, one after another in base64url. */
  readonly path: string
  /** 64 bytes in base64url. */
  readonly signature: string
  /** How many were given together, 1 to SIGNED_ANSWERS_MAX. */
  readonly size: number
}

/** An answer with its signature, as a node sends it. */
export interface SignedAnswer {
  readonly answer: JsonObject
  readonly signature: AnswerSignature
}

/**
 * Signatures for answers that are given in one moment: one Ed25519 signature over the root of a Merkle tree, in which each
 * answer is a leaf, so that many cost one.
 * @param answers canonical JSON in UTF-8, 1 to SIGNED_ANSWERS_MAX of them
 * @source RFC 8032 §5.1.6; RFC 9162 §2.1; RFC 8785
 */
export function signAnswers(answers: readonly Uint8Array[], key: Ed25519SigningKey): AnswerSignature[] {
  const size = answers.length
  if (size < 1 || size > SIGNED_ANSWERS_MAX) throw new RangeError('One signature stands for 1 to 64 answers')
  const leaves = answers.map(leafOf)
  const proofs = merkleProofs(leaves)
  const [leaf, proof] = [leaves[0] as Uint8Array, proofs[0] as Uint8Array[]]
  const root = rootFromMultiproof({ size, indexes: [0], leaves: [leaf], proof })
  const signature = toBase64Url(ed25519.sign(key, signedBytes(size, root)))
  const publicKey = toBase64Url(key.publicKey)
  return proofs.map((path, index) => ({
    index,
    key: publicKey,
    path: toBase64Url(concatBytes(...path)),
    signature,
    size,
  }))
}

/**
 * The answer, once its signature was found to be that of one of the keys. Nothing else is needed: no node, no other answer.
 * That the key is a node's is said by its log (`verifyDerivedKey`).
 * @param keys 32 bytes each
 * @throws MEDICINES_ANSWER_INVALID
 */
export function verifyAnswer({ answer, signature }: SignedAnswer, keys: readonly Uint8Array[]): JsonObject {
  if (!isSigned(utf8(canonicalJson(answer)), signature, keys)) throw medicinesErrors.MEDICINES_ANSWER_INVALID()
  return answer
}

function isSigned(answer: Uint8Array, signature: AnswerSignature, keys: readonly Uint8Array[]): boolean {
  const { index, size } = signature
  if (!Number.isSafeInteger(size) || size < 1 || size > SIGNED_ANSWERS_MAX) return false
  try {
    const named = fromBase64Url(signature.key)
    const key = keys.find((trusted) => equalBytes(trusted, named))
    if (key === undefined) return false
    const root = rootFromMultiproof({
      size,
      indexes: [index],
      leaves: [leafOf(answer)],
      proof: hashesOf(signature.path),
    })
    const signed = { message: signedBytes(size, root), signature: fromBase64Url(signature.signature) }
    return ed25519.verify(ed25519.verifyingKey(key), signed)
  } catch {
    return false
  }
}

function leafOf(answer: Uint8Array): Uint8Array {
  return merkleLeaf(concatBytes(leafDomain, answer))
}

/** The number of leaves is signed with the root, so a path has one meaning. */
function signedBytes(size: number, root: Uint8Array): Uint8Array {
  return concatBytes(rootDomain, Uint8Array.of(size), root)
}

function hashesOf(path: string): Uint8Array[] {
  const bytes = fromBase64Url(path)
  const hashes: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += hash_bytes) hashes.push(bytes.subarray(at, at + hash_bytes))
  return hashes
}
