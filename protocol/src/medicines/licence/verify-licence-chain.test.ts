import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { describeError, hasCode, SymbolonError, toBase64Url, utf8 } from '../../kernel/index.ts'
import { medicinesErrors } from '../errors.ts'
import { chainFaults, licenceFaults } from './licence-faults.ts'
import { didOfKey, licenceKeyOfSecret } from './licence-key.ts'
import type { LicenceRoot } from './licence-root.ts'
import type { LicensedAccount } from './licensed-account.ts'
import { requireLicence } from './require-licence.ts'
import { LICENCE_CREDENTIAL_CHARS_MAX } from './signed-credential.ts'
import { partsOf, resigned, signTexts, testAccount, testChain, testNow, testSecrets } from './test-licences.ts'
import { LICENCE_CHAIN_MAX, verifyLicenceChain } from './verify-licence-chain.ts'

const whole = testChain()
const [upper, lower] = whole.chain
const verify = (chain: readonly string[], { roots = [whole.root], now = testNow } = {}) =>
  verifyLicenceChain({ chain, roots, now })

/** Code of the refusal, with the reason where it has one. */
async function refusal(chain: readonly string[], held: { roots?: LicenceRoot[]; now?: number } = {}): Promise<string> {
  try {
    await verify(chain, held)
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error
    const reasons = Object.entries(error.code.endsWith('BROKEN') ? chainFaults : licenceFaults)
    const name = reasons.find(([, words]) => words === error.facts.reason)?.[0]
    return [error.code.replace('MEDICINES_LICENCE_', ''), error.facts.credential, name].filter(Boolean).join(' ')
  }
  return 'none'
}

test('a chain from a root to a company gives its prefix, account, time and issuer key', async () => {
  assert.deepEqual(await verify(whole.chain), {
    number: { kind: 'prefix', prefix: '5200001' },
    account: testAccount,
    until: Date.parse('2027-01-01T00:00:00Z'),
    issuer_key: licenceKeyOfSecret(testSecrets.organisation),
    root: whole.root,
  })
})

test('the test root says that it is one, in the root and in both credentials', async () => {
  const { root } = await verify(whole.chain)
  assert.equal(root.is_test, true)
  assert.match(root.name, /test root, not GS1/)
  for (const jwt of whole.chain) assert.match(String(partsOf(jwt).claims.description), /Nobody at GS1/)
})

test('a chain may license one GTIN, and a trusted member organisation may be the root', async () => {
  const { chain, root } = testChain({ number: { kind: 'gtin', gtin: '05200001000015' } })
  assert.deepEqual((await verify(chain, { roots: [root] })).number, { kind: 'gtin', gtin: '05200001000015' })
  const key = licenceKeyOfSecret(testSecrets.organisation)
  const member = { name: 'Member', did: didOfKey(key), key, prefixes: ['520', '521'], is_test: true }
  assert.deepEqual((await verify([lower], { roots: [member] })).number, { kind: 'prefix', prefix: '5200001' })
  assert.equal(await refusal([lower], { roots: [{ ...member, prefixes: ['521'] }] }), 'NUMBER_OUTSIDE 1')
})

test('property: a chain with any byte changed is refused', async () => {
  const at = fc.tuple(
    fc.nat(1),
    fc.nat({ max: Math.min(upper.length, lower.length) - 1 }),
    fc.integer({ min: 32, max: 126 }),
  )
  await fc.assert(
    fc.asyncProperty(at, async ([which, place, code]) => {
      const jwt = whole.chain[which] as string
      const changed = jwt.slice(0, place) + String.fromCharCode(code) + jwt.slice(place + 1)
      fc.pre(changed !== jwt)
      assert.notEqual(await refusal(which === 0 ? [changed, lower] : [upper, changed]), 'none')
    }),
    // A case verifies two signatures.
    { numRuns: Math.ceil(fuzzRuns / 10) },
  )
})

