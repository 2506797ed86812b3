import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import committed from '../gas/gas.json' with { type: 'json' }
import packs from '../gas/packs.json' with { type: 'json' }
import { gasTables } from './gas-page.ts'
import { measureGas } from './measure-gas.ts'
import { measurePacks } from './measure-packs.ts'
import { measurePeers } from './measure-peers.ts'

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

const packsAims = [
  ['commission_first_of_a_maker', 150_000],
  ['commission_16777216', 150_000],
  ['move_carve_to_first_time_receiver', 140_000],
  ['move_carve_5000', 140_000],
  ['move_whole_of_100000', 140_000],
  ['end_1_in_list', 60_000],
  ['end_1_near_ended_in_list', 45_000],
  ['end_256_of_a_page', 90_000],
] as const

test('packs are commissioned, moved and ended within their aims', () => {
  for (const [move, aim] of packsAims) assert.ok(packs.packs[move] <= aim, `${move}: ${packs.packs[move]} of ${aim}`)
})

test('what a batch or a range costs does not grow with its packs', () => {
  const { commission_100, commission_16777216, move_carve_100, move_carve_5000 } = packs.packs
  assert.ok(Math.abs(commission_16777216 - commission_100) < 200)
  assert.ok(Math.abs(move_carve_5000 - move_carve_100) < 200)
})

test('100 handovers and 250 ends fit under the gas cap of one transaction (EIP-7825)', () => {
  assert.ok(packs.packs.move_carve_100_in_list * 100 < 2 ** 24)
  assert.ok(packs.packs.end_1_in_list * 250 < 2 ** 24)
})

test('gas of packs is what the committed file and the page say', async () => {
  assert.deepEqual(await measurePacks(), packs.packs)
  const page = await readFile(join(import.meta.dirname, '../../docs/gas.md'), 'utf8')
  assert.ok(page.includes(gasTables(packs)), 'docs/gas.md is stale')
})

test('gas of the libraries is what the committed file says', async () => {
  assert.deepEqual(await measurePeers(), packs.peers)
})
