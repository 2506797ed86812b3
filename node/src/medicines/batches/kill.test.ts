import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { toHex } from '@symbolon/protocol/kernel'
import { buildBatchTree } from '@symbolon/protocol/medicines'
import { ledgerPlan } from '../../contracts.ts'
import { readConfig } from '../../kernel/config/config.ts'
import { openGround } from '../../kernel/lifecycle/ground.ts'
import { packSlices } from '../test-world.ts'
import { makeSerials } from './make-serials.ts'
import { killBatch, putKillBatch } from './test-kill-batch.ts'

/** More before a release. */
const kills = Number(process.env.SYMBOLON_KILLS ?? 3)
const sealer = fileURLToPath(new URL('./test-sealer.ts', import.meta.url))

/** Lets a node seal for so long and kills it; answers whether it was done before. */
async function sealUntilKilled(data: string, alive_ms: number): Promise<boolean> {
  const child = spawn(process.execPath, [sealer, '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] })
  let isDone = false
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), alive_ms)
    else isDone = true
  }
  return isDone
}

test(`${kills} kills while a batch is sealed: it is sealed in the end, once, with the numbers of its first try`, async () => {
  const data = mkdtempSync(join(tmpdir(), 'symbolon-kill-'))
  for (let i = 1; i <= kills; i++) await sealUntilKilled(data, 40 * i * i)
  const ground = await openGround(readConfig({ env: { SYMBOLON_LOG: 'fatal' }, args: ['--data', data] }), ledgerPlan)
  const { medicines, slices } = packSlices(ground.context)
  await ground.start(slices)
  await putKillBatch(ground.context.database)
  await medicines.seal()
  const sealed = await medicines.batches.byId(killBatch.batch)
  const chunks: Uint8Array[] = []
  for await (const rows of medicines.batches.rows(killBatch.batch)) chunks.push(rows)
  const { count, secret } = killBatch
  const serials = await makeSerials({ count, total: count, secret, isTaken: () => false })
  assert.ok(Buffer.concat(chunks).equals(serials))
  assert.equal(sealed?.root, toHex(buildBatchTree({ ...killBatch, serials }).root))
  await ground.stop()
  rmSync(data, { recursive: true, force: true })
})
