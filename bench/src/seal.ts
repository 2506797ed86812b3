import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId, toHex } from '@symbolon/protocol/kernel'
import {
  hybridIdentity,
  type OpenEntry,
  openPayload,
  payloadSize,
  recipientOf,
  sealPayload,
  sealPayloadInto,
  sealRecord,
  x25519Identity,
} from '@symbolon/protocol/vault'
import { Encrypter } from 'age-encryption'
import { type Bench, type BenchResult, measure } from './measure.ts'
import { ageVersion, measureAge } from './peer-age.ts'

const bigBytes = 64 * 1024 * 1024
const big = randomBytes(bigBytes)
const random = (size_bytes: number) => new Uint8Array(randomBytes(size_bytes))
const owner = hybridIdentity(random(32))
const classical = recipientOf(x25519Identity(random(32)))

export const sealBench: Bench = {
  name: 'seal',
  describe:
    'Sealing in this process (start not counted): the cipher alone and the product path of whole records, beside whole processes of age with their output thrown away',
  async run() {
    return [await sealEntries(), await sealBig(), await sealBigFresh(), await openBig(), await sealBigRecord()]
  },
}

/** Into memory that is held, as `age` streams through one buffer. */
async function sealBig(): Promise<BenchResult> {
  const n = 20
  const to = new Uint8Array(payloadSize(bigBytes))
  const seal = () => sealPayloadInto(to, { fileKey: random(16), nonce: random(16), plaintext: big })
  seal()
  const used = await measure(() => repeat(n, seal))
  const peer = debianAge(n)
  return {
    operation: 'cipher alone: 64 MiB into held memory',
    n,
    ...used,
    counters: speed(n, used.cpu_ms),
    ...(peer && { peer }),
  }
}

/** Into memory that is new each time, so that the system's zeroing of pages counts. */
async function sealBigFresh(): Promise<BenchResult> {
  const n = 10
  const used = await measure(() =>
    repeat(n, () => sealPayload({ fileKey: random(16), nonce: random(16), plaintext: big })),
  )
  const peer = await npmAge()
  return { operation: 'cipher alone: 64 MiB into new memory', n, ...used, counters: speed(n, used.cpu_ms), peer }
}

async function openBig(): Promise<BenchResult> {
  const n = 10
  const fileKey = random(16)
  const payload = sealPayload({ fileKey, nonce: random(16), plaintext: big })
  const used = await measure(() => repeat(n, () => openPayload(fileKey, payload)))
  return { operation: 'cipher alone: open 64 MiB', n, ...used, counters: speed(n, used.cpu_ms) }
}

/**
 * What `record add` does with a file: besides the cipher the digest of the text, the blob's name, the commitment and the
 * manifest, which are two more passes over the bytes.
 */
async function sealBigRecord(): Promise<BenchResult> {
  const n = 5
  const entries = [entryOf(big)]
  const used = await measure(() => repeat(n, () => sealAsRecord(entries)))
  const peer = debianAge(n)
  return {
    operation: 'product path: seal a record of one 64 MiB file',
    n,
    ...used,
    counters: speed(n, used.cpu_ms),
    ...(peer && { peer }),
  }
}

async function sealEntries(): Promise<BenchResult> {
  const records = 10
  const entries = Array.from({ length: 2000 }, (_, i) => entryOf(randomBytes(2048 + (i % 2048))))
  repeat(10, () => sealAsRecord(entries))
  const used = await measure(() => repeat(records, () => sealAsRecord(entries)))
  const { blob, manifest } = sealAsRecord(entries)
  const counters = { entries_a_record: entries.length, blob_bytes: blob.length, manifest_bytes: manifest.length }
  return {
    operation: 'product path: seal an entry of 2 to 4 KiB, its share of the record in it',
    n: records * entries.length,
    ...used,
    counters,
  }
}

function debianAge(n: number): NonNullable<BenchResult['peer']> | undefined {
  const version = ageVersion()
  if (!version) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-bench-'))
  try {
    const file = join(folder, 'big')
    writeFileSync(file, big)
    return { name: `age ${version} (whole process)`, n, ...measureAge({ file, recipient: classical, n }) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function npmAge(): Promise<NonNullable<BenchResult['peer']>> {
  const n = 3
  const encrypter = new Encrypter()
  encrypter.addRecipient(classical)
  const used = await measure(async () => {
    for (let i = 0; i < n; i++) await encrypter.encrypt(big)
  })
  return { name: 'npm age-encryption', n, ...used }
}

function sealAsRecord(entries: readonly OpenEntry[]) {
  const source = { name: 'bundle.json', media_type: 'application/fhir+json' }
  const record = newId('record', 1_767_225_600_000, random(10))
  return sealRecord({
    record,
    version: 1,
    tokenId: toHex(random(32)),
    source,
    entries,
    recipient: owner.recipient,
    random,
  })
}

function entryOf(bytes: Uint8Array): OpenEntry {
  const id = newId('entry', 1_767_225_600_000, random(10))
  const codes = [{ system: 'http://loinc.org', code: '718-7' }]
  const media_type = 'application/fhir+json'
  return { id, kind: 'Observation', category: 'tests', sensitive: [], date: '2024-03-09', codes, media_type, bytes }
}

function speed(n: number, cpu_ms: number): Record<string, number> {
  return { megabytes_a_cpu_second: Math.round((n * bigBytes) / 1000 / cpu_ms) }
}

function repeat(n: number, work: () => unknown): void {
  for (let i = 0; i < n; i++) work()
}
