import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { toHex, utf8 } from './bytes.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { sha256 as nativeSha256 } from './sha256-native.ts'
import { sha256 as portableSha256 } from './sha256-portable.ts'

/** FIPS 180-4 examples, as published by NIST. */
const examples = {
  '': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  abc: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq:
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
}

for (const [text, digest] of Object.entries(examples)) {
  test(`FIPS 180-4: "${text}"`, () => {
    assert.equal(toHex(nativeSha256(utf8(text))), `0x${digest}`)
    assert.equal(toHex(portableSha256(utf8(text))), `0x${digest}`)
  })
}

test('property: the native and the portable digest are one', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      assert.deepEqual(nativeSha256(bytes), portableSha256(bytes))
    }),
    { numRuns: fuzzRuns },
  )
})
