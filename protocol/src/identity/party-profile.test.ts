import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { hasCode } from '../kernel/index.ts'
import { parsePartyProfile, partyProfileDigest } from './party-profile.ts'
import { parsePartyRecipient } from './recipient.ts'

const recipient = await identityToRecipient(await generateHybridIdentity())
const profile = {
  v: 1,
  handle: 'hospital-a',
  name: { el: 'Νοσοκομείο Α', en: 'Hospital A' },
  kind: 'hospital',
  recipient,
}
const otherLetter = recipient.slice(0, -1) + (recipient.endsWith('q') ? 'p' : 'q')
const refusedFor = (field: string) => (error: unknown) =>
  hasCode(error, 'IDENTITY_PROFILE_INVALID') && error.facts.field === field

test('a whole profile is taken as it is, with and without an endpoint and a country', () => {
  assert.deepEqual(parsePartyProfile(profile), profile)
  assert.deepEqual(parsePartyProfile({ ...profile, country: 'GR' }), { ...profile, country: 'GR' })
  for (const endpoint of ['https://node.example', 'http://127.0.0.1:7070']) {
    assert.deepEqual(parsePartyProfile({ ...profile, endpoint }), { ...profile, endpoint })
  }
})

test('the digest is the same whatever the order of the fields and another for any other profile', () => {
  const { v, handle, name, kind } = profile
  const digest = partyProfileDigest(parsePartyProfile(profile))
  assert.match(digest, /^0x[0-9a-f]{64}$/)
  assert.equal(partyProfileDigest(parsePartyProfile({ recipient, kind, name, handle, v })), digest)
  assert.notEqual(partyProfileDigest(parsePartyProfile({ ...profile, handle: 'hospital-b' })), digest)
  assert.notEqual(partyProfileDigest(parsePartyProfile({ ...profile, kind: 'research' })), digest)
})

const refusals: [string, unknown, string][] = [
  ['nothing', null, 'profile'],
  ['a list', [], 'profile'],
  ['an unknown field', { ...profile, note: 'x' }, 'profile'],
  ['another version', { ...profile, v: 2 }, 'v'],
  ['a capital in the handle', { ...profile, handle: 'Hospital' }, 'handle'],
  ['a handle of two letters', { ...profile, handle: 'ab' }, 'handle'],
  ['a handle that looks like an address', { ...profile, handle: `0x${'a'.repeat(40)}` }, 'handle'],
  ['a handle that looks like an identifier', { ...profile, handle: 'pty_01abc' }, 'handle'],
  ['no Greek name', { ...profile, name: { en: 'A' } }, 'name'],
  ['a name with a line break', { ...profile, name: { en: 'A\nB', el: 'Α' } }, 'name'],
  ['a name written right to left by a trick', { ...profile, name: { en: '\u202eA', el: 'Α' } }, 'name'],
  ['a name of 121 characters', { ...profile, name: { en: 'A'.repeat(121), el: 'Α' } }, 'name'],
  ['a person', { ...profile, kind: 'person' }, 'kind'],
  ['a recipient with one letter changed', { ...profile, recipient: otherLetter }, 'recipient'],
  ['a recipient that ends like none', { ...profile, recipient: `${recipient.slice(0, -1)}b1` }, 'recipient'],
  ['a secret in place of a recipient', { ...profile, recipient: 'AGE-SECRET-KEY-PQ-1' }, 'recipient'],
  ['an endpoint in the clear', { ...profile, endpoint: 'http://node.example' }, 'endpoint'],
  ['an endpoint with a password', { ...profile, endpoint: 'https://a:b@node.example' }, 'endpoint'],
  ['an endpoint after a space', { ...profile, endpoint: ' https://node.example' }, 'endpoint'],
  ['an endpoint with a tab in it', { ...profile, endpoint: 'ht\ttps://node.example' }, 'endpoint'],
  ['an endpoint without slashes', { ...profile, endpoint: 'https:node.example' }, 'endpoint'],
  ['an endpoint behind a backslash', { ...profile, endpoint: 'https://node.example\\@other.example' }, 'endpoint'],
  ['an endpoint in look-alike letters', { ...profile, endpoint: 'https://nоde.example' }, 'endpoint'],
  ['an endpoint in capitals', { ...profile, endpoint: 'https://NODE.example' }, 'endpoint'],
  ['a country that is none', { ...profile, country: 'GQR' }, 'country'],
  ['letters that no country has', { ...profile, country: 'XX' }, 'country'],
  ['a country in small letters', { ...profile, country: 'gr' }, 'country'],
  ['an invisible letter in a name', { ...profile, name: { en: 'A\u115fB', el: 'Α' } }, 'name'],
  ['an endpoint that is a script', { ...profile, endpoint: 'javascript:alert(1)' }, 'endpoint'],
]
for (const [name, value, field] of refusals) {
  test(`error: a profile with ${name} is refused`, () => {
    assert.throws(() => parsePartyProfile(value), refusedFor(field))
  })
}

test('error: a recipient that is not post-quantum is refused', async () => {
  const classical = await identityToRecipient(await generateX25519Identity())
  assert.throws(() => parsePartyRecipient(classical), refusedFor('recipient'))
  assert.equal(parsePartyRecipient(recipient), recipient)
})

test('property: one changed letter anywhere in a recipient is caught', () => {
  const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
  fc.assert(
    fc.property(fc.integer({ min: 7, max: recipient.length - 1 }), fc.integer({ min: 1, max: 31 }), (at, by) => {
      const letter = letters[(letters.indexOf(recipient[at] ?? '') + by) % 32]
      assert.throws(() => parsePartyRecipient(recipient.slice(0, at) + letter + recipient.slice(at + 1)))
    }),
    { numRuns: 2000 },
  )
})

test('property: any JSON that is no profile is refused with a field', () => {
  const values = fc.oneof(
    fc.jsonValue(),
    fc.record({
      v: fc.constant(1),
      handle: fc.string(),
      name: fc.jsonValue(),
      kind: fc.string(),
      recipient: fc.string(),
    }),
    fc.tuple(fc.constantFrom('v', 'handle', 'name', 'kind', 'recipient'), fc.jsonValue()).map(([field, value]) => ({
      ...profile,
      [field]: typeof value === 'string' || value === 1 ? null : value,
    })),
  )
  fc.assert(
    fc.property(values, (value) => {
      assert.throws(
        () => parsePartyProfile(value),
        (error) => hasCode(error, 'IDENTITY_PROFILE_INVALID'),
      )
    }),
    { numRuns: fuzzRuns },
  )
})
