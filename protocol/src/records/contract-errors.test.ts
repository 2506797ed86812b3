import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeError } from '../kernel/index.ts'
import { recordsSolidityErrors } from './contract-errors.ts'
import { recordsErrors } from './errors.ts'
import { recordsContract } from './generated/records-contract.ts'

const expected = [
  ['RecordsAlreadyMinted', 'RECORDS_TOKEN_EXISTS'],
  ['RecordsOwnerUsed', 'RECORDS_OWNER_USED'],
  ['RecordsCommitmentInvalid', 'RECORDS_COMMITMENT_INVALID'],
  ['RecordsUnknown', 'RECORDS_TOKEN_UNKNOWN'],
  ['RecordsNoAccount', 'RECORDS_TOKEN_UNKNOWN'],
  ['RecordsErased', 'RECORDS_TOKEN_ERASED'],
  ['RecordsVersionInvalid', 'RECORDS_VERSION_INVALID'],
  ['RecordsExpired', 'RECORDS_INTENT_EXPIRED'],
  ['RecordsSignatureInvalid', 'RECORDS_INTENT_SIGNATURE_INVALID'],
  ['RecordsBatchInvalid', 'RECORDS_BATCH_INVALID'],
  ['RecordsLocked', 'RECORDS_TOKEN_LOCKED'],
  ['RecordsNoOperators', 'RECORDS_TOKEN_LOCKED'],
] as const

for (const [name, code] of expected) {
  test(`error: ${name} is ${code}, told in both languages`, () => {
    assert.equal(recordsSolidityErrors[name], code)
    const error = recordsErrors[code]()
    assert.equal(error.code, code)
    for (const language of ['en', 'el'] as const) {
      const { title, hint } = describeError(error, language)
      assert.ok(title.length > 0 && hint.length > 0)
    }
  })
}

test('every error of Records has a code', () => {
  const thrown = recordsContract.abi.flatMap((entry) =>
    entry.type === 'error' && entry.name.startsWith('Records') ? [entry.name] : [],
  )
  assert.deepEqual(
    thrown.filter((name) => !(name in recordsSolidityErrors)),
    [],
  )
  assert.equal(expected.length, Object.keys(recordsSolidityErrors).length)
})
