import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageCore } from '#age-core'
import { hasCode, type JsonObject, newId, SymbolonError, toHex } from '../kernel/index.ts'
import { CAPSULE_BODY_BYTES_MAX } from './capsule.ts'
import { capsuleRecordOf, openCapsule, sealCapsuleBody, wrapCapsule } from './capsule-seal.ts'
import { verifyCapsuleRecord, verifyManifest } from './capsule-verify.ts'
import { entryPayload, openEntry } from './entry.ts'
import { x25519Identity } from './identity.ts'
import { MANIFEST_BYTES_MAX, manifestJson, openManifest, parseManifest, RECORD_ENTRIES_MAX } from './manifest.ts'
import { sealPayload } from './payload.ts'
import { sealRecord } from './record.ts'
import {
  grantee,
  owner,
  repeatableRandom,
  sealTestRecord,
  stranger,
  testEntries,
  testEntryId,
  testRecordId,
  testTokenId,
} from './test-record.ts'

const random = repeatableRandom('record test')
const sealed = sealTestRecord()
const capsuleRecord = capsuleRecordOf({
  manifest: sealed.opened,
  blob: sealed.blobId,
  ids: [testEntryId(4), testEntryId(1)],
})
const capsule = sealCapsuleBody({ records: [capsuleRecord], random })
const header = wrapCapsule({ fileKey: capsule.fileKey, recipient: grantee.recipient, random })
const refusedAs = (code: string) => (error: unknown) => hasCode(error, code)
const anyRefusal = (error: unknown) => error instanceof SymbolonError

test('the owner opens every entry of a record and finds it to be what the token stands for', () => {
  const manifest = openManifest({ identity: owner, manifest: sealed.manifest })
  assert.deepEqual(manifest, sealed.opened)
  verifyManifest({ manifest, commitment: sealed.commitment })
  for (const [place, entry] of manifest.entries.entries()) {
    assert.deepEqual(openEntry({ entry, payload: entryPayload(entry, sealed.blob) }), testEntries[place]?.bytes)
  }
  assert.equal(sealed.blobId, toHex(ageCore.sha256(sealed.blob)).slice(2))
})

test('a grantee opens the entries of the grant, proves them, and holds nothing of the others', () => {
  const opened = openCapsule({ header, body: capsule.body, identity: grantee })
  assert.deepEqual(opened.records, [capsuleRecord])
  verifyCapsuleRecord({ capsuleRecord, commitment: sealed.commitment })
  assert.deepEqual(opened.records[0]?.entries.map(({ id }) => id).sort(), [testEntryId(1), testEntryId(4)])
  for (const entry of opened.records[0]?.entries ?? []) {
    const source = testEntries.find(({ id }) => id === entry.id)
    assert.deepEqual(openEntry({ entry, payload: entryPayload(entry, sealed.blob) }), source?.bytes)
    assert.ok(!('source_id' in entry))
  }
  const granted = JSON.stringify(opened.records.map(({ entries }) => entries.map(({ key }) => toHex(key))))
  for (const { id, key } of sealed.opened.entries) {
    const isGranted = id === testEntryId(1) || id === testEntryId(4)
    assert.equal(granted.includes(toHex(key)), isGranted)
  }
})

test('a grant to many is one body and a header for each', () => {
  const headers = [owner, grantee].map(({ recipient }) => wrapCapsule({ fileKey: capsule.fileKey, recipient, random }))
  for (const [place, identity] of [owner, grantee].entries()) {
    const own = headers[place] ?? assert.fail()
    assert.deepEqual(openCapsule({ header: own, body: capsule.body, identity }).records, [capsuleRecord])
  }
  assert.throws(
    () => openCapsule({ header: headers[0] ?? assert.fail(), body: capsule.body, identity: grantee }),
    refusedAs('VAULT_IDENTITY_MISMATCH'),
  )
})

test('every sealing has new keys, a new commitment and a new blob', () => {
  const again = sealTestRecord(2)
  assert.notDeepEqual(again.commitment, sealed.commitment)
  assert.notEqual(again.blobId, sealed.blobId)
  for (const [place, { key }] of again.opened.entries.entries())
    assert.notDeepEqual(key, sealed.opened.entries[place]?.key)
})

test('error: a stranger opens neither manifest nor capsule', () => {
  const open = () => openManifest({ identity: stranger, manifest: sealed.manifest })
  assert.throws(open, refusedAs('VAULT_IDENTITY_MISMATCH'))
  const openIt = () => openCapsule({ header, body: capsule.body, identity: owner })
  assert.throws(openIt, refusedAs('VAULT_IDENTITY_MISMATCH'))
})

