import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import {
  addCheckpointText,
  noteSigner,
  parseCheckpoint,
  parseSignerKey,
  parseVerifierKey,
  signerKeyText,
  verifiedSignatures,
  verifierKeyText,
  verifyCheckpoint,
} from '@symbolon/protocol/log'
import { serveLog, TestLog, testLogSigner } from '../../../../sdk/src/log/test-log.ts'
import { notesOfEvidence } from './evidence.ts'
import { TestProcess } from './test-process.ts'
import { requestOf } from './test-witness.ts'

const folders: string[] = []
let folder: string
let log: TestLog
let served: Awaited<ReturnType<typeof serveLog>>

before(async () => {
  served = await serveLog({ answer: (request, response) => log.answer(request, response) })
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-witness-'))
  folders.push(folder)
  log = new TestLog()
})
after(async () => {
  await served.stop()
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})

const running: TestProcess[] = []
after(() => {
  for (const { child } of running) child.kill('SIGKILL')
})

function witness(...more: readonly string[]): TestProcess {
  const words = ['witness', '--of', served.url, '--key', join(folder, 'w.key'), '--listen', '127.0.0.1:0', '--json']
  const started = new TestProcess(...words, ...more)
  running.push(started)
  return started
}

const isStart = (line: Record<string, unknown>) => 'url' in line

test('one command makes a key, pins the log, cosigns and remembers', async () => {
  log.grow(256)
  const first = witness('--every', '100ms')
  const start = await first.line(isStart)
  await first.line(({ size, event }) => event === 'cosigned' && size === 256)
  log.grow(512)
  const cosigned = await first.line(({ size, event }) => event === 'cosigned' && size === 768)
  const key = parseVerifierKey(String(start?.vkey))
  const note = parseCheckpoint(`${log.signed.note.text}\n${String(cosigned?.cosignature)}\n`).note
  assert.equal(verifiedSignatures(note, [key]).length, 1)
  assert.equal(statSync(join(folder, 'w.key')).mode & 0o777, 0o600)
  assert.equal(
    verifierKeyText(parseSignerKey(readFileSync(join(folder, 'w.key'), 'utf8').trim()).verifier),
    start?.vkey,
  )
  first.child.kill('SIGTERM')
  assert.equal(await first.end(), 0)
  const second = witness('--once')
  assert.equal(await second.end(), 0)
  assert.deepEqual([second.said[0]?.size, second.said[0]?.new], [768, false])
})

test('error: LOG_WITNESS_IN_USE for a second witness on one folder, while the first one lives', async () => {
  const first = witness('--every', '1h')
  await first.line(isStart)
  const second = witness('--every', '1h')
  assert.notEqual(await second.end(), 0)
  assert.match(second.errors, /LOG_WITNESS_IN_USE/)
  first.child.kill('SIGKILL')
  await first.end()
  const third = witness('--every', '1h')
  assert.notEqual(await third.line(isStart), undefined)
  third.child.kill('SIGKILL')
})

test('a log that was restored from an old backup is refused with evidence, and taken again where it had been', async () => {
  log.grow(768)
  assert.equal(await witness('--once').end(), 0)
  log = new TestLog().grow(256)
  const shrunk = witness('--once')
  assert.equal(await shrunk.end(), 9)
  assert.equal(shrunk.said[0]?.event, 'shrunk')
  log = new TestLog().grow(1024)
  assert.equal(await witness('--once').end(), 0)
  log = new TestLog().grow(256).grow(1024, 'other')
  const forked = witness('--once')
  assert.equal(await forked.end(), 9)
  assert.equal(forked.said[0]?.event, 'forked')
  const files = readdirSync(join(folder, 'w.key.state')).filter((name) => name.startsWith('evidence-'))
  assert.deepEqual(files.sort(), ['evidence-1280.txt', 'evidence-256.txt'])
  for (const name of files) {
    const notes = notesOfEvidence(readFileSync(join(folder, 'w.key.state', name), 'utf8'))
    assert.equal(notes.length, 2)
    for (const note of notes) verifyCheckpoint(parseCheckpoint(note), [testLogSigner.verifier])
  }
  log = new TestLog().grow(1024)
  assert.equal(await witness('--once').end(), 9)
})

