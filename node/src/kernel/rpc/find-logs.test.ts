import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LedgerReading } from '../ledger/ledger.ts'
import { findLogs } from './find-logs.ts'
import { RpcFault } from './rpc-fault.ts'
import { RPC_LOG_BLOCKS_MAX, RPC_LOG_STEP_BLOCKS, RPC_LOGS_MAX, RPC_STATE_BLOCKS_MAX } from './rpc-limits.ts'
import { stateAt } from './rpc-reading.ts'

const isFault = (code: number) => (fault: unknown) => fault instanceof RpcFault && fault.code === code

/** A ledger of many blocks, each search of which finds so many logs. */
function ledgerOf(head: number, logs = 1) {
  const ranges: unknown[] = []
  const inspect = async ({ params }: LedgerReading) => {
    ranges.push(params[0])
    return { value: Array(logs).fill('log') }
  }
  return { asking: { head, ledger: { chainId: 1, inspect } }, ranges }
}

test('a search goes through its blocks a few at a time, up to the newest', async () => {
  const { asking, ranges } = ledgerOf(RPC_LOG_STEP_BLOCKS + 20)
  assert.equal((await findLogs(asking, { fromBlock: 10n, toBlock: 10_000n, address: '0xab' })).length, 2)
  assert.deepEqual(ranges, [
    { address: '0xab', fromBlock: '0xa', toBlock: '0x3b' },
    { address: '0xab', fromBlock: '0x3c', toBlock: '0x46' },
  ])
})

test('a search without a range is of the newest block, and one behind it or backwards finds nothing', async () => {
  const { asking, ranges } = ledgerOf(9)
  assert.equal((await findLogs(asking, {})).length, 1)
  assert.deepEqual(await findLogs(asking, { fromBlock: 10n }), [])
  assert.deepEqual(await findLogs(asking, { fromBlock: 5n, toBlock: 4n }), [])
  assert.deepEqual(ranges, [{ fromBlock: '0x9', toBlock: '0x9' }])
})

test('error: more blocks than the limit are refused before any is looked at, as many are not', async () => {
  const { asking, ranges } = ledgerOf(RPC_LOG_BLOCKS_MAX, 0)
  await assert.rejects(findLogs(asking, { fromBlock: 'earliest' }), isFault(-32_005))
  assert.equal(ranges.length, 0)
  assert.deepEqual(await findLogs(asking, { fromBlock: 1n }), [])
  assert.equal(ranges.length, RPC_LOG_BLOCKS_MAX / RPC_LOG_STEP_BLOCKS)
})

test('error: a search ends where it has found more logs than the limit', async () => {
  const { asking, ranges } = ledgerOf(4 * RPC_LOG_STEP_BLOCKS, RPC_LOGS_MAX / 2 + 1)
  await assert.rejects(findLogs(asking, { fromBlock: 1n }), isFault(-32_005))
  assert.equal(ranges.length, 2)
})

test('error: a state is told of the newest blocks only', () => {
  const { asking } = ledgerOf(RPC_STATE_BLOCKS_MAX + 5)
  assert.equal(stateAt(5n, asking), '0x5')
  for (const tag of [4n, 'earliest', BigInt(asking.head + 1)] as const)
    assert.throws(() => stateAt(tag, asking), isFault(-32_001))
})
