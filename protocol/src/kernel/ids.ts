import { kernelErrors } from './kernel-errors.ts'

/** What a typed identifier may name, by its prefix. */
export const idPrefixes = {
  record: 'rec',
  entry: 'ent',
  grant: 'grt',
  receipt: 'rcp',
  party: 'pty',
  session: 'ses',
  request: 'req',
  subscription: 'sub',
  batch: 'bat',
  handover: 'hov',
  recall: 'rcl',
  alert: 'alr',
  capture: 'cap',
} as const
/** A kind of thing that has identifiers. */
export type IdKind = keyof typeof idPrefixes

declare const kind: unique symbol
/** `rec_…`: a prefix that names the kind and 26 characters of Crockford base32 over a UUIDv7. */
export type Id<Kind extends IdKind> = string & { readonly [kind]: Kind }

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const digits = 26
/** The two digits of each value of ten bits. */
const digitPairs = [...alphabet].flatMap((first) => [...alphabet].map((second) => first + second))
/** 26 digits hold 130 bits; the first two are zero. */
const unusedBits = 2

/**
 * A new identifier; identifiers of one millisecond and later ones sort after it.
 * @param now milliseconds since 1970, below 2^48
 * @param random 10 random bytes
 * @source RFC 9562 §5.7 (UUIDv7)
 */
export function newId<Kind extends IdKind>(of: Kind, now: number, random: Uint8Array): Id<Kind> {
  if (!(now >= 0 && now < 2 ** 48)) throw new RangeError('The time of an identifier is outside of UUIDv7')
  if (random.length < 10) throw new RangeError('An identifier takes 10 random bytes')
  const uuid = new Uint8Array(16)
  for (let at = 5, rest = Math.floor(now); at >= 0; at--, rest = Math.floor(rest / 256)) uuid[at] = rest
  for (let i = 0; i < 10; i++) uuid[6 + i] = random[i] as number
  uuid[6] = 0x70 | ((uuid[6] ?? 0) & 0x0f)
  uuid[8] = 0x80 | ((uuid[8] ?? 0) & 0x3f)
  return idOfUuid(of, uuid)
}

/** The identifier that stands for the 16 bytes of a UUID. */
export function idOfUuid<Kind extends IdKind>(of: Kind, uuid: Uint8Array): Id<Kind> {
  let text = ''
  let rest = 0
  let bits = unusedBits
  for (const byte of uuid) {
    rest = (rest << 8) | byte
    bits += 8
    if (bits < 10) continue
    bits -= 10
    text += digitPairs[rest >> bits]
    rest &= (1 << bits) - 1
  }
  return `${idPrefixes[of]}_${text}` as Id<Kind>
}

/** The 16 bytes of the UUID behind an identifier. @throws KERNEL_ID_INVALID */
export function uuidOfId(id: Id<IdKind>): Uint8Array<ArrayBuffer> {
  const uuid = new Uint8Array(16)
  let rest = 0
  let bits = -unusedBits
  let at = 0
  for (const digit of id.slice(-digits)) {
    rest = (rest << 5) | alphabet.indexOf(digit)
    bits += 5
    if (bits < 8) continue
    bits -= 8
    uuid[at++] = rest >> bits
    rest &= (1 << bits) - 1
  }
  return uuid
}

/** The only door from text to an identifier. @throws KERNEL_ID_INVALID */
export function parseId<Kind extends IdKind>(of: Kind, text: string): Id<Kind> {
  if (!isId(of, text)) throw kernelErrors.KERNEL_ID_INVALID({ expected: `${idPrefixes[of]}_…` })
  return text
}

/** True when the text is an identifier of the kind. */
export function isId<Kind extends IdKind>(of: Kind, text: string): text is Id<Kind> {
  const prefix = `${idPrefixes[of]}_`
  return text.startsWith(prefix) && /^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(text.slice(prefix.length))
}
