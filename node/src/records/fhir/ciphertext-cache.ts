import type { Readable } from 'node:stream'
import type { BlobStore } from '../../vault/index.ts'

/** Ciphertext in memory at once; without keys it says nothing. */
export const CIPHERTEXT_KEPT_BYTES_MAX = 64 * 1024 * 1024
/** Blobs are read in windows of this size, so that a page of neighbours costs one read. */
export const WINDOW_BYTES = 512 * 1024

/** How long a window stays in memory after it was read. */
export const CIPHERTEXT_KEPT_MS = 600_000

const windowsMax = CIPHERTEXT_KEPT_BYTES_MAX / WINDOW_BYTES

interface Window {
  readonly blob: string
  readonly bytes: Promise<Buffer>
  readonly timer: NodeJS.Timeout
}

/** Parts of blobs, from memory where they were read a moment ago. */
export class CiphertextCache {
  private readonly store: BlobStore
  private readonly windows = new Map<string, Window>()

  constructor(store: BlobStore) {
    this.store = store
  }

  /** The bytes of one part of a blob; fewer when the blob ends before. @throws VAULT_BLOB_UNKNOWN */
  async part(blob: string, { offset, length }: { offset: number; length: number }): Promise<Buffer> {
    const end = offset + length
    const first = Math.floor(offset / WINDOW_BYTES)
    const last = Math.floor((end - 1) / WINDOW_BYTES)
    if (last - first >= windowsMax) return collect(await this.store.read(blob, { start: offset, end }))
    const windows: Promise<Buffer>[] = []
    for (let index = first; index <= last; index++) windows.push(this.window(blob, index))
    const start = first * WINDOW_BYTES
    const whole = windows.length === 1 ? ((await windows[0]) as Buffer) : Buffer.concat(await Promise.all(windows))
    return whole.subarray(offset - start, end - start)
  }

  private window(blob: string, index: number): Promise<Buffer> {
    const name = `${blob}/${index}`
    const known = this.windows.get(name)
    if (known !== undefined) return known.bytes
    const start = index * WINDOW_BYTES
    const bytes = this.store.read(blob, { start, end: start + WINDOW_BYTES }).then(collect)
    bytes.catch(() => this.drop(name))
    const timer = setTimeout(() => this.drop(name), CIPHERTEXT_KEPT_MS).unref()
    this.windows.set(name, { blob, bytes, timer })
    for (const oldest of this.windows.keys()) {
      if (this.windows.size <= windowsMax) break
      this.drop(oldest)
    }
    return bytes
  }

  /** True while some part of the blob is in memory. */
  holds(blob: string): boolean {
    return [...this.windows.values()].some((window) => window.blob === blob)
  }

  /** Nothing of the blob is in memory any more. */
  forget(blob: string): void {
    for (const [name, window] of this.windows) if (window.blob === blob) this.drop(name)
  }

  forgetAll(): void {
    for (const name of this.windows.keys()) this.drop(name)
  }

  private drop(name: string): void {
    clearTimeout(this.windows.get(name)?.timer)
    this.windows.delete(name)
  }
}

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
}
