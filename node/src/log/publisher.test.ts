import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import {
  emptyLog,
  integrate,
  noteSigner,
  parseCheckpoint,
  signCheckpoint,
  treeRoot,
  verifyCheckpoint,
} from '@symbolon/protocol/log'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { identityOf } from './log-identity.ts'
import type { LogWriter } from './log-writer.ts'
import { readPublished } from './published.ts'
import { QUIET_MS_MAX } from './publisher.ts'
import type { SignedMemory } from './signed-memory.ts'
import { addTestEntries, createTestEntries } from './test-entries.ts'
import { failing, newTestPublisher, newTestWriter, storedEntries } from './test-log.ts'

let kernel: TestKernel
let writer: LogWriter
let now = Date.now()

before(async () => {
  kernel = await startTestKernel({ context: { clock: { now: () => now } } })
  await createTestEntries(kernel.database)
  writer = newTestWriter(kernel)
  await writer.start()
})
after(async () => {
  await writer.stop()
  await kernel.stop()
})

async function addEntries(count: number): Promise<void> {
  await writer.integrate(await addTestEntries(kernel.database, count))
}

/** Every note that was ever signed here, with the tree it speaks of built anew from the stored entries. */
async function requireOneHistory(kept: readonly string[] = []): Promise<number[]> {
  const { parts } = await newTestPublisher(kernel, { writer })
  const rows = await kernel.database.query<{ size: number; note: string }>({
    name: 'test_published',
    text: 'select size, note from log.checkpoint order by size',
  })
  const entries = await storedEntries(kernel.database)
  const roots = new Map<number, string>()
  for (const note of [...rows.map((row) => row.note), ...kept]) {
    const { size, root } = verifyCheckpoint(parseCheckpoint(note), [parts.identity.signer.verifier])
    assert.equal(size % 256, 0)
    assert.deepEqual(root, treeRoot(integrate(emptyLog, entries.slice(0, size)).edge.tree))
    assert.equal(roots.get(size) ?? note, note, `two notes for ${size}`)
    roots.set(size, note)
  }
  return rows.map(({ size }) => size)
}

test('a log is published from its first epoch on, then whenever it has grown, always in whole tiles', async () => {
  const { publisher } = await newTestPublisher(kernel, { writer })
  await publisher.publish()
  assert.deepEqual(await requireOneHistory(), [256])
  await publisher.publish()
  assert.deepEqual(await requireOneHistory(), [256])
  for (const count of [1, 256, 600]) {
    await addEntries(count)
    await publisher.publish()
  }
  assert.deepEqual(await requireOneHistory(), [256, 512, 768, 1536])
})

test('a log in which nothing happens grows by one tile every ten minutes', async () => {
  const { publisher } = await newTestPublisher(kernel, { writer })
  const { size } = writer
  now += QUIET_MS_MAX - 1
  await publisher.publish()
  assert.equal(writer.size, size)
  now += 1
  await publisher.publish()
  assert.equal((await readPublished(kernel.database))?.size, size + 256)
  await publisher.publish()
  assert.equal(writer.size, size + 256)
})

test('what comes in while a checkpoint is made stands in the next one', async () => {
  const { publisher } = await newTestPublisher(kernel, { writer })
  const names = await addTestEntries(kernel.database, 700)
  const adding = names.map((name) => writer.integrate([name]))
  for (let i = 0; i < 5; i++) await Promise.all([publisher.publish(), addEntries(3)])
  await Promise.all(adding)
  await publisher.publish()
  await requireOneHistory()
})

for (const name of ['log_read_published', 'log_grow', 'log_read_size', 'log_read_tiles', 'log_insert_published']) {
  for (const when of ['before', 'after'] as const) {
    test(`a publication that ends ${when} ${name} is done again, under the same history`, async () => {
      await addEntries(5)
      const fault = { name, when, times: 3 }
      const kept = await publishAndDie({ database: failing(kernel.database, fault) })
      assert.ok(fault.times < 3)
      const next = await newTestPublisher(kernel, { writer })
      await next.publisher.requireUnforked()
      await next.publisher.publish()
      assert.equal((await readPublished(kernel.database))?.size, writer.size)
      await requireOneHistory(kept)
    })
  }
}

