import { ageCore } from '#age-core'
import { asciiText } from './ascii.ts'
import { vaultErrors } from './errors.ts'

const first = '-----BEGIN AGE ENCRYPTED FILE-----'
const last = '-----END AGE ENCRYPTED FILE-----'
const columns = 64

/** True when bytes start as the text form of an age file, white space aside. */
export function isArmored(bytes: Uint8Array): boolean {
  return asciiText(bytes.subarray(0, 256))?.trimStart().startsWith(first) ?? false
}

/** An age file as text that survives mail. @source C2SP age, ASCII armor; RFC 7468 §3 */
export function armor(file: Uint8Array): string {
  const text = padded(ageCore.toBase64(file))
  const lines = [first]
  for (let i = 0; i < text.length; i += columns) lines.push(text.slice(i, i + columns))
  return `${[...lines, last].join('\n')}\n`
}

/** The age file of its text form, which must be spelled strictly; white space around it is allowed. @throws VAULT_ARMOR_INVALID */
export function dearmor(bytes: Uint8Array): Uint8Array {
  const text = asciiText(bytes)
  if (text === undefined) throw vaultErrors.VAULT_ARMOR_INVALID()
  const lines = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '').split(/\r?\n/)
  const body = lines.slice(1, -1)
  if (lines.length < 2 || lines[0] !== first || lines.at(-1) !== last) throw vaultErrors.VAULT_ARMOR_INVALID()
  if (!body.every((line, i) => hasRightLength(line, i === body.length - 1))) throw vaultErrors.VAULT_ARMOR_INVALID()
  return decodePadded(body.join(''))
}

function hasRightLength(line: string, isLast: boolean): boolean {
  return isLast ? line.length > 0 && line.length <= columns : line.length === columns
}

function decodePadded(text: string): Uint8Array {
  const bare = text.replace(/={1,2}$/, '')
  const file = padded(bare) === text ? ageCore.fromBase64(bare) : undefined
  if (!file) throw vaultErrors.VAULT_ARMOR_INVALID()
  return file
}

function padded(bare: string): string {
  return bare + '='.repeat((4 - (bare.length % 4)) % 4)
}
