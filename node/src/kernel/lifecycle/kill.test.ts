import { strict as assert } from 'node:assert'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { ledgerPlan } from '../../contracts.ts'
import { readConfig } from '../config/config.ts'
import { give, grantOf, readGrants, seenSlice } from '../ledger/test-consents.ts'
import { openGround } from './ground.ts'
import { linesUntilKilled } from './test-killed.ts'

/** More before a release. */
const kills = Number(process.env.SYMBOLON_KILLS ?? 4)
const writer = fileURLToPath(new URL('./test-writer.ts', import.meta.url))

test(`${kills} kills while grants are given: nothing that was settled is lost, nothing happens twice`, async () => {
  const data = mkdtempSync(join(tmpdir(), 'symbolon-kill-'))
  const acknowledged: number[] = []
  for (let i = 0; i < kills; i++) {
    const isAtWork = (line: string) => line !== 'ready'
    // Every other one is killed when it may not have settled anything yet.
    const killed = { alive_ms: Math.random() * 400, ...(i % 2 === 1 && { after: isAtWork }) }
    const lines = linesUntilKilled([writer, String((i + 1) * 1_000_000), '--data', data], killed)
    for await (const line of lines) acknowledged.push(Number(line))
  }
  const ground = await openGround(readConfig({ env: { SYMBOLON_LOG: 'fatal' }, args: ['--data', data] }), ledgerPlan)
  const { database, ledger } = ground.context
  await ground.start([seenSlice])
  await database.transaction((queries) => ledger.enqueue(queries, give(1), { commandId: 'last' }))
  await ledger.settled('last')
  const grants = new Set(await readGrants(database))
  for (const n of acknowledged) {
    assert.ok(grants.has(grantOf(n)), `grant ${n} is lost`)
    assert.equal(await ledger.read({ contract: 'Consents', functionName: 'isActive', args: [grantOf(n)] }), true)
  }
  const text = 'select count(*) as calls, count(*) filter (where revert_data is not null) as refused from kernel.outbox'
  assert.deepEqual(await database.query({ name: 'calls', text }), [{ calls: grants.size, refused: 0 }])
  assert.ok(acknowledged.length > 0)
  await ground.stop()
  rmSync(data, { recursive: true, force: true })
})
