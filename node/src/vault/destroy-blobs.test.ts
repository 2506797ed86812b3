import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { readdir, unlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { newId } from '@symbolon/protocol/kernel'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { destroyBlobs, findBlob, holdBlob, insertBlob } from './blob-statements.ts'
import type { BlobStore } from './blob-store.ts'
import { destroyAskedBlobs, sweepBlobs, UNHELD_HOURS, vaultJobs } from './destroy-blobs.ts'
import { openBlobStore } from './open-blob-store.ts'
import { receiveBlob } from './receive-blob.ts'

let kernel: TestKernel
let store: BlobStore
const party = newId('party', 0, randomBytes(10))
const record = newId('record', 0, randomBytes(10))

before(async () => {
  kernel = await startTestKernel()
  store = await openBlobStore(kernel.config)
})
after(() => kernel.stop())

test('ciphertext that was asked to go is gone at the next run, however often the first was broken off', async () => {
  const sha256 = await stored()
  await kernel.database.query(destroyBlobs([sha256]))
  const failing: BlobStore = { ...store, delete: () => Promise.reject(new Error('the disk is away')) }
  await assert.rejects(destroyAskedBlobs({ database: kernel.database, store: failing }), /away/)
  const [blob] = await kernel.database.query<{ ending: boolean }>(findBlob(sha256))
  assert.equal(blob?.ending, true)
  assert.equal(await destroyAskedBlobs({ database: kernel.database, store }), 1)
  assert.ok(!(await files()).includes(sha256))
  assert.equal(await destroyAskedBlobs({ database: kernel.database, store }), 0)
})

test('the sweep takes what no record holds after a day, and files that no row knows; what is held stays', async () => {
  const held = await stored()
  await kernel.database.query(holdBlob({ sha256: held, size_bytes: 1000, party, record }))
  const unheld = await stored()
  const unknown = await stored()
  await kernel.database.query({
    name: 'test_forget',
    text: 'delete from vault.blob where sha256 = $1',
    values: [unknown],
  })
  await sweep(0)
  assert.deepEqual((await files()).sort(), [held, unheld, unknown].sort(), 'nothing is old yet')
  const past = new Date(Date.now() - (UNHELD_HOURS + 1) * 3_600_000)
  await utimes(join(kernel.config.blobs, unknown.slice(0, 2), unknown), past, past)
  await sweep(0)
  assert.deepEqual((await files()).sort(), [held, unheld].sort())
  await sweep((UNHELD_HOURS + 1) * 3_600_000)
  assert.deepEqual(await files(), [held])
})

function sweep(ahead_ms: number): Promise<void> {
  return sweepBlobs({ database: kernel.database, store, clock: { now: () => Date.now() + ahead_ms } })
}

test('what a killed process left half uploaded is gone soon after the start, and what comes in now stays', async () => {
  const [left, arriving] = ['left', 'arriving'].map((name) => join(store.incoming, name))
  assert.ok(left && arriving)
  await writeFile(left, 'half')
  await utimes(left, new Date(Date.now() - 5000), new Date(Date.now() - 5000))
  const jobs = vaultJobs({ database: kernel.database, store, clock: kernel.clock })
  const incoming = jobs.find(({ name }) => name === 'vault-incoming')
  await writeFile(arriving, 'half')
  await utimes(arriving, new Date(Date.now() + 1000), new Date(Date.now() + 1000))
  await incoming?.run()
  assert.deepEqual(await readdir(store.incoming), ['arriving'])
  await unlink(arriving)
})

async function stored(): Promise<string> {
  const content = randomBytes(1000)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const source = (async function* () {
    yield content
  })()
  await receiveBlob(store, { sha256, source, random: randomBytes(16) })
  await kernel.database.query(insertBlob({ sha256, size_bytes: 1000, party }))
  return sha256
}

async function files(): Promise<string[]> {
  const found = await readdir(kernel.config.blobs, { recursive: true, withFileTypes: true })
  return found.filter((file) => file.isFile()).map(({ name }) => name)
}
