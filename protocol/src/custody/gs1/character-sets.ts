/** Kinds of characters that a part of an element may hold. */
export type CharacterSet = 'N' | 'X' | 'Y' | 'Z'

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const lower = upper.toLowerCase()
const digits = '0123456789'

/**
 * Digits (N), set 82 (X), set 39 (Y) and the base64url set (Z), each in the order of its values.
 * @source GS1 General Specifications §7.11
 */
export const charactersOf: Readonly<Record<CharacterSet, string>> = {
  N: digits,
  X: `!"%&'()*+,-./${digits}:;<=>?${upper}_${lower}`,
  Y: `#-/${digits}${upper}`,
  Z: `-${digits}${upper}_${lower}=`,
}

const bits: Readonly<Record<CharacterSet, number>> = { N: 1, X: 2, Y: 4, Z: 8 }

/** For each ASCII code the sets that it is in. */
const setsOf = new Uint8Array(128)
for (const [set, characters] of Object.entries(charactersOf)) {
  for (const character of characters) {
    const code = character.charCodeAt(0)
    setsOf[code] = (setsOf[code] ?? 0) | bits[set as CharacterSet]
  }
}

/** The first character of a stretch of text that is not in the set, or -1. */
export function firstOutside(text: string, { set, from, to }: { set: CharacterSet; from: number; to: number }): number {
  const bit = bits[set]
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code > 127 || ((setsOf[code] as number) & bit) === 0) return at
  }
  return -1
}

/** True for an ASCII digit. */
export function isDigitCode(code: number): boolean {
  return code >= 48 && code <= 57
}
