import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseElementString } from '../../custody/index.ts'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { fromBase64Url, SymbolonError, toBase64Url, utf8 } from '../../kernel/index.ts'
import { ed25519 } from '../../log/index.ts'
import { MAKER_KEYS_MAX, SIGNED_LINK_CHARS_MAX } from './limits.ts'
import { makerKeys, PACK_CODE_BYTES, packCodeFault, readPackCode, signPackCode } from './pack-code.ts'
import type { PrintedPack } from './printed-pack.ts'
import { elementsOfPack, packOfElements, readSignedLink, writeSignedLink } from './signed-link.ts'
import { costlyRuns, gtinOf, makerKey, makerSigner, makers, now, otherSigner, pack, root } from './test-offline.ts'

const signed = { pack, root, index: 70_000, signed_on: now }
const code = signPackCode(signed, makerSigner)
const letters = [...'!"%&\'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz']
const texts = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 20 })
const packs: fc.Arbitrary<PrintedPack> = fc.record(
  {
    gtin: fc.constantFrom('0521234500001', '0521234599999', '1521234500001').map(gtinOf),
    serial: texts,
    lot: texts,
    expiry: fc.constantFrom('281100', '270228', '280229', '301231'),
  },
  { noNullPrototype: true },
)

test('a code has 78 bytes, 104 characters, and says key, day, batch and place', () => {
  assert.equal(fromBase64Url(code).length, PACK_CODE_BYTES)
  assert.equal(code.length, 104)
  const { signed_on, batch, index } = readPackCode(code)
  assert.deepEqual({ signed_on, batch, index }, { signed_on: 20_787, batch: root.slice(0, 4), index: 70_000 })
  assert.equal(new Date(signed_on * 86_400_000).toISOString().slice(0, 10), '2026-11-30')
})

test('property: what a maker signed holds, on every pack and at every place, and is the same each time', () => {
  fc.assert(
    fc.property(packs, fc.integer({ min: 0, max: 2 ** 24 - 1 }), (printed, index) => {
      const text = signPackCode({ ...signed, pack: printed, index }, makerSigner)
      assert.equal(text, signPackCode({ ...signed, pack: printed, index }, makerSigner))
      const link = writeSignedLink({ pack: printed, code: text, stem: 'https://example.com/packs' })
      const read = readSignedLink(link)
      assert.deepEqual(read.pack, printed)
      assert.equal(read.code.index, index)
      const isCovered = printed.gtin.startsWith('05212345')
      assert.equal(packCodeFault(read, makers), isCovered ? undefined : 'product_not_licensed')
    }),
    { numRuns: costlyRuns },
  )
})

test('property: no bit of a code, and no character of what is printed, may change', () => {
  fc.assert(
    fc.property(packs, fc.nat(8 * PACK_CODE_BYTES - 1), packs, (printed, bit, other) => {
      const bytes = fromBase64Url(signPackCode({ ...signed, pack: printed }, makerSigner))
      const read = readPackCode(toBase64Url(bytes))
      for (const name of ['gtin', 'serial', 'lot', 'expiry'] as const) {
        if (printed[name] === other[name]) continue
        const altered = { ...printed, [name]: other[name] }
        assert.equal(packCodeFault({ pack: altered, code: read }, makers), 'not_signed')
      }
      bytes[bit >>> 3] = (bytes[bit >>> 3] ?? 0) ^ (1 << (bit & 7))
      try {
        const fault = packCodeFault({ pack: printed, code: readPackCode(toBase64Url(bytes)) }, makers)
        assert.ok(fault === 'not_signed' || (fault === 'key_unknown' && bit >= 8 && bit < 40), `${bit}: ${fault}`)
      } catch (error) {
        assert.ok(bit < 8 && error instanceof SymbolonError && error.code === 'MEDICINES_CODE_INVALID')
      }
    }),
    { numRuns: costlyRuns },
  )
})

test('characters can’t move from the lot to the serial number', () => {
  const read = readPackCode(signPackCode({ ...signed, pack: { ...pack, lot: 'AB', serial: 'C' } }, makerSigner))
  assert.equal(packCodeFault({ pack: { ...pack, lot: 'A', serial: 'BC' }, code: read }, makers), 'not_signed')
})

test('a code of another key, of another day or of no key here proves nothing', () => {
  const faultOf = (text: string, keys = makers) => packCodeFault({ pack, code: readPackCode(text) }, keys)
  assert.equal(faultOf(code), undefined)
  assert.equal(faultOf(code, makerKeys([])), 'key_unknown')
  assert.equal(faultOf(signPackCode(signed, otherSigner)), 'key_unknown')
  assert.equal(faultOf(signPackCode({ ...signed, signed_on: makerKey.from - 1 }, makerSigner)), 'key_not_valid')
  assert.equal(faultOf(signPackCode({ ...signed, signed_on: makerKey.from }, makerSigner)), undefined)
  assert.equal(
    faultOf(signPackCode({ ...signed, signed_on: makerKey.until + 86_400_000 }, makerSigner)),
    'key_not_valid',
  )
})

