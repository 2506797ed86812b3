import assert from 'node:assert/strict'
import { test } from 'node:test'
import committed from '../gas/gas.json' with { type: 'json' }
import { measureGas } from './measure-gas.ts'

const aims = { mint: 75_000, give: 45_000, revoke: 30_000 }

test('a mint, a grant and a revocation stay within their aims as they are relayed in a batch', () => {
  for (const [move, aim] of Object.entries(aims)) {
    const { in_batch } = committed[move as keyof typeof aims]
    assert.ok(in_batch <= aim, `${move}: ${in_batch} of ${aim}`)
  }
})

test('a log advances within its aim, each checkpoint in a transaction of its own', () => {
  assert.ok(committed.advance.single <= 45_000, `${committed.advance.single} of 45000`)
})

test('250 intents fit under the gas cap of one transaction (EIP-7825)', () => {
  for (const move of ['mint', 'give', 'revoke'] as const) assert.ok(committed[move].in_batch * 250 < 2 ** 24)
})

test('gas is what the committed file says; node contracts/gas/write.ts writes it anew', async () => {
  assert.deepEqual(await measureGas(), committed)
})
