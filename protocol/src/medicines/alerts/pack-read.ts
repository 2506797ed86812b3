import { getResolution, isValidCell, latLngToCell } from 'h3-js'
import { concatBytes, fromHex, type Hex, type Milliseconds, sha256, toHex, utf8 } from '../../kernel/index.ts'
import { medicinesErrors } from '../errors.ts'
import type { PackRole } from '../pack/pack-state.ts'

/** Resolution of the cells that reads are kept in: about 250 km² each, 9.9 km from corner to corner. @source H3, table of cell statistics */
export const READ_CELL_RESOLUTION = 5
const hour_ms = 3_600_000
const block_bytes = 64
const idDomain = utf8('symbolon.pack-read.v1')

/** Who read a pack, as far as it is kept. */
export type ReaderClass = Exclude<PackRole, 'anybody'> | 'public'

/** What is kept of one reading of a pack: nothing that says which pharmacy, or which patient. */
export interface PackRead {
  /** Salted id of the pack. */
  readonly pack: Hex
  /** H3 cell of resolution 5. */
  readonly cell: string
  /** Whole hours since 1970, rounded down. */
  readonly hour: number
  readonly reader: ReaderClass
  /** True when the hour is by the clock of a device that was offline, which may be an hour off. */
  readonly is_by_device?: true
}

/**
 * The id under which reads of a pack are kept: HMAC-SHA256 under a secret of the node, so that who has the reads and the
 * public ids of packs cannot join them.
 * @param token_id 32 bytes as `0x…`
 * @param secret at least 32 bytes
 * @source RFC 2104
 */
export function readPackId(token_id: Hex, secret: Uint8Array): Hex {
  if (secret.length < 32) throw new RangeError('A secret that salts ids has at least 32 bytes')
  const bytes = fromHex(token_id)
  if (bytes.length !== 32) throw new RangeError('A token id has 32 bytes')
  const key = secret.length > block_bytes ? sha256(secret) : secret
  const inner = sha256(concatBytes(padded(key, 0x36), idDomain, bytes))
  return toHex(sha256(concatBytes(padded(key, 0x5c), inner)))
}

/** A block that begins with the key, each byte changed by the pad. @source RFC 2104 §2 */
function padded(key: Uint8Array, pad: number): Uint8Array {
  const block = new Uint8Array(block_bytes).fill(pad)
  for (let i = 0; i < key.length; i++) block[i] = pad ^ (key[i] ?? 0)
  return block
}

/** Where and when a pack was read. */
export interface ReadPlace {
  /** Degrees, WGS 84. */
  readonly latitude: number
  readonly longitude: number
  readonly at: Milliseconds
}

/** Cell and hour of a reading; the place itself is not kept. @throws MEDICINES_PLACE_INVALID */
export function coarsePlace({ latitude, longitude, at }: ReadPlace): Pick<PackRead, 'cell' | 'hour'> {
  const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  if (!isPlace || !Number.isFinite(at)) throw medicinesErrors.MEDICINES_PLACE_INVALID()
  return { cell: latLngToCell(latitude, longitude, READ_CELL_RESOLUTION), hour: Math.floor(at / hour_ms) }
}

/** The only door from text to a cell that reads are kept in. @throws MEDICINES_PLACE_INVALID */
export function parseReadCell(text: string): string {
  if (!isValidCell(text) || getResolution(text) !== READ_CELL_RESOLUTION)
    throw medicinesErrors.MEDICINES_PLACE_INVALID()
  return text.toLowerCase()
}
