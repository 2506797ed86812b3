import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { hasCode } from '../../kernel/index.ts'
import { checkDigit } from '../gs1/check-digit.ts'
import { uncompressedPath } from './compressed-link.ts'
import { readResolverRequest } from './read-request.ts'

/** The path, or what it is refused with. */
function read(segment: string): string {
  try {
    return uncompressedPath(segment)
  } catch (fault) {
    if (hasCode(fault, 'CUSTODY_DIGITAL_LINK_INVALID')) return fault.code
    throw fault
  }
}

const toBase64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')

test('SHALL be able to decompress a URI to generate a GS1 Digital Link URI', () => {
  // EPC Tag Data Standard 1.13, annex E.3.
  const tags: readonly (readonly [hex: string, path: string])[] = [
    ['3074257bf7194e4000001a85', '/01/80614141123458/21/6789'],
    ['3674257bf6b7a659b2c2bf1000000000000000000000000000', '/01/70614141123451/21/32a%2Fb'],
    ['3174257bf4499602d2000000', '/00/106141412345678908'],
  ]
  for (const [hex, path] of tags) {
    assert.equal(read(`eh${hex}`), path)
    assert.equal(read(`ex${toBase64(hex)}`), path)
  }
})

test('error: CUSTODY_DIGITAL_LINK_INVALID for tags of other schemes and for what is none', () => {
  const refused = [
    'eh',
    'ex',
    'eh3',
    'eh30',
    'ehello',
    'explore',
    'EH3074257BF7194E4000001A85',
    'eh3074257BF7194E4000001A85',
    'eh3074257bf7194e4000001a8',
    'eh3074257bf7194e4000001a8500',
    'eh307c257bf7194e4000001a85',
    'eh3070ffffff794e4000001a85',
    'eh3674257bf6b7a659b2c2bf1000000000000000000000000004',
    'eh3674257bf6b7a400000000000000000000000000000000000',
    'eh3174257bf4499602d2000001',
    'eh3474257bf7194e4000001a85',
    'ehf7095061410000000000',
  ]
  for (const segment of refused) assert.equal(read(segment), 'CUSTODY_DIGITAL_LINK_INVALID', segment)
})

const prefixBits = [40, 37, 34, 30, 27, 24, 20]
const bin = (value: bigint | number, bits: number) => BigInt(value).toString(2).padStart(bits, '0')

/** A tag of 96 bits, written as the standard has it. */
function tagOf(gtin: string, { serial, partition }: { serial: bigint; partition: number }): string {
  const bits = prefixBits[partition] ?? 0
  const prefix = gtin.slice(1, 13 - partition)
  const reference = gtin[0] + gtin.slice(13 - partition, 13)
  const parts = [
    bin(0x30, 8),
    bin(1, 3),
    bin(partition, 3),
    bin(BigInt(prefix), bits),
    bin(BigInt(reference), 44 - bits),
  ]
  return BigInt(`0b${parts.join('')}${bin(serial, 38)}`).toString(16)
}

test('property: a tag of a pack leads to its Digital Link, whatever the prefix, and no text breaks the reader', () => {
  const item = fc.bigInt({ min: 0n, max: 10n ** 13n - 1n }).map((number) => String(number).padStart(13, '0'))
  const serials = fc.bigInt({ min: 0n, max: 2n ** 38n - 1n })
  const same = fc.property(item, serials, fc.integer({ min: 0, max: 6 }), (digits, serial, partition) => {
    const gtin = digits + checkDigit(digits)
    const path = read(`eh${tagOf(gtin, { serial, partition })}`)
    assert.equal(path, `/01/${gtin}/21/${serial}`)
    assert.equal(readResolverRequest(path).elements.length, 2)
  })
  fc.assert(same, { numRuns: fuzzRuns })
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), maxLength: 60 }))
  const never = fc.property(fc.constantFrom('eh', 'ex', 'eh30', 'eh36', 'eh31', 'exMHQ'), text, (head, rest) => {
    assert.equal(typeof read(`${head}${rest}`), 'string')
  })
  fc.assert(never, { numRuns: fuzzRuns })
})
