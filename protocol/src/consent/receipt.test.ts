import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { canonicalJson, type JsonObject, type JsonValue, newId, SymbolonError } from '../kernel/index.ts'
import { parseReceipt, type Receipt, receiptText } from './receipt.ts'

const random = new Uint8Array(10).fill(5)
const receipt: Receipt = {
  v: 1,
  receipt: newId('receipt', 1_767_225_600_000, random),
  kind: 'opened',
  at: '2026-01-01T00:00:00.000Z',
  actor: newId('party', 1_767_225_600_000, random),
  subject: newId('party', 1_767_225_600_001, random),
  for_whom: 'ward-3/"nurse" 17\\',
  purpose: 'TREAT',
  grant: newId('grant', 1_767_225_600_000, random),
  records: [
    { record: newId('record', 1_767_225_600_000, random), entries: [newId('entry', 1_767_225_600_000, random)] },
  ],
  bytes: 4096,
  request_digest: `0x${'1'.repeat(64)}`,
  request_signature: `0x${'2'.repeat(130)}`,
  sign_in: `0x${'3'.repeat(64)}`,
  software: 'symbolon/0.1.0',
}

test('a receipt reads back in one spelling', () => {
  const exported = { ...receipt, kind: 'exported', form: 'age' } as const
  for (const one of [receipt, exported]) assert.deepEqual(parseReceipt(receiptText(one)), one)
})

test('error: CONSENT_RECEIPT_INVALID for another kind, field or spelling', () => {
  for (const change of [
    { kind: 'seen' },
    { note: 'x' },
    { at: 'today' },
    { bytes: -1 },
    { reason: 'because' },
    { software: '' },
    { form: 'paper' },
    { sign_in: `0x${'3'.repeat(63)}` },
    { sign_in: `0x${'A'.repeat(64)}` },
    { for_whom: 'x'.repeat(65) },
    { for_whom: ' x' },
  ])
    assert.throws(() => parseReceipt(canonicalJson({ ...json(), ...change })), { code: 'CONSENT_RECEIPT_INVALID' })
  assert.throws(() => parseReceipt(JSON.stringify(receipt)), { code: 'CONSENT_RECEIPT_INVALID' })
})

test('error: CONSENT_RECEIPT_INVALID for records or entries that are out of order or there twice', () => {
  const [first, second] = [newId('entry', 1, random), newId('entry', 2, random)]
  const [one, two] = [newId('record', 1, random), newId('record', 2, random)]
  const of = (record: string, ...entries: string[]) => ({ record, entries })
  assert.ok(parseReceipt(canonicalJson({ ...json(), records: [of(one), of(two, first, second)] })))
  for (const records of [[of(two), of(one)], [of(one), of(one)], [of(one, second, first)], [of(one, first, first)]])
    assert.throws(() => parseReceipt(canonicalJson({ ...json(), records })), { code: 'CONSENT_RECEIPT_INVALID' })
})

test('property: any JSON in any field is refused with our error or kept', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(receipt), 'x'), fc.jsonValue({ maxDepth: 3 }), (key, value) => {
      const text = canonicalJson({ ...json(), [key]: value as JsonValue })
      try {
        assert.equal(receiptText(parseReceipt(text)), text)
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})

function json(): JsonObject {
  return receipt as unknown as JsonObject
}
