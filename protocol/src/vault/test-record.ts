import { sha256 } from '@noble/hashes/sha2.js'
import { type Hex, newId, toHex, utf8 } from '../kernel/index.ts'
import { hybridIdentity } from './identity.ts'
import { type OpenEntry, type SealedRecord, sealRecord } from './record.ts'

/** Bytes that look random and are the same in every run: SHA-256 over a seed and a counter. */
export function repeatableRandom(seed: string): (size_bytes: number) => Uint8Array<ArrayBuffer> {
  let block = 0
  return (size_bytes) => {
    const bytes = new Uint8Array(size_bytes)
    for (let at = 0; at < size_bytes; at += 32) {
      bytes.set(sha256(utf8(`${seed}/${block++}`)).subarray(0, size_bytes - at), at)
    }
    return bytes
  }
}

const instant = Date.UTC(2026, 0, 5)

export function testEntryId(number: number) {
  return newId(
    'entry',
    instant,
    Uint8Array.from({ length: 10 }, () => number),
  )
}

export function testRecordId(number: number) {
  return newId(
    'record',
    instant,
    Uint8Array.from({ length: 10 }, () => number),
  )
}

export function testTokenId(number: number): Hex {
  return toHex(Uint8Array.from({ length: 32 }, () => number))
}

export const owner = hybridIdentity(repeatableRandom('owner')(32))
export const grantee = hybridIdentity(repeatableRandom('grantee')(32))
export const stranger = hybridIdentity(repeatableRandom('stranger')(32))

export const testEntries: readonly OpenEntry[] = [
  {
    id: testEntryId(1),
    kind: 'Observation',
    category: 'tests',
    sensitive: [],
    date: '2024-03-09',
    codes: [{ system: 'http://loinc.org', code: '718-7' }],
    title: 'Αιμοσφαιρίνη',
    media_type: 'application/fhir+json',
    source_id: 'obs-1',
    bytes: utf8('{"resourceType":"Observation","status":"final","valueQuantity":{"value":13.50}}'),
  },
  {
    id: testEntryId(2),
    kind: 'Condition',
    category: 'conditions',
    sensitive: ['mental-health'],
    codes: [{ system: 'http://snomed.info/sct', code: '35489007' }],
    media_type: 'application/fhir+json',
    bytes: utf8('{"resourceType":"Condition"}'),
  },
  {
    id: testEntryId(3),
    kind: 'file',
    category: 'documents',
    sensitive: [],
    date: '2024-03-09T10:00:00+02:00',
    codes: [],
    title: 'letter.txt',
    media_type: 'text/plain',
    bytes: utf8(''),
  },
  {
    id: testEntryId(4),
    kind: 'file',
    category: 'documents',
    sensitive: [],
    codes: [],
    media_type: 'application/pdf',
    bytes: repeatableRandom('scan')(70_000),
  },
  {
    id: testEntryId(5),
    kind: 'Immunization',
    category: 'vaccines',
    sensitive: [],
    date: '2021',
    codes: [{ system: '', code: 'local' }],
    media_type: 'application/fhir+json',
    bytes: utf8('{"resourceType":"Immunization"}'),
  },
]

/** An invented record, sealed for `owner`. */
export function sealTestRecord(number = 1, entries: readonly OpenEntry[] = testEntries): SealedRecord {
  return sealRecord({
    record: testRecordId(number),
    version: 1,
    tokenId: testTokenId(number),
    source: { name: 'bundle.json', media_type: 'application/fhir+json', sha256: sha256(utf8('bundle')) },
    entries,
    recipient: owner.recipient,
    random: repeatableRandom(`record ${number}`),
  })
}
