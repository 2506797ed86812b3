import { BATCH_PACKS_MAX } from '../batch-limits.ts'
import { medicinesErrors } from '../errors.ts'
import type { BatchClass } from './batch-order.ts'
import { type DigestLanes, digestLanesHere, lanePlaces } from './digest-lanes.ts'
import { firstBlock } from './pack-leaf.ts'
import { PackSalts, SALT_BYTES } from './pack-salts.ts'
import { SERIAL_ROW_BYTES, type Serial, serialAt, serialCount } from './serial-rows.ts'
import { CROWN_BASE, copyDigest, DIGEST_WORDS, TreeCrown } from './tree-crown.ts'

const digest_bytes = 32
const start_bytes = 32
const leavesAtOnce = lanePlaces.digests_max
const neighbours = 2 ** CROWN_BASE

/** A batch with everything that its tree is computed from. */
export interface BatchToBuild extends BatchClass {
  /** 32 bytes from a cryptographic generator, for this batch alone: whoever has it has every salt. */
  readonly secret: Uint8Array
  /** The serial number of pack i is row i: 20 bytes, filled up with zeros. Kept, not copied. */
  readonly serials: Uint8Array
}

/** What shows that one pack is in its batch. */
export interface PackProof {
  readonly index: number
  readonly serial: Serial
  readonly salt: Uint8Array
  readonly leaf: Uint8Array
  /** Siblings from the leaf up. */
  readonly proof: readonly Uint8Array[]
}

/** What leads from one pack to the root of its batch. */
export interface PackPath {
  readonly salt: Uint8Array
  readonly leaf: Uint8Array
  /** Siblings from the leaf up, 32 bytes each, one after another. */
  readonly path: Uint8Array
}

/** The tree over the packs of a batch, in index order: 28 bytes a pack with the serial numbers. */
export class BatchTree {
  readonly crown: TreeCrown
  readonly #batch: LeafSource

  /** A tree whose crown is known; see `buildBatchTree`. @throws MEDICINES_CROWN_INVALID for a crown of another count */
  constructor(batch: BatchToBuild, crown: TreeCrown) {
    if (crown.count !== serialCount(batch.serials)) throw medicinesErrors.MEDICINES_CROWN_INVALID()
    this.crown = crown
    this.#batch = leafSource(batch)
  }

  /** 32 bytes. */
  get root(): Uint8Array {
    return this.crown.root
  }

  /** Packs of the batch. */
  get count(): number {
    return this.crown.count
  }

