import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import {
  cosign,
  noteSigner,
  noteText,
  parseCheckpoint,
  parsePolicy,
  parseVerifierKey,
  signatureLines,
  witnessing,
} from '@symbolon/protocol/log'
import { type LogNode, startLogNode } from './test-log-node.ts'
import { startTestWitness, type TestWitness } from './test-witness.ts'

const folder = mkdtempSync(join(tmpdir(), 'symbolon-policy-'))
const policyFile = join(folder, 'policy.txt')
let witnesses: [TestWitness, TestWitness, TestWitness]
let policyText: string
let node: LogNode
let vkey: string

before(async () => {
  const start = () => startTestWitness(() => parseVerifierKey(vkey))
  witnesses = [await start(), await start(), await start()]
  policyText = [
    ...witnesses.map(({ vkey: key, url }, i) => `witness w${i} ${key} ${url}/\n`),
    'group two 2 w0 w1 w2\nquorum two\n',
  ].join('')
  writeFileSync(policyFile, policyText)
  node = await startLogNode({ log_policy: policyFile })
  vkey = (await node.get('/log/key')).body.trimEnd()
})
after(async () => {
  await node?.stop()
  for (const witness of witnesses) await witness.stop()
  rmSync(folder, { recursive: true })
})

async function publish(): Promise<number> {
  await node.addEntries(300)
  await node.runJob('log-publish')
  return Number((await node.state()).size)
}

/** Who has cosigned what is served, by the policy; the witnesses are asked first. */
async function signers(): Promise<string[]> {
  await node.runJob('log-witness')
  const { note } = parseCheckpoint((await node.get('/log/checkpoint')).body)
  return witnessing(note, parsePolicy(policyText)).signed.map(({ witness }) => witness.name)
}

function newAnswers(): number[][] {
  return witnesses.map(({ answers }) => answers.splice(0))
}

interface Told {
  readonly quorum: string
  readonly witnesses: readonly { readonly name: string; readonly size: number; readonly answer: string | null }[]
}

async function told(): Promise<Told> {
  return (await node.state()) as unknown as Told
}

test('every witness cosigns every checkpoint, once, and the note carries it', async () => {
  assert.equal((await told()).quorum, 'missing')
  await node.runJob('log-witness')
  assert.deepEqual(newAnswers(), [[], [], []], 'there is nothing to sign')
  for (let i = 0; i < 3; i++) {
    const size = await publish()
    assert.deepEqual(await signers(), ['w0', 'w1', 'w2'])
    await signers()
    assert.deepEqual(newAnswers(), [[200], [200], [200]])
    const state = await told()
    assert.equal(state.quorum, 'met')
    assert.deepEqual(new Set(state.witnesses.map((witness) => witness.size)), new Set([size]))
  }
})

test('a witness that knows another size is sent the proof from there', async () => {
  await publish()
  const [first] = witnesses
  await signers()
  newAnswers()
  const [size, root] = [first.size, first.root]
  await publish()
  await publish()
  await signers()
  newAnswers()
  Object.assign(first, { size, root })
  await publish()
  assert.deepEqual(await signers(), ['w0', 'w1', 'w2'])
  assert.deepEqual(newAnswers(), [[409, 200], [200], [200]])
})

test('a witness that is down costs nothing but its line, and is asked again later, less and less often', async () => {
  const [first, second] = witnesses
  first.instead = { status: 503 }
  await publish()
  assert.deepEqual(await signers(), ['w1', 'w2'])
  assert.equal((await told()).quorum, 'met')
  second.instead = { status: 503 }
  await publish()
  assert.deepEqual(await signers(), ['w2'])
  assert.equal((await told()).quorum, 'missing')
  assert.equal((await node.get('/readyz')).json().detail.log.quorum, 'missing')
  newAnswers()
  const asked: number[] = []
  for (let i = 0; i < 20; i++) {
    await signers()
    asked.push(newAnswers()[1]?.length ?? 0)
    node.clock.offset_ms += 1_000
  }
  assert.deepEqual(
    asked.filter((count) => count > 1),
    [],
  )
  assert.ok(asked.filter((count) => count === 1).length <= 5, String(asked))
  for (const witness of [first, second]) witness.instead = undefined
  node.clock.offset_ms += 600_000
  assert.deepEqual(await signers(), ['w0', 'w1', 'w2'])
  assert.equal((await told()).quorum, 'met')
})

test('error: answers that are no cosignature of the witness leave the note as it was', async () => {
  const [first] = witnesses
  const stranger = noteSigner({ key_name: 'stranger.example', type: 'cosignature', seed: new Uint8Array(32).fill(99) })
  const own = parseVerifierKey(first.vkey)
  await publish()
  const before = (await node.get('/log/checkpoint')).body
  const { note } = parseCheckpoint(before)
  const line = cosign({ text: note.text, time_s: 1 }, stranger)
  const forged = { ...line, key_name: own.key_name, key_id: own.key_id }
  const replayed = {
    ...cosign({ text: 'another checkpoint\n', time_s: 1 }, stranger),
    key_name: own.key_name,
    key_id: own.key_id,
  }
  const bodies = [
    signatureLines([line]),
    signatureLines([forged]),
    signatureLines([replayed]),
    '',
    'x\n',
    before,
    'a'.repeat(70_000),
  ]
  for (const witness of witnesses.slice(1)) witness.instead = { status: 503 }
  for (const body of bodies) {
    first.instead = { status: 200, body }
    node.clock.offset_ms += 600_000
    await signers()
    assert.equal((await node.get('/log/checkpoint')).body, before)
    assert.ok(['refused', 'unreachable'].includes((await told()).witnesses[0]?.answer ?? ''))
  }
  assert.ok(noteText(note) === before)
  for (const witness of witnesses) witness.instead = undefined
  node.clock.offset_ms += 600_000
  assert.deepEqual(await signers(), ['w0', 'w1', 'w2'])
})

test('error: a witness that knows more of the log, or another one of the same size, is told as such', async () => {
  const [first, second, third] = witnesses
  const size = await publish()
  first.instead = { status: 409, type: 'text/x.tlog.size', body: `${size + 256}\n` }
  second.instead = { status: 409, body: 'another root' }
  third.instead = { status: 409, type: 'text/x.tlog.size', body: '007\n' }
  assert.deepEqual(await signers(), [])
  const state = await told()
  assert.deepEqual(
    state.witnesses.map(({ answer }) => answer),
    ['ahead', 'contradicted', 'contradicted'],
  )
  assert.ok(state.witnesses.every((witness) => witness.size < size))
  for (const witness of witnesses) witness.instead = undefined
})

test('error: KERNEL_CONFIG_INVALID for a policy that is not there, LOG_POLICY_INVALID for one that is none', async () => {
  await assert.rejects(
    startLogNode({ log_policy: join(folder, 'none') }),
    (fault) => hasCode(fault, 'KERNEL_CONFIG_INVALID') && fault.facts.setting === 'SYMBOLON_LOG_POLICY',
  )
  writeFileSync(policyFile, 'quorum two\n')
  await assert.rejects(startLogNode({ log_policy: policyFile }), (fault) => hasCode(fault, 'LOG_POLICY_INVALID'))
})
