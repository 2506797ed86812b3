import { vaultErrors } from '@symbolon/protocol/vault'
import type { ByteRange } from './blob-store.ts'

/**
 * The one range that a Range header asks for, or nothing when it asks for no range or in a form that may be ignored.
 * @throws VAULT_RANGE_INVALID when no byte of it exists
 * @source RFC 9110 §14.1.2 and §14.2
 */
export function parseByteRange(header: string | undefined, size_bytes: number): ByteRange | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const [first, last] = [match[1] ?? '', match[2] ?? '']
  const start = first === '' ? Math.max(0, size_bytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size_bytes : Math.min(size_bytes, Number(last) + 1)
  if (start >= end) {
    if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
    throw vaultErrors.VAULT_RANGE_INVALID({ size_bytes })
  }
  return { start, end }
}
