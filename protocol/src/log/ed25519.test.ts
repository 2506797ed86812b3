import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ed25519 as curve } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { concatBytes, fromHex, sha256, toHex, utf8 } from '../kernel/index.ts'
import { isPlainPublicKey } from './ed25519.ts'
import { ed25519 as native } from './ed25519-native.ts'
import { ed25519 as portable } from './ed25519-portable.ts'

type Point = InstanceType<typeof curve.Point>
interface Signed {
  readonly publicKey: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
}

const order = curve.Point.Fn.ORDER
const message = utf8('a checkpoint\n')
const seed = sha256(utf8('seed'))

/** What both cores say; a difference between them fails. */
function isValid({ publicKey, message: text, signature }: Signed): boolean {
  const [one, other] = [native, portable].map((core) => {
    return core.verify(core.verifyingKey(publicKey), { message: text, signature })
  })
  assert.equal(one, other, `the cores differ on ${toHex(signature)} under ${toHex(publicKey)}`)
  return one === true
}

/** RFC 8032 §7.1, tests 1, 2 and 3. */
const rfc = [
  {
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
]
for (const [i, vector] of rfc.entries()) {
  test(`RFC 8032 §7.1, test ${i + 1}, on both cores`, () => {
    const [secret, publicKey, text, signature] = [vector.seed, vector.publicKey, vector.message, vector.signature].map(
      (hex) => fromHex(`0x${hex}`),
    ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    for (const core of [native, portable]) {
      const key = core.signingKey(secret)
      assert.deepEqual(key.publicKey, publicKey)
      assert.deepEqual(core.sign(key, text), signature)
    }
    assert.ok(isValid({ publicKey, message: text, signature }))
  })
}

test('property: what one core signs the other verifies, and nothing that was changed', () => {
  const change = fc.record({ at: fc.nat(63), bit: fc.nat(7) })
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.uint8Array({ maxLength: 90 }),
      change,
      (key, text, { at, bit }) => {
        const [one, other] = [native, portable].map((core) => core.sign(core.signingKey(key), text))
        assert.deepEqual(one, other)
        const signed = { publicKey: native.signingKey(key).publicKey, message: text, signature: one as Uint8Array }
        assert.ok(isValid(signed))
        assert.ok(!isValid({ ...signed, signature: signed.signature.map((b, i) => (i === at ? b ^ (1 << bit) : b)) }))
        assert.ok(!isValid({ ...signed, message: concatBytes(text, Uint8Array.of(0)) }))
        isValid({ ...signed, publicKey: signed.publicKey.map((b, i) => (i === at % 32 ? b ^ (1 << bit) : b)) })
      },
    ),
    { numRuns: 200 },
  )
})

test('error: both cores refuse s at or above the order, and signatures of another length', () => {
  const key = native.signingKey(seed)
  const signature = native.sign(key, message)
  const signed = { publicKey: key.publicKey, message, signature }
  assert.ok(isValid(signed))
  const s = littleEndian(signature.subarray(32))
  const larger = concatBytes(signature.subarray(0, 32), bytesOf(s + order))
  assert.ok(!isValid({ ...signed, signature: larger }))
  assert.ok(!isValid({ ...signed, signature: signature.subarray(1) }))
  assert.ok(!isValid({ ...signed, signature: concatBytes(signature, Uint8Array.of(0)) }))
  assert.ok(!isValid({ ...signed, signature: new Uint8Array() }))
})

const smallOrder = smallOrderPoints()

test('error: both cores refuse keys of small order, canonical or not, under which anything is signed', () => {
  assert.equal(smallOrder.length, 8)
  for (const point of smallOrder) {
    for (const publicKey of spellings(point)) {
      assert.ok(!isPlainPublicKey(publicKey))
      for (const r of smallOrder) {
        const signature = concatBytes(r.toBytes(), new Uint8Array(32))
        for (let i = 0; i < 8; i++) assert.ok(!isValid({ publicKey, message: Uint8Array.of(i), signature }))
      }
    }
  }
})

test('error: both cores refuse bytes that are no point, no canonical point or no 32 bytes', () => {
  const signature = native.sign(native.signingKey(seed), message)
  const noPoint = bytesOf(2n)
  const tooLarge = bytesOf(2n ** 255n - 18n + 2n)
  for (const publicKey of [noPoint, tooLarge, new Uint8Array(32).fill(255), new Uint8Array(31), new Uint8Array(33)]) {
    assert.ok(!isValid({ publicKey, message, signature }))
  }
})

test('both cores take the equation without cofactor: a key with a small part signs only what needs no cofactor', () => {
  const torsion = smallOrder.find((point) => !point.multiplyUnsafe(4n).is0()) ?? assert.fail()
  let [valid, cofactored] = [0, 0]
  for (let i = 0; i < 64; i++) {
    const secret = 1000n + BigInt(i)
    const publicKey = curve.Point.BASE.multiply(secret).add(torsion).toBytes()
    const text = Uint8Array.of(i)
    const nonce = curve.Point.BASE.multiply(77n + BigInt(i)).toBytes()
    const k = littleEndian(sha512(concatBytes(nonce, publicKey, text))) % order
    const signature = concatBytes(nonce, bytesOf((77n + BigInt(i) + k * secret) % order))
    assert.ok(curve.verify(signature, text, publicKey))
    cofactored++
    if (isValid({ publicKey, message: text, signature })) valid++
  }
  assert.equal(cofactored, 64)
  assert.ok(valid > 0 && valid < 32, `${valid} of 64`)
})

test('property: both cores say the same of signatures that nobody made', () => {
  const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size })
  const points = fc.oneof(bytes(32), fc.constantFrom(...smallOrder.flatMap(spellings)), fc.constant(bytesOf(5n)))
  const scalars = fc.oneof(bytes(32), fc.constantFrom(0n, 1n, order - 1n, order).map(bytesOf))
  fc.assert(
    fc.property(points, points, scalars, (publicKey, r, s) => {
      isValid({ publicKey, message, signature: concatBytes(r, s) })
    }),
    { numRuns: 500 },
  )
})

function smallOrderPoints(): Point[] {
  const generator = fromHex('0x26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')
  const eighth = curve.Point.fromBytes(generator)
  return Array.from({ length: 8 }, (_, i) => (i === 0 ? curve.Point.ZERO : eighth.multiplyUnsafe(BigInt(i))))
}

/** The canonical bytes of a point, those with the other sign, and those with y above the prime. */
function spellings(point: Point): Uint8Array[] {
  const canonical = point.toBytes()
  const y = littleEndian(canonical) & (2n ** 255n - 1n)
  const values = [y, y + 2n ** 255n - 19n].filter((value) => value < 2n ** 255n)
  return values.flatMap((value) => [bytesOf(value), bytesOf(value + 2n ** 255n)])
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(toHex(bytes.toReversed()))
}

function bytesOf(value: bigint): Uint8Array {
  return fromHex(`0x${value.toString(16).padStart(64, '0')}`).toReversed()
}
