import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { describeError, hasCode, utf8 } from '@symbolon/protocol/kernel'
import { noteSigner, verifierKeyText } from '@symbolon/protocol/log'
import { serve } from '../kernel/test-node.ts'
import { proveGrowth } from './check-growth.ts'
import { createLogReader, type LogReader } from './log-reader.ts'
import { LogTiles } from './log-tiles.ts'
import { CHECKPOINT_BYTES_MAX, readCheckpoint, readLogKey } from './read-checkpoint.ts'
import { serveLog, TestLog, testLogSigner } from './test-log.ts'

const key = testLogSigner.verifier
let log: TestLog
let reader: LogReader
let served: Awaited<ReturnType<typeof serveLog>>

before(async () => {
  served = await serveLog({ answer: (request, response) => log.answer(request, response) })
  reader = createLogReader({ url: served.url, timeout_ms: 500 })
})
after(() => served.stop())
beforeEach(() => {
  log = new TestLog()
})

const code = (name: string) => (fault: unknown) => hasCode(fault, name)

/** The proof of growth from an older state of the log to what is served now. */
async function grownFrom(old: TestLog['checkpoint']) {
  const checkpoint = await readCheckpoint(reader, key)
  return await proveGrowth(old, new LogTiles(reader, checkpoint))
}

test('a log that grew proves it from its tiles, at whatever sizes', async () => {
  for (const [from, more] of [
    [0, 1],
    [1, 255],
    [255, 2],
    [256, 256],
    [300, 65_600],
    [65_536, 256],
    [1000, 0],
  ] as const) {
    log = new TestLog().grow(from)
    const old = log.checkpoint
    log.grow(more)
    const proof = await grownFrom(old)
    assert.equal(proof.length === 0, from === 0 || more === 0)
  }
})

test('the key is read from the log, and a checkpoint is believed under that key alone', async () => {
  log.grow(256)
  assert.equal(verifierKeyText(await readLogKey(reader)), verifierKeyText(key))
  assert.equal((await readCheckpoint(reader, key)).size, 256)
  const other = noteSigner({ key_name: key.key_name, type: 'ed25519', seed: new Uint8Array(32).fill(7) }).verifier
  await assert.rejects(readCheckpoint(reader, other), code('LOG_SIGNATURE_MISSING'))
})

test('a partial tile that was dropped is cut from its full one', async () => {
  const old = log.grow(300).checkpoint
  log.grow(12)
  log.files.delete('tile/0/001.p/56')
  log.files.set('tile/0/001', new TestLog().grow(512).files.get('tile/0/001') ?? new Uint8Array())
  assert.ok((await grownFrom(old)).length > 0)
})

test('what is read for a proof is some tiles, however large the log is', async () => {
  const old = log.grow(65_536 + 300).checkpoint
  log.grow(3 * 65_536)
  log.asked.length = 0
  await grownFrom(old)
  assert.ok(log.asked.length <= 9, log.asked.join(' '))
})

test('error: LOG_TILE_UNTRUE for an altered tile, wherever it stands', async () => {
  const old = new TestLog().grow(65_536 + 300).checkpoint
  const grown = new TestLog().grow(65_536 + 300).grow(256)
  for (const path of ['tile/0/257', 'tile/0/258.p/44', 'tile/1/001.p/2', 'tile/2/000.p/1']) {
    log = Object.assign(new TestLog(), { files: new Map(grown.files) })
    log.alter(path)
    await assert.rejects(grownFrom(old), code('LOG_TILE_UNTRUE'), path)
  }
  log = new TestLog().grow(2 * 256)
  log.alter('tile/0/001')
  await assert.rejects(grownFrom(new TestLog().grow(300).checkpoint), code('LOG_TILE_UNTRUE'))
})

test('error: LOG_TILE_INVALID for a truncated tile', async () => {
  const old = new TestLog().grow(300).checkpoint
  for (const bytes of [31, 32, 255 * 32, 0]) {
    log = new TestLog().grow(512)
    log.files.set('tile/0/001', (log.files.get('tile/0/001') ?? new Uint8Array()).slice(0, bytes))
    await assert.rejects(grownFrom(old), code('LOG_TILE_INVALID'))
  }
})

test('error: LOG_HISTORY_SHRUNK and LOG_HISTORY_FORKED for logs that deny what they said', async () => {
  const old = log.grow(600).checkpoint
  log = new TestLog().grow(512)
  await assert.rejects(grownFrom(old), code('LOG_HISTORY_SHRUNK'))
  for (const more of [88, 600]) {
    log = new TestLog().grow(512).grow(more, 'other')
    await assert.rejects(grownFrom(old), code('LOG_HISTORY_FORKED'))
  }
})

test('error: LOG_TREE_INVALID for a tile outside the tree', async () => {
  log.grow(256)
  const tiles = new LogTiles(reader, log.checkpoint)
  await assert.rejects(tiles.read({ level: 0, index: 1, width: 1 }), code('LOG_TREE_INVALID'))
  await assert.rejects(tiles.read({ level: 1, index: 0, width: 2 }), code('LOG_TREE_INVALID'))
})

test('error: LOG_NOT_PUBLISHED while there is no checkpoint', async () => {
  await assert.rejects(readCheckpoint(reader, key), code('LOG_NOT_PUBLISHED'))
})

test('error: LOG_ANSWER_TOO_LARGE for a body without end, which is not read to its end', async () => {
  let written = 0
  log.instead = (_, response) => {
    const more = () => {
      written += 64 * 1024
      if (response.write(new Uint8Array(64 * 1024))) setImmediate(more)
      else response.once('drain', more)
    }
    more()
    return true
  }
  await assert.rejects(readCheckpoint(reader, key), code('LOG_ANSWER_TOO_LARGE'))
  assert.ok(written < 100 * CHECKPOINT_BYTES_MAX)
})

test('error: LOG_UNREACHABLE for a body that does not come, after some attempts, and where nobody listens', async () => {
  log.instead = (_, response) => response.writeHead(200).write('log.example')
  await assert.rejects(
    readCheckpoint(createLogReader({ url: served.url, timeout_ms: 50 }), key),
    code('LOG_UNREACHABLE'),
  )
  assert.equal(log.asked.length, 3)
  await assert.rejects(readLogKey(createLogReader({ url: 'http://127.0.0.1:9/log' })), code('LOG_UNREACHABLE'))
})

test('error: LOG_ANSWER_INVALID for a redirect, which is not followed, and for what is no text', async (t) => {
  let reached = 0
  const other = await serve(t, (_, response) => {
    reached++
    response.end()
  })
  log.instead = (_, response) => {
    response.writeHead(302, { location: `${other}/` }).end()
    return true
  }
  await assert.rejects(readCheckpoint(reader, key), code('LOG_ANSWER_INVALID'))
  assert.equal(reached, 0)
  log = new TestLog()
  log.files.set('key', Uint8Array.of(0xff))
  await assert.rejects(readLogKey(reader), code('LOG_ANSWER_INVALID'))
})

test('error: LOG_KEY_INVALID for the key of a witness in the place of a log’s', async () => {
  const witness = noteSigner({ key_name: 'witness.example', type: 'cosignature', seed: new Uint8Array(32) })
  log.files.set('key', utf8(verifierKeyText(witness.verifier)))
  await assert.rejects(readLogKey(reader), (fault) => {
    assert.ok(hasCode(fault, 'LOG_KEY_INVALID'))
    return /key of a witness/.test(describeError(fault, 'en').title)
  })
})
