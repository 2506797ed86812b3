import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { toHex } from '@symbolon/protocol/kernel'
import { type Checkpoint, noteSigner, verifierKeyText } from '@symbolon/protocol/log'
import { serveLedger, testAnchorPlace } from '../../../sdk/src/log/test-ledger.ts'
import { serveLog, TestLog, testLogSigner, testOrigin } from '../../../sdk/src/log/test-log.ts'
import { TestProcess } from './witness/test-process.ts'

const folders: string[] = []
let log: TestLog
let home: string
let node: string
let served: Awaited<ReturnType<typeof serveLog>>
/** Changes what /v1/log says. */
let lie: object

before(async () => {
  served = await serveLog({ answer })
  node = new URL(served.url).origin
})
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'symbolon-log-'))
  folders.push(home)
  log = new TestLog().grow(512)
  lie = {}
})
after(async () => {
  delete process.env.SYMBOLON_HOME
  await served.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function answer(request: IncomingMessage, response: ServerResponse): void {
  if (request.url !== '/v1/log') log.answer(request, response)
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(describe()))
}

function anchorOf({ size, root }: Checkpoint) {
  return { ...testAnchorPlace, size, root: toHex(root), block: 7, transaction: toHex(root), at: '2026-01-01T00:00:00Z' }
}

function describe() {
  const { size, root } = log.checkpoint
  const { chain_id, contract, founder } = testAnchorPlace
  return {
    origin: testOrigin,
    vkey: verifierKeyText(testLogSigner.verifier),
    size,
    root: Buffer.from(root).toString('base64'),
    at: '2026-01-01T00:00:00Z',
    epoch_s: 2,
    chain_id,
    checkpoints: contract,
    founder,
    anchor: anchorOf(log.checkpoint),
    second_anchor: null,
    witnesses: [],
    quorum: 'none',
    ...lie,
  }
}

async function run(...words: readonly string[]) {
  const one = new TestProcess(...words, '--node', node, '--json', '--no-input')
  one.child.stdout?.resume()
  const code = await one.end()
  return { code, said: one.said, errors: one.errors }
}

/** A command in the home of the test. */
const withHome = async (...words: readonly string[]) => {
  process.env.SYMBOLON_HOME = home
  return await run(...words)
}

test('the state of the log is told once it is what the log has signed', async () => {
  const { code, said } = await withHome('log', 'status')
  assert.deepEqual([code, said[0]?.size, said[0]?.quorum], [0, 512, 'none'])
  assert.match(readFileSync(join(home, 'known-logs.json'), 'utf8'), /log\.example\/test/)
})

test('a machine that has met no log yet has no home, and gets one', async () => {
  home = join(home, 'none', 'yet')
  assert.equal((await withHome('log', 'status')).code, 0)
  assert.equal((await withHome('log', 'audit')).said[0]?.entries, 512)
})

test('the state of a log that has published nothing is told', async () => {
  log = new TestLog()
  lie = { anchor: null }
  assert.deepEqual((await withHome('log', 'status')).said[0]?.size, 0)
})

test('error: SDK_ANSWER_INVALID for what is no description of a log', async () => {
  const anchor = anchorOf(log.checkpoint)
  const others = [{ size: 'x' }, { witnesses: null }, { anchor: {} }, { anchor: { ...anchor, root: 5 } }]
  for (const one of [...others, { anchor: { ...anchor, size: 1.5 } }, { second_anchor: 'x' }]) {
    lie = one
    for (const verb of ['status', 'audit']) {
      const { code, errors } = await withHome('log', verb)
      assert.deepEqual([code, /SDK_ANSWER_INVALID/.test(errors)], [7, true], JSON.stringify(one))
    }
  }
})

test('error: CLI_PROFILE_DAMAGED, CLI_FILE_UNREADABLE for what this home remembers and cannot be read', async () => {
  const remembered = (name: string) => join(home, name)
  writeFileSync(remembered('audited-logs.json'), 'null')
  assert.equal((await withHome('log', 'audit')).said[0]?.from, 0)
  const cases = [
    ['audited-logs.json', 'CLI_FILE_UNREADABLE', 5],
    ['known-logs.json', 'CLI_PROFILE_DAMAGED', 3],
  ] as const
  for (const [name, expected, exit] of cases) {
    rmSync(remembered(name))
    mkdirSync(remembered(name))
    const { code, errors } = await withHome('log', 'audit')
    assert.deepEqual([code, errors.includes(expected)], [exit, true], errors)
  }
})

test('error: LOG_NODE_UNTRUE for each thing that a node says and its log has not signed', async () => {
  const { root } = new TestLog().grow(512, 'other').checkpoint
  const other = noteSigner({ key_name: testOrigin, type: 'ed25519', seed: new Uint8Array(32) })
  const lies = [
    { size: 768 },
    { size: 0 },
    { origin: 'log.example/other' },
    { vkey: verifierKeyText(other.verifier) },
    { root: Buffer.from(root).toString('base64') },
    { anchor: { ...anchorOf(log.checkpoint), root: toHex(root) } },
  ]
  for (const one of lies) {
    lie = one
    const { code, errors } = await withHome('log', 'status')
    assert.deepEqual([code, /LOG_NODE_UNTRUE/.test(errors)], [9, true], Object.keys(one).join())
  }
})

test('error: LOG_KEY_UNEXPECTED for a log that comes with another key than this home remembers', async () => {
  assert.equal((await withHome('log', 'status')).code, 0)
  const other = noteSigner({ key_name: testOrigin, type: 'ed25519', seed: new Uint8Array(32) })
  log.files.set('key', new TextEncoder().encode(verifierKeyText(other.verifier)))
  for (const verb of ['status', 'audit']) {
    const { code, errors } = await withHome('log', verb)
    assert.deepEqual([code, /LOG_KEY_UNEXPECTED/.test(errors)], [9, true])
  }
})

test('an audit goes on where the last one ended, and from the start when it is asked to', async () => {
  const first = (await withHome('log', 'audit')).said[0]
  assert.deepEqual([first?.entries, first?.from, first?.anchors], [512, 0, 1])
  log.grow(256)
  const second = (await withHome('log', 'audit')).said[0]
  assert.deepEqual([second?.entries, second?.from], [256, 512])
  const whole = (await withHome('log', 'audit', '--from-start')).said[0]
  assert.deepEqual([whole?.entries, whole?.from], [768, 0])
})

test('an audit ends with 9 for an altered entry, a log that was set back, and one that forked', async () => {
  assert.equal((await withHome('log', 'audit')).code, 0)
  const cases = [
    [new TestLog().grow(256), 'LOG_HISTORY_SHRUNK'],
    [new TestLog().grow(256).grow(512, 'other'), 'LOG_HISTORY_FORKED'],
    [new TestLog().grow(768), 'LOG_BUNDLE_INVALID'],
  ] as const
  for (const [changed, expected] of cases) {
    log = changed
    if (expected === 'LOG_BUNDLE_INVALID') log.alter('tile/entries/002')
    const { code, errors } = await withHome('log', 'audit')
    assert.deepEqual([code, errors.includes(expected)], [9, true], errors)
  }
  const remembered = readFileSync(join(home, 'audited-logs.json'), 'utf8')
  assert.match(remembered, /\\n512\\n/)
})

test('error: LOG_ANCHOR_UNTRUE from the ledger itself, where the node would have told another one', async (t) => {
  const forked = new TestLog().grow(256, 'other').checkpoint
  const honest = await serveLedger(t, { anchors: [new TestLog().grow(256).checkpoint, log.checkpoint], blocks_max: 1 })
  assert.equal((await withHome('log', 'audit', '--rpc', honest.url)).said[0]?.anchors, 2)
  const other = await serveLedger(t, { anchors: [forked, log.checkpoint], blocks_max: 100 })
  const { code, errors } = await withHome('log', 'audit', '--rpc', other.url)
  assert.deepEqual([code, /LOG_ANCHOR_UNTRUE/.test(errors)], [9, true])
})

test('what is published is told line by line, and the end of a fork is 9', async () => {
  process.env.SYMBOLON_HOME = home
  const one = new TestProcess('log', 'tail', '--every', '100ms', '--node', node, '--json')
  await one.line(({ size }) => size === 512)
  log.grow(256)
  const grown = await one.line(({ size }) => size === 768)
  assert.deepEqual([grown?.added, grown?.cosignatures], [256, 0])
  log = new TestLog().grow(1024, 'other')
  assert.equal(await one.end(), 9)
  assert.match(one.errors, /LOG_HISTORY_FORKED/)
  assert.equal((await withHome('log', 'tail', '--count', '1')).said.length, 1)
})

test('an option with a value that is none is refused', async () => {
  for (const words of [
    ['log', 'tail', '--every', '1'],
    ['log', 'tail', '--count', '0'],
    ['witness', '--of', 'node.example', '--key', join(home, 'k')],
    ['witness', '--of', node, '--key', join(home, 'k'), '--listen', '7071'],
    ['witness', '--of', node],
  ]) {
    assert.equal((await withHome(...words)).code, 3, words.join(' '))
  }
  writeFileSync(join(home, 'known-logs.json'), 'damaged')
  assert.equal((await withHome('log', 'status')).code, 3)
})
