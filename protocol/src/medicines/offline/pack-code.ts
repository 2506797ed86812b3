import {
  concatBytes,
  dayOf,
  fromBase64Url,
  type Milliseconds,
  toBase64Url,
  utf8,
  type Words,
} from '../../kernel/index.ts'
import { type Ed25519SigningKey, ed25519 } from '../../log/index.ts'
import { BATCH_PACKS_MAX } from '../batch-limits.ts'
import { medicinesErrors } from '../errors.ts'
import { isSignedBy, KEY_ID_BYTES, keyId, SIGNATURE_BYTES, signedMessage } from './key-id.ts'
import { MAKER_KEYS_MAX } from './limits.ts'
import { isPrintedPack, type PrintedPack } from './printed-pack.ts'

const version = 1
const rootBytes = 32
const batchBytes = 4
/** Version, key, day, batch and index: what stands before the signature. */
const headBytes = 1 + KEY_ID_BYTES + 2 + batchBytes + 3
/** Bytes of a signed code, which are 104 characters of base64url. */
export const PACK_CODE_BYTES = headBytes + SIGNATURE_BYTES

const faults = {
  form: { en: 'it has another length or spelling', el: 'έχει άλλο μήκος ή άλλη γραφή' },
  version: { en: 'it is of a version that is not known here', el: 'είναι έκδοσης που δεν είναι γνωστή εδώ' },
  link: { en: 'the link carries no code, or several', el: 'ο σύνδεσμος δεν φέρει κωδικό ή φέρει περισσότερους' },
  numbers: {
    en: 'product, lot, serial number or expiry is missing',
    el: 'λείπει το προϊόν, η παρτίδα, ο σειριακός αριθμός ή η λήξη',
  },
  pack: {
    en: 'product, lot, serial number or expiry is not as GS1 has it',
    el: 'το προϊόν, η παρτίδα, ο σειριακός αριθμός ή η λήξη δεν είναι όπως ορίζει το GS1',
  },
  place: { en: 'there is no such place in a batch', el: 'δεν υπάρχει τέτοια θέση σε παρτίδα' },
} as const satisfies Record<string, Words>

/** A maker's word that a pack is one of its own, as it was printed. Whether it is true, `packCodeFault` says. */
export interface PackCode {
  /** Finds the key. */
  readonly key_id: number
  /** Days since 1970. */
  readonly signed_on: number
  /** The first four bytes of the root of the batch; together with product and lot they find it. */
  readonly batch: Uint8Array
  /** The place of the pack in its batch, from 0. */
  readonly index: number
  /** 64 bytes. */
  readonly signature: Uint8Array
}

/** A key under which a maker signs packs, as whoever checked its licence vouches for it. */
export interface MakerKey {
  /** 32 bytes, Ed25519. */
  readonly public_key: Uint8Array
  /** True for the products that the licence allows the maker to name. */
  readonly covers: (gtin: string) => boolean
  /** The first instant at which it might sign, milliseconds since 1970. */
  readonly from: Milliseconds
  /** The last. A key that was lost is taken from the list instead: whoever has it can write any day. */
  readonly until: Milliseconds
}

/** Why a code proves nothing: no key here, another day than the key's, another product than the licence's, not signed. */
export type PackCodeFault = 'key_unknown' | 'key_not_valid' | 'product_not_licensed' | 'not_signed'

/**
 * The signed code of a pack, 104 characters that a Digital Link carries.
 * @param of.root 32 bytes, the root of its batch
 * @param of.index its place in the batch, from 0
 * @param of.signed_on milliseconds since 1970, of which the day is written
 * @throws MEDICINES_CODE_INVALID
 * @source RFC 8032 §5.1.6
 */
