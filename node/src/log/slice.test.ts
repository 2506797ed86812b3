import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { startTestKernel } from '../kernel/test-node.ts'
import { createLogSlice } from './slice.ts'
import { testSource } from './test-entries.ts'
import { startLogNode } from './test-log-node.ts'

test('error: LOG_FORKED ends the start of a node whose database was set back behind what its key has signed', async () => {
  const data = mkdtempSync(join(tmpdir(), 'symbolon-restored-'))
  const node = await startLogNode({ data })
  await node.runJob('log-publish')
  await node.stop()
  // An empty database is the oldest backup there is.
  const kernel = await startTestKernel({ config: { data } })
  const slice = createLogSlice(kernel, { sources: [testSource], sealToReaders: async () => new Uint8Array() })
  try {
    await assert.rejects(slice.start?.() ?? assert.fail(), (fault) => hasCode(fault, 'LOG_FORKED'))
  } finally {
    await slice.stop?.()
    await kernel.stop()
    rmSync(data, { recursive: true })
  }
})
