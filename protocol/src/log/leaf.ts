import { concatBytes, sha256, utf8 } from '../kernel/index.ts'
import { logErrors } from './errors.ts'

/** Random bytes that hide what a leaf stands for. */
export const OPENING_SALT_BYTES = 64
const tag = utf8('symbolon/v1/log-entry')

/** What opens an entry of the log; it lives in erasable storage, and without it the entry is noise. */
export interface LeafOpening {
  /** 64 random bytes. */
  readonly r: Uint8Array
  /** What is committed to, a receipt for instance. */
  readonly body: Uint8Array
}

/**
 * The entry that stands for a body in the log: it hides the body while `r` is secret, and names it once `r` is shown.
 * @returns 32 bytes, SHA-256 of tag, r and SHA-256 of the body; the log hashes it once more as its leaf
 * @throws LOG_OPENING_INVALID when r has another length
 * @source Halevi, Micali, Practical and provably-secure commitment schemes from collision-free hashing, CRYPTO 1996, for the long salt
 */
export function leafOf({ r, body }: LeafOpening): Uint8Array<ArrayBuffer> {
  if (r.length !== OPENING_SALT_BYTES) throw logErrors.LOG_OPENING_INVALID({ bytes: OPENING_SALT_BYTES })
  return sha256(concatBytes(tag, r, sha256(body)))
}
