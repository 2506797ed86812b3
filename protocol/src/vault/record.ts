import { ageCore } from '#age-core'
import { type Hex, type Id, merkleRoot, randomPool, toHex, utf8 } from '../kernel/index.ts'
import { sealAge } from './age.ts'
import type { Random } from './age-core.ts'
import { COMMITMENT_SALT_BYTES, recordCommitment } from './commitment.ts'
import type { EntrySummary } from './entry.ts'
import { vaultErrors } from './errors.ts'
import {
  MANIFEST_BYTES_MAX,
  type Manifest,
  type ManifestEntry,
  manifestJson,
  parseManifest,
  RECORD_ENTRIES_MAX,
  type RecordSource,
} from './manifest.ts'
import { FILE_KEY_BYTES, NONCE_BYTES, payloadSize, sealPayloadInto } from './payload.ts'
import { drawPlaces, PADDING_KEY_BYTES, recordLeaves } from './places.ts'
import { hybridOnly, type Recipient } from './recipient.ts'

/** An entry before it is sealed. */
export interface OpenEntry extends EntrySummary {
  readonly bytes: Uint8Array
  readonly source_id?: string
}

/** A record before it is sealed, with whom it is sealed for. */
export interface RecordToSeal {
  readonly record: Id<'record'>
  /** From 1; each version gets new keys. */
  readonly version: number
  /** 32 random bytes in lower-case hexadecimal with `0x`. */
  readonly tokenId: Hex
  readonly source: RecordSource
  /** At least one. */
  readonly entries: readonly OpenEntry[]
  /** The owner's, post-quantum hybrid. */
  readonly recipient: Recipient
  readonly random: Random
}

/** A record as it is stored, and what its owner keeps in mind until it is. */
export interface SealedRecord {
  /** The entries' payloads one after another, in an order drawn at random. */
  readonly blob: Uint8Array<ArrayBuffer>
  /** Lower-case hexadecimal SHA-256 of the blob, without `0x`. */
  readonly blobId: string
  /** The manifest as an age file for the owner. */
  readonly manifest: Uint8Array<ArrayBuffer>
  /** What the token holds, 32 bytes. */
  readonly commitment: Uint8Array<ArrayBuffer>
  /** The manifest, open: it holds every key. */
  readonly opened: Manifest
}

/**
 * Seals entries, each with its own key, as one record.
 * @throws VAULT_LIMIT_EXCEEDED, VAULT_MANIFEST_INVALID for a field that could not be read back, VAULT_RECIPIENT_INVALID
 */
export function sealRecord(seal: RecordToSeal): SealedRecord {
  checkCount(seal.entries)
  const recipient = hybridOnly(seal.recipient)
  const random = randomPool(seal.random)
  const { blob, entries } = sealEntries(seal.entries, random)
  const { record, version, tokenId: token_id, source } = seal
  const r = seal.random(COMMITMENT_SALT_BYTES)
  const padding_key = seal.random(PADDING_KEY_BYTES)
  const json = manifestJson({ v: 1, record, version, token_id, r, padding_key, source, entries })
  const opened = parseManifest(json)
  const manifest = sealAge({ plaintext: utf8(JSON.stringify(json)), recipients: [recipient], random })
  checkSize(manifest, MANIFEST_BYTES_MAX)
  const commitment = recordCommitment({ ...opened, root: merkleRoot(recordLeaves(opened)) })
  return { blob, blobId: hexDigest(blob), manifest, commitment, opened }
}

/** Lower-case hexadecimal SHA-256 without `0x`: the name of a blob or a capsule body. */
export function hexDigest(bytes: Uint8Array): string {
  return toHex(ageCore.sha256(bytes)).slice(2)
}

/** A node takes nothing larger: said before anything is sent. @throws VAULT_LIMIT_EXCEEDED */
export function checkSize(sealed: Uint8Array, max: number): void {
  if (sealed.length <= max) return
  const what = { en: 'MiB of descriptions', el: 'MiB περιγραφών' }
  throw vaultErrors.VAULT_LIMIT_EXCEEDED({ max: max / 2 ** 20, what })
}

function sealEntries(
  open: readonly OpenEntry[],
  random: Random,
): { blob: Uint8Array<ArrayBuffer>; entries: ManifestEntry[] } {
  const blob = new Uint8Array(open.reduce((size, { bytes }) => size + payloadSize(bytes.length), 0))
  const places = drawPlaces(open.length, random)
  const entries: ManifestEntry[] = Array.from({ length: open.length })
  let offset = 0
  for (const at of [...places.keys()].sort((a, b) => (places[a] as number) - (places[b] as number))) {
    const { bytes, ...summary } = open[at] as OpenEntry
    const index = places[at] as number
    const key = random(FILE_KEY_BYTES)
    const length = payloadSize(bytes.length)
    sealPayloadInto(blob.subarray(offset, offset + length), {
      fileKey: key,
      nonce: random(NONCE_BYTES),
      plaintext: bytes,
    })
    entries[at] = { ...summary, index, key, digest: ageCore.sha256(bytes), offset, length }
    offset += length
  }
  return { blob, entries }
}

function checkCount(entries: readonly OpenEntry[]): void {
  if (entries.length === 0) throw vaultErrors.VAULT_ENTRY_UNKNOWN()
  if (entries.length <= RECORD_ENTRIES_MAX) return
  throw vaultErrors.VAULT_LIMIT_EXCEEDED({ max: RECORD_ENTRIES_MAX, what: { en: 'entries', el: 'εγγραφές' } })
}
