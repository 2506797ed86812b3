import { randomBytes } from 'node:crypto'
import { StandardMerkleTree } from '@openzeppelin/merkle-tree'
import { toHex } from '@symbolon/protocol/kernel'
import {
  type BatchToBuild,
  type BatchTree,
  buildBatchTree,
  newSerials,
  packLeaf,
  parseBatchOrder,
  serialAt,
  verifyLeaf,
} from '@symbolon/protocol/medicines'
import { type Bench, type BenchResult, measure } from './measure.ts'

const packs = 1_000_000
/** The peer takes 200 s for as many packs as ours. */
const peerPacks = 10_000
const proofs = 20_000
const large = 10_000_000
const warmup = 100_000
const random = (size_bytes: number) => new Uint8Array(randomBytes(size_bytes))

/** The tree of a batch, from its serial numbers to proofs. */
export const packTreeBench: Bench = {
  name: 'pack-tree',
  describe: `The tree of ${packs} packs beside @openzeppelin/merkle-tree over ${peerPacks} of the same rows, and its proofs at ${large}`,
  async run() {
    buildBatchTree(batchOf(warmup))
    const [made, batch] = await makeSerials()
    const built = await buildOurs(batch)
    return [made, built, await buildProven(batchOf(large))]
  },
}

function batchOf(count: number): BatchToBuild {
  const text = { gtin: '09506000134352', lot: 'LOT42', expiry: '2028-03-31', count }
  const order = parseBatchOrder(text, Date.UTC(2026, 0, 1))
  return { ...order, secret: random(32), serials: newSerials({ count, total: count, random }) }
}

async function makeSerials(): Promise<[BenchResult, BatchToBuild]> {
  let batch = batchOf(1)
  const used = await measure(() => {
    batch = batchOf(packs)
  })
  return [{ operation: 'make serial numbers, each once', n: packs, ...used }, batch]
}

async function buildOurs(batch: BatchToBuild): Promise<BenchResult> {
  let tree: BatchTree | undefined
  const used = await measure(() => {
    tree = buildBatchTree(batch)
  })
  const peer = await buildTheirs(batch)
  const ours_per_s = perCpuSecond(packs, used.cpu_ms)
  const theirs_per_s = perCpuSecond(peerPacks, peer.cpu_ms)
  const counters = {
    leaves_a_cpu_second: ours_per_s,
    peer_leaves_a_cpu_second: theirs_per_s,
    ratio: Math.round(ours_per_s / theirs_per_s),
    leaves_hashed: packs,
    nodes_hashed: packs - 1,
    crown_bytes: tree?.crown.bytes.length ?? 0,
    serial_bytes: batch.serials.length,
  }
  return { operation: 'build the tree', n: packs, ...used, counters, peer }
}

/** Double Keccak-256 over the ABI encoding of the same rows, leaves sorted: what that library makes of a list. */
async function buildTheirs(batch: BatchToBuild): Promise<NonNullable<BenchResult['peer']>> {
  const tree = buildBatchTree({ ...batch, serials: batch.serials.slice(0, 20 * peerPacks) })
  const rows = Array.from({ length: peerPacks }, (_, index) => {
    const { serial, salt } = tree.proveLeaf(index)
    return [batch.gtin, batch.lot, '280331', serial, toHex(salt)]
  })
  const build = () => void StandardMerkleTree.of(rows, ['string', 'string', 'string', 'string', 'bytes32'])
  build()
  return { name: `@openzeppelin/merkle-tree at ${peerPacks}`, n: peerPacks, ...(await measure(build)) }
}

async function buildProven(batch: BatchToBuild): Promise<BenchResult> {
  const tree = buildBatchTree(batch)
  const indexes = Array.from({ length: proofs }, (_, i) => (i * 7_919_993) % large)
  for (const index of indexes.slice(0, proofs / 4)) tree.proveLeaf(index)
  const used = await measure(() => {
    for (const index of indexes) tree.proveLeaf(index)
  })
  const verified = indexes.slice(0, 100).filter((index) => isProven({ tree, batch, index })).length
  const proof_bytes = 32 * tree.proveLeaf(0).proof.length
  const counters = { packs: large, crown_bytes: tree.crown.bytes.length, proof_bytes, verified_of_100: verified }
  return { operation: `prove a pack of ${large}`, n: proofs, ...used, counters }
}

function isProven({ tree, batch, index }: { tree: BatchTree; batch: BatchToBuild; index: number }): boolean {
  const { salt, proof } = tree.proveLeaf(index)
  const leaf = packLeaf({ ...batch, serial: serialAt(batch.serials, index), salt })
  return verifyLeaf({ root: tree.root, count: tree.count, index, leaf, proof })
}

function perCpuSecond(n: number, cpu_ms: number): number {
  return Math.round((n * 1000) / cpu_ms)
}
