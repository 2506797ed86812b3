import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logErrors } from '@symbolon/protocol/log'
import { logReadingErrors } from '@symbolon/sdk/log'
import { createOutput, exitCodes } from '../kernel/index.ts'
import { examining } from './log-fault.ts'

test('error: LOG_OPENING_UNTRUE and a proof that is none end an audit with 9, what was never reached does not', async () => {
  let told = ''
  const take = (text: string) => {
    told += text
  }
  const output = createOutput({ json: true, language: 'en', colour: false, stdout: take, stderr: take })
  const faults = [logReadingErrors.LOG_OPENING_UNTRUE(), logErrors.LOG_PROOF_ALTERED(), logErrors.LOG_PROOF_INVALID()]
  for (const fault of faults) {
    assert.equal(await examining(output, () => Promise.reject(fault)), exitCodes.mismatch)
    assert.match(told, new RegExp(fault.code))
  }
  const away = logReadingErrors.LOG_UNREACHABLE()
  await assert.rejects(
    examining(output, () => Promise.reject(away)),
    away,
  )
})
