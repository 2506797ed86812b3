import { canonicalJson, fromBase64Url, type JsonObject, merkleRoot, toBase64Url } from '../kernel/index.ts'
import { capsuleJson } from './capsule.ts'
import { capsuleRecordOf, sealCapsuleBody, wrapCapsule } from './capsule-seal.ts'
import { hybridIdentityText, recipientOf } from './identity.ts'
import { manifestJson } from './manifest.ts'
import { recordLeaves } from './places.ts'
import { grantee, owner, repeatableRandom, sealTestRecord, testEntries, testEntryId } from './test-record.ts'

const entries = testEntries.filter(({ bytes }) => bytes.length < 65_536)

/**
 * One record sealed with fixed randomness and one capsule of it, every byte field in base64url. The portable core gives
 * the same bytes in every run; the native one takes part of its randomness from OpenSSL.
 */
export function recordVector() {
  const sealed = sealTestRecord(1, entries)
  const random = repeatableRandom('capsule 1')
  const selection = [testEntryId(1), testEntryId(5)]
  const record = capsuleRecordOf({ manifest: sealed.opened, blob: sealed.blobId, ids: selection })
  const { body, fileKey } = sealCapsuleBody({ records: [record], random })
  const header = wrapCapsule({ fileKey, recipient: grantee.recipient, random })
  return {
    comment: 'A record of invented entries, sealed for its owner, and a capsule of two of them for a grantee',
    owner: { identity: hybridIdentityText(repeatableRandom('owner')(32)), recipient: recipientOf(owner) },
    grantee: { identity: hybridIdentityText(repeatableRandom('grantee')(32)), recipient: recipientOf(grantee) },
    stranger: { identity: hybridIdentityText(repeatableRandom('stranger')(32)) },
    plaintexts: entries.map(({ id, bytes }) => ({ id, bytes: toBase64Url(bytes) })),
    leaves: recordLeaves(sealed.opened).map(toBase64Url),
    root: toBase64Url(merkleRoot(recordLeaves(sealed.opened))),
    commitment: toBase64Url(sealed.commitment),
    blob: toBase64Url(sealed.blob),
    blob_id: sealed.blobId,
    manifest: toBase64Url(sealed.manifest),
    manifest_json: manifestJson(sealed.opened),
    capsule: { header: toBase64Url(header), body: toBase64Url(body), file_key: toBase64Url(fileKey) },
    capsule_json: capsuleJson({ v: 1, records: [record] }),
  }
}

type RecordVector = ReturnType<typeof recordVector>

/** Changes to the valid vector, and the code with which a reader refuses each. */
export function invalidVectors(valid: RecordVector) {
  const { manifest, capsule, blob } = valid
  const other = sealTestRecord(2, entries)
  const cut = (text: string) => toBase64Url(fromBase64Url(text).subarray(0, -3))
  return [
    {
      name: 'manifest opened by a stranger',
      identity: valid.stranger.identity,
      manifest,
      expect: 'VAULT_IDENTITY_MISMATCH',
    },
    { name: 'manifest cut by three bytes', manifest: cut(manifest), expect: 'VAULT_PAYLOAD_INVALID' },
    { name: 'manifest with another MAC', manifest: withOtherMac(manifest), expect: 'VAULT_HEADER_ALTERED' },
    { name: 'manifest without its first line', manifest: manifest.slice(32), expect: 'VAULT_HEADER_INVALID' },
    {
      name: 'manifest with an unknown field',
      manifest_json: { ...valid.manifest_json, extra: 1 },
      expect: 'VAULT_MANIFEST_INVALID',
    },
    {
      name: 'manifest of version 0',
      manifest_json: { ...valid.manifest_json, version: 0 },
      expect: 'VAULT_MANIFEST_INVALID',
    },
    { name: 'capsule opened by the owner', identity: valid.owner.identity, capsule, expect: 'VAULT_IDENTITY_MISMATCH' },
    {
      name: 'capsule with a cut body',
      capsule: { ...capsule, body: cut(capsule.body) },
      expect: 'VAULT_PAYLOAD_INVALID',
    },
    { name: 'capsule with the body of a blob', capsule: { ...capsule, body: blob }, expect: 'VAULT_PAYLOAD_INVALID' },
    {
      name: 'capsule without records',
      capsule_json: { ...valid.capsule_json, records: [] },
      expect: 'VAULT_CAPSULE_INVALID',
    },
    {
      name: 'capsule against the token of another record',
      capsule_json: valid.capsule_json,
      commitment: toBase64Url(other.commitment),
      expect: 'VAULT_COMMITMENT_MISMATCH',
    },
    {
      name: 'blob of another record',
      capsule_json: valid.capsule_json,
      blob: toBase64Url(other.blob),
      expect: 'VAULT_PAYLOAD_INVALID',
    },
  ]
}

/** What whoever once held all keys could make of a record, to have more of it shared than its owner chose. */
function relabelledVectors(valid: RecordVector) {
  const { manifest_json, capsule_json } = valid
  const expect = 'VAULT_COMMITMENT_MISMATCH'
  const unlabelled = (manifest_json.entries as JsonObject[]).map((entry) => ({ ...entry, sensitive: [] }))
  const [record] = capsule_json.records as [JsonObject]
  const [entry, ...rest] = record.entries as [JsonObject, ...JsonObject[]]
  const shown = (change: JsonObject) => ({ ...capsule_json, records: [{ ...record, ...change }] })
  return [
    {
      name: 'manifest with its sensitive labels taken away',
      manifest_json: { ...manifest_json, entries: unlabelled },
      expect,
    },
    { name: 'manifest as another version', manifest_json: { ...manifest_json, version: 2 }, expect },
    {
      name: 'capsule with an entry of another category',
      capsule_json: shown({ entries: [{ ...entry, category: 'vitals' }, ...rest] }),
      expect,
    },
    { name: 'capsule as another version', capsule_json: shown({ version: 2 }), expect },
  ]
}

/** The files under `vectors/vault`, by name. */
export function vectorFiles(): Record<string, string> {
  const valid = recordVector()
  const invalid = [...invalidVectors(valid), ...relabelledVectors(valid)]
  const spelled = (value: unknown) => `${JSON.stringify(JSON.parse(canonicalJson(value as never)), null, 2)}\n`
  return { 'record.json': spelled(valid), 'record-invalid.json': spelled(invalid) }
}

/** The MAC is the last thing in a header; its first character stands for six of its bits. */
function withOtherMac(manifest: string): string {
  const file = Buffer.from(fromBase64Url(manifest))
  const at = file.indexOf('\n--- ') + 5
  file[at] = file[at] === 0x41 ? 0x42 : 0x41
  return toBase64Url(file)
}
