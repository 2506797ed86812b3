import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { equalBytes } from '@symbolon/protocol/kernel'
import {
  consistencyTiles,
  emptyRoot,
  inclusionTiles,
  leafHashes,
  parseBundle,
  parseCheckpoint,
  parseVerifierKey,
  proveConsistency,
  proveInclusion,
  type SignedCheckpoint,
  type Tile,
  tilePath,
  verifyCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from '@symbolon/protocol/log'
import { storedEntries } from './test-log.ts'
import { type LogNode, startLogNode } from './test-log-node.ts'

let node: LogNode

before(async () => {
  node = await startLogNode()
})
after(() => node.stop())

async function publish(entries: number): Promise<void> {
  await node.addEntries(entries)
  await node.runJob('log-publish')
}

/** The newest checkpoint, under the key that is served. */
async function fetchCheckpoint(): Promise<SignedCheckpoint> {
  const [key, note] = await Promise.all([node.get('/log/key'), node.get('/log/checkpoint')])
  return verifyCheckpoint(parseCheckpoint(note.body), [parseVerifierKey(key.body.trimEnd())])
}

async function fetchTile(tile: Tile): Promise<Uint8Array> {
  const answer = await node.get(`/log/${tilePath(tile)}`)
  assert.equal(answer.statusCode, 200, tilePath(tile))
  return new Uint8Array(answer.rawPayload)
}

test('error: LOG_NOT_PUBLISHED before the first epoch is over, and nothing of the tree is served', async () => {
  await node.addEntries(300)
  const answer = await node.get('/log/checkpoint')
  assert.deepEqual([answer.statusCode, answer.json().code], [404, 'LOG_NOT_PUBLISHED'])
  assert.equal((await node.get('/log/tile/0/000')).statusCode, 404)
  const { size, root, at, quorum } = await node.state()
  assert.deepEqual([size, root, at, quorum], [0, Buffer.from(emptyRoot()).toString('base64'), null, 'none'])
})

test('a reader follows the log from its key to its entries, and from one checkpoint to the next', async () => {
  let last: SignedCheckpoint | undefined
  for (const count of [1, 256, 1_000, 64_300, 700]) {
    await publish(count)
    const { size, root } = await fetchCheckpoint()
    const entries = await storedEntries(node.kernel.database)
    for (const index of [0, 255, 256, Math.floor(size / 2), size - 257, size - 1].filter(
      (at) => at >= 0 && at < size,
    )) {
      const place = { index, size }
      assert.ok(inclusionTiles(place).length <= 4)
      const proof = await proveInclusion(place, fetchTile)
      const bundle = await fetchTile({ level: 'entries', index: Math.floor(index / 256), width: 256 })
      const entry = parseBundle(bundle, 256)[index % 256] ?? assert.fail()
      assert.ok(equalBytes(entry, entries[index] ?? assert.fail()))
      verifyInclusion({ leaf: leafHashes([entry]), ...place, proof, root })
    }
    if (last !== undefined) {
      const growth = { old_size: last.size, size }
      assert.ok(consistencyTiles(growth).length > 0)
      verifyConsistency({ ...growth, old_root: last.root, root, proof: await proveConsistency(growth, fetchTile) })
    }
    last = { ...(await fetchCheckpoint()) }
  }
  assert.ok((last?.size ?? 0) > 65_536)
})

test('tiles stay for ever, a checkpoint for moments, and HEAD says the same', async () => {
  const expected: [path: string, type: string, cache: string][] = [
    ['/log/tile/0/000', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['/log/tile/entries/000', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['/log/tile/1/000.p/3', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['/log/checkpoint', 'text/plain; charset=utf-8', 'public, max-age=5'],
  ]
  for (const [path, type, cache] of expected) {
    const [answer, head] = [
      await node.get(path),
      await node.app.inject({ method: 'HEAD', url: path, headers: { host: 'localhost' } }),
    ]
    for (const { statusCode, headers } of [answer, head]) {
      assert.deepEqual([statusCode, headers['content-type'], headers['cache-control']], [200, type, cache], path)
      assert.equal(Number(headers['content-length']), answer.rawPayload.length)
    }
    assert.equal(head.rawPayload.length, 0)
    assert.ok('ratelimit-remaining' in answer.headers || 'x-ratelimit-remaining' in answer.headers)
  }
})

test('a page of any site may follow the log, and nothing else of the node', async () => {
  const invited = async (path: string, method: 'GET' | 'HEAD' = 'GET') => {
    const headers = { host: 'localhost', origin: 'https://elsewhere.example' }
    const { headers: told } = await node.app.inject({ method, url: path, headers })
    return [told['access-control-allow-origin'], told['access-control-allow-credentials']]
  }
  const [log, missing] = [
    ['/log/key', '/log/checkpoint', '/log/tile/0/000', '/log/tile/entries/000', '/log/tile/1/000.p/3'],
    ['/log/tile/63/000', '/log/tile/64/000'],
  ]
  for (const path of [...log, ...missing]) {
    assert.deepEqual(await invited(path), ['*', undefined], path)
    assert.deepEqual(await invited(path, 'HEAD'), ['*', undefined], path)
  }
  for (const path of ['/v1/log', '/verify', '/readyz', '/healthz', '/openapi.json', '/log', '/log/', '/log/other', '/'])
    assert.deepEqual(await invited(path), [undefined, undefined], path)
  for (const method of ['OPTIONS', 'POST', 'PUT', 'DELETE'] as const) {
    const headers = { host: 'localhost', origin: 'https://elsewhere.example' }
    const answer = await node.app.inject({ method, url: '/log/checkpoint', headers })
    assert.deepEqual(
      [answer.statusCode >= 400, answer.headers['access-control-allow-origin']],
      [true, undefined],
      method,
    )
  }
})

test('a partial tile is the beginning of the full one', async () => {
  for (const level of [0, 1, 'entries'] as const) {
    const full = await fetchTile({ level, index: 0, width: 256 })
    const part = await fetchTile({ level, index: 0, width: 7 })
    assert.deepEqual(part, full.subarray(0, part.length))
    assert.equal(part.length, 7 * (level === 'entries' ? 34 : 32))
  }
})

test('nothing tells how far the tree has grown since it was published', async () => {
  const { size } = await fetchCheckpoint()
  const next = size / 256
  const beyond: Tile[] = [
    { level: 0, index: next, width: 256 },
    { level: 0, index: next, width: 1 },
    { level: 'entries', index: next, width: 256 },
    { level: 'entries', index: next, width: 1 },
    { level: 1, index: Math.floor(next / 256), width: (next % 256) + 1 },
    { level: 1, index: Math.floor(next / 256), width: 256 },
    { level: 2, index: 0, width: 2 },
  ]
  const answers = async () =>
    Promise.all(beyond.map(async (tile) => (await node.get(`/log/${tilePath(tile)}`)).statusCode))
  const before = await answers()
  await node.addEntries(600)
  assert.deepEqual(await answers(), before)
  assert.deepEqual(new Set(before), new Set([404]))
  assert.equal((await fetchCheckpoint()).size, size)
  assert.equal((await node.state()).size, size)
})

test('error: LOG_TILE_INVALID for a path that is none, KERNEL_NOT_FOUND for a tile that is not there', async () => {
  for (const path of ['64/000', '0/0', '0/000.p/256', '0/000.p/0', 'entries/x000/000', '00/000', '0/000/..%2f', '']) {
    const answer = await node.get(`/log/tile/${path}`)
    assert.deepEqual([answer.statusCode, answer.json().code], [400, 'LOG_TILE_INVALID'], path)
    assert.ok(!String(answer.headers['cache-control']).includes('immutable'))
  }
  for (const path of ['63/000', '0/x999/x999/999', '5/000.p/1']) {
    const answer = await node.get(`/log/tile/${path}`)
    assert.deepEqual([answer.statusCode, answer.json().code], [404, 'KERNEL_NOT_FOUND'], path)
  }
})

test('/v1/log and /readyz tell how far the log is published', async () => {
  const checkpoint = await fetchCheckpoint()
  const state = await node.state()
  const { kernel } = node
  assert.equal(state.origin, checkpoint.origin)
  assert.equal(`${state.vkey}\n`, (await node.get('/log/key')).body)
  assert.equal(state.root, Buffer.from(checkpoint.root).toString('base64'))
  assert.deepEqual([state.chain_id, state.checkpoints], [7_010, kernel.ledger.address('Checkpoints')])
  assert.deepEqual([state.anchor, state.second_anchor, state.witnesses], [null, null, []])
  const { detail } = (await node.get('/readyz')).json()
  assert.deepEqual(detail.log, { published_size: checkpoint.size, published_at: state.at, quorum: 'none' })
})
