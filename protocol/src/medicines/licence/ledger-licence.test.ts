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

test('header and payload make the signed text again, and the signature is over it', () => {
  const licence = ledgerLicence(lower)
  const text = `${toBase64Url(licence.header)}.${toBase64Url(licence.payload)}`
  assert.equal(text, lower.slice(0, lower.lastIndexOf('.')))
  const key = createPublicKey({ key: { ...issuer_key }, format: 'jwk' })
  const signature = Buffer.concat([fromHex(licence.r), fromHex(licence.s)])
  assert.ok(verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature))
  const payload = fromUtf8(licence.payload)
  assert.match(payload, /,"licenseValue":"5200001"\}/)
  assert.match(payload, /\{"id":"did:pkh:eip155:31337:0x00000000000000000000000000000000000000aa",/)
  assert.match(payload, /,"exp":1798761600\}$/)
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

test('a name in Greek and one with quotation marks change nothing', () => {
  for (const name of ['Ελληνική εταιρεία', 'The "licenseValue":"1" \\ company']) {
    ledgerLicence(resigned(lower, { secret: testSecrets.organisation, claims: { name } }))
  }
  // A member whose name only ends like one that counts: its quotation mark is an escaped one, which opens nothing.
  const { claims, ...more } = partsOf(lower)
  const { exp, ...rest } = claims
  const text = JSON.stringify({ ...rest, 'x"licenseValue': '5210001', exp: exp ?? null })
  ledgerLicence(signTexts({ header: JSON.stringify(more.header), claims: text }, testSecrets.organisation))
})

test('error: MEDICINES_LICENCE_MALFORMED where a contract could find a member in two ways or not at all', () => {
  const secret = testSecrets.organisation
  const { header, claims } = partsOf(lower)
  const text = JSON.stringify(claims)
  const written = (changed: string) => signTexts({ header: JSON.stringify(header), claims: changed }, secret)
  const refused = [
    written(text.replace('"licenseValue":', '"licenseValue": ')),
    written(text.replace('"licenseValue":"5200001"', '"licenseValue":"520000\\u0031"')),
    written(text.replace('"name"', '"other":{"licenseValue":"5210001"},"name"')),
    written(text.replace('"name"', '"note":{"id":"did:pkh:eip155:1:0x"},"name"')),
    written(text.replace('"name"', '"note":{"exp":1},"name"')),
    written(text.replace('"name"', '"note":"\\u0020","name"')),
    written(text.replace('"name"', '"note":"a\\/b","name"')),
    resigned(lower, { secret, header: { typ: undefined } }),
    resigned(lower, { secret, claims: { z: 1 } }),
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
