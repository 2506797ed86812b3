import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { fromHex, toHex } from './bytes.ts'
import { hasCode } from './errors.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { type IdKind, idOfUuid, idPrefixes, isId, newId, parseId, uuidOfId } from './ids.ts'

interface Vectors {
  valid: { kind: IdKind; uuid: string; id: string }[]
  new: { kind: IdKind; now: number; random: string; uuid: string }[]
  invalid: { name: string; kind: IdKind; id: string }[]
}
const vectors: Vectors = JSON.parse(readFileSync(new URL('../../../vectors/kernel/ids.json', import.meta.url), 'utf8'))

const bytesOf = (uuid: string) => fromHex(`0x${uuid.replaceAll('-', '')}`)
const kinds = fc.constantFrom(...(Object.keys(idPrefixes) as IdKind[]))
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })

for (const { kind, uuid, id } of vectors.valid) {
  test(`${uuid} as a ${kind} is ${id}`, () => {
    assert.equal(idOfUuid(kind, bytesOf(uuid)), id)
    assert.equal(toHex(uuidOfId(parseId(kind, id))), toHex(bytesOf(uuid)))
  })
}

for (const { kind, now, random, uuid } of vectors.new) {
  test(`RFC 9562 appendix A.6: ${uuid}`, () => {
    assert.equal(newId(kind, now, fromHex(random)), idOfUuid(kind, bytesOf(uuid)))
  })
}

for (const { name, kind, id } of vectors.invalid) {
  test(`error: ${name}`, () => {
    assert.ok(!isId(kind, id))
    assert.throws(
      () => parseId(kind, id),
      (error) => hasCode(error, 'KERNEL_ID_INVALID') && error.facts.expected === 'rec_…',
    )
  })
}

test('error: too little randomness, or a time that UUIDv7 does not have', () => {
  assert.throws(() => newId('record', 1, new Uint8Array(9)), RangeError)
  for (const now of [Number.NaN, -1, 2 ** 48]) assert.throws(() => newId('record', now, new Uint8Array(10)), RangeError)
})

test('property: an identifier is the other spelling of its UUID', () => {
  fc.assert(
    fc.property(kinds, bytes(16), (kind, uuid) => {
      assert.deepEqual(uuidOfId(parseId(kind, idOfUuid(kind, uuid))), Uint8Array.from(uuid))
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: an identifier made later sorts later', () => {
  const instants = fc.tuple(fc.integer({ min: 0, max: 2 ** 48 - 2 }), fc.integer({ min: 1, max: 1000 }))
  fc.assert(
    fc.property(instants, bytes(10), bytes(10), ([now, later], first, second) => {
      const end = Math.min(now + later, 2 ** 48 - 1)
      assert.ok(newId('receipt', now, first) < newId('receipt', end, second))
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: any text is either an identifier or refused with our error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 32 }), (text) => {
      assert.throws(
        () => parseId('grant', text),
        (error) => hasCode(error, 'KERNEL_ID_INVALID'),
      )
    }),
    { numRuns: fuzzRuns },
  )
})