test('error: nothing is sealed for a classical recipient', () => {
  const { recipient } = x25519Identity(random(32))
  assert.throws(
    () => wrapCapsule({ fileKey: capsule.fileKey, recipient, random }),
    refusedAs('VAULT_RECIPIENT_INVALID'),
  )
  const seal = () => sealRecord({ ...recordToSeal(), recipient })
  assert.throws(seal, refusedAs('VAULT_RECIPIENT_INVALID'))
})

test('error: a record without entries, or with fields that could not be read back', () => {
  assert.throws(() => sealRecord({ ...recordToSeal(), entries: [] }), refusedAs('VAULT_ENTRY_UNKNOWN'))
  assert.throws(() => sealRecord({ ...recordToSeal(), tokenId: '0x1' }), refusedAs('VAULT_MANIFEST_INVALID'))
  const [first] = testEntries
  assert.ok(first)
  assert.throws(() => sealRecord({ ...recordToSeal(), entries: [first, first] }), refusedAs('VAULT_MANIFEST_INVALID'))
  const misnamed = { ...first, category: 'Tests!' }
  assert.throws(() => sealRecord({ ...recordToSeal(), entries: [misnamed] }), refusedAs('VAULT_MANIFEST_INVALID'))
  const many = Array.from({ length: 100_001 }, () => first)
  assert.throws(() => sealRecord({ ...recordToSeal(), entries: many }), refusedAs('VAULT_LIMIT_EXCEEDED'))
})

test('the largest record of coded and titled Observations has a manifest that a node takes', () => {
  const codes = [
    { system: 'http://loinc.org', code: '718-7' },
    { system: 'http://snomed.info/sct', code: '271026005' },
  ]
  const [model] = testEntries
  assert.ok(model)
  const entries = Array.from({ length: 200 }, (_, i) => ({
    ...model,
    id: testEntryId(i),
    title: 'Hemoglobin [Mass/volume] in Blood',
    codes,
  }))
  const { manifest, opened } = sealTestRecord(1, entries)
  assert.ok((manifest.length / entries.length) * RECORD_ENTRIES_MAX <= MANIFEST_BYTES_MAX)
  const all = capsuleRecordOf({ manifest: opened, blob: sealed.blobId, ids: opened.entries.map(({ id }) => id) })
  const { body } = sealCapsuleBody({ records: [all], random })
  assert.ok((body.length / entries.length) * RECORD_ENTRIES_MAX <= CAPSULE_BODY_BYTES_MAX)
})

test('error: a record described at such length that no node would take its manifest', () => {
  const codes = Array.from({ length: 16 }, () => ({ system: 's'.repeat(512), code: 'c'.repeat(256) }))
  const [model] = testEntries
  assert.ok(model)
  const entries = Array.from({ length: 4500 }, (_, i) => ({
    ...model,
    id: newId('entry', i, new Uint8Array(10)),
    codes,
  }))
  assert.throws(() => sealRecord({ ...recordToSeal(), entries }), refusedAs('VAULT_LIMIT_EXCEEDED'))
})

test('error: a capsule for entries that the record lacks', () => {
  for (const ids of [[], [testEntryId(9)], [testEntryId(1), testEntryId(9)]]) {
    const choose = () => capsuleRecordOf({ manifest: sealed.opened, blob: sealed.blobId, ids })
    assert.throws(choose, refusedAs('VAULT_ENTRY_UNKNOWN'))
  }
  assert.throws(() => sealCapsuleBody({ records: [], random }), refusedAs('VAULT_CAPSULE_INVALID'))
  assert.throws(
    () => sealCapsuleBody({ records: [capsuleRecord, capsuleRecord], random }),
    refusedAs('VAULT_CAPSULE_INVALID'),
  )
})

test('error: an entry replaced by another text under the same key', () => {
  const entry = sealed.opened.entries[0] ?? assert.fail()
  const payload = sealPayload({ fileKey: entry.key, nonce: random(16), plaintext: new Uint8Array(entry.length - 32) })
  assert.throws(() => openEntry({ entry, payload }), refusedAs('VAULT_ENTRY_MISMATCH'))
})

test('error: an entry beyond the end of its blob', () => {
  const last = sealed.opened.entries.toSorted((a, b) => b.offset - a.offset)[0] ?? assert.fail()
  assert.throws(() => entryPayload(last, sealed.blob.subarray(1)), refusedAs('VAULT_PAYLOAD_INVALID'))
})

