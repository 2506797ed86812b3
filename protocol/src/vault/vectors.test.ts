import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ageCore } from '#age-core'
import { fromBase64Url, hasCode, type JsonValue, merkleRoot, toBase64Url } from '../kernel/index.ts'
import { capsuleJson, parseCapsule } from './capsule.ts'
import { openCapsule } from './capsule-seal.ts'
import { verifyCapsuleRecord, verifyManifest } from './capsule-verify.ts'
import { entryPayload, openEntry } from './entry.ts'
import { parseIdentity, recipientOf } from './identity.ts'
import { manifestJson, openManifest, parseManifest } from './manifest.ts'
import { recordLeaves } from './places.ts'
import { hexDigest } from './record.ts'
import { type recordVector, vectorFiles } from './test-vectors.ts'

const folder = new URL('../../../vectors/vault/', import.meta.url)
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const valid = JSON.parse(textOf('record.json')) as ReturnType<typeof recordVector>
const commitment = fromBase64Url(valid.commitment)
const blob = fromBase64Url(valid.blob)

interface InvalidVector extends Partial<Omit<ReturnType<typeof recordVector>, 'manifest_json' | 'capsule_json'>> {
  readonly name: string
  readonly expect: string
  readonly identity?: string
  readonly manifest_json?: JsonValue
  readonly capsule_json?: JsonValue
}

test('vector record.json: the owner opens and proves the record', () => {
  const identity = parseIdentity(valid.owner.identity)
  assert.equal(recipientOf(identity), valid.owner.recipient)
  const manifest = openManifest({ identity, manifest: fromBase64Url(valid.manifest) })
  assert.deepEqual(JSON.parse(JSON.stringify(manifestJson(manifest))), valid.manifest_json)
  const leaves = recordLeaves(manifest)
  assert.deepEqual(leaves.map(toBase64Url), valid.leaves)
  assert.equal(toBase64Url(merkleRoot(leaves)), valid.root)
  verifyManifest({ manifest, commitment })
  assert.equal(hexDigest(blob), valid.blob_id)
  const opened = manifest.entries.map((entry) => {
    return { id: entry.id, bytes: toBase64Url(openEntry({ entry, payload: entryPayload(entry, blob) })) }
  })
  assert.deepEqual(opened, valid.plaintexts)
})

test('vector record.json: the grantee opens and proves the capsule', () => {
  const capsule = openCapsule({ ...capsuleBytes(valid.capsule), identity: parseIdentity(valid.grantee.identity) })
  assert.deepEqual(JSON.parse(JSON.stringify(capsuleJson(capsule))), valid.capsule_json)
  for (const capsuleRecord of capsule.records) verifyCapsuleRecord({ capsuleRecord, commitment })
})

for (const vector of JSON.parse(textOf('record-invalid.json')) as InvalidVector[]) {
  test(`error: vector record-invalid.json: ${vector.name}`, () => {
    assert.throws(
      () => read(vector),
      (error) => hasCode(error, vector.expect),
    )
  })
}

const portableOnly = ageCore.name === 'portable' ? false : 'only the portable core repeats its bytes'

test('the vectors are what sealing gives today', { skip: portableOnly }, () => {
  for (const [name, text] of Object.entries(vectorFiles())) assert.equal(textOf(name), text)
})

function read(vector: InvalidVector): void {
  if (vector.manifest) {
    const identity = parseIdentity(vector.identity ?? valid.owner.identity)
    openManifest({ identity, manifest: fromBase64Url(vector.manifest) })
  }
  if (vector.manifest_json) verifyManifest({ manifest: parseManifest(vector.manifest_json), commitment })
  if (vector.capsule) {
    const identity = parseIdentity(vector.identity ?? valid.grantee.identity)
    openCapsule({ ...capsuleBytes(vector.capsule), identity })
  }
  if (vector.capsule_json) readCapsuleJson(vector, vector.capsule_json)
}

function readCapsuleJson(vector: InvalidVector, json: JsonValue): void {
  for (const capsuleRecord of parseCapsule(json).records) {
    verifyCapsuleRecord({ capsuleRecord, commitment: fromBase64Url(vector.commitment ?? valid.commitment) })
    const served = fromBase64Url(vector.blob ?? valid.blob)
    for (const entry of capsuleRecord.entries) openEntry({ entry, payload: entryPayload(entry, served) })
  }
}

function capsuleBytes({ header, body }: { header: string; body: string }) {
  return { header: fromBase64Url(header), body: fromBase64Url(body) }
}
