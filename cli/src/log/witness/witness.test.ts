import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasCode, toHex } from '@symbolon/protocol/kernel'
import { noteSigner, parseCheckpoint, verifyCheckpoint } from '@symbolon/protocol/log'
import { TestLog, testLogSigner, testOrigin } from '../../../../sdk/src/log/test-log.ts'
import { EVIDENCE_FILES_MAX, notesOfEvidence } from './evidence.ts'
import { failing, TestDisk } from './test-disk.ts'
import { isCosigned, openTestWitness, requestOf } from './test-witness.ts'
import type { Witness } from './witness.ts'

/** Cosigns, or says what else became of it. */
async function take(witness: Witness, log: TestLog, old_size: number) {
  const request = await requestOf(log, old_size)
  const outcome = await witness.take(request)
  if (outcome.kind === 'cosigned') assert.ok(isCosigned(outcome.lines, request.checkpoint))
  return outcome
}

test('what was cosigned is remembered by the next witness on the folder', async () => {
  const disk = new TestDisk()
  const log = new TestLog().grow(256)
  const witness = await openTestWitness(disk)
  assert.equal((await take(witness, log, 0)).kind, 'cosigned')
  assert.equal((await take(witness, log.grow(256), 256)).kind, 'cosigned')
  disk.losePower()
  const next = await openTestWitness(disk)
  assert.equal(next.last?.size, 512)
  assert.deepEqual(await take(next, log, 0), { kind: 'stale', size: 512 })
})

test('a request that comes twice is cosigned twice and written once', async () => {
  const plan = { at: 0, when: 'before' as const, count: 0 }
  const witness = await openTestWitness(failing(new TestDisk(), plan))
  const log = new TestLog().grow(256)
  const first = await take(witness, log, 0)
  const { count } = plan
  const again = await take(witness, log, 256)
  assert.deepEqual([first.kind === 'cosigned' && first.isNew, again.kind === 'cosigned' && again.isNew], [true, false])
  assert.equal(plan.count, count)
})

test('what a killed witness left unsynced outlives a loss of power once the next one has begun from it', async () => {
  const disk = new TestDisk()
  await openTestWitness(disk)
  for (let at = 1; at < 20; at++) {
    const killed = await openTestWitness(disk)
    const log = new TestLog().grow(256 * at)
    const plan = { at, when: 'before' as const, count: 0 }
    const failed = await openTestWitness(failing(disk, plan))
      .then((one) => take(one, log, killed.last?.size ?? 0))
      .catch(() => undefined)
    const { size = 0 } = (await openTestWitness(disk)).last ?? {}
    disk.losePower()
    assert.equal((await openTestWitness(disk)).last?.size ?? 0, size, `operation ${at}`)
    assert.ok(failed === undefined || size === 256 * at)
  }
})

test('of two requests at once one is cosigned and the other is stale', async () => {
  const witness = await openTestWitness(new TestDisk())
  const outcomes = await Promise.all([
    take(witness, new TestLog().grow(256), 0),
    take(witness, new TestLog().grow(512, 'other'), 0),
  ])
  assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['cosigned', 'stale'])
})

test('a fork is kept as evidence that anybody can verify, and nothing is cosigned any more, after a start neither', async () => {
  const disk = new TestDisk()
  const log = new TestLog().grow(256)
  const witness = await openTestWitness(disk)
  await take(witness, log, 0)
  const forked = await take(witness, new TestLog().grow(256, 'other'), 0)
  assert.ok(forked.kind === 'forked')
  disk.losePower()
  const notes = notesOfEvidence((await disk.read(forked.evidence)) ?? '')
  const shown = notes.map((note) => verifyCheckpoint(parseCheckpoint(note), [testLogSigner.verifier]))
  assert.deepEqual(new Set(shown.map(({ size }) => size)), new Set([256]))
  assert.equal(new Set(shown.map(({ root }) => toHex(root))).size, 2)
  const next = await openTestWitness(disk)
  assert.equal(next.forked, forked.evidence)
  assert.equal((await take(next, log.grow(256), 256)).kind, 'forked')
})