export function signPackCode(
  of: { pack: PrintedPack; root: Uint8Array; index: number; signed_on: Milliseconds },
  key: Ed25519SigningKey,
): string {
  if (!isPrintedPack(of.pack)) throw codeFault('pack')
  const isPlace = Number.isSafeInteger(of.index) && of.index >= 0 && of.index < BATCH_PACKS_MAX
  const day = dayOf(of.signed_on)
  if (!isPlace || of.root.length !== rootBytes || !(day >= 0 && day < 2 ** 16)) throw codeFault('place')
  const batch = of.root.subarray(0, batchBytes)
  const head = headOf({ key_id: keyId('pack', key.publicKey), signed_on: day, batch, index: of.index })
  const signature = ed25519.sign(key, signedMessage('pack', contentOf(head, of.pack)))
  return toBase64Url(concatBytes(head, signature))
}

/** A code from its characters. @throws MEDICINES_CODE_INVALID */
export function readPackCode(text: string): PackCode {
  const bytes = bytesOf(text)
  const head = new DataView(bytes.buffer, 0, headBytes)
  if (head.getUint8(0) !== version) throw codeFault('version')
  return {
    key_id: head.getUint32(1),
    signed_on: head.getUint16(5),
    batch: bytes.slice(7, 7 + batchBytes),
    index: head.getUint8(11) * 2 ** 16 + head.getUint16(12),
    signature: bytes.slice(headBytes),
  }
}

/** Makers' keys by their ids. */
export type MakerKeys = ReadonlyMap<number, readonly MakerKey[]>

/** Keys in the form in which codes are held against them. @param keys at most 65,536 */
export function makerKeys(keys: readonly MakerKey[]): MakerKeys {
  if (keys.length > MAKER_KEYS_MAX) throw new RangeError(`At most ${MAKER_KEYS_MAX} keys are held at once`)
  return Map.groupBy(keys, ({ public_key }) => keyId('pack', public_key))
}

/**
 * Nothing when a maker whose key is among these signed that this very pack stands at this place of this batch; else why
 * the code proves nothing. It says nothing on whether the pack was dispensed since, nor on the box that it is printed on.
 */
export function packCodeFault(
  { pack, code }: { pack: PrintedPack; code: PackCode },
  keys: MakerKeys,
): PackCodeFault | undefined {
  const named = keys.get(code.key_id)
  if (named === undefined) return 'key_unknown'
  const content = contentOf(headOf(code), pack)
  const signer = named.find(({ public_key }) =>
    isSignedBy(public_key, { kind: 'pack', content, signature: code.signature }),
  )
  if (signer === undefined) return 'not_signed'
  if (!signer.covers(pack.gtin)) return 'product_not_licensed'
  const isInTime = code.signed_on >= dayOf(signer.from) && code.signed_on <= dayOf(signer.until)
  return isInTime ? undefined : 'key_not_valid'
}

export function codeFault(fault: keyof typeof faults) {
  return medicinesErrors.MEDICINES_CODE_INVALID({ reason: faults[fault] })
}

/** Product and expiry have one length each; lot and serial number say theirs, so that no two packs read alike. */
function contentOf(head: Uint8Array, { gtin, expiry, lot, serial }: PrintedPack): Uint8Array {
  const [lotBytes, serialBytes] = [utf8(lot), utf8(serial)]
  const length = (bytes: Uint8Array) => Uint8Array.of(bytes.length)
  return concatBytes(head, utf8(gtin + expiry), length(lotBytes), lotBytes, length(serialBytes), serialBytes)
}

function headOf(code: Omit<PackCode, 'signature'>): Uint8Array {
  const head = new DataView(new ArrayBuffer(headBytes))
  head.setUint8(0, version)
  head.setUint32(1, code.key_id)
  head.setUint16(5, code.signed_on)
  head.setUint8(11, code.index >>> 16)
  head.setUint16(12, code.index & 0xffff)
  const bytes = new Uint8Array(head.buffer)
  bytes.set(code.batch, 7)
  return bytes
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  if (text.length !== Math.ceil((8 * PACK_CODE_BYTES) / 6)) throw codeFault('form')
  try {
    return fromBase64Url(text)
  } catch {
    throw codeFault('form')
  }
}
