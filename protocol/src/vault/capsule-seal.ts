import { concatBytes, type Id, merkleMultiproof, readJsonBytes, utf8 } from '../kernel/index.ts'
import { openAge, wrapFileKey } from './age.ts'
import type { Random } from './age-core.ts'
import {
  CAPSULE_BODY_BYTES_MAX,
  CAPSULE_RECORDS_MAX,
  type Capsule,
  type CapsuleRecord,
  capsuleJson,
  parseCapsule,
} from './capsule.ts'
import type { SealedEntry } from './entry.ts'
import { vaultErrors } from './errors.ts'
import { invalidHeader, parseHeader } from './header.ts'
import type { Identity } from './identity.ts'
import type { Manifest, ManifestEntry } from './manifest.ts'
import { FILE_KEY_BYTES, NONCE_BYTES, sealPayload } from './payload.ts'
import { recordLeaves } from './places.ts'
import { hybridOnly, type Recipient } from './recipient.ts'
import { checkSize, hexDigest } from './record.ts'

/**
 * What a capsule says of one record: the chosen entries and the proof that they are the record's.
 * @param blob name of the record's blob
 * @param ids entries of the manifest, in any order, each once or more
 * @throws VAULT_ENTRY_UNKNOWN for no entry or one that the record lacks
 */
export function capsuleRecordOf({
  manifest,
  blob,
  ids,
}: {
  manifest: Manifest
  blob: string
  ids: Iterable<Id<'entry'>>
}): CapsuleRecord {
  const chosen = new Set(ids)
  const entries = manifest.entries.filter(({ id }) => chosen.has(id)).toSorted((a, b) => a.index - b.index)
  if (entries.length === 0 || entries.length !== chosen.size) throw vaultErrors.VAULT_ENTRY_UNKNOWN()
  const { record, token_id, version, r } = manifest
  const indexes = entries.map(({ index }) => index)
  const leaves = recordLeaves(manifest)
  const proof = merkleMultiproof(leaves, indexes)
  return {
    record,
    token_id,
    version,
    r,
    size: leaves.length,
    proof,
    blob,
    entries: entries.map(withoutSource),
  }
}

/** A capsule's body, sealed once for all its grantees, and the key that `wrapCapsule` wraps for each. */
export interface CapsuleBody {
  readonly body: Uint8Array<ArrayBuffer>
  /** Lower-case hexadecimal SHA-256 of the body. */
  readonly digest: string
  readonly fileKey: Uint8Array
}

/** Seals what a selection of records lets open. @throws VAULT_LIMIT_EXCEEDED, VAULT_CAPSULE_INVALID */
export function sealCapsuleBody(seal: { records: readonly CapsuleRecord[]; random: Random }): CapsuleBody {
  if (seal.records.length > CAPSULE_RECORDS_MAX) {
    throw vaultErrors.VAULT_LIMIT_EXCEEDED({ max: CAPSULE_RECORDS_MAX, what: { en: 'records', el: 'φακέλους' } })
  }
  const json = capsuleJson({ v: 1, records: seal.records })
  parseCapsule(json)
  const fileKey = seal.random(FILE_KEY_BYTES)
  const body = sealPayload({ fileKey, nonce: seal.random(NONCE_BYTES), plaintext: utf8(JSON.stringify(json)) })
  checkSize(body, CAPSULE_BODY_BYTES_MAX)
  return { body, digest: hexDigest(body), fileKey }
}

/**
 * The header that lets one grantee open a body; header and body together are an age file.
 * @param recipient the grantee's, post-quantum hybrid
 * @throws VAULT_RECIPIENT_INVALID
 */
export function wrapCapsule(wrap: {
  fileKey: Uint8Array
  recipient: Recipient
  random: Random
}): Uint8Array<ArrayBuffer> {
  const recipients = [hybridOnly(wrap.recipient)]
  return wrapFileKey({ fileKey: wrap.fileKey, recipients, random: wrap.random })
}

/**
 * What a grant lets its grantee open; verify each record against its token before use.
 * @throws VAULT_IDENTITY_MISMATCH, VAULT_HEADER_INVALID, VAULT_HEADER_ALTERED, VAULT_PAYLOAD_INVALID, KERNEL_JSON_INVALID,
 * KERNEL_JSON_REFUSED, VAULT_CAPSULE_INVALID
 */
export function openCapsule(open: { header: Uint8Array; body: Uint8Array; identity: Identity }): Capsule {
  if (parseHeader(open.header).size_bytes !== open.header.length) throw invalidHeader('end')
  const file = concatBytes(open.header, open.body)
  return parseCapsule(readJsonBytes(openAge({ file, identities: [open.identity] })))
}

function withoutSource(entry: ManifestEntry): SealedEntry {
  const kept = { ...entry }
  delete kept.source_id
  return kept
}
