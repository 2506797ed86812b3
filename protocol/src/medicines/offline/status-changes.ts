import { concatBytes, equalBytes, sha256, utf8 } from '../../kernel/index.ts'
import { medicinesErrors } from '../errors.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { IndexSet } from './index-set.ts'
import { SIGNATURE_BYTES } from './key-id.ts'
import { STATUS_BATCHES_MAX, STATUS_BYTES_MAX } from './limits.ts'
import { flagsOf, ROOT_BYTES, readBatch, readFlags, type StatusBatch, writeBatch } from './status-batch.ts'
import { statusFault } from './status-faults.ts'
import { compareRoots, openStatusFile, type StatusFile } from './status-file.ts'
import { readHead, writeHead } from './status-head.ts'

const magic = utf8('SYMBSTC1')
const digestBytes = 32
const acts = ['removed', 'changed', 'written'] as const

/**
 * What makes the one file the next: batches that are gone or new, and of the others the packs that have changed. It
 * holds the signature of the next file and has none of its own.
 */
export function statusChanges(base: StatusFile, next: StatusFile): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter().put(magic).put(sha256(base.bytes))
  writeHead(writer, next)
  const changes = changesBetween(base.batches, next.batches)
  writer.u32(changes.length)
  for (const change of changes) writeChange(writer, change)
  return concatBytes(writer.bytes(), next.bytes.subarray(-SIGNATURE_BYTES))
}

/**
 * The next status file, byte for byte as it was signed.
 * @param changes that begin at this very file
 * @throws MEDICINES_STATUS_BASE_OTHER, MEDICINES_STATUS_INVALID, MEDICINES_STATUS_SIGNATURE_INVALID
 */
export function applyStatusChanges(
  base: StatusFile,
  of: { changes: Uint8Array; keys: readonly Uint8Array[] },
): StatusFile {
  const { changes, keys } = of
  if (changes.length > STATUS_BYTES_MAX) throw statusFault('size')
  const reader = new ByteReader(changes, Math.max(0, changes.length - SIGNATURE_BYTES))
  if (!equalBytes(reader.take(magic.length), magic)) throw statusFault('magic')
  if (!equalBytes(reader.take(digestBytes), sha256(base.bytes))) throw medicinesErrors.MEDICINES_STATUS_BASE_OTHER()
  const writer = new ByteWriter()
  writeHead(writer, readHead(reader))
  const batches = changedBatches(base, reader)
  writer.u32(batches.length)
  for (const batch of batches) writeBatch(writer, batch)
  return openStatusFile(concatBytes(writer.bytes(), changes.subarray(-SIGNATURE_BYTES)), keys)
}

interface Change {
  readonly before: StatusBatch | undefined
  readonly after: StatusBatch | undefined
}

/** Batches that are not the same in both, by root. */
function changesBetween(base: readonly StatusBatch[], next: readonly StatusBatch[]): Change[] {
  const changes: Change[] = []
  let [i, j] = [0, 0]
  while (i < base.length || j < next.length) {
    const [one, other] = [base[i], next[j]]
    const apart = one === undefined ? 1 : other === undefined ? -1 : compareRoots(one.root, other.root)
    const change = { before: apart > 0 ? undefined : one, after: apart < 0 ? undefined : other }
    if (apart <= 0) i++
    if (apart >= 0) j++
    if (apart !== 0 || !isSame(change)) changes.push(change)
  }
  return changes
}

function isSame({ before, after }: Change): boolean {
  const [one, other] = [before, after].map((batch) => {
    const writer = new ByteWriter()
    if (batch !== undefined) writeBatch(writer, batch)
    return writer.bytes()
  })
  return equalBytes(one as Uint8Array, other as Uint8Array)
}

function writeChange(writer: ByteWriter, { before, after }: Change): void {
  const act = after === undefined ? 'removed' : isSamePrint({ before, after }) ? 'changed' : 'written'
  writer.u8(acts.indexOf(act))
  if (after !== undefined && before !== undefined && act === 'changed') {
    writer.put(after.root).u8(flagsOf(after))
    writer.put(before.ended.differenceWith(after.ended).bytes())
    writer.put(before.held.differenceWith(after.held).bytes())
  } else if (after !== undefined) writeBatch(writer, after)
  else if (before !== undefined) writer.put(before.root)
}

function isSamePrint({ before, after }: Change): boolean {
  const keys = ['gtin', 'lot', 'expiry', 'count'] as const
  return keys.every((key) => before?.[key] === after?.[key])
}

function changedBatches(base: StatusFile, reader: ByteReader): StatusBatch[] {
  const { position } = reader
  const count = reader.u32()
  if (count > 2 * STATUS_BATCHES_MAX) throw statusFault('batches', position)
  const batches = new Map(base.batches.map((batch) => [rootKey(batch.root), batch]))
  let last: Uint8Array | undefined
  for (let i = 0; i < count; i++) {
    const at = reader.position
    const { root, after } = readChange(reader, batches)
    // Each batch once: a small file of changes must not be much work.
    if (last !== undefined && compareRoots(last, root) >= 0) throw statusFault('order', at)
    if (after === undefined) batches.delete(rootKey(root))
    else batches.set(rootKey(root), after)
    last = root
  }
  reader.finish()
  return [...batches.values()].sort((one, other) => compareRoots(one.root, other.root))
}

function readChange(reader: ByteReader, batches: ReadonlyMap<string, StatusBatch>) {
  const { position } = reader
  const act = acts[reader.u8()]
  if (act === undefined) throw statusFault('word', position)
  if (act === 'written') {
    const after = readBatch(reader)
    return { root: after.root, after }
  }
  const root = reader.take(ROOT_BYTES)
  const before = batches.get(rootKey(root))
  if (before === undefined) throw statusFault('batch', position)
  return { root, after: act === 'removed' ? undefined : readChanged(reader, before) }
}

function readChanged(reader: ByteReader, before: StatusBatch): StatusBatch {
  const flags = readFlags(reader)
  const ended = before.ended.differenceWith(IndexSet.read(reader, before.count))
  const held = before.held.differenceWith(IndexSet.read(reader, before.count))
  return { ...before, ...flags, ended, held }
}

function rootKey(root: Uint8Array): string {
  return String.fromCharCode(...root)
}
