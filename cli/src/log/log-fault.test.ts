import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logErrors } from '@symbolon/protocol/log'
import { logReadingErrors } from '@symbolon/sdk/log'
import { createOutput, exitCodes } from '../kernel/index.ts'
import { keepStreams } from '../kernel/test-streams.ts'
import { examining } from './log-fault.ts'

test('error: LOG_OPENING_UNTRUE and a proof that is none end an audit with 9, what was never reached does not', async () => {
  const { streams, stderr } = keepStreams()
  const output = createOutput({ json: true, language: 'en', colour: false, streams })
  const faults = [logReadingErrors.LOG_OPENING_UNTRUE(), logErrors.LOG_PROOF_ALTERED(), logErrors.LOG_PROOF_INVALID()]
  for (const fault of faults) {
    assert.equal(await examining(output, () => Promise.reject(fault)), exitCodes.mismatch)
    assert.match(stderr(), new RegExp(fault.code))
  }
  const away = logReadingErrors.LOG_UNREACHABLE()
  await assert.rejects(
    examining(output, () => Promise.reject(away)),
    away,
  )
})
