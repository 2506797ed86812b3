import { randomBytes } from 'node:crypto'
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'
import { newId, toHex } from '@symbolon/protocol/kernel'
import {
  capsuleRecordOf,
  hybridIdentity,
  openCapsule,
  parseRecipient,
  type Recipient,
  recipientOf,
  sealCapsuleBody,
  sealRecord,
  wrapCapsule,
} from '@symbolon/protocol/vault'
import { Encrypter } from 'age-encryption'
import { type Bench, type BenchResult, measure } from './measure.ts'

const parties = 1000
const random = (size_bytes: number) => new Uint8Array(randomBytes(size_bytes))

export const wrapBench: Bench = {
  name: 'wrap',
  describe: 'A capsule key wrapped for 1,000 parties, post-quantum hybrid, beside npm age-encryption and @hpke/core',
  async run() {
    const identities = Array.from({ length: parties }, () => hybridIdentity(random(32)))
    const texts = identities.map(recipientOf)
    const capsule = sealCapsuleBody({ records: [recordOf2000()], random })
    return [
      await wrapForAll(
        capsule.fileKey,
        identities.map(({ recipient }) => recipient),
      ),
      await wrapForTexts(capsule.fileKey, texts),
      await grantToAll(texts),
      await openForAll(capsule, identities),
    ]
  },
}

async function wrapForAll(fileKey: Uint8Array, recipients: readonly Recipient[]): Promise<BenchResult> {
  const wrapAll = () => recipients.map((recipient) => wrapCapsule({ fileKey, recipient, random }))
  wrapAll()
  const used = await measure(() => {
    for (let i = 0; i < 5; i++) wrapAll()
  })
  const first = recipients[0] as { text?: string } | undefined
  const peer = await npmAge(first?.text ?? '')
  return {
    operation: 'wrap for a party whose key is taken apart',
    n: 5 * parties,
    ...used,
    counters: rate(5 * parties, used),
    peer,
  }
}

async function wrapForTexts(fileKey: Uint8Array, texts: readonly string[]): Promise<BenchResult> {
  const wrapAll = () => texts.map((text) => wrapCapsule({ fileKey, recipient: parseRecipient(text), random }))
  wrapAll()
  const used = await measure(() => void wrapAll())
  const peer = await hpkeClassical()
  return { operation: 'wrap for a party read from its text', n: parties, ...used, counters: rate(parties, used), peer }
}

async function grantToAll(texts: readonly string[]): Promise<BenchResult> {
  const record = recordOf2000()
  let header_bytes = 0
  let body_bytes = 0
  const used = await measure(() => {
    const { body, fileKey } = sealCapsuleBody({ records: [record], random })
    body_bytes = body.length
    for (const text of texts) header_bytes += wrapCapsule({ fileKey, recipient: parseRecipient(text), random }).length
  })
  const counters = { bodies: 1, body_bytes, headers: texts.length, header_bytes }
  return { operation: 'grant of 2,000 entries to 1,000 parties read from their texts', n: 1, ...used, counters }
}

async function openForAll(
  capsule: ReturnType<typeof sealCapsuleBody>,
  identities: readonly ReturnType<typeof hybridIdentity>[],
): Promise<BenchResult> {
  const some = identities.slice(0, 50)
  const headers = some.map(({ recipient }) => wrapCapsule({ fileKey: capsule.fileKey, recipient, random }))
  const used = await measure(() => {
    for (const [i, identity] of some.entries()) {
      openCapsule({ header: headers[i] ?? new Uint8Array(0), body: capsule.body, identity })
    }
  })
  return { operation: 'open a capsule of 2,000 entries', n: some.length, ...used }
}

/** A text of 16 bytes for a hybrid recipient: what a wrap is in that package. */
async function npmAge(recipient: string): Promise<NonNullable<BenchResult['peer']>> {
  const n = 200
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const used = await measure(async () => {
    for (let i = 0; i < n; i++) await encrypter.encrypt(new Uint8Array(16))
  })
  return { name: 'npm age-encryption, hybrid', n, ...used }
}

/** Not post-quantum: HPKE over X25519 alone. */
async function hpkeClassical(): Promise<NonNullable<BenchResult['peer']>> {
  const n = 1000
  const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
  const { publicKey } = await suite.kem.generateKeyPair()
  const used = await measure(async () => {
    for (let i = 0; i < n; i++) await suite.seal({ recipientPublicKey: publicKey }, new Uint8Array(16).buffer)
  })
  return { name: '@hpke/core, classical X25519', n, ...used }
}

function recordOf2000() {
  const entries = Array.from({ length: 2000 }, () => ({
    id: newId('entry', 1_767_225_600_000, random(10)),
    kind: 'Observation',
    category: 'tests',
    sensitive: [],
    codes: [{ system: 'http://loinc.org', code: '718-7' }],
    media_type: 'application/fhir+json',
    bytes: random(64),
  }))
  const record = newId('record', 1_767_225_600_000, random(10))
  const source = { name: 'bundle.json', media_type: 'application/fhir+json' }
  const { recipient } = hybridIdentity(random(32))
  const sealed = sealRecord({ record, version: 1, tokenId: toHex(random(32)), source, entries, recipient, random })
  return capsuleRecordOf({ manifest: sealed.opened, blob: sealed.blobId, ids: entries.map(({ id }) => id) })
}

function rate(n: number, { cpu_ms }: { cpu_ms: number }): Record<string, number> {
  return { wraps_a_cpu_second: Math.round((n * 1000) / cpu_ms) }
}
