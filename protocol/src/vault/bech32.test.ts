import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bech32 } from '@scure/base'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { decodeBech32 } from './bech32.ts'

const prefixes = ['age', 'age1pq', 'a', '?1ezyfcl', 'split']

/** What the library makes of the text, when it has this prefix and is in lower case. */
function byLibrary(text: string, prefix: string): Uint8Array | undefined {
  const decoded = text === text.toLowerCase() ? bech32.decodeUnsafe(text, false) : undefined
  const bytes = decoded?.prefix === prefix && bech32.fromWordsUnsafe(decoded.words)
  return bytes ? Uint8Array.from(bytes) : undefined
}

const encode = (prefix: string, words: number[]) => bech32.encode(prefix, words, false)
const words = fc.array(fc.nat(31), { maxLength: 40 })
const prefix = fc.constantFrom(...prefixes)

for (const text of ['a12uel5l', 'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw', '?1ezyfcl']) {
  test(`BIP 173 valid: ${text}`, () => {
    const own = text.slice(0, text.lastIndexOf('1'))
    assert.deepEqual(decodeBech32(text, own), byLibrary(text, own))
    assert.equal(decodeBech32(text.toUpperCase(), own.toUpperCase()), undefined)
  })
}

test('property: what the library writes is read back', () => {
  fc.assert(
    fc.property(prefix, fc.uint8Array({ maxLength: 1300 }), (own, bytes) => {
      assert.deepEqual(decodeBech32(encode(own, bech32.toWords(bytes)), own), bytes)
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: words that are no whole bytes are taken and refused as the library does', () => {
  fc.assert(
    fc.property(prefix, words, (own, given) => {
      const text = encode(own, given)
      assert.deepEqual(decodeBech32(text, own), byLibrary(text, own))
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: a text with letters changed, doubled or left out, and any other text, likewise', () => {
  const letter = fc.constantFrom(...'qpzry9x8gf2tvdw0s3jn54khce6mua7l1bioQPA é\u0000\uffff')
  const edit = fc.tuple(fc.nat(60), letter, fc.constantFrom(0, 1, 2))
  const edited = fc.tuple(prefix, words, fc.array(edit, { minLength: 1, maxLength: 3 })).map(([own, given, edits]) => {
    let text: string = encode(own, given)
    for (const [at, put, gone] of edits) text = `${text.slice(0, at)}${put}${text.slice(at + gone)}`
    return [text, own] as const
  })
  const any = fc.tuple(fc.string({ unit: letter, maxLength: 30 }), prefix)
  fc.assert(
    fc.property(fc.oneof(edited, any), ([text, own]) => {
      assert.deepEqual(decodeBech32(text, own), byLibrary(text, own))
    }),
    { numRuns: 10 * fuzzRuns },
  )
})
