import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Elements } from './application-identifiers.ts'
import { writeBracketed } from './bracketed.ts'
import { parseElementString, writeElementString } from './element-string.ts'
import { type Epc, parseEpc, writeEpc } from './epc.ts'
import { type DigitalLink, parseDigitalLink } from './parse-digital-link.ts'
import { readScan, type Scan } from './read-scan.ts'
import { refusal } from './test-gs1.ts'
import { writeDigitalLink } from './write-digital-link.ts'

interface Refused {
  readonly reason: string
  readonly position: number
  readonly ai?: string
}
interface Vectors {
  readonly element_strings: {
    readonly valid: readonly { text: string; elements: Elements; written: string; bracketed: string }[]
    readonly invalid: readonly (Refused & { text: string })[]
  }
  readonly digital_links: {
    readonly valid: readonly (Omit<DigitalLink, 'elements'> & { name: string; uri: string; canonical: string })[]
    readonly invalid: readonly (Refused & { uri: string })[]
  }
  readonly epcs: {
    readonly valid: readonly (Epc & { urn: string })[]
    readonly invalid: readonly (Refused & { urn: string })[]
  }
  readonly scans: readonly (Scan & { name: string; text: string })[]
}

const file = join(import.meta.dirname, '../../../../vectors/custody/gs1.json')
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors
const told = ({ reason, position, ai = '–' }: Refused) => `${reason} ${position} ${ai}`

test('GS1 General Specifications: vectors of element strings', () => {
  const { valid, invalid } = vectors.element_strings
  assert.ok(valid.length >= 20 && invalid.length >= 30)
  for (const { text, elements, written, bracketed } of valid) {
    assert.deepEqual(parseElementString(text), elements, text)
    assert.equal(writeElementString(elements), written)
    assert.equal(writeBracketed(elements), bracketed)
  }
  for (const { text, ...refused } of invalid)
    assert.equal(
      refusal(() => parseElementString(text)),
      told(refused),
      text,
    )
})

test('GS1 Digital Link URI Syntax 1.6.0: vectors of links', () => {
  const { valid, invalid } = vectors.digital_links
  assert.ok(valid.length >= 10 && invalid.length >= 20)
  for (const { name, uri, canonical, ...parts } of valid) {
    const elements = [...parts.path, ...parts.attributes]
    assert.deepEqual(parseDigitalLink(uri), { ...parts, elements }, name)
    assert.equal(writeDigitalLink(elements), canonical)
  }
  for (const { uri, ...refused } of invalid)
    assert.equal(
      refusal(() => parseDigitalLink(uri)),
      told(refused),
      uri,
    )
})

test('EPC Tag Data Standard 1.13: vectors of EPC URIs', () => {
  const { valid, invalid } = vectors.epcs
  assert.ok(valid.length >= 20 && invalid.length >= 6)
  for (const { urn, ...epc } of valid) {
    assert.deepEqual(parseEpc(urn), epc, urn)
    if (epc.elements !== undefined) assert.equal(writeEpc(epc.elements, { prefix_digits: epc.prefix_digits ?? 0 }), urn)
  }
  for (const { urn, ...refused } of invalid)
    assert.equal(
      refusal(() => parseEpc(urn)),
      told(refused),
      urn,
    )
})

test('vectors of scans', () => {
  assert.ok(vectors.scans.length >= 18)
  for (const { name, text, ...scan } of vectors.scans) assert.deepEqual(readScan(text), scan, name)
})
