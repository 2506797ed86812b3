import assert from 'node:assert/strict'
import { createCipheriv } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { toHex } from '../../kernel/index.ts'
import { openKeystream as openNative } from './keystream-native.ts'
import { openKeystream as openPortable } from './keystream-portable.ts'
import { PackSalts } from './pack-salts.ts'
import { repeatableRandom, secret } from './test-batch.ts'

const key = repeatableRandom('keystream')(32)
const counterMode = createCipheriv('aes-256-ctr', key, new Uint8Array(16)).update(new Uint8Array(1 << 20))

test('FIPS 197: the first block under a key of zeros, in both forms', () => {
  for (const open of [openNative, openPortable]) {
    const first = open(new Uint8Array(32)).bytes({ firstBlock: 0, size_bytes: 16 })
    assert.equal(toHex(first), '0xdc95c078a2408989ad48a21492842087')
  }
})

test('property: every part of the stream is that of counter mode, in both forms', () => {
  const [native, portable] = [openNative(key), openPortable(key)]
  fc.assert(
    fc.property(fc.nat(60_000), fc.nat(400), (firstBlock, blocks) => {
      const part = { firstBlock, size_bytes: 16 * blocks }
      const expected = Uint8Array.from(counterMode.subarray(16 * firstBlock, 16 * (firstBlock + blocks)))
      assert.deepEqual(native.bytes(part), expected)
      assert.deepEqual(portable.bytes(part), expected)
    }),
    { numRuns: 1000 },
  )
})

test('the last salts of the largest batch are had at once, alike in both forms', () => {
  const part = { firstBlock: 2 * (2 ** 24 - 1), size_bytes: 32 }
  assert.deepEqual(openNative(secret).bytes(part), openPortable(secret).bytes(part))
  assert.deepEqual(new PackSalts(secret).take({ first: 2 ** 24 - 1, count: 1 }), openNative(secret).bytes(part))
})

test('error: a secret has 32 bytes', () => {
  assert.throws(() => new PackSalts(secret.subarray(1)), RangeError)
})