/** What a publisher signed that fails at every attempt; the writer after it takes the tree up where it is. */
async function publishAndDie(broken: { database?: typeof kernel.database; signed?: SignedMemory }): Promise<string[]> {
  const { database = kernel.database } = broken
  await writer.stop()
  const dying = newTestWriter(kernel, { database })
  await dying.start().catch(() => undefined)
  const kept: string[] = []
  const { publisher, parts } = await newTestPublisher(kernel, { writer: dying, ...broken })
  const { keep } = parts.signed
  const keepAndTell = (note: string) => {
    kept.push(note)
    keep(note)
  }
  Object.assign(parts.signed, { keep: keepAndTell })
  await publisher.publish().catch(() => undefined)
  await dying.stop()
  writer = newTestWriter(kernel)
  await writer.start()
  return kept
}

for (const when of ['before', 'after'] as const) {
  test(`a node that ends ${when} it kept what it signed goes on under the same history`, async () => {
    await addEntries(1)
    const { parts } = await newTestPublisher(kernel, { writer })
    const { read, keep } = parts.signed
    const signed: SignedMemory = {
      read,
      keep(note) {
        if (when === 'after') keep(note)
        throw new Error('killed')
      },
    }
    const kept = await publishAndDie({ signed })
    assert.equal(kept.length, 1)
    const { publisher } = await newTestPublisher(kernel, { writer })
    await addEntries(300)
    await publisher.publish()
    await requireOneHistory(when === 'after' ? kept : [])
  })
}

test('error: LOG_FORKED when the database was set back, whether it stayed shorter or grew another way', async () => {
  const other = await startTestKernel({ config: { data: kernel.config.data } })
  await createTestEntries(other.database)
  const restored = newTestWriter(other)
  await restored.start()
  try {
    const said = await readPublished(kernel.database)
    for (const size of [0, said?.size ?? 0, (said?.size ?? 0) + 256]) {
      if (size > 0) await restored.pad({ to: 256, above: size - 1 })
      const { publisher } = await newTestPublisher(other, { writer: restored })
      await assert.rejects(publisher.requireUnforked(), (fault) => hasCode(fault, 'LOG_FORKED'))
      await assert.rejects(publisher.publish(), (fault) => hasCode(fault, 'LOG_FORKED'))
      assert.equal(await readPublished(other.database), undefined, 'nothing of it is signed')
    }
  } finally {
    await restored.stop()
    await other.stop()
  }
})

test('error: KERNEL_DATA_FOLDER_UNUSABLE when what was signed last cannot be read, or another key signed it', async () => {
  const { parts } = await newTestPublisher(kernel, { writer })
  const note = (await readPublished(kernel.database))?.note ?? ''
  const stranger = noteSigner({ key_name: parts.identity.origin, type: 'ed25519', seed: new Uint8Array(32) })
  const checkpoint = parseCheckpoint(note)
  for (const text of [note.slice(1), note.replace(/— .*\n$/, ''), 'x', signCheckpoint(checkpoint, stranger)]) {
    parts.signed.keep(text)
    assert.throws(
      () => parts.signed.read(),
      (fault) => hasCode(fault, 'KERNEL_DATA_FOLDER_UNUSABLE'),
    )
  }
  parts.signed.keep(note)
  assert.equal(parts.signed.read()?.size, (await readPublished(kernel.database))?.size)
})

test('a log’s founder comes from its key and from nothing else', () => {
  const seeds = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
  const [one, same, other] = seeds.map((seed, i) => identityOf(`log.example/${i}`, seed).founder.address)
  assert.equal(one, same)
  assert.notEqual(one, other)
})