test('a signature over the same content for another purpose is none of a code', () => {
  const bytes = fromBase64Url(code)
  bytes.set(ed25519.sign(makerSigner, utf8('symbolon.status-file.v1\0')), 14)
  assert.equal(packCodeFault({ pack, code: readPackCode(toBase64Url(bytes)) }, makers), 'not_signed')
})

test('error: MEDICINES_CODE_INVALID for a pack, a place or a root that there is not', () => {
  const others = [
    { pack: { ...pack, gtin: `${pack.gtin.slice(0, -1)}0` } },
    { pack: { ...pack, gtin: pack.gtin.slice(1) } },
    { pack: { ...pack, serial: '' } },
    { pack: { ...pack, serial: 'Α7' } },
    { pack: { ...pack, lot: 'x'.repeat(21) } },
    { pack: { ...pack, expiry: '281301' } },
    { pack: { ...pack, expiry: '270229' } },
    { index: -1 },
    { index: 2 ** 24 },
    { index: 0.5 },
    { root: root.slice(1) },
    { signed_on: -1 },
    { signed_on: 2 ** 16 * 86_400_000 },
    { signed_on: Number.NaN },
  ]
  for (const other of others) {
    assert.throws(() => signPackCode({ ...signed, ...other }, makerSigner), { code: 'MEDICINES_CODE_INVALID' })
  }
})

const link = writeSignedLink({ pack, code })

test('a link leads to GS1’s resolver unless a stem is given, and takes parameters of others', () => {
  const path = `/01/${pack.gtin}/10/L26-118/21/K7Q2M9X4?17=281100&sig=${code}`
  assert.equal(link, `https://id.gs1.org${path}`)
  assert.ok(link.length <= 200, `${link.length} characters fit a QR code of version 10`)
  for (const same of [
    `${link}&utm=1`,
    `${link}#top`,
    link.replace('?', '?linkType=gs1:pip&'),
    link.replace('id.gs1.org', 'example.com/a'),
  ]) {
    assert.deepEqual(readSignedLink(same), readSignedLink(link))
  }
})

test('error: MEDICINES_CODE_INVALID or CUSTODY_GS1_INVALID for links that are none of a signed pack', () => {
  const others = [
    '',
    'https://example.com',
    link.replace(/\?.*/, ''),
    link.replace('17=281100&', ''),
    link.replace('17=281100', '17=281100&17=281100'),
    link.replace('17=281100', '17=281300'),
    link.replace('/10/L26-118', ''),
    link.replace(`/01/${pack.gtin}`, `/01/${pack.gtin.slice(0, -1)}8`),
    link.replace(/&sig=.*/, ''),
    link.replace('&sig=', '&Sig='),
    link.replace('&sig=', '&sig=A'),
    link.slice(0, -1),
    `${link.slice(0, -1)}=`,
    `${link}&sig=${code}`,
    link.replace(/sig=.*/, `sig=${toBase64Url(fromBase64Url(code).with(0, 2))}`),
    `${link}&x=${'y'.repeat(SIGNED_LINK_CHARS_MAX)}`,
  ]
  for (const other of others) {
    assert.throws(() => readSignedLink(other), { code: /^(?:MEDICINES_CODE|CUSTODY_GS1)_INVALID$/ }, other)
  }
})

test('the numbers of a pack are found among what was scanned, in any order', () => {
  const { gtin, serial, lot, expiry } = pack
  const scanned = parseElementString(`]d201${gtin}21${serial}\u001d17${expiry}10${lot}`)
  assert.deepEqual(packOfElements(scanned), pack)
  assert.deepEqual(packOfElements(elementsOfPack(pack)), pack)
  for (const lacking of scanned) {
    const others = scanned.filter((element) => element !== lacking)
    assert.throws(() => packOfElements(others), { code: 'MEDICINES_CODE_INVALID' })
  }
})

test('property: any text is a signed link or is refused with our error', () => {
  const pieces = fc.constantFrom(
    link,
    code,
    '/01/',
    pack.gtin,
    '/10/L',
    '/21/S',
    '?17=',
    '281100',
    '&sig=',
    '%',
    '%zz',
    '#',
  )
  const anything = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 9 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(anything, (text) => {
      try {
        readSignedLink(text)
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})

test('error: no more keys than the limit', () => {
  assert.throws(() => makerKeys(Array.from({ length: MAKER_KEYS_MAX + 1 }, () => makerKey)), RangeError)
})
