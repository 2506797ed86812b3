// Trees of batches from nothing but node:crypto and the definitions: the recursion of RFC 9162 §2.1, no levels, no lanes.
// `node protocol/src/medicines/batch/test-batch-vectors.ts` prints vectors/medicines/batch.json.
import { createCipheriv, createHash } from 'node:crypto'

const batch = { gtin: '09506000134352', lot: 'LOT-42/b', expiry: '280229' }
const secret = Buffer.from(Array.from({ length: 32 }, (_, i) => 7 * i + 1))
const allSerials = [
  'C2VHRH180K',
  'K',
  '12345678901234567890',
  'a/b-c+d',
  'T75C0HV118T',
  '0',
  '%"&()*',
  'XX2V',
  'H0F3N9R1',
]

export interface BatchVector {
  readonly gtin: string
  readonly lot: string
  readonly expiry: string
  readonly secret: string
  readonly serials: readonly string[]
  readonly salts: readonly string[]
  readonly leaves: readonly string[]
  readonly root: string
  readonly batch: string
  readonly proofs: readonly (readonly string[])[]
}

const hashOf = (...parts: (Buffer | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const padded = (text: string) => Buffer.concat([Buffer.of(text.length), Buffer.from(text.padEnd(20, '\0'), 'ascii')])
const hex = (bytes: Buffer) => `0x${bytes.toString('hex')}`

function leafOf(serial: string, salt: Buffer): Buffer {
  const text = ['symbolon.pack.v1', batch.gtin, batch.expiry].join('')
  return hashOf(text, padded(batch.lot), Buffer.alloc(7), salt, padded(serial))
}

/** The largest power of two below the number of leaves. */
const splitOf = (leaves: readonly Buffer[]) => 2 ** Math.floor(Math.log2(leaves.length - 1))

function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0] as Buffer
  const split = splitOf(leaves)
  return hashOf(Buffer.of(1), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}

function pathOf(leaves: readonly Buffer[], index: number): Buffer[] {
  if (leaves.length === 1) return []
  const split = splitOf(leaves)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return index < split ? [...pathOf(left, index), rootOf(right)] : [...pathOf(right, index - split), rootOf(left)]
}

function vectorOf(count: number): BatchVector {
  const serials = allSerials.slice(0, count)
  const stream = createCipheriv('aes-256-ctr', secret, Buffer.alloc(16)).update(Buffer.alloc(32 * count))
  const salts = serials.map((_, i) => stream.subarray(32 * i, 32 * i + 32))
  const leaves = serials.map((serial, i) => leafOf(serial, salts[i] as Buffer))
  const root = rootOf(leaves)
  return {
    ...batch,
    secret: hex(secret),
    serials,
    salts: salts.map(hex),
    leaves: leaves.map(hex),
    root: hex(root),
    batch: BigInt(hex(root.subarray(0, 29))).toString(),
    proofs: leaves.map((_, index) => pathOf(leaves, index).map(hex)),
  }
}

/** Trees of 1, 2, 3, 5, 8 and 9 packs. */
export function batchVectors(): { source: string; trees: BatchVector[] } {
  const source = 'leaf and salts as in packLeaf; nodes of RFC 9162 section 2.1; made with node:crypto alone'
  return { source, trees: [1, 2, 3, 5, 8, 9].map(vectorOf) }
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(batchVectors(), null, 2)}\n`)
