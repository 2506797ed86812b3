import { equalBytes, type Words } from '../kernel/index.ts'
import { logErrors } from './errors.ts'
import { isLogSize } from './line-values.ts'
import type { EntryPlace, Growth } from './prove.ts'
import { emptyRoot, HASH_BYTES, nodeHash } from './tree-hash.ts'

/** Lines that a proof can have in a tree of fewer than 2^63 entries. @source C2SP tlog-witness, add-checkpoint */
export const PROOF_HASHES_MAX = 63

const reasons = {
  place: { en: 'the index is not below the size', el: 'ο δείκτης δεν είναι κάτω από το μέγεθος' },
  shrunk: { en: 'the log has become smaller', el: 'το μητρώο διαφάνειας έχει μικρύνει' },
  hash: { en: 'a line is no digest of 32 bytes', el: 'μια γραμμή δεν είναι σύνοψη 32 bytes' },
  short: { en: 'lines are missing', el: 'λείπουν γραμμές' },
  long: { en: 'it has too many lines', el: 'έχει περισσότερες γραμμές από όσες χρειάζονται' },
  root: { en: 'it leads to another root', el: 'οδηγεί σε άλλη ρίζα' },
  old_root: { en: 'it leads to another older root', el: 'οδηγεί σε άλλη παλαιότερη ρίζα' },
} as const satisfies Record<string, Words>

/** A leaf hash, its place, the lines of a proof, and the root that they are held against. */
export interface InclusionClaim extends EntryPlace {
  /** 32 bytes, from `leafHashes` or `merkleLeaf`. */
  readonly leaf: Uint8Array
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** Two roots of one log and the lines of the proof between them. */
export interface ConsistencyClaim extends Growth {
  readonly old_root: Uint8Array
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/**
 * Returns when the proof shows that the leaf stands at its index in the tree of the root.
 * @throws LOG_INCLUSION_UNPROVEN
 * @source RFC 9162 §2.1.3.2
 */
export function verifyInclusion({ leaf, index, size, proof, root }: InclusionClaim): void {
  const refuse = (reason: keyof typeof reasons) => logErrors.LOG_INCLUSION_UNPROVEN({ reason: reasons[reason] })
  if (!isLogSize(size) || !isLogSize(index) || index >= size) throw refuse('place')
  if (![leaf, ...proof].every(isHash)) throw refuse('hash')
  let [at, last] = [index, size - 1]
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) throw refuse('long')
    const isRight = at % 2 === 1 || at === last
    hash = isRight ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
    if (isRight) [at, last] = shiftedToOdd(at, last)
    ;[at, last] = [half(at), half(last)]
  }
  if (last !== 0) throw refuse('short')
  if (!equalBytes(hash, root)) throw refuse('root')
}

/**
 * Returns when the proof shows that the older tree is the beginning of the newer one. From nothing, or to the same
 * size, there is no line to read, and the roots tell.
 * @throws LOG_CONSISTENCY_UNPROVEN
 * @source RFC 9162 §2.1.4.2; C2SP tlog-witness, add-checkpoint, for an older tree without entries
 */
export function verifyConsistency(claim: ConsistencyClaim): void {
  const { old_size, size, old_root, root, proof } = claim
  if (!isLogSize(old_size) || !isLogSize(size) || old_size > size) throw unproven('shrunk')
  if (![old_root, root, ...proof].every(isHash)) throw unproven('hash')
  if (old_size === 0 || old_size === size) {
    if (proof.length > 0) throw unproven('long')
    if (!equalBytes(old_root, old_size === 0 ? emptyRoot() : root)) throw unproven('old_root')
    if (size === 0 && !equalBytes(root, old_root)) throw unproven('root')
    return
  }
  const reached = rootsReached(claim)
  if (!equalBytes(reached.old_root, old_root)) throw unproven('old_root')
  if (!equalBytes(reached.root, root)) throw unproven('root')
}

/** Both roots that a proof between two sizes leads to. @source RFC 9162 §2.1.4.2 */
function rootsReached({ old_size, size, old_root, proof }: ConsistencyClaim) {
  // The older root is itself the first line where the older tree is perfect.
  const [first, ...rest] = isPowerOfTwo(old_size) ? [old_root, ...proof] : proof
  if (!first) throw unproven('short')
  let [at, last] = shiftedToEven(old_size - 1, size - 1)
  let [left, whole] = [first, first]
  for (const line of rest) {
    if (last === 0) throw unproven('long')
    if (at % 2 === 1 || at === last) {
      left = nodeHash(line, left)
      whole = nodeHash(line, whole)
      ;[at, last] = shiftedToOdd(at, last)
    } else whole = nodeHash(whole, line)
    ;[at, last] = [half(at), half(last)]
  }
  if (last !== 0) throw unproven('short')
  return { old_root: left, root: whole }
}

function unproven(reason: keyof typeof reasons) {
  return logErrors.LOG_CONSISTENCY_UNPROVEN({ reason: reasons[reason] })
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES
}

function isPowerOfTwo(count: number): boolean {
  let power = 1
  while (power < count) power *= 2
  return power === count
}

/** Both numbers shifted right until the first is odd or nothing of it is left. */
function shiftedToOdd(at: number, last: number): [number, number] {
  while (at !== 0 && at % 2 === 0) [at, last] = [half(at), half(last)]
  return [at, last]
}

/** Both numbers shifted right until the first is even. */
function shiftedToEven(at: number, last: number): [number, number] {
  while (at % 2 === 1) [at, last] = [half(at), half(last)]
  return [at, last]
}

function half(place: number): number {
  return Math.floor(place / 2)
}
