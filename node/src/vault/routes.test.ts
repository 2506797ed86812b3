import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { newId } from '@symbolon/protocol/kernel'
import { vaultErrors } from '@symbolon/protocol/vault'
import { type App, createApp, type Principal } from '../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { destroyBlobs, findBlob } from './blob-statements.ts'
import { BLOB_BYTES_MAX, type BlobStore } from './blob-store.ts'
import { destroyAskedBlobs } from './destroy-blobs.ts'
import { createVaultSlice, openBlobStore } from './index.ts'
import { createUnheldLimit } from './unheld-limit.ts'

let kernel: TestKernel
let store: BlobStore
let app: App
/** What happens between the arrival of a blob in the store and its row. */
let afterPut = async (): Promise<void> => undefined

const party = newId('party', 0, randomBytes(10))
const principal: Principal = {
  session: newId('session', 0, randomBytes(10)),
  address: `0x${'1'.repeat(40)}`,
  party,
  expires_at: Number.MAX_SAFE_INTEGER,
}

const small = mkdtempSync(join(tmpdir(), 'symbolon-small-'))
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', small]).status === 0
const skip = !isMounted && 'NOT TESTED HERE: mounting a tmpfs needs root'

before(async () => {
  kernel = await startTestKernel()
  const folder = await openBlobStore(kernel.config)
  store = {
    ...folder,
    async put(blob) {
      await folder.put(blob)
      await afterPut()
    },
  }
  app = await appOn(store)
})
after(async () => {
  await app?.close()
  await kernel?.stop()
  if (isMounted) spawnSync('umount', ['-l', small])
  rmdirSync(small)
})

function appOn(place: BlobStore): Promise<App> {
  return createApp({
    context: kernel,
    slices: [createVaultSlice(kernel, { store: place })],
    sessions: { cached: () => principal, find: async () => principal },
    problems: vaultErrors.rows,
  })
}

function upload(content: Buffer, { to = app, headers = {} }: { to?: App; headers?: Record<string, string> } = {}) {
  return to.inject({
    method: 'PUT',
    url: `/v1/blobs/${digestOf(content)}`,
    headers: { authorization: 'Bearer x', 'content-type': 'application/octet-stream', ...headers },
    payload: Readable.from(chunksOf(content)),
  })
}

function chunksOf(content: Buffer): Buffer[] {
  const starts = Array.from({ length: Math.ceil(content.length / 65_536) }, (_, i) => i * 65_536)
  return starts.map((start) => content.subarray(start, start + 65_536))
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

test('a blob is stored once, whoever asks', async () => {
  const content = randomBytes(1000)
  const [first, again] = [await upload(content), await upload(content)]
  assert.deepEqual([first.statusCode, again.statusCode], [201, 200])
  assert.deepEqual(again.json(), { sha256: digestOf(content), size_bytes: 1000 })
})

test('error: an upload that would not leave the reserve free is KERNEL_DISK_FULL before a byte of it is read', {
  skip,
}, async () => {
  const place = await openBlobStore({ blobs: join(small, 'blobs'), data: small })
  const to = await appOn(place)
  const headers = { 'content-length': '15900000' }
  const refused = await upload(randomBytes(100), { to, headers })
  assert.deepEqual([refused.statusCode, refused.json().code], [507, 'KERNEL_DISK_FULL'])
  const unannounced = await upload(randomBytes(15_500_000), { to })
  assert.deepEqual([unannounced.statusCode, unannounced.json().code], [507, 'KERNEL_DISK_FULL'])
  assert.deepEqual(await readdir(place.incoming), [])
  assert.equal((await upload(randomBytes(100), { to })).statusCode, 201)
  await to.close()
})

test('error: VAULT_UNHELD_TOO_MUCH when one party leaves too much without a record, uploads on their way counted', async () => {
  const limit = createUnheldLimit(kernel.database, 3000)
  const [{ bytes }] = (await kernel.database.query<{ bytes: number }>({
    name: 'test_unheld',
    text: 'select sum(size_bytes)::int8 as bytes from vault.blob where record is null',
  })) as [{ bytes: number }]
  const taken = limit.during({ party, bytes: 3000 - bytes }, async () => {
    await assert.rejects(
      limit.during({ party, bytes: 1 }, async () => undefined),
      { code: 'VAULT_UNHELD_TOO_MUCH' },
    )
    const other = newId('party', 0, randomBytes(10))
    return limit.during({ party: other, bytes: 3000 }, async () => 'another party')
  })
  assert.equal(await taken, 'another party')
  assert.equal(await limit.during({ party, bytes: 3000 - bytes }, async () => 'again'), 'again')
})

test('error: VAULT_BLOB_TOO_LARGE for an announced size over the limit', async () => {
  const refused = await upload(randomBytes(10), { headers: { 'content-length': String(BLOB_BYTES_MAX + 1) } })
  assert.deepEqual([refused.statusCode, refused.json().code], [413, 'VAULT_BLOB_TOO_LARGE'])
})

const races: [string, (sha256: string) => Promise<unknown>][] = [
  ['still to be destroyed', async (sha256) => kernel.database.query(destroyBlobs([sha256]))],
  [
    'already destroyed again',
    async (sha256) => {
      await kernel.database.query(destroyBlobs([sha256]))
      await destroyAskedBlobs({ database: kernel.database, store })
    },
  ],
]
for (const [when, destroy] of races) {
  test(`error: a blob that is ${when} when its bytes are there is VAULT_BLOB_ENDING, never acknowledged`, async (t) => {
    const content = randomBytes(500)
    const sha256 = digestOf(content)
    afterPut = async () => void (await destroy(sha256))
    t.after(() => {
      afterPut = async () => undefined
    })
    const refused = await upload(content)
    assert.deepEqual([refused.statusCode, refused.json().code], [409, 'VAULT_BLOB_ENDING'])
    await destroyAskedBlobs({ database: kernel.database, store })
    const [row] = await kernel.database.query<{ size_bytes: number | null }>(findBlob(sha256))
    assert.equal(row?.size_bytes, null)
    assert.equal(await store.has(sha256), false)
    afterPut = async () => undefined
    assert.equal((await upload(content)).statusCode, 201)
    assert.equal(await store.has(sha256), true)
  })
}
