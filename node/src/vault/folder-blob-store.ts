import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { vaultErrors } from '@symbolon/protocol/vault'
import { isFault } from '../kernel/index.ts'
import type { BlobDigest, BlobStore, ByteRange, IncomingBlob, StoredBlob } from './blob-store.ts'

/** A store in a folder: `<folder>/ab/abcd…`; a blob is either whole and synced under its name or not there. */
export async function openFolderBlobStore(folder: string): Promise<BlobStore> {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  return {
    incoming,
    put: (blob) => put(folder, blob),
    read: (sha256, range) => read(fileOf(folder, sha256), range),
    has: async (sha256) => (await stat(fileOf(folder, sha256)).catch(absent)) !== undefined,
    delete: (sha256) => remove(folder, sha256),
    list: () => list(folder),
  }
}

/** The rename is durable once the folder that holds the name is synced. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function put(folder: string, { file, sha256 }: IncomingBlob): Promise<void> {
  const shelf = shelfOf(folder, sha256)
  if ((await mkdir(shelf, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(folder)
  await rename(file, fileOf(folder, sha256))
  await syncFolder(shelf)
}

async function read(file: string, range: ByteRange | undefined): Promise<Readable> {
  const stream = createReadStream(file, range && { start: range.start, end: range.end - 1 })
  await new Promise<void>((resolve, reject) => {
    stream.once('open', () => resolve())
    stream.once('error', (fault) =>
      reject(isFault(fault, 'ENOENT') ? vaultErrors.VAULT_BLOB_UNKNOWN({}, { cause: fault }) : fault),
    )
  })
  return stream
}

async function remove(folder: string, sha256: BlobDigest): Promise<void> {
  try {
    await unlink(fileOf(folder, sha256))
    await syncFolder(shelfOf(folder, sha256))
  } catch (fault) {
    if (!isFault(fault, 'ENOENT')) throw fault
  }
}

async function* list(folder: string): AsyncIterable<StoredBlob> {
  for await (const shelf of await opendir(folder)) {
    if (!/^[0-9a-f]{2}$/.test(shelf.name)) continue
    for await (const { name } of await opendir(join(folder, shelf.name))) {
      if (/^[0-9a-f]{64}$/.test(name)) yield { sha256: name, stored_at: (await stat(fileOf(folder, name))).mtimeMs }
    }
  }
}

function absent(fault: unknown): undefined {
  if (!isFault(fault, 'ENOENT')) throw fault
}

function shelfOf(folder: string, sha256: BlobDigest): string {
  return join(folder, sha256.slice(0, 2))
}

function fileOf(folder: string, sha256: BlobDigest): string {
  return join(shelfOf(folder, sha256), sha256)
}
