import assert from 'node:assert/strict'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fromHex, SymbolonError, toHex } from '../../kernel/index.ts'
import { IndexSet } from './index-set.ts'
import { makerKeys, packCodeFault } from './pack-code.ts'
import { readSignedLink } from './signed-link.ts'
import { applyStatusChanges } from './status-changes.ts'
import { openStatusFile, type StatusFile } from './status-file.ts'
import { makerKey } from './test-offline.ts'

interface CodeVector {
  readonly gtin: string
  readonly serial: string
  readonly lot: string
  readonly expiry: string
  readonly root: string
  readonly index: number
  readonly signed_on: string
  readonly code: string
  readonly link: string
}
interface FileVector {
  readonly number: number
  readonly issued_at: string
  readonly batches: readonly { root: string; lot: string; expiry_day: number; ended: number[]; held: number[] }[]
  readonly bytes: string
}
interface Vectors {
  readonly codes: { public_key: string; valid: CodeVector[]; invalid: { why: string; link: string; fault: string }[] }
  readonly sets: { count: number; size: number; indexes?: number[]; all_but?: number[]; bytes: string }[]
  readonly status_files: { public_key: string; base: FileVector; next: FileVector; changes: string }
}

const { codes, sets, status_files }: Vectors = JSON.parse(
  readFileSync(new URL('../../../../vectors/medicines/offline.json', import.meta.url), 'utf8'),
)
const makers = makerKeys([{ ...makerKey, public_key: fromHex(codes.public_key) }])
const keys = [fromHex(status_files.public_key)]

/** Another program's reading of a signature: nothing here is ours. */
function isSigned(of: { publicKey: string; tag: string; content: Buffer; signature: Buffer }): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(of.publicKey.slice(2), 'hex')])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return verify(null, Buffer.concat([Buffer.from(`${of.tag}\0`), of.content]), key, of.signature)
}

for (const [at, vector] of codes.valid.entries()) {
  test(`code ${at + 1} is read as it was signed, by ours and by another program`, () => {
    const { pack, code } = readSignedLink(vector.link)
    const { gtin, serial, lot, expiry } = vector
    assert.deepEqual(pack, { gtin, serial, lot, expiry })
    assert.equal(packCodeFault({ pack, code }, makers), undefined)
    assert.equal(code.index, vector.index)
    const bytes = Buffer.from(vector.code, 'base64url')
    const numbers = `${gtin}${expiry}${String.fromCharCode(lot.length)}${lot}${String.fromCharCode(serial.length)}${serial}`
    const content = Buffer.concat([bytes.subarray(0, 14), Buffer.from(numbers)])
    const tag = 'symbolon.pack-code.v1'
    assert.ok(isSigned({ publicKey: codes.public_key, tag, content, signature: bytes.subarray(14) }))
    const digest = createHash('sha256').update(`${tag}\0`).update(fromHex(codes.public_key)).digest()
    assert.deepEqual(bytes.subarray(1, 5), digest.subarray(0, 4))
    assert.equal(bytes.readUInt16BE(5), Date.parse(vector.signed_on) / 86_400_000)
    assert.equal(bytes.subarray(7, 11).toString('hex'), vector.root.slice(2, 10))
    assert.equal(bytes.readUIntBE(11, 3), vector.index)
  })
}

for (const { why, link, fault } of codes.invalid) {
  test(`${fault} for ${why}`, () => {
    try {
      assert.equal(packCodeFault(readSignedLink(link), makers), fault)
    } catch (error) {
      assert.equal(error instanceof SymbolonError && error.code, fault)
    }
  })
}

for (const { count, size, indexes, all_but, bytes } of sets) {
  test(`${size} of ${count} packs are written as ${bytes.length / 2 - 1} bytes`, () => {
    const numbers = Array.from({ length: indexes ? 0 : count }, (_, i) => i).filter((i) => !all_but?.includes(i))
    const set = IndexSet.of(count, Uint32Array.from(indexes ?? numbers))
    assert.equal(set.size, size)
    assert.equal(toHex(set.bytes()), bytes)
  })
}

function expectFile(file: StatusFile, vector: FileVector): void {
  assert.equal(toHex(file.bytes), vector.bytes)
  assert.equal(file.number, vector.number)
  assert.equal(new Date(file.issued_at).toISOString(), vector.issued_at)
  assert.deepEqual(
    file.batches.map((batch) => ({
      root: toHex(batch.root),
      lot: batch.lot,
      expiry_day: batch.expiry,
      ended: [...batch.ended.indexes()],
      held: [...batch.held.indexes()],
    })),
    vector.batches.map(({ root, lot, expiry_day, ended, held }) => ({ root, lot, expiry_day, ended, held })),
  )
  const bytes = Buffer.from(vector.bytes.slice(2), 'hex')
  const [content, signature] = [bytes.subarray(0, -64), bytes.subarray(-64)]
  assert.ok(isSigned({ publicKey: status_files.public_key, tag: 'symbolon.status-file.v1', content, signature }))
}

test('a status file and the one that its changes lead to are read as they were signed', () => {
  const base = openStatusFile(fromHex(status_files.base.bytes), keys)
  expectFile(base, status_files.base)
  expectFile(applyStatusChanges(base, { changes: fromHex(status_files.changes), keys }), status_files.next)
})