test('error: a capsule that shows another record, version, entry or proof', () => {
  const { commitment } = sealed
  const other = sealTestRecord(2)
  const foreign = capsuleRecordOf({ manifest: other.opened, blob: other.blobId, ids: [testEntryId(1)] })
  const [entry, second] = capsuleRecord.entries
  assert.ok(entry && second)
  const altered = [
    foreign,
    { ...foreign, record: capsuleRecord.record, token_id: capsuleRecord.token_id },
    { ...capsuleRecord, r: foreign.r },
    { ...capsuleRecord, size: 32 },
    { ...capsuleRecord, proof: [] },
    { ...capsuleRecord, proof: [...capsuleRecord.proof, new Uint8Array(32)] },
    { ...capsuleRecord, entries: [entry] },
    { ...capsuleRecord, entries: [{ ...entry, key: second.key }, second] },
    { ...capsuleRecord, entries: [{ ...entry, digest: second.digest }, second] },
    { ...capsuleRecord, entries: [{ ...entry, index: second.index - 1 }, second] },
  ]
  for (const changed of altered) {
    const verify = () => verifyCapsuleRecord({ capsuleRecord: changed, commitment })
    assert.throws(verify, refusedAs('VAULT_COMMITMENT_MISMATCH'))
  }
  const verifyOther = () => verifyManifest({ manifest: other.opened, commitment })
  assert.throws(verifyOther, refusedAs('VAULT_COMMITMENT_MISMATCH'))
})

test('error: one byte altered anywhere in a manifest, a capsule header, a capsule body or a blob', () => {
  for (const at of places(sealed.manifest)) {
    assert.throws(
      () => openManifest({ identity: owner, manifest: flipped(sealed.manifest, at) }),
      anyRefusal,
      `manifest ${at}`,
    )
  }
  for (const at of places(header)) {
    const open = () => openCapsule({ header: flipped(header, at), body: capsule.body, identity: grantee })
    assert.throws(open, anyRefusal, `header ${at}`)
  }
  for (const at of places(capsule.body)) {
    const open = () => openCapsule({ header, body: flipped(capsule.body, at), identity: grantee })
    assert.throws(open, refusedAs('VAULT_PAYLOAD_INVALID'), `body ${at}`)
  }
  const entry = sealed.opened.entries[0] ?? assert.fail()
  const payload = entryPayload(entry, sealed.blob)
  for (const at of places(payload)) {
    assert.throws(() => openEntry({ entry, payload: flipped(payload, at) }), refusedAs('VAULT_PAYLOAD_INVALID'))
  }
})

test('error: a header that is followed by anything', () => {
  const longer = Uint8Array.from([...header, 10])
  assert.throws(
    () => openCapsule({ header: longer, body: capsule.body, identity: grantee }),
    refusedAs('VAULT_HEADER_INVALID'),
  )
})

test('error: a manifest with one field wrong, missing or unknown', () => {
  const json = manifestJson(sealed.opened)
  const [entry, other] = json.entries as JsonObject[]
  assert.ok(entry && other)
  const otherIndex = other.index ?? null
  for (const name of Object.keys(json)) assert.throws(() => parseManifest({ ...json, [name]: null }), anyRefusal, name)
  for (const name of Object.keys(entry)) {
    const entries = [{ ...entry, [name]: [1] }, ...(json.entries as JsonObject[]).slice(1)]
    assert.throws(() => parseManifest({ ...json, entries }), anyRefusal, name)
  }
  for (const more of [{ extra: 1 }, { v: 2 }, { version: 0 }, { entries: [] }, { r: 'AA' }]) {
    assert.throws(() => parseManifest({ ...json, ...more }), refusedAs('VAULT_MANIFEST_INVALID'))
  }
  for (const change of [
    { index: otherIndex },
    { index: 16 },
    { offset: 1 },
    { length: 31 },
    { extra: 1 },
    { id: testEntryId(2) },
  ]) {
    const entries = [{ ...entry, ...change }, ...(json.entries as JsonObject[]).slice(1)]
    assert.throws(
      () => parseManifest({ ...json, entries }),
      refusedAs('VAULT_MANIFEST_INVALID'),
      JSON.stringify(change),
    )
  }
})

function recordToSeal() {
  const source = { name: 'a.json', media_type: 'application/json' }
  const entries = testEntries
  return {
    record: testRecordId(3),
    version: 1,
    tokenId: testTokenId(3),
    source,
    entries,
    recipient: owner.recipient,
    random,
  }
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

/** Every byte on the fast core, every 29th on the slow one. */
function places(bytes: Uint8Array): number[] {
  const step = ageCore.name === 'native' ? 1 : 29
  return Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) => i * step)
}
