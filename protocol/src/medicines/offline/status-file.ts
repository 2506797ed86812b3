import { concatBytes } from '../../kernel/index.ts'
import { type Ed25519SigningKey, ed25519 } from '../../log/index.ts'
import { medicinesErrors } from '../errors.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { isSignedBy, keyId, SIGNATURE_BYTES, signedMessage } from './key-id.ts'
import { STATUS_BATCHES_MAX, STATUS_BYTES_MAX } from './limits.ts'
import { readBatch, type StatusBatch, writeBatch } from './status-batch.ts'
import { statusFault } from './status-faults.ts'
import { readHead, type StatusHead, writeHead } from './status-head.ts'

/** A status file whose signature was verified: what a device holds packs against while it has no network. */
export interface StatusFile extends StatusHead {
  readonly batches: readonly StatusBatch[]
  /** As it came, for changes to build on. */
  readonly bytes: Uint8Array
  /** Batches by product and lot; a lot may have several. */
  readonly by_lot: ReadonlyMap<string, readonly StatusBatch[]>
  /** Products of which a batch is withdrawn. */
  readonly withdrawn: ReadonlySet<string>
}

/** What a status file is made from. */
export interface StatusContent extends Omit<StatusHead, 'key_id'> {
  /** In any order, each root once; at most 65,536. */
  readonly batches: readonly StatusBatch[]
}

/**
 * A signed status file. Of the same content and key it is the same, byte for byte.
 * @throws MEDICINES_STATUS_INVALID
 * @source RFC 8032 §5.1.6; Golomb-Rice codes (S. W. Golomb, Run-Length Encodings, 1966)
 */
export function signStatusFile(content: StatusContent, key: Ed25519SigningKey): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter()
  writeHead(writer, { ...content, key_id: keyId('status', key.publicKey) })
  if (content.batches.length > STATUS_BATCHES_MAX) throw statusFault('batches')
  const batches = content.batches.toSorted((one, other) => compareRoots(one.root, other.root))
  checkOrder(batches)
  writer.u32(batches.length)
  for (const batch of batches) writeBatch(writer, batch)
  const body = writer.bytes()
  if (body.length + SIGNATURE_BYTES > STATUS_BYTES_MAX) throw statusFault('size')
  return concatBytes(body, ed25519.sign(key, signedMessage('status', body)))
}

/**
 * A status file that one of the keys has signed, taken apart. Whether it still holds is asked at each check.
 * @param keys 32 bytes each: the status keys, or keys of logs, of nodes that are trusted here
 * @throws MEDICINES_STATUS_SIGNATURE_INVALID, MEDICINES_STATUS_INVALID
 */
export function openStatusFile(bytes: Uint8Array, keys: readonly Uint8Array[]): StatusFile {
  if (bytes.length > STATUS_BYTES_MAX) throw statusFault('size')
  const reader = new ByteReader(bytes, Math.max(0, bytes.length - SIGNATURE_BYTES))
  const head = readHead(reader)
  const content = bytes.subarray(0, -SIGNATURE_BYTES)
  const signature = bytes.subarray(-SIGNATURE_BYTES)
  const named = keys.filter((key) => keyId('status', key) === head.key_id)
  if (!named.some((key) => isSignedBy(key, { kind: 'status', content, signature }))) {
    throw medicinesErrors.MEDICINES_STATUS_SIGNATURE_INVALID()
  }
  const batches = readBatches(reader)
  const withdrawn = new Set(batches.filter(({ is_withdrawn }) => is_withdrawn).map(({ gtin }) => gtin))
  return { ...head, batches, bytes, by_lot: Map.groupBy(batches, lotKey), withdrawn }
}

/** What stands for a lot of a product in `by_lot`. */
export function lotKey({ gtin, lot }: { gtin: string; lot: string }): string {
  return `${gtin} ${lot}`
}

/** Below zero when the one comes first. */
export function compareRoots(one: Uint8Array, other: Uint8Array): number {
  for (let at = 0; at < one.length; at++) {
    const apart = (one[at] ?? 0) - (other[at] ?? 0)
    if (apart !== 0) return apart
  }
  return 0
}

function readBatches(reader: ByteReader): StatusBatch[] {
  const { position } = reader
  const count = reader.u32()
  if (count > STATUS_BATCHES_MAX) throw statusFault('batches', position)
  const batches: StatusBatch[] = []
  while (batches.length < count) batches.push(readBatch(reader))
  reader.finish()
  checkOrder(batches)
  return batches
}

function checkOrder(batches: readonly StatusBatch[]): void {
  for (const [at, { root }] of batches.entries()) {
    const before = batches[at - 1]?.root
    if (before !== undefined && compareRoots(before, root) >= 0) throw statusFault('order')
  }
}
