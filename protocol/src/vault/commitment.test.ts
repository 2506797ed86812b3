import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson, concatBytes, fromHex, hasCode, merkleLeaf, sha256, utf8, uuidOfId } from '../kernel/index.ts'
import type { CapsuleRecord } from './capsule.ts'
import { capsuleRecordOf } from './capsule-seal.ts'
import { verifyCapsuleRecord, verifyManifest } from './capsule-verify.ts'
import { entryLeaf, recordCommitment } from './commitment.ts'
import type { EntrySummary } from './entry.ts'
import { hkdf } from './hkdf.ts'
import type { Manifest } from './manifest.ts'
import { sealTestRecord, testEntryId, testRecordId, testTokenId } from './test-record.ts'

const { opened, commitment, blobId } = sealTestRecord()
const capsuleRecord = capsuleRecordOf({ manifest: opened, blob: blobId, ids: [testEntryId(2), testEntryId(4)] })
const isMismatch = (error: unknown) => hasCode(error, 'VAULT_COMMITMENT_MISMATCH')

/** One change to each thing that an entry says of itself; the second entry is a sensitive one. */
const relabelled: Record<string, Partial<EntrySummary>> = {
  id: { id: testEntryId(9) },
  kind: { kind: 'Observation' },
  category: { category: 'tests' },
  sensitive: { sensitive: [] },
  date: { date: '2020-01-01' },
  codes: { codes: [] },
  title: { title: 'Another' },
  media_type: { media_type: 'text/html' },
}

const renamed: Record<string, Partial<Pick<Manifest, 'record' | 'token_id' | 'version' | 'r'>>> = {
  record: { record: testRecordId(2) },
  token_id: { token_id: testTokenId(2) },
  version: { version: 2 },
  r: { r: new Uint8Array(64) },
}

const isEntry = (id: string) => id === testEntryId(2)

for (const [name, change] of Object.entries(relabelled)) {
  test(`error: an entry shown with another ${name} than it was sealed with`, () => {
    const relabel = <Entry extends EntrySummary>(entries: readonly Entry[]) =>
      entries.map((entry) => (isEntry(entry.id) ? { ...entry, ...change } : entry))
    const manifest = { ...opened, entries: relabel(opened.entries) }
    assert.throws(() => verifyManifest({ manifest, commitment }), isMismatch)
    const changed: CapsuleRecord = { ...capsuleRecord, entries: relabel(capsuleRecord.entries) }
    assert.throws(() => verifyCapsuleRecord({ capsuleRecord: changed, commitment }), isMismatch)
  })
}

for (const [name, change] of Object.entries(renamed)) {
  test(`error: a record shown with another ${name} than it was sealed with`, () => {
    assert.throws(() => verifyManifest({ manifest: { ...opened, ...change }, commitment }), isMismatch)
    const changed = { ...capsuleRecord, ...change }
    assert.throws(() => verifyCapsuleRecord({ capsuleRecord: changed, commitment }), isMismatch)
  })
}

test('a manifest and a capsule as they were sealed are what the token stands for', () => {
  verifyManifest({ manifest: opened, commitment })
  verifyCapsuleRecord({ capsuleRecord, commitment })
})

test('leaf and commitment are plain hashes that anybody can write down', () => {
  const [entry] = opened.entries
  assert.ok(entry)
  const { id, kind, category, sensitive, date = '', codes, title = '', media_type } = entry
  const summary = { id, kind, category, sensitive: [...sensitive], date, codes: [], title, media_type }
  const spelled = canonicalJson({ ...summary, codes: codes.map(({ system, code }) => ({ system, code })) })
  const salt = hkdf({ secret: entry.key, info: 'symbolon/v1/entry-salt' })
  assert.deepEqual(entryLeaf(entry), merkleLeaf(concatBytes(salt, entry.digest, sha256(utf8(spelled)))))
  const root = new Uint8Array(32).fill(7)
  const { record, token_id, version, r } = opened
  const place = concatBytes(uuidOfId(record), fromHex(token_id), Uint8Array.of(0, 0, 0, 0, 0, 0, 0, version))
  const preimage = concatBytes(utf8('symbolon/v1/record'), r, place, root)
  assert.deepEqual(recordCommitment({ ...opened, root }), sha256(preimage))
})
