import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import type { Checkpoint } from '@symbolon/protocol/log'
import { type Anchor, auditAnchors } from './audit-anchors.ts'
import { auditEntries } from './audit-entries.ts'
import { LogHistory } from './log-history.ts'
import { createLogReader, type LogReader } from './log-reader.ts'
import { LogTiles } from './log-tiles.ts'
import { readAnchors } from './read-anchors.ts'
import { serveLedger, testAnchorPlace } from './test-ledger.ts'
import { serveLog, TestLog, testLogSigner, testOrigin } from './test-log.ts'

let log: TestLog
let reader: LogReader
let served: Awaited<ReturnType<typeof serveLog>>

before(async () => {
  served = await serveLog({ answer: (request, response) => log.answer(request, response) })
  reader = createLogReader({ url: served.url, timeout_ms: 5_000 })
})
after(() => served.stop())
beforeEach(() => {
  log = new TestLog()
})

const code = (name: string) => (fault: unknown) => hasCode(fault, name)

async function audited(from?: Checkpoint): Promise<number> {
  let told = 0
  const tiles = new LogTiles(reader, log.checkpoint)
  const onProgress = (entries: number) => {
    told += entries
  }
  const walked = await auditEntries({ reader, tiles, from, onProgress })
  assert.equal(told, walked)
  return walked
}

test('an audit reads every bundle and every tile once, from the beginning or from where the last one ended', async () => {
  log.grow(256 * 300)
  assert.equal(await audited(), 256 * 300)
  const tilesOfAll = [...log.files.keys()].filter((path) => path.startsWith('tile/'))
  assert.deepEqual(new Set(log.asked), new Set(tilesOfAll))
  assert.equal(log.asked.length, tilesOfAll.length)
  const before = log.checkpoint
  log.grow(512)
  log.asked.length = 0
  assert.equal(await audited(before), 512)
  assert.equal(log.asked.filter((path) => path.startsWith('tile/entries')).length, 2)
  assert.equal(await audited(log.checkpoint), 0)
})

test('a log whose size is no multiple of a bundle is audited too', async () => {
  assert.equal(await audited(), 0)
  const before = log.grow(300).checkpoint
  assert.equal(await audited(), 300)
  log.grow(300)
  assert.equal(await audited(before), 344)
})

test('error: LOG_TILE_UNTRUE for one altered byte in any file', async () => {
  const whole = new TestLog().grow(256 * 257 + 3)
  for (const path of [...whole.files.keys()].filter((name) => name.startsWith('tile/'))) {
    if (path.startsWith('tile/0/') && !/\/(000|001|256|257.*)$/.test(path)) continue
    if (path.startsWith('tile/entries/') && !/\/(000|255|257.*)$/.test(path)) continue
    log = Object.assign(new TestLog().grow(256 * 257 + 3), { files: new Map(whole.files) })
    const bytes = whole.files.get(path)?.slice() ?? new Uint8Array()
    // Behind the length of the first entry of a bundle.
    bytes[2] = (bytes[2] ?? 0) ^ 1
    log.files.set(path, bytes)
    await assert.rejects(audited(), code('LOG_TILE_UNTRUE'), path)
  }
})

test('error: LOG_BUNDLE_INVALID for a bundle of a wrong length, LOG_ANSWER_TOO_LARGE for a longer one', async () => {
  const path = 'tile/entries/001'
  const cut = (bytes: Uint8Array) => bytes.slice(0, -34)
  const torn = (bytes: Uint8Array) => bytes.slice(0, -1)
  const lying = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, i) => (i === 1 ? 31 : byte))
  const cases = [
    [cut, 'LOG_BUNDLE_INVALID'],
    [torn, 'LOG_BUNDLE_INVALID'],
    [lying, 'LOG_BUNDLE_INVALID'],
    [(bytes: Uint8Array) => Buffer.concat([bytes, bytes]), 'LOG_ANSWER_TOO_LARGE'],
  ] as const
  for (const [change, expected] of cases) {
    log = new TestLog().grow(512)
    log.files.set(path, change(log.files.get(path) ?? new Uint8Array()))
    await assert.rejects(audited(), code(expected))
  }
})

