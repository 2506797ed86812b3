import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { toHex } from '@symbolon/protocol/kernel'
import { buildBatchTree, type Serial, serialAt } from '@symbolon/protocol/medicines'
import { ledgerPlan } from '../../contracts.ts'
import { readConfig } from '../../kernel/config/config.ts'
import { openGround } from '../../kernel/lifecycle/ground.ts'
import { linesUntilKilled } from '../../kernel/lifecycle/test-killed.ts'
import { packSlices } from '../test-world.ts'
import { makeSerials } from './make-serials.ts'
import { killBatches, putKillBatches } from './test-kill-batch.ts'

/** More before a release. */
const kills = Number(process.env.SYMBOLON_KILLS ?? 3)
const sealer = fileURLToPath(new URL('./test-sealer.ts', import.meta.url))

test(`${kills} kills while two batches of a product are sealed: each is sealed in the end, once, and no number is in both`, async () => {
  const data = mkdtempSync(join(tmpdir(), 'symbolon-kill-'))
  for (let i = 1; i <= kills; i++) {
    const lines = linesUntilKilled([sealer, '--data', data], { alive_ms: 40 * i * i })
    for await (const line of lines) assert.equal(line, 'sealed')
  }
  const ground = await openGround(readConfig({ env: { SYMBOLON_LOG: 'fatal' }, args: ['--data', data] }), ledgerPlan)
  const { medicines, slices } = packSlices(ground.context)
  await ground.start(slices)
  await putKillBatches(ground.context.database)
  await medicines.seal()
  const taken = new Set<Serial>()
  let total = 0
  for (const { batch, ...order } of killBatches) {
    total += order.count
    const isTaken = (rows: Uint8Array, i: number) => taken.has(serialAt(rows, i))
    const serials = await makeSerials({ ...order, total, isTaken })
    const chunks: Uint8Array[] = []
    for await (const rows of medicines.batches.rows(batch)) chunks.push(rows)
    assert.ok(Buffer.concat(chunks).equals(serials))
    const sealed = await medicines.batches.byId(batch)
    assert.equal(sealed?.root, toHex(buildBatchTree({ ...order, serials }).root))
    for (let i = 0; i < order.count; i++) taken.add(serialAt(serials, i))
  }
  assert.equal(taken.size, total)
  await ground.stop()
  rmSync(data, { recursive: true, force: true })
})

test('the second of these batches would meet numbers of the first, if it did not look', async () => {
  const met = new Map<Serial, number>()
  for (const [place, order] of killBatches.entries()) {
    const serials = await makeSerials({ ...order, total: (place + 1) * order.count })
    for (let i = 0; i < order.count; i++) met.set(serialAt(serials, i), (met.get(serialAt(serials, i)) ?? 0) + 1)
  }
  assert.ok([...met.values()].some((times) => times === 2))
})
