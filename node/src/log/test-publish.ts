import { randomBytes } from 'node:crypto'
import { integrate, type LogEdge, type NoteSigner, noteSigner, signCheckpoint, treeRoot } from '@symbolon/protocol/log'
import type { Database } from '../kernel/index.ts'
import { growStatement, readEdge } from './tree-store.ts'

/** Signs the checkpoints of a test. */
export const testLogSigner: NoteSigner = noteSigner({
  key_name: 'symbolon.local/test',
  type: 'ed25519',
  seed: new Uint8Array(32).fill(9),
})

/**
 * Publishes everything that stands in the tree, as a node does at the end of an epoch: pads it to a multiple of 256 and
 * signs a checkpoint. Answers with its size.
 */
export async function publishTestCheckpoint(database: Database): Promise<number> {
  const { tree } = await padTree(database)
  const { size } = tree
  const origin = testLogSigner.verifier.key_name
  const note = signCheckpoint({ origin, size, root: treeRoot(tree) }, testLogSigner)
  await database.query({
    name: 'test_publish',
    text: 'insert into log.checkpoint (size, at, note) values ($1, $2, $3) on conflict (size) do nothing',
    values: [size, new Date(), note],
  })
  return size
}

/** The node itself may append at the same time: then the tree is read anew. */
async function padTree(database: Database): Promise<LogEdge> {
  for (;;) {
    const edge = await readEdge(database)
    const from = edge.tree.size
    const missing = (256 - (from % 256)) % 256
    if (missing === 0) return edge
    const padding = Array.from({ length: missing }, () => Uint8Array.from(randomBytes(32)))
    const grown = integrate(edge, padding)
    const moved = await database.query(growStatement(from, grown, { openings: [] }))
    if (moved.length > 0) return grown.edge
  }
}
