import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeError } from '../kernel/index.ts'
import { checkpointsSolidityErrors } from './contract-errors.ts'
import { logErrors } from './errors.ts'
import { checkpointsContract } from './generated/checkpoints-contract.ts'

const expected = [
  ['CheckpointsSizeInvalid', 'LOG_ANCHOR_SIZE_INVALID', 400, 'never'],
  ['CheckpointsShrunk', 'LOG_ANCHOR_SHRUNK', 409, 'never'],
  ['CheckpointsForked', 'LOG_ANCHOR_FORKED', 409, 'never'],
  ['CheckpointsDeadlineInvalid', 'LOG_ANCHOR_DEADLINE_INVALID', 400, 'ask'],
  ['CheckpointsExpired', 'LOG_ANCHOR_EXPIRED', 409, 'ask'],
  ['CheckpointsKeyUsed', 'LOG_ANCHOR_KEY_USED', 409, 'never'],
  ['CheckpointsSignatureInvalid', 'LOG_ANCHOR_SIGNATURE_INVALID', 403, 'never'],
] as const

for (const [name, code, status, retry] of expected) {
  test(`error: ${name} is ${code}, told in both languages`, () => {
    assert.equal(checkpointsSolidityErrors[name], code)
    const error = logErrors[code]()
    assert.equal(error.code, code)
    assert.deepEqual([error.row.status, error.row.retry], [status, retry])
    for (const language of ['en', 'el'] as const) {
      const { title, hint } = describeError(error, language)
      assert.ok(title.length > 0 && hint.length > 0)
    }
  })
}

test('every error of Checkpoints has a code', () => {
  const thrown = checkpointsContract.abi.flatMap((entry) =>
    entry.type === 'error' && entry.name.startsWith('Checkpoints') ? [entry.name] : [],
  )
  assert.deepEqual(
    thrown.filter((name) => !(name in checkpointsSolidityErrors)),
    [],
  )
  assert.equal(expected.length, Object.keys(checkpointsSolidityErrors).length)
})
