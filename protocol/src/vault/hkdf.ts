import { ageCore } from '#age-core'
import { utf8 } from '../kernel/index.ts'

const none = new Uint8Array(32)

/** HKDF-SHA256 with 32 bytes of output: one block of the expansion. @source RFC 5869 §2 */
export function hkdf({ secret, salt, info }: { secret: Uint8Array; salt?: Uint8Array; info: string }): Uint8Array {
  return ageCore.hmac(ageCore.hmac(salt ?? none, secret), firstBlock(info))
}

const blocks = new Map<string, Uint8Array>()

/** The info and the block's number; infos are constants of the format, so the map stays small. */
function firstBlock(info: string): Uint8Array {
  const known = blocks.get(info)
  if (known) return known
  const block = utf8(`${info}\u0001`)
  blocks.set(info, block)
  return block
}