test('error: every single byte of the last signature and payload matters', async () => {
  for (let place = lower.indexOf('.') + 1; place < lower.length; place += 7) {
    const changed = lower.slice(0, place) + (lower[place] === 'A' ? 'B' : 'A') + lower.slice(place + 1)
    assert.notEqual(await refusal([upper, changed]), 'none', `at ${place}`)
  }
})

test('error: MEDICINES_LICENCE_SIGNATURE_INVALID for a signature by another key', async () => {
  assert.equal(await refusal([upper, resigned(lower, { secret: testSecrets.root })]), 'SIGNATURE_INVALID 2')
  assert.equal(await refusal([resigned(upper, { secret: testSecrets.organisation }), lower]), 'SIGNATURE_INVALID 1')
})

test('error: MEDICINES_LICENCE_MALFORMED for another algorithm: none, and HS256 with the public key as secret', async () => {
  const { header, claims } = partsOf(lower)
  const unsigned = [{ ...header, alg: 'none' }, claims].map((part) => toBase64Url(utf8(JSON.stringify(part)))).join('.')
  assert.equal(await refusal([upper, `${unsigned}.`]), 'MALFORMED 2 parts')
  assert.equal(await refusal([upper, `${unsigned}.${lower.split('.')[2]}`]), 'MALFORMED 2 algorithm')
  const input = [{ ...header, alg: 'HS256' }, claims].map((part) => toBase64Url(utf8(JSON.stringify(part)))).join('.')
  const mac = createHmac('sha256', JSON.stringify(whole.issuer_key)).update(input).digest('base64url')
  assert.equal(await refusal([upper, `${input}.${mac}`]), 'MALFORMED 2 parts')
  assert.equal(await refusal([upper, `${input}.${mac}${mac}`]), 'MALFORMED 2 parts')
})

test('error: MEDICINES_LICENCE_MALFORMED for headers, sizes and JSON that are read in two ways', async () => {
  const secret = testSecrets.organisation
  const { header, claims } = partsOf(lower)
  const text = JSON.stringify(claims)
  const withClaims = (changed: string) => signTexts({ header: JSON.stringify(header), claims: changed }, secret)
  const cases: readonly (readonly [string, string])[] = [
    [resigned(lower, { secret, header: { crit: ['b64'], b64: false } }), 'header'],
    [resigned(lower, { secret, header: { jwk: whole.issuer_key } }), 'header'],
    [resigned(lower, { secret, header: { typ: 'JWT' } }), 'header'],
    [resigned(lower, { secret, header: { kid: `${didOfKey(whole.root.key)}#0` } }), 'key'],
    [withClaims(text.replace('"exp"', '"exp":1,"exp"')), 'json'],
    [withClaims(`${text} x`), 'json'],
    [withClaims('[]'), 'json'],
    [withClaims('{"a":"\\ud800"}'), 'json'],
    [`${lower}.`, 'parts'],
    [`${lower}=`, 'parts'],
    ['', 'parts'],
    ['a'.repeat(LICENCE_CREDENTIAL_CHARS_MAX + 1), 'size'],
  ]
  for (const [jwt, fault] of cases) assert.equal(await refusal([upper, jwt]), `MALFORMED 2 ${fault}`)
  assert.equal(await refusal([]), 'MALFORMED length')
  assert.equal(await refusal(new Array(LICENCE_CHAIN_MAX + 1).fill(upper)), `MALFORMED ${LICENCE_CHAIN_MAX + 1} length`)
})

