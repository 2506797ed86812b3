import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import type { JsonObject, JsonValue } from '../../kernel/index.ts'
import { checkDigit } from '../gs1/check-digit.ts'
import { checkDocument } from './check-document.ts'
import { inEpcFormat } from './epc-format.ts'
import { checkable, checkedEvent, fullEvent } from './test-documents.ts'

const event = checkedEvent(fullEvent({ 'ward:epc': 'urn:epc:id:sgtin:5200001.011111.9876' })).event
const prefixDigits = () => 7

test('EPC URIs become Digital Links wherever something is named', () => {
  const { epcList, quantityList, readPoint, bizLocation, sourceList, bizTransactionList, ...rest } = inEpcFormat(
    event,
    'Always_GS1_Digital_Link',
  )
  assert.deepEqual(epcList, [
    'https://id.gs1.org/01/05200001111117/21/9876',
    'https://id.gs1.org/00/052000010000001111',
  ])
  assert.deepEqual(quantityList, [
    { epcClass: 'https://id.gs1.org/01/05200001123455/10/L-7', quantity: 1.5, uom: 'KGM' },
  ])
  assert.deepEqual(readPoint, { id: 'https://id.gs1.org/414/5200001999012/254/12', 'ward:door': 'B-2' })
  assert.deepEqual(bizLocation, { id: 'https://id.gs1.org/414/5200001999012' })
  assert.deepEqual(sourceList, [{ type: 'owning_party', source: 'https://id.gs1.org/417/5200001000008' }])
  assert.deepEqual(bizTransactionList, [{ type: 'po', bizTransaction: 'https://id.gs1.org/253/5200001111117123' }])
  assert.equal(rest['ward:epc'], 'urn:epc:id:sgtin:5200001.011111.9876', 'an extension stays as told')
  assert.equal(rest.bizStep, 'shipping')
})

test('Digital Links become EPC URIs where the company prefix is known, and stay where it is not', () => {
  const links = inEpcFormat(event, 'Always_GS1_Digital_Link')
  assert.deepEqual(inEpcFormat(links, 'Always_EPC_URN', { prefixDigits }), event)
  assert.deepEqual(inEpcFormat(links, 'Always_EPC_URN'), links)
  assert.deepEqual(inEpcFormat(event, 'Always_EPC_URN', { prefixDigits }), event)
})

test('without a preference nothing is written anew', () => {
  for (const format of ['No_Preference', 'Never_Translates'] as const) assert.equal(inEpcFormat(event, format), event)
})

test('property: in whatever format an event is answered, it is the same event', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
  const serial = fc.stringMatching(/^[A-Za-z0-9!"%&'()*+,\-./:;<=>?_]{1,20}$/)
  const link = fc.tuple(digits(13), serial).map(([key, text]) => {
    return `https://a.example/01/${key}${checkDigit(key)}/21/${encodeURIComponent(text)}`
  })
  const urn = fc.tuple(digits(6), serial).map(([reference, text]) => {
    return `urn:epc:id:sgtin:5200001.${reference}.${text.replace(/["%&/<>?]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)}`
  })
  const format = fc.constantFrom('Always_GS1_Digital_Link', 'Always_EPC_URN')
  const ids = fc.uniqueArray(fc.oneof(link, urn, fc.constantFrom('urn:uuid:1', 'https://a.example/x')), {
    maxLength: 4,
  })
  const same = fc.property(ids, format, (epcList, asked) => {
    const told = checkable([fullEvent({ epcList })])
    const [before] = checkDocument(told).events
    const written = inEpcFormat(before?.event as JsonObject, asked, { prefixDigits })
    const [after] = checkDocument(checkable([written]) as JsonValue).events
    assert.deepEqual(after?.facts, before?.facts)
  })
  fc.assert(same, { numRuns: Math.ceil(fuzzRuns / 10) })
})
