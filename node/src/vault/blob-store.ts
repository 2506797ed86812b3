import type { Readable } from 'node:stream'

/** Bytes that one blob has at most. */
export const BLOB_BYTES_MAX = 1_342_177_280

/** Bytes of blobs that wait for their record, of one party at most; they are swept after a day. */
export const UNHELD_BYTES_MAX = 4 * BLOB_BYTES_MAX

/** Lower-case hexadecimal SHA-256 of a blob's bytes. */
export type BlobDigest = string

export interface ByteRange {
  readonly start: number
  /** The first byte that is not wanted. */
  readonly end: number
}

/** A finished local file whose bytes have the digest, ready to be stored. */
export interface IncomingBlob {
  readonly file: string
  readonly sha256: BlobDigest
  readonly size_bytes: number
}

export interface StoredBlob {
  readonly sha256: BlobDigest
  /** Milliseconds since 1970. */
  readonly stored_at: number
}

/** Where ciphertext lives, named by the hash of its content. Everything here may be repeated without harm. */
export interface BlobStore {
  /** A folder on this machine where a blob gathers before it is stored. */
  readonly incoming: string
  /** The blob is stored durably under its digest; the incoming file is gone. */
  put(blob: IncomingBlob): Promise<void>
  /** The bytes of a blob, or of one range of it. @throws VAULT_BLOB_UNKNOWN */
  read(sha256: BlobDigest, range?: ByteRange): Promise<Readable>
  has(sha256: BlobDigest): Promise<boolean>
  /** The blob is not in the store. */
  delete(sha256: BlobDigest): Promise<void>
  /** Everything in the store, for the sweep. */
  list(): AsyncIterable<StoredBlob>
}