test('it stays up while the log is away, has published nothing, or serves what is not true', async () => {
  const one = witness('--every', '100ms')
  assert.equal((await one.line(({ event }) => event === 'waiting'))?.code, 'LOG_NOT_PUBLISHED')
  log.grow(300)
  await one.line(({ size, event }) => event === 'cosigned' && size === 300)
  log.grow(300)
  log.alter('tile/0/001')
  await one.line(({ code }) => code === 'LOG_TILE_UNTRUE')
  log.alter('tile/0/001')
  assert.notEqual(await one.line(({ size, event }) => event === 'cosigned' && size === 600), undefined)
  one.child.kill('SIGKILL')
})

test('error: LOG_WITNESS_KEY_KIND and LOG_KEY_INVALID for keys of something else', async () => {
  log.grow(256)
  assert.equal(await witness('--once').end(), 0)
  const vkey = verifierKeyText(testLogSigner.verifier)
  assert.equal(await witness('--once', '--vkey', vkey).end(), 0)
  const other = witness('--once', '--vkey', `x${vkey}`)
  assert.equal(await other.end(), 3)
  assert.match(other.errors, /LOG_KEY_INVALID/)
  writeFileSync(join(folder, 'w.key'), signerKeyText(testLogSigner))
  const wrong = witness('--once')
  assert.notEqual(await wrong.end(), 0)
  assert.match(wrong.errors, /LOG_WITNESS_KEY_KIND/)
})

test('error: LOG_WITNESS_FILES_FAILED for a key, a folder and a lock that are something else', async () => {
  log.grow(256)
  assert.equal(await witness('--once').end(), 0)
  const state = join(folder, 'w.key.state')
  rmSync(join(state, 'lock'))
  mkdirSync(join(state, 'lock'))
  for (const words of [
    [],
    ['--key', folder],
    ['--state', join(folder, 'w.key')],
    ['--key', join(folder, 'w.key', 'x')],
  ]) {
    const one = witness('--once', ...words)
    assert.deepEqual([await one.end(), /LOG_WITNESS_FILES_FAILED/.test(one.errors)], [1, true], words.join(' '))
  }
  const nameless = witness('--once', '--key', '')
  assert.equal(await nameless.end(), 3)
})

test('one look ends with 9 for a log that serves what it has not signed, or comes with another key', async () => {
  log.grow(300)
  log.alter('tile/0/001.p/44')
  const untrue = witness('--once')
  assert.deepEqual([await untrue.end(), /LOG_TILE_UNTRUE/.test(untrue.errors)], [9, true])
  const seed = new Uint8Array(32)
  const other = noteSigner({ key_name: testLogSigner.verifier.key_name, type: 'ed25519', seed })
  const unknown = witness('--once', '--vkey', verifierKeyText(other.verifier))
  assert.deepEqual([await unknown.end(), /LOG_KEY_UNEXPECTED/.test(unknown.errors)], [9, true])
})

/** Kills it some moments after a request; answers whether a cosignature came back. */
async function askAndKill(one: TestProcess, of: { url: string; body: string; after_ms: number }): Promise<boolean> {
  const asking = fetch(`${of.url}/add-checkpoint`, { method: 'POST', body: of.body }).then(
    async (response) => response.status === 200 && (await response.text()) !== '',
    () => false,
  )
  setTimeout(() => one.child.kill('SIGKILL'), of.after_ms)
  await one.end()
  return await asking
}

/** A log that grew in steps of 256 entries, each with its own seed. */
function grownBy(seeds: readonly string[]): TestLog {
  const grown = new TestLog()
  for (const seed of seeds) grown.grow(256, seed)
  return grown
}

test('20 kills at random moments: it starts again each time, has forgotten nothing, and signed no size twice', async () => {
  const vkey = verifierKeyText(testLogSigner.verifier)
  const cosigned = new Map<number, string>()
  let [kept, tried]: [string[], string[]] = [[], []]
  for (let round = 0; round < 20; round++) {
    const one = witness('--every', '1h', '--vkey', vkey)
    const start = await one.line(isStart)
    assert.ok(start !== undefined, one.errors)
    assert.ok(Number(start.size) >= Math.max(0, ...cosigned.keys()))
    // What was sent last and not remembered gives way to another branch, of the same size.
    if (Number(start.size) === 256 * tried.length) kept = tried
    tried = [...kept, `round ${round}`]
    const request = await requestOf(grownBy(tried), Number(start.size))
    const asked = { url: String(start.url), body: addCheckpointText(request), after_ms: Math.random() * 12 }
    if (!(await askAndKill(one, asked))) continue
    const { size, note } = request.checkpoint
    assert.equal(cosigned.has(size), false)
    cosigned.set(size, note.text)
  }
})
