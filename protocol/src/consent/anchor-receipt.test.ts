import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { canonicalJson, type JsonObject, type JsonValue, newId, SymbolonError } from '../kernel/index.ts'
import { type AnchorReceipt, anchorReceiptText, parseLoggedReceipt } from './anchor-receipt.ts'
import { parseReceipt, type Receipt, receiptText } from './receipt.ts'

const at_ms = 1_767_225_600_000
const random = new Uint8Array(10).fill(5)
const anchored: AnchorReceipt = {
  v: 1,
  receipt: newId('receipt', at_ms, random),
  kind: 'anchored',
  at: '2026-01-01T00:00:00.000Z',
  origin: 'log.example/receipts',
  size: 512,
  root: `0x${'1'.repeat(64)}`,
  network: `eip155:7010:0x${'a'.repeat(40)}`,
  transaction: `0x${'2'.repeat(64)}`,
  block: 12,
  software: 'symbolon/0.1.0',
}
const opened: Receipt = {
  v: 1,
  receipt: newId('receipt', at_ms, random),
  kind: 'opened',
  at: anchored.at,
  actor: newId('party', at_ms, random),
  subject: newId('party', at_ms, random),
  for_whom: '"kind":"anchored"',
  records: [],
  software: 'symbolon/0.1.0',
}
const json = anchored as unknown as JsonObject
const invalid = { code: 'CONSENT_RECEIPT_INVALID' }

test('an entry of the log reads back as what it is a receipt of, in one spelling', () => {
  assert.deepEqual(parseLoggedReceipt(anchorReceiptText(anchored)), anchored)
  assert.deepEqual(parseLoggedReceipt(receiptText(opened)), opened)
})

test('the receipt of an anchor names nobody, and is no receipt of a person', () => {
  assert.deepEqual(
    ['actor', 'subject', 'for_whom', 'purpose', 'grant', 'records'].filter((name) => name in anchored),
    [],
  )
  assert.throws(() => parseReceipt(anchorReceiptText(anchored)), invalid)
  assert.throws(() => parseReceipt(canonicalJson({ ...(opened as unknown as JsonObject), kind: 'anchored' })), invalid)
})

test('error: CONSENT_RECEIPT_INVALID for an anchor with another field, form or spelling', () => {
  for (const change of [
    { subject: opened.subject },
    { v: 2 },
    { size: -1 },
    { block: 1.5 },
    { at: '2026-01-01' },
    { origin: 'a log' },
    { origin: 'log+1' },
    { root: 'x' },
    { root: `0x${'A'.repeat(64)}` },
    { network: 'own' },
    { network: `eip155:0:0x${'a'.repeat(40)}` },
    { transaction: null },
    { software: '' },
  ])
    assert.throws(() => parseLoggedReceipt(canonicalJson({ ...json, ...change })), invalid, JSON.stringify(change))
  for (const name of Object.keys(json)) {
    const { [name]: _left, ...rest } = json
    assert.throws(() => parseLoggedReceipt(canonicalJson(rest)), invalid, name)
  }
  assert.throws(() => parseLoggedReceipt(JSON.stringify(json)), invalid)
})

test('property: any JSON in any field of an anchor is refused with our error or kept', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(anchored), 'x'), fc.jsonValue({ maxDepth: 3 }), (key, value) => {
      const text = canonicalJson({ ...json, [key]: value as JsonValue })
      try {
        assert.equal(canonicalJson(parseLoggedReceipt(text) as unknown as JsonObject), text)
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})
