import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeError } from '../kernel/index.ts'
import { partiesSolidityErrors } from './contract-errors.ts'
import { identityErrors } from './errors.ts'
import { partiesContract } from './generated/parties-contract.ts'

const expected = [
  ['PartiesAlreadyRegistered', 'IDENTITY_PARTY_REGISTERED'],
  ['PartiesUnknown', 'IDENTITY_PARTY_UNKNOWN'],
  ['PartiesKindInvalid', 'IDENTITY_KIND_UNKNOWN'],
  ['PartiesProfileInvalid', 'IDENTITY_PROFILE_INVALID'],
  ['PartiesProfileChanged', 'IDENTITY_PROFILE_CHANGED'],
  ['PartiesNotAuthority', 'IDENTITY_AUTHORITY_MISSING'],
  ['PartiesRoleNotHeld', 'IDENTITY_ROLE_NOT_HELD'],
  ['PartiesUntilInvalid', 'IDENTITY_ROLE_UNTIL_INVALID'],
  ['PartiesNonceUsed', 'IDENTITY_INTENT_REPLAYED'],
  ['PartiesExpired', 'IDENTITY_INTENT_EXPIRED'],
  ['PartiesSignatureInvalid', 'IDENTITY_INTENT_SIGNATURE_INVALID'],
  ['AccessManagedUnauthorized', 'IDENTITY_ADMINISTRATOR_MISSING'],
  ['AccessManagerUnauthorizedAccount', 'IDENTITY_ADMINISTRATOR_MISSING'],
] as const

for (const [name, code] of expected) {
  test(`error: ${name} is ${code}, told in both languages`, () => {
    assert.equal(partiesSolidityErrors[name], code)
    const error = identityErrors[code]()
    assert.equal(error.code, code)
    for (const language of ['en', 'el'] as const) {
      const { title, hint } = describeError(error, language)
      assert.ok(title.length > 0 && hint.length > 0)
    }
  })
}

test('every error of Parties has a code', () => {
  const thrown = partiesContract.abi.flatMap((entry) =>
    entry.type === 'error' && entry.name.startsWith('Parties') ? [entry.name] : [],
  )
  assert.deepEqual(
    thrown.filter((name) => !(name in partiesSolidityErrors)),
    [],
  )
  assert.equal(expected.length, Object.keys(partiesSolidityErrors).length)
})
