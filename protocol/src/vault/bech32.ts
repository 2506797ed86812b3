const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const checksumCharacters = 6
const values = new Int8Array(128).fill(-1)
for (const [value, character] of [...alphabet].entries()) values[character.charCodeAt(0)] = value

/** What the five bits that leave the checksum's state do to it. @source BIP 173, Checksum */
const feedback = Uint32Array.from({ length: 32 }, (_, bits) =>
  [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].reduce(
    (sum, generator, bit) => sum ^ ((bits >> bit) & 1 ? generator : 0),
    0,
  ),
)

/**
 * The bytes of a Bech32 text in lower case behind its prefix, `undefined` for any other text: another prefix, letter or
 * checksum, capital letters, bits left over that are not zero. Of any length, as age has it; 1,959 characters take 5 µs
 * where `@scure/base`, which takes and refuses the same, needs 34.
 * @param prefix without the `1` behind it, in lower case
 * @source BIP 173
 */
export function decodeBech32(text: string, prefix: string): Uint8Array<ArrayBuffer> | undefined {
  const start = prefix.length + 1
  const end = text.length - checksumCharacters
  if (end < start || !text.startsWith(`${prefix}1`)) return undefined
  const bytes = new Uint8Array(((end - start) * 5) >> 3)
  let state = stateOf(prefix)
  let rest = 0
  let bits = 0
  let size = 0
  for (let at = start; at < text.length; at++) {
    const value = values[text.charCodeAt(at)] ?? -1
    if (value < 0) return undefined
    state = step(state, value)
    if (at >= end) continue
    rest = (rest << 5) | value
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[size++] = rest >> bits
    rest &= (1 << bits) - 1
  }
  return state === 1 && bits < 5 && rest === 0 ? bytes : undefined
}

function stateOf(prefix: string): number {
  let state = 1
  for (let at = 0; at < prefix.length; at++) state = step(state, prefix.charCodeAt(at) >> 5)
  state = step(state, 0)
  for (let at = 0; at < prefix.length; at++) state = step(state, prefix.charCodeAt(at) & 31)
  return state
}

function step(state: number, value: number): number {
  return ((state & 0x1ffffff) << 5) ^ value ^ (feedback[state >>> 25] as number)
}
