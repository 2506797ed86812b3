import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { type JsonValue, readJsonBytes, SymbolonError, utf8 } from '../kernel/index.ts'
import { openAge } from './age.ts'
import { armor, dearmor } from './armor.ts'
import { capsuleJson, parseCapsule } from './capsule.ts'
import { capsuleRecordOf } from './capsule-seal.ts'
import { entryPayload, openEntry } from './entry.ts'
import { parseHeader } from './header.ts'
import { parseIdentity, recipientOf } from './identity.ts'
import { manifestJson, parseManifest } from './manifest.ts'
import { openPayload } from './payload.ts'
import { parseRecipient } from './recipient.ts'
import { owner, sealTestRecord, testEntries, testEntryId } from './test-record.ts'

const small = sealTestRecord(1, testEntries.slice(0, 2))
const entry = small.opened.entries[0] ?? assert.fail()
const payload = entryPayload(entry, small.blob)
const record = capsuleRecordOf({ manifest: small.opened, blob: small.blobId, ids: [testEntryId(1)] })
const manifest = utf8(JSON.stringify(manifestJson(small.opened)))
const capsule = utf8(JSON.stringify(capsuleJson({ v: 1, records: [record] })))

/** What a hostile or broken sender makes of good bytes: cut, changed, doubled, moved or foreign parts. */
function broken(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const place = fc.nat(bytes.length)
  return fc.oneof(
    place.map((end) => bytes.slice(0, end)),
    fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 4 }).map((changes) => changed(bytes, changes)),
    fc.tuple(place, place).map(([from, to]) => Uint8Array.from([...bytes.slice(0, from), ...bytes.slice(to)])),
    fc
      .tuple(place, fc.uint8Array({ maxLength: 40 }))
      .map(([at, more]) => Uint8Array.from([...bytes.slice(0, at), ...more, ...bytes.slice(at)])),
    fc.uint8Array({ maxLength: 400 }),
  )
}

function holds(name: string, good: Uint8Array, read: (bytes: Uint8Array) => unknown) {
  test(`property: broken ${name} give our error or a value, nothing else`, () => {
    read(good)
    fc.assert(
      fc.property(broken(good), (bytes) => isRefusedOrRead(() => read(bytes))),
      { numRuns: fuzzRuns },
    )
  })
}

function isRefusedOrRead(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch (error) {
    return error instanceof SymbolonError
  }
}

function changed(bytes: Uint8Array, changes: readonly [number, number][]): Uint8Array {
  const copy = Uint8Array.from(bytes)
  for (const [at, byte] of changes) if (at < copy.length) copy[at] = byte
  return copy
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

holds('headers', small.manifest, parseHeader)
holds('armors', utf8(armor(payload)), dearmor)
holds('payloads', payload, (bytes) => openPayload(entry.key, bytes))
holds('entries', payload, (bytes) => openEntry({ entry, payload: bytes }))
holds('manifests', manifest, (bytes) => parseManifest(readJsonBytes(bytes)))
holds('capsules', capsule, (bytes) => parseCapsule(readJsonBytes(bytes)))
holds('age files', small.manifest, (file) => openAge({ file, identities: [owner] }))
holds('recipients', utf8(recipientOf(owner)), (bytes) => parseRecipient(textOf(bytes)))
holds('identities', utf8('AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0'), (bytes) =>
  parseIdentity(textOf(bytes)),
)

test('property: any JSON at all is refused by our error', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const parse of [parseManifest, parseCapsule]) {
        assert.throws(() => parse(value as JsonValue), SymbolonError)
      }
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: a field replaced anywhere in a manifest or capsule is refused by our error or read', () => {
  const roots = [readJsonBytes(manifest), readJsonBytes(capsule)]
  fc.assert(
    fc.property(fc.constantFrom(0, 1), fc.nat(200), fc.jsonValue(), (which, steps, value) => {
      const copy = structuredClone(roots[which]) as JsonValue
      replaceAt(copy, steps, value as JsonValue)
      return isRefusedOrRead(() => (which === 0 ? parseManifest : parseCapsule)(copy))
    }),
    { numRuns: fuzzRuns },
  )
})

/** Replaces the field that is `steps` away in a walk through the tree. */
function replaceAt(root: JsonValue, steps: number, value: JsonValue): void {
  const fields: [Record<string, JsonValue>, string][] = []
  const walk = (node: JsonValue | undefined) => {
    if (typeof node !== 'object' || node === null) return
    const object = node as unknown as Record<string, JsonValue>
    for (const name of Object.keys(object)) {
      fields.push([object, name])
      walk(object[name])
    }
  }
  walk(root)
  const [object, name] = fields[steps % fields.length] ?? assert.fail()
  object[name] = value
}