  /** What shows that the pack with an index, counted from 0, is in the batch. @throws MEDICINES_INDEX_INVALID */
  proveLeaf(index: number): PackProof {
    const { salt, leaf, path } = this.pathOf(index)
    const proof: Uint8Array[] = []
    for (let at = 0; at < path.length; at += digest_bytes) proof.push(path.slice(at, at + digest_bytes))
    return { index, serial: serialAt(this.#batch.serials, index), salt: salt.slice(), leaf, proof }
  }

  /** As `proveLeaf`, with the siblings in one array: for who proves thousands a second. @throws MEDICINES_INDEX_INVALID */
  pathOf(index: number): PackPath {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.count) {
      throw medicinesErrors.MEDICINES_INDEX_INVALID({ count: this.count })
    }
    const first = index - (index % neighbours)
    const lanes = digestLanesHere()
    let width = Math.min(neighbours, this.count - first)
    const salts = hashLeaves(lanes, this.#batch, { first, count: width })
    let position = index - first
    const salt = salts.subarray(SALT_BYTES * position, SALT_BYTES * (position + 1))
    const leaf = digestAt(lanes, position)
    const path = new Uint32Array(DIGEST_WORDS * (CROWN_BASE + this.crown.height))
    let end = 0
    for (let level = 0; level < CROWN_BASE; level++) {
      const sibling = position ^ 1
      if (sibling < width) end = copyDigest(lanes.words, wordOf(sibling), { into: path, at: end })
      if (level + 1 < CROWN_BASE) lanes.level(width)
      width = (width + 1) >> 1
      position >>= 1
    }
    end = this.crown.writeSiblings(index, { into: path, at: end })
    return { salt, leaf, path: new Uint8Array(path.buffer, 0, 4 * end) }
  }
}

/** The tree of a batch. @throws MEDICINES_BATCH_SIZE */
export function buildBatchTree(batch: BatchToBuild): BatchTree {
  const steps = batchTreeSteps(batch)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

/**
 * Builds the tree of a batch step by step, so that other work can go on in between; each step takes a few milliseconds
 * and yields how many packs have been hashed.
 * @throws MEDICINES_BATCH_SIZE
 */
export function* batchTreeSteps(batch: BatchToBuild): Generator<number, BatchTree> {
  const count = serialCount(batch.serials)
  if (!Number.isSafeInteger(count) || count < 1 || count > BATCH_PACKS_MAX) {
    throw medicinesErrors.MEDICINES_BATCH_SIZE({ max: BATCH_PACKS_MAX })
  }
  const crown = new TreeCrown(count)
  const lanes = digestLanesHere()
  const source = leafSource(batch)
  for (let first = 0; first < count; first += leavesAtOnce) {
    const some = Math.min(leavesAtOnce, count - first)
    hashLeaves(lanes, source, { first, count: some })
    for (let level = 0, width = some; level < CROWN_BASE; level++, width = (width + 1) >> 1) lanes.level(width)
    const nodes = Math.ceil(some / neighbours)
    crown.level(0).set(digestsOf(lanes, nodes), (digest_bytes * first) / neighbours)
    yield first + some
  }
  for (let height = 0; height + 1 < crown.height; height++) {
    for (const _ of hashLevel(lanes, { from: crown.level(height), to: crown.level(height + 1) })) yield count
  }
  return new BatchTree(batch, crown)
}

/** What the leaves of a batch are computed from. */
interface LeafSource {
  readonly salts: PackSalts
  readonly serials: Uint8Array
  /** What SHA-256 has in hand after the first block, which all leaves share. */
  readonly start: Uint8Array
}

function leafSource({ secret, serials, ...batch }: BatchToBuild): LeafSource {
  const { bytes, begin } = digestLanesHere()
  bytes.set(firstBlock(batch), lanePlaces.salts)
  begin()
  const start = bytes.slice(lanePlaces.batchStart, lanePlaces.batchStart + start_bytes)
  return { salts: new PackSalts(secret), serials, start }
}

interface Span {
  readonly first: number
  readonly count: number
}

/** Puts the leaves of some packs, at most `leavesAtOnce`, into the digests; answers their salts. */
function hashLeaves({ bytes, leaves }: DigestLanes, batch: LeafSource, { first, count }: Span): Uint8Array {
  const salts = batch.salts.take({ first, count })
  const rows = batch.serials.subarray(SERIAL_ROW_BYTES * first, SERIAL_ROW_BYTES * (first + count))
  bytes.set(salts, lanePlaces.salts)
  bytes.set(rows, lanePlaces.serials)
  bytes.set(batch.start, lanePlaces.batchStart)
  leaves(count)
  return salts
}

function* hashLevel(lanes: DigestLanes, { from, to }: { from: Uint8Array; to: Uint8Array }): Generator<void> {
  for (let at = 0; at < from.length; at += digest_bytes * leavesAtOnce) {
    const some = from.subarray(at, at + digest_bytes * leavesAtOnce)
    const count = some.length / digest_bytes
    lanes.bytes.set(some, lanePlaces.digests)
    lanes.level(count)
    to.set(digestsOf(lanes, (count + 1) >> 1), at / 2)
    yield
  }
}

function digestsOf({ bytes }: DigestLanes, count: number): Uint8Array {
  return bytes.subarray(lanePlaces.digests, lanePlaces.digests + digest_bytes * count)
}

/** The word where a digest begins. */
function wordOf(position: number): number {
  return lanePlaces.digests / 4 + DIGEST_WORDS * position
}

function digestAt({ bytes }: DigestLanes, position: number): Uint8Array {
  const at = lanePlaces.digests + digest_bytes * position
  return bytes.slice(at, at + digest_bytes)
}