test('evidence is never overwritten, and a log that shrinks anew each time fills no disk', async () => {
  const disk = new TestDisk()
  const witness = await openTestWitness(disk)
  const log = new TestLog().grow(512)
  await take(witness, log, 0)
  const names = new Set<string>()
  for (let i = 0; i < EVIDENCE_FILES_MAX + 2; i++) {
    const contradicting = new TestLog().grow(256, `shrunk ${i}`).signed
    const outcome = await witness.contradict({ kind: 'shrunk', cosigned: log.signed, contradicting })
    assert.ok(outcome.kind === 'shrunk')
    names.add(outcome.evidence)
  }
  assert.equal(names.size, EVIDENCE_FILES_MAX)
  assert.equal((await take(witness, log.grow(256), 512)).kind, 'cosigned')
})

test('error: LOG_KEY_UNEXPECTED for a log that comes with another key', async () => {
  const witness = await openTestWitness(new TestDisk())
  const other = noteSigner({ key_name: testOrigin, type: 'ed25519', seed: new Uint8Array(32) }).verifier
  await assert.rejects(witness.pin(other), (fault) => hasCode(fault, 'LOG_KEY_UNEXPECTED'))
})

test('error: LOG_WITNESS_STATE_DAMAGED for a state that is not whole; it never begins anew', async () => {
  const disk = new TestDisk()
  await take(await openTestWitness(disk), new TestLog().grow(256), 0)
  const whole = (await disk.read('/w/state.json')) ?? ''
  const wrong = ['', '{}', whole.slice(0, -10), whole.replace('"v": 1', '"v": 2'), whole.replace('256', '257')]
  for (const text of wrong) {
    const file = await disk.create('/w/state.json')
    await file.write(text)
    await assert.rejects(openTestWitness(disk), (fault) => hasCode(fault, 'LOG_WITNESS_STATE_DAMAGED'))
  }
})

/** Two branches of one log: no size may be cosigned on both. */
const branches = await Promise.all(
  ['', 'other'].flatMap((seed) =>
    [256, 512].flatMap((size) =>
      [0, 256].map(async (old_size) => {
        const log = new TestLog().grow(256, seed)
        return await requestOf(size === 256 ? log : log.grow(256, seed), old_size)
      }),
    ),
  ),
)

/** Asks for everything of both branches, and notes what was cosigned. */
async function askAll(witness: Witness, cosigned: Map<number, Set<string>>): Promise<number> {
  let faults = 0
  for (const request of branches) {
    const outcome = await witness.take(request).catch((fault) => {
      if (hasCode(fault, 'LOG_WITNESS_FILES_FAILED')) faults++
      else assert.ok(hasCode(fault, 'LOG_CONSISTENCY_UNPROVEN'))
      return undefined
    })
    if (outcome?.kind !== 'cosigned') continue
    const { size, root } = outcome.checkpoint
    cosigned.set(size, (cosigned.get(size) ?? new Set()).add(toHex(root)))
  }
  return faults
}

for (const when of ['before', 'after'] as const) {
  for (const then of ['goes on', 'is killed', 'loses power'] as const) {
    test(`error: LOG_WITNESS_FILES_FAILED ${when} each single file operation; it ${then}, and no size has two roots`, async () => {
      let tried = 0
      for (let at = 1; ; at++) {
        const disk = new TestDisk()
        const plan = { at, when, count: 0 }
        const cosigned = new Map<number, Set<string>>()
        const opened = await openTestWitness(failing(disk, plan)).catch((fault) => {
          assert.ok(hasCode(fault, 'LOG_WITNESS_FILES_FAILED'))
        })
        if (opened !== undefined) await askAll(opened, cosigned)
        if (plan.count < at) break
        tried++
        if (then === 'loses power') disk.losePower()
        const next = then === 'goes on' && opened !== undefined ? opened : await openTestWitness(disk)
        const largest = Math.max(0, ...cosigned.keys())
        assert.ok((next.last?.size ?? 0) >= largest, `operation ${at}`)
        assert.equal(await askAll(next, cosigned), 0)
        disk.losePower()
        const last = await openTestWitness(disk)
        assert.ok((last.last?.size ?? 0) >= Math.max(...cosigned.keys()))
        assert.equal(await askAll(last, cosigned), 0)
        for (const [size, roots] of cosigned) assert.equal(roots.size, 1, `operation ${at}, size ${size}`)
        assert.ok(cosigned.size > 0)
      }
      assert.ok(tried > 30, String(tried))
    })
  }
}