test('error: LOG_ANSWER_INVALID for a bundle that is missing', async () => {
  log.grow(512).files.delete('tile/entries/001')
  await assert.rejects(audited(), code('LOG_ANSWER_INVALID'))
})

test('error: LOG_HISTORY_SHRUNK and LOG_HISTORY_FORKED against what was audited before', async () => {
  const before = log.grow(512).checkpoint
  log = new TestLog().grow(256)
  await assert.rejects(audited(before), code('LOG_HISTORY_SHRUNK'))
  log = new TestLog().grow(256).grow(512, 'other')
  await assert.rejects(audited(before), code('LOG_HISTORY_FORKED'))
})

/** What the log went through, as its newest checkpoint has it. */
function historyNow(): LogHistory {
  return new LogHistory(new LogTiles(reader, log.checkpoint), { reader, log: testLogSigner.verifier })
}

/** Checkpoints of a log that grew in steps. */
function historyOf(steps: readonly number[]): Checkpoint[] {
  return steps.map((count) => log.grow(count).checkpoint)
}

test('every anchor is a state that the log went through', async () => {
  const anchors = historyOf([1, 255, 44, 600, 256 * 256])
  assert.equal(await auditAnchors(historyNow(), anchors), 5)
})

test('an anchor that was made after the checkpoint was read is held against a newer one, which has to have grown', async () => {
  historyOf([256])
  const history = historyNow()
  const newer = log.grow(256).checkpoint
  assert.equal(await auditAnchors(history, [newer]), 1)
  const other = historyNow()
  log = new TestLog().grow(1024, 'other')
  await assert.rejects(auditAnchors(other, [log.checkpoint]), code('LOG_HISTORY_FORKED'))
})

test('error: LOG_ANCHOR_UNTRUE for another root, LOG_HISTORY_SHRUNK for an anchor that is ahead', async () => {
  const [first, second] = historyOf([256, 256]) as [Checkpoint, Checkpoint]
  const history = historyNow()
  const wrong: Anchor = { size: first.size, root: second.root }
  await assert.rejects(auditAnchors(history, [first, wrong]), code('LOG_ANCHOR_UNTRUE'))
  await assert.rejects(auditAnchors(history, [{ size: 513, root: second.root }]), code('LOG_HISTORY_SHRUNK'))
})

test('anchors are read from the ledger, also from one that answers for few blocks at once', async (t) => {
  const anchors = historyOf(Array.from({ length: 20 }, () => 256))
  for (const blocks_max of [1000, 7, 1]) {
    const { url, asked } = await serveLedger(t, { anchors, blocks_max })
    const found: Anchor[] = []
    for await (const anchor of readAnchors({ ...testAnchorPlace, rpc_url: url, origin: testOrigin })) found.push(anchor)
    assert.deepEqual(
      found.map(({ size }) => size),
      anchors.map(({ size }) => size),
    )
    assert.ok(asked.length < 60)
    assert.equal(await auditAnchors(historyNow(), found), 20)
  }
})

test('error: LOG_LEDGER_OTHER and SDK_LEDGER_UNREACHABLE for a ledger that is another one or none', async (t) => {
  const { url } = await serveLedger(t, { anchors: [], blocks_max: 10 })
  const from = (place: object) => readAnchors({ ...testAnchorPlace, rpc_url: url, origin: testOrigin, ...place }).next()
  await assert.rejects(from({ chain_id: 1 }), code('LOG_LEDGER_OTHER'))
  for (const rpc_url of ['', 'no address', 'http://127.0.0.1:9'])
    await assert.rejects(from({ rpc_url }), code('SDK_LEDGER_UNREACHABLE'))
  const silent = await serveLedger(t, { anchors: [], blocks_max: 0 })
  await assert.rejects(from({ rpc_url: silent.url }), code('SDK_LEDGER_UNREACHABLE'))
})