test('error: MEDICINES_LICENCE_MALFORMED for claims that say something else', async () => {
  const secret = testSecrets.organisation
  const subject = partsOf(lower).claims.credentialSubject as object
  const cases: readonly (readonly [object, string])[] = [
    [{ type: ['VerifiableCredential'] }, 'kind'],
    [{ type: ['VerifiableCredential', 'GS1CompanyPrefixLicenseCredential', 'GS1PrefixLicenseCredential'] }, 'kind'],
    [{ '@context': ['https://ref.gs1.org/gs1/vc/license-context'] }, 'kind'],
    [{ issuer: 5 }, 'issuer'],
    [{ credentialSubject: { ...subject, id: undefined } }, 'subject'],
    [{ credentialSubject: [subject] }, 'subject'],
    [{ iss: 'did:web:example.org' }, 'claims'],
    [{ sub: 'did:web:example.org' }, 'claims'],
    [{ vc: {} }, 'claims'],
    [{ credentialSubject: { ...subject, licenseValue: '520' } }, 'value'],
    [{ credentialSubject: { ...subject, licenseValue: 5_200_001 } }, 'value'],
    [{ credentialSubject: { ...subject, licenseValue: '٥٢٠٠٠٠١' } }, 'value'],
    [{ credentialSubject: { ...subject, id: 'did:web:example.org' } }, 'account'],
    [
      { credentialSubject: { ...subject, id: 'did:pkh:eip155:1:0xAb5801a7D398351b8bE11C439e05C5b3259aec9B' } },
      'account',
    ],
    [{ validFrom: undefined }, 'times'],
    [{ validFrom: '2026-02-30T00:00:00Z' }, 'times'],
    [{ validFrom: '2026-13-01T00:00:00Z' }, 'times'],
    [{ validFrom: '2026-00-00T00:00:00Z' }, 'times'],
    [{ validFrom: '2026-01-01' }, 'times'],
    [{ exp: '1800000000' }, 'times'],
    [{ exp: 1e15 }, 'times'],
    [{ exp: undefined }, 'times'],
  ]
  for (const [claims, fault] of cases) {
    assert.equal(await refusal([upper, resigned(lower, { secret, claims })]), `MALFORMED 2 ${fault}`)
  }
})

test('error: MEDICINES_LICENCE_ROOT_UNKNOWN for a chain of nobody that is trusted', async () => {
  assert.equal(await refusal(whole.chain, { roots: [] }), 'ROOT_UNKNOWN')
  const other = testChain({ secrets: { ...testSecrets, root: new Uint8Array(32).fill(9) } })
  assert.equal(await refusal(other.chain), 'ROOT_UNKNOWN')
  assert.equal(await refusal([lower, upper]), 'ROOT_UNKNOWN')
})

test('error: MEDICINES_LICENCE_CHAIN_BROKEN for a wrong order and links that do not join', async () => {
  assert.equal(await refusal([upper, upper]), 'CHAIN_BROKEN 2 issuer')
  assert.equal(await refusal([upper, lower, lower]), 'CHAIN_BROKEN 3 issuer')
  assert.equal(await refusal([upper]), 'CHAIN_BROKEN 1 order')
  const elsewhere = testChain({ secrets: { ...testSecrets, organisation: new Uint8Array(32).fill(7) } })
  assert.equal(await refusal([upper, elsewhere.chain[1]]), 'CHAIN_BROKEN 2 issuer')
  const secret = testSecrets.organisation
  const subject = partsOf(lower).claims.credentialSubject as object
  const extended = resigned(lower, {
    secret,
    claims: { credentialSubject: { ...subject, extendsCredential: 'urn:x' } },
  })
  assert.equal(await refusal([upper, extended]), 'CHAIN_BROKEN 2 link')
  const type = ['VerifiableCredential', 'GS1PrefixLicenseCredential']
  assert.equal(await refusal([upper, resigned(lower, { secret, claims: { type } })]), 'CHAIN_BROKEN 2 order')
  const keyless = resigned(upper, {
    secret: testSecrets.root,
    claims: {
      credentialSubject: { ...(partsOf(upper).claims.credentialSubject as object), id: 'did:web:example.org' },
    },
  })
  const below = resigned(lower, { secret, header: { kid: undefined }, claims: { issuer: 'did:web:example.org' } })
  assert.equal(await refusal([keyless, below]), 'CHAIN_BROKEN 2 key')
})

