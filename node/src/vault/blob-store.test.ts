import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { BLOB_BYTES_MAX, type BlobStore } from './blob-store.ts'
import { openBlobStore } from './open-blob-store.ts'
import { receiveBlob } from './receive-blob.ts'

/** What the tests use of the S3 server that they run against; it comes without types. */
interface S3Server {
  run(): Promise<{ port: number }>
  close(): Promise<void>
}
const S3rver: new (options: object) => S3Server = createRequire(import.meta.url)('s3rver')

let folder: string
let s3: S3Server
const stores = new Map<string, BlobStore>()

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'symbolon-blobs-'))
  s3 = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'sealed', configs: [] }],
  })
  const { port } = await s3.run()
  const keys = { s3_access_key: 'S3RVER', s3_secret_key: 'S3RVER' }
  stores.set('folder', await openBlobStore({ blobs: join(folder, 'blobs'), data: folder }))
  stores.set(
    'S3',
    await openBlobStore({
      blobs: `s3://sealed?endpoint=http://127.0.0.1:${port}`,
      data: join(folder, 'data'),
      ...keys,
    }),
  )
})
after(async () => {
  await s3.close()
  await rm(folder, { recursive: true, force: true })
})

for (const name of ['folder', 'S3']) {
  const store = () => stores.get(name) as BlobStore

  test(`${name}: what goes in comes out, whole, in ranges, listed, and is gone when deleted`, async () => {
    const content = randomBytes(3_000_000)
    const sha256 = await put(store(), content)
    assert.deepEqual(await buffer(await store().read(sha256)), content)
    assert.deepEqual(
      await buffer(await store().read(sha256, { start: 65_536, end: 65_540 })),
      content.subarray(65_536, 65_540),
    )
    assert.deepEqual(
      await buffer(await store().read(sha256, { start: 2_999_999, end: 3_000_000 })),
      content.subarray(2_999_999),
    )
    assert.deepEqual(await listed(store()), [sha256])
    await put(store(), content)
    assert.deepEqual(await listed(store()), [sha256], 'storing again changes nothing')
    await store().delete(sha256)
    await store().delete(sha256)
    assert.deepEqual(await listed(store()), [])
    await assert.rejects(store().read(sha256), { code: 'VAULT_BLOB_UNKNOWN' })
  })

  test(`${name}: error: VAULT_BLOB_MISMATCH leaves nothing behind`, async () => {
    const source = chunks(randomBytes(100_000))
    const sha256 = '0'.repeat(64)
    await assert.rejects(receiveBlob(store(), { sha256, source, random: randomBytes(16) }), {
      code: 'VAULT_BLOB_MISMATCH',
    })
    assert.deepEqual(await readdir(store().incoming), [])
    assert.deepEqual(await listed(store()), [])
  })

  test(`${name}: an upload that breaks off leaves nothing behind`, async () => {
    async function* broken() {
      yield randomBytes(70_000)
      throw new Error('the connection broke')
    }
    const arrival = { sha256: '1'.repeat(64), source: broken(), random: randomBytes(16) }
    await assert.rejects(receiveBlob(store(), arrival), /broke/)
    assert.deepEqual(await readdir(store().incoming), [])
  })
}

test('error: VAULT_BLOB_TOO_LARGE stops an upload at the limit, before it is on disk whole', async () => {
  const chunk = new Uint8Array(64 * 1024 * 1024)
  let sent = 0
  async function* endless() {
    for (;;) {
      sent += chunk.length
      yield chunk
    }
  }
  const store: BlobStore = { ...(stores.get('folder') as BlobStore), incoming: join(folder, 'blobs', 'incoming') }
  const limit = { sha256: '2'.repeat(64), source: endless(), random: randomBytes(16), bytes_max: 100_000_000 }
  await assert.rejects(receiveBlob(store, limit), { code: 'VAULT_BLOB_TOO_LARGE' })
  assert.ok(sent < BLOB_BYTES_MAX)
  assert.deepEqual(await readdir(store.incoming), [])
})

const small = mkdtempSync(join(tmpdir(), 'symbolon-small-'))
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]).status === 0
const skip = !isMounted && 'NOT TESTED HERE: mounting a tmpfs needs root'
after(() => {
  if (isMounted) spawnSync('umount', ['-l', small])
  rmdirSync(small)
})

test('error: an upload that fills the disk leaves nothing behind, and what was there stays', { skip }, async () => {
  const store = await openBlobStore({ blobs: join(small, 'blobs'), data: small })
  const content = randomBytes(300_000)
  const kept = await put(store, content)
  await assert.rejects(put(store, randomBytes(3_000_000)), { code: 'ENOSPC' })
  assert.deepEqual(await readdir(store.incoming), [])
  assert.deepEqual(await buffer(await store.read(kept)), content)
  const next = await put(store, randomBytes(300_000))
  assert.deepEqual((await listed(store)).sort(), [kept, next].sort())
})

test('error: VAULT_STORE_UNREACHABLE when nobody answers', async () => {
  const keys = { s3_access_key: 'S3RVER', s3_secret_key: 'S3RVER' }
  const store = await openBlobStore({ blobs: 's3://sealed?endpoint=http://127.0.0.1:1', data: folder, ...keys })
  await assert.rejects(store.read('0'.repeat(64)), { code: 'VAULT_STORE_UNREACHABLE' })
})

test('error: KERNEL_CONFIG_INVALID for an S3 store without keys', async () => {
  await assert.rejects(async () => openBlobStore({ blobs: 's3://sealed', data: folder }), {
    code: 'KERNEL_CONFIG_INVALID',
  })
})

async function put(store: BlobStore, content: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  assert.equal(await receiveBlob(store, { sha256, source: chunks(content), random: randomBytes(16) }), content.length)
  return sha256
}

async function* chunks(content: Buffer) {
  for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536)
}

async function listed(store: BlobStore): Promise<string[]> {
  const found: string[] = []
  for await (const { sha256 } of store.list()) found.push(sha256)
  return found
}
