import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromUtf8 } from '../kernel/index.ts'
import { parseCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { edgeOfLog, emptyLog, integrate, logFromTiles } from './integrate.ts'
import { toBase64 } from './line-values.ts'
import { parseVerifierKey } from './note-key.ts'
import { proveConsistency } from './prove.ts'
import { bytesOf, vectorsOf } from './test-log.ts'
import { tilePath } from './tile.ts'
import { treeRoot } from './tree.ts'
import { verifyConsistency } from './verify.ts'

const { vkey, files } = vectorsOf<{ vkey: string; files: Record<string, string> }>('tessera.json')
const key = parseVerifierKey(vkey)
const fileAt = (path: string) => bytesOf(files[path] ?? assert.fail(path))
const checkpoints = Object.keys(files).filter((path) => path.startsWith('checkpoint.'))
const checkpointAt = (path: string) => verifyCheckpoint(parseCheckpoint(fromUtf8(fileAt(path))), [key])

test('Tessera’s stored log: every checkpoint is signed and is the root of its tiles', () => {
  assert.equal(checkpoints.length, 16)
  for (const path of checkpoints) {
    const { size, root } = checkpointAt(path)
    const log = logFromTiles(
      size,
      edgeOfLog(size).map((tile) => fileAt(tilePath(tile))),
    )
    assert.deepEqual(treeRoot(log.tree), root)
  }
})

test('Tessera’s stored log: its entries give its tiles and bundles, file by file', () => {
  const { size } = checkpointAt('checkpoint')
  const last = edgeOfLog(size).map((tile) => fileAt(tilePath(tile)))
  let log = emptyLog
  for (const entry of logFromTiles(size, last).entries) {
    const grown = integrate(log, [entry])
    for (const { path, bytes } of grown.tiles) assert.equal(toBase64(bytes), files[path], path)
    log = grown.edge
  }
  assert.equal(log.tree.size, 15)
})

test('Tessera’s stored log: each checkpoint is the beginning of each later one', async () => {
  const states = checkpoints.map(checkpointAt)
  const read = async (tile: Parameters<typeof tilePath>[0]) => fileAt(tilePath(tile))
  for (const old of states) {
    for (const { size, root } of states.filter((state) => state.size >= old.size)) {
      const proof = await proveConsistency({ old_size: old.size, size }, read)
      verifyConsistency({ old_size: old.size, size, old_root: old.root, root, proof })
    }
  }
})
