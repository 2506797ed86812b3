import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeError } from '../kernel/index.ts'
import { consentsSolidityErrors } from './contract-errors.ts'
import { consentErrors } from './errors.ts'
import { consentsContract } from './generated/consents-contract.ts'

const expected = [
  ['ConsentsUnknown', 'CONSENT_GRANT_UNKNOWN'],
  ['ConsentsRevoked', 'CONSENT_DELEGATION_REFUSED'],
  ['ConsentsAlreadyDelegated', 'CONSENT_DELEGATION_REFUSED'],
  ['ConsentsAccountInvalid', 'CONSENT_ACCOUNT_INVALID'],
  ['ConsentsWeekInvalid', 'CONSENT_WEEK_INVALID'],
  ['ConsentsSignatureInvalid', 'CONSENT_REVOCATION_INVALID'],
  ['ConsentsBatchInvalid', 'CONSENT_BATCH_INVALID'],
] as const

for (const [name, code] of expected) {
  test(`error: ${name} is ${code}, told in both languages`, () => {
    assert.equal(consentsSolidityErrors[name], code)
    const error = consentErrors[code]()
    assert.equal(error.code, code)
    for (const language of ['en', 'el'] as const) {
      const { title, hint } = describeError(error, language)
      assert.ok(title.length > 0 && hint.length > 0)
    }
  })
}

test('every error of Consents has a code', () => {
  const thrown = consentsContract.abi.flatMap((entry) =>
    entry.type === 'error' && entry.name.startsWith('Consents') ? [entry.name] : [],
  )
  assert.deepEqual(
    thrown.filter((name) => !(name in consentsSolidityErrors)),
    [],
  )
  assert.equal(expected.length, Object.keys(consentsSolidityErrors).length)
})
