import { createHash } from 'node:crypto'
import { open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { toHex } from '@symbolon/protocol/kernel'
import { vaultErrors } from '@symbolon/protocol/vault'
import type { SpaceCheck } from '../kernel/index.ts'
import { BLOB_BYTES_MAX, type BlobDigest, type BlobStore, type IncomingBlob } from './blob-store.ts'

/** Bytes that are written between two looks at what the disk has left: many uploads may run at once. */
export const SPACE_LOOK_BYTES = 2 * 1024 * 1024

export interface BlobArrival {
  readonly sha256: BlobDigest
  readonly source: AsyncIterable<Uint8Array>
  /** Names the file in which the bytes gather. */
  readonly random: Uint8Array
  /** `BLOB_BYTES_MAX` unless it is less here. */
  readonly bytes_max?: number
  /** What the sender says that the size is. */
  readonly announced_bytes?: number | undefined
  readonly requireSpace?: SpaceCheck
}

/**
 * The announced bytes are stored durably, or nothing is; memory holds one chunk at a time.
 * @throws VAULT_BLOB_TOO_LARGE, VAULT_BLOB_MISMATCH, KERNEL_DISK_FULL while the disk still has its reserve
 */
export async function receiveBlob(store: BlobStore, arrival: BlobArrival): Promise<number> {
  const file = join(store.incoming, toHex(arrival.random).slice(2))
  try {
    const blob = await gather(file, arrival)
    await store.put(blob)
    return blob.size_bytes
  } catch (fault) {
    await unlink(file).catch(() => undefined)
    throw fault
  }
}

async function gather(file: string, arrival: BlobArrival): Promise<IncomingBlob> {
  const { sha256, source, bytes_max = BLOB_BYTES_MAX } = arrival
  const requireSpace = spaceLook(arrival)
  requireSpace(0)
  const hash = createHash('sha256')
  const handle = await open(file, 'wx', 0o600)
  let size_bytes = 0
  try {
    for await (const chunk of source) {
      size_bytes += chunk.length
      if (size_bytes > bytes_max) throw vaultErrors.VAULT_BLOB_TOO_LARGE({ max_bytes: bytes_max })
      requireSpace(size_bytes - chunk.length)
      hash.update(chunk)
      await handle.writeFile(chunk)
    }
    if (hash.digest('hex') !== sha256) throw vaultErrors.VAULT_BLOB_MISMATCH()
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { file, sha256, size_bytes }
}

/** Looks at once and after each few megabytes whether what is still to come fits beside the reserve. */
function spaceLook({ announced_bytes, requireSpace }: BlobArrival): (arrived_bytes: number) => void {
  let next = 0
  return (arrived_bytes) => {
    if (arrived_bytes < next) return
    next = arrived_bytes + SPACE_LOOK_BYTES
    requireSpace?.(announced_bytes === undefined ? SPACE_LOOK_BYTES : Math.max(announced_bytes - arrived_bytes, 0))
  }
}
