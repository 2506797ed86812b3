import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { ledgerPlan } from '../../contracts.ts'
import { bundleCalls } from './bundle.ts'
import { createContractSet } from './contract-set.ts'
import type { WaitingCall } from './outbox.ts'

const contracts = createContractSet(ledgerPlan)
const account = `0x${'0a'.repeat(20)}` as const
const handOver = { ranges: [], from: account, to: account, deadline: 0n }
const item = { handOver, fromLicence: 0, toLicence: 1, peaks: [], pages: [], fromSignature: '0x', toSignature: '0x' }
const mark = { first: 0n, count: 1, state: 1, round: 0, deadline: 0n }
const marking = { mark, peak: 0, licence: 2, signature: '0x' }

function waiting(functionName: 'handOver' | 'mark', count: number): WaitingCall[] {
  const list = functionName === 'handOver' ? [item] : [marking]
  const data = contracts.encode({ contract: 'Packs', functionName, args: [list] })
  return Array.from({ length: count }, (_, position) => ({
    position,
    contract: 'Packs',
    data,
    commandId: `${functionName} ${position}`,
  }))
}

async function sizesOf(calls: readonly WaitingCall[]): Promise<number[]> {
  const relayed = await bundleCalls(calls, contracts, async () => true)
  return relayed.map((one) => one.calls.length)
}

test('handovers share a transaction by the hundred, marks by two hundred and fifty, in the order of their acceptance', async () => {
  assert.deepEqual(await sizesOf(waiting('handOver', 99)), [99])
  assert.deepEqual(await sizesOf(waiting('handOver', 150)), [100])
  assert.deepEqual(await sizesOf(waiting('mark', 250)), [250])
  assert.deepEqual(await sizesOf(waiting('mark', 251)), [250, 1])
  assert.deepEqual(await sizesOf([...waiting('handOver', 2), ...waiting('mark', 2)]), [2])
})

test('lists that come as lists are counted by their items', async () => {
  const args = [Array.from({ length: 60 }, () => item)]
  const data = contracts.encode({ contract: 'Packs', functionName: 'handOver', args })
  const calls = [0, 1].map((position) => ({
    position,
    contract: 'Packs' as const,
    data,
    commandId: `list ${position}`,
  }))
  assert.deepEqual(await sizesOf(calls), [1, 1])
})
