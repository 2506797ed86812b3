import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { ledgerPlan } from '../../contracts.ts'
import type { Slice } from '../slice.ts'
import { startTestKernel } from '../test-node.ts'
import { createKernel } from './kernel.ts'

test('error: a second node on the database is KERNEL_LEDGER_IN_USE before it changes a table', async () => {
  const first = await startTestKernel({ ownTablesOnly: true })
  const second = createKernel({ config: first.config, address: first.address, plan: ledgerPlan })
  const newer: Slice = { name: 'vault', handlers: [], routes: () => undefined }
  await assert.rejects(second.start([newer]), (error) => hasCode(error, 'KERNEL_LEDGER_IN_USE'))
  await second.stop()
  const text = "select to_regclass('vault.blob') is null as untouched"
  assert.deepEqual(await first.database.query({ name: 'test_untouched', text }), [{ untouched: true }])
  await first.stop()
  const third = createKernel({ config: first.config, address: first.address, plan: ledgerPlan })
  await third.start([newer])
  await third.stop()
})
