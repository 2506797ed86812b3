import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { test } from 'node:test'
import { p256 } from '@noble/curves/nist.js'
import { fromHex, fromUtf8, hasCode, toBase64Url, toHex } from '../../kernel/index.ts'
import { ledgerLicence } from './ledger-licence.ts'
import { partsOf, resigned, signTexts, testChain, testNow, testSecrets } from './test-licences.ts'
import { verifyLicenceChain } from './verify-licence-chain.ts'

const { chain, issuer_key, root } = testChain()
const [upper, lower] = chain
const order = p256.Point.Fn.ORDER

test('the members that count stand where it says, and the signature is over the signing input', () => {
  const licence = ledgerLicence(lower)
  const text = fromUtf8(licence.payload)
  const read = ({ value_at, value_bytes }: { value_at: number; value_bytes: number }) =>
    text.slice(value_at, value_at + value_bytes)
  assert.equal(read(licence.licence_value), '5200001')
  assert.equal(read(licence.subject), 'did:pkh:eip155:31337:0x00000000000000000000000000000000000000aa')
  assert.equal(read(licence.exp), String(Date.parse('2027-01-01T00:00:00Z') / 1000))
  assert.ok(text.slice(licence.licence_value.member_at).startsWith('"licenseValue":"5200001"'))
  assert.ok(text.slice(licence.subject.member_at).startsWith('"id":"did:pkh:'))
  assert.match(text.slice(licence.exp.member_at), /^"exp":\d+\}$/)
  assert.equal(fromUtf8(licence.signing_input).slice(licence.payload_at), lower.split('.')[1])
  const key = createPublicKey({ key: { ...issuer_key }, format: 'jwk' })
  const signature = Buffer.concat([fromHex(licence.r), fromHex(licence.s)])
  assert.ok(verify('sha256', licence.signing_input, { key, dsaEncoding: 'ieee-p1363' }, signature))
})

test('a signature with a high s holds off the ledger and is turned low for it', async () => {
  const [header, payload, low = ''] = lower.split('.')
  const signature = Buffer.from(low, 'base64url')
  const s = BigInt(toHex(signature.subarray(32)))
  const high = Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex')
  const turned = `${header}.${payload}.${toBase64Url(Buffer.concat([signature.subarray(0, 32), high]))}`
  await verifyLicenceChain({ chain: [upper, turned], roots: [root], now: testNow })
  assert.deepEqual(ledgerLicence(turned), ledgerLicence(lower))
  assert.ok(BigInt(ledgerLicence(turned).s) <= order / 2n)
})

test('offsets are bytes, also behind letters that take several', () => {
  const name = 'Ελληνική εταιρεία'
  const licence = ledgerLicence(resigned(lower, { secret: testSecrets.organisation, claims: { name } }))
  const { value_at, value_bytes } = licence.licence_value
  assert.equal(fromUtf8(licence.payload.subarray(value_at, value_at + value_bytes)), '5200001')
})

test('error: MEDICINES_LICENCE_MALFORMED where a contract could find a member in two ways or not at all', () => {
  const secret = testSecrets.organisation
  const { header, claims } = partsOf(lower)
  const text = JSON.stringify(claims)
  const subject = claims.credentialSubject as object
  const written = (changed: string) => signTexts({ header: JSON.stringify(header), claims: changed }, secret)
  const refused = [
    written(text.replace('"licenseValue":', '"licenseValue": ')),
    written(text.replace('"licenseValue":"5200001"', '"licenseValue":"520000\\u0031"')),
    written(text.replace('"name"', '"other":{"licenseValue":"5210001"},"name"')),
    // A name that only ends like it: the quotation mark before it is an escaped one.
    written(text.replace('"name"', '"x\\"licenseValue":"5200001","name"')),
    resigned(lower, { secret, claims: { note: { id: (subject as { id: string }).id } } }),
    resigned(lower, { secret, claims: { note: { exp: 1 } } }),
    written(text.replace(/,"exp":(\d+)\}$/, ',"exp":$1,"z":1}')),
    written(`${text}\n`),
    resigned(lower, { secret, claims: { validUntil: '2026-06-01T12:00:00Z' } }),
    upper,
  ]
  for (const jwt of refused)
    assert.throws(
      () => ledgerLicence(jwt),
      (error) => hasCode(error, 'MEDICINES_LICENCE_MALFORMED'),
    )
})
