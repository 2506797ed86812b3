import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { concatBytes, equalBytes, fromBase64Url, fromHex, fromUtf8, toBase64Url, toHex, utf8 } from './bytes.ts'
import { hasCode } from './errors.ts'
import { fuzzRuns } from './fuzz-runs.ts'

const isBad = (error: unknown) => hasCode(error, 'KERNEL_BYTES_INVALID')

/** RFC 4648 §10, without padding. */
const base64Vectors = { '': '', f: 'Zg', fo: 'Zm8', foo: 'Zm9v', foob: 'Zm9vYg', fooba: 'Zm9vYmE', foobar: 'Zm9vYmFy' }

for (const [text, encoded] of Object.entries(base64Vectors)) {
  test(`RFC 4648 §10: BASE64("${text}")`, () => {
    assert.equal(toBase64Url(utf8(text)), encoded)
    assert.equal(fromUtf8(fromBase64Url(encoded)), text)
  })
}

test('the URL alphabet is used', () => {
  assert.equal(toBase64Url(Uint8Array.of(0xfb, 0xff)), '-_8')
})

for (const text of ['Zg==', 'Zh', 'Z', '+/8', 'Zm 8', 'Zm8\n', 'é']) {
  test(`error: ${JSON.stringify(text)} is not base64url`, () => {
    assert.throws(() => fromBase64Url(text), isBad)
  })
}

for (const text of ['', '0', '0x0', '00', '0x0g', '0x00\n', ' 0x00']) {
  test(`error: ${JSON.stringify(text)} is not hexadecimal`, () => {
    assert.throws(() => fromHex(text), isBad)
  })
}

test('hexadecimal is written in small letters and read in either case', () => {
  assert.equal(toHex(fromHex('0xABcd')), '0xabcd')
  assert.equal(toHex(new Uint8Array()), '0x')
})

test('error: bytes that are not UTF-8', () => {
  for (const hex of ['0x80', '0xc0af', '0xeda080', '0xf5808080']) assert.throws(() => fromUtf8(fromHex(hex)), isBad)
})

test('a byte order mark is kept', () => {
  assert.equal(fromUtf8(fromHex('0xefbbbf41')), '\ufeffA')
})

test('property: every encoding gives its bytes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.ok(equalBytes(fromHex(toHex(bytes)), bytes))
      assert.ok(equalBytes(fromBase64Url(toBase64Url(bytes)), bytes))
      assert.equal(toBase64Url(bytes), Buffer.from(bytes).toString('base64url'))
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: parts joined are the parts one after another', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 6 }), (parts) => {
      assert.deepEqual(
        [...concatBytes(...parts)],
        parts.flatMap((part) => [...part]),
      )
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: bytes are equal to themselves and to nothing that differs', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, place, change) => {
      const other = Uint8Array.from(bytes)
      other[place % other.length] = (other[place % other.length] ?? 0) ^ change
      assert.ok(equalBytes(bytes, Uint8Array.from(bytes)))
      assert.ok(!equalBytes(bytes, other))
      assert.ok(!equalBytes(bytes, bytes.subarray(1)))
    }),
    { numRuns: fuzzRuns },
  )
})