test('error: MEDICINES_LICENCE_NUMBER_OUTSIDE for another prefix than the organisation was given', async () => {
  for (const prefix of ['5210001', '0520000', '5199999']) {
    const { chain } = testChain({ number: { kind: 'prefix', prefix } })
    assert.equal(await refusal(chain), 'NUMBER_OUTSIDE 2')
  }
  const wrong = testChain({ number: { kind: 'gtin', gtin: '05210001000017' } })
  assert.equal(await refusal(wrong.chain), 'MALFORMED 2 value')
  const outside = testChain({ number: { kind: 'gtin', gtin: '04012345678901' } })
  assert.equal(await refusal(outside.chain), 'NUMBER_OUTSIDE 2')
})

test('error: MEDICINES_LICENCE_EXPIRED and MEDICINES_LICENCE_NOT_YET_VALID at the very millisecond', async () => {
  const [from, until] = [Date.parse('2026-01-01T00:00:00Z'), Date.parse('2027-01-01T00:00:00Z')]
  assert.equal(await refusal(whole.chain, { now: from }), 'none')
  assert.equal(await refusal(whole.chain, { now: from - 1 }), 'NOT_YET_VALID 1')
  assert.equal(await refusal(whole.chain, { now: until - 1 }), 'none')
  assert.equal(await refusal(whole.chain, { now: until }), 'EXPIRED 1')
  const sooner = resigned(lower, { secret: testSecrets.organisation, claims: { validUntil: '2026-06-01T12:00:00Z' } })
  assert.equal(await refusal([upper, sooner]), 'EXPIRED 2')
  assert.equal((await verify([upper, sooner], { now: testNow - 1 })).until, testNow)
  const later = resigned(lower, { secret: testSecrets.organisation, claims: { nbf: testNow / 1000 + 1 } })
  assert.equal(await refusal([upper, later]), 'NOT_YET_VALID 2')
})

test('error: MEDICINES_LICENCE_STATUS_UNKNOWN rather than a licence that may have been withdrawn', async () => {
  const claims = { credentialStatus: { type: 'BitstringStatusListEntry' } }
  const listed = resigned(lower, { secret: testSecrets.organisation, claims })
  assert.equal(await refusal([upper, listed]), 'STATUS_UNKNOWN 2')
})

test('error: MEDICINES_LICENCE_OTHER_SUBJECT and MEDICINES_LICENCE_GTIN_OUTSIDE keep a licence to whom and what it names', async () => {
  const licence = await verify(whole.chain)
  const wish: LicensedAccount & { gtin: string } = { ...testAccount, gtin: '05200001000015' }
  requireLicence(licence, wish)
  const refused = (changed: Partial<typeof wish>, code: string) =>
    assert.throws(
      () => requireLicence(licence, { ...wish, ...changed }),
      (error) => hasCode(error, code),
    )
  refused({ chain_id: 1 }, 'MEDICINES_LICENCE_OTHER_SUBJECT')
  refused({ address: `0x${'b'.repeat(40)}` }, 'MEDICINES_LICENCE_OTHER_SUBJECT')
  refused({ gtin: '05210001000014' }, 'MEDICINES_LICENCE_GTIN_OUTSIDE')
  refused({ gtin: 'no number' }, 'MEDICINES_LICENCE_GTIN_OUTSIDE')
})

test('error: every row says in Greek and English what happened', () => {
  const reason = { en: 'why', el: 'γιατί' }
  const time = '2026-01-01T00:00:00.000Z'
  const facts = { credential: 2, reason, expired_at: time, valid_from: time, gtin: '05200001000015' }
  for (const code of Object.keys(medicinesErrors.rows) as (keyof typeof medicinesErrors.rows)[]) {
    if (!code.startsWith('MEDICINES_LICENCE_')) continue
    for (const language of ['en', 'el'] as const) {
      assert.doesNotMatch(describeError(medicinesErrors[code](facts), language).title, /…|\{/)
    }
  }
})
