import { strict as assert } from 'node:assert'
import { after, before, test } from 'node:test'
import { roleCodes, roleId } from '@symbolon/protocol/identity'
import { hasCode } from '@symbolon/protocol/kernel'
import type { EventHandler, LedgerEvent } from '../slice.ts'
import { startTestKernel, type TestKernel } from '../test-node.ts'
import type { ContractCall } from './ledger.ts'
import { give, giveLate, grantOf, readGrants, revoke, seenSlice } from './test-consents.ts'

let kernel: TestKernel
let fails = false

/** Handlers of a slice that a test can make fail inside the block's transaction. */
const handlers: EventHandler[] = seenSlice.handlers.map((handler) => ({
  ...handler,
  toStatements: (events: readonly LedgerEvent[]) =>
    fails ? [{ name: 'broken', text: 'select 1 / 0' }] : handler.toStatements(events),
}))

before(async () => {
  kernel = await startTestKernel({ slices: () => [{ ...seenSlice, handlers }] })
})
after(() => kernel.stop())

function enqueue(call: ContractCall, commandId: string): Promise<void> {
  return kernel.database.transaction((queries) => kernel.ledger.enqueue(queries, call, { commandId }))
}

test('an effect is carried out, its events become rows, and its place is told', async () => {
  await kernel.ledger.simulate(give(1))
  const head = kernel.ledger.head()
  await enqueue(give(1), 'one')
  const settled = await kernel.ledger.settled('one')
  assert.equal(settled.block, head.number + 1)
  assert.equal(kernel.ledger.head().number, settled.block)
  assert.ok(settled.time >= head.time && settled.time <= Date.now())
  assert.match(settled.transaction, /^0x[0-9a-f]{64}$/)
  assert.deepEqual(await readGrants(kernel.database), [grantOf(1)])
  assert.deepEqual(await kernel.ledger.settled('one'), settled)
})

test('an effect under a known command id changes nothing', async () => {
  await enqueue(give(2), 'two')
  await enqueue(give(3), 'two')
  await kernel.ledger.settled('two')
  assert.deepEqual(await readGrants(kernel.database), [grantOf(1), grantOf(2)].sort())
})

test('many effects at once share blocks and keep their order', async () => {
  const calls = Array.from({ length: 120 }, (_, i) => (i % 2 ? revoke(100 + i - 1) : give(100 + i)))
  await kernel.database.transaction(async (queries) => {
    for (const [i, call] of calls.entries()) await kernel.ledger.enqueue(queries, call, { commandId: `many-${i}` })
  })
  const settled = await Promise.allSettled(calls.map((_, i) => kernel.ledger.settled(`many-${i}`)))
  assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 60)
  const blocks = new Set(settled.map((one) => (one.status === 'fulfilled' ? one.value.block : 0)))
  assert.ok(blocks.size <= 5)
})

test('error: an effect of a transaction that was rolled back is KERNEL_LEDGER_UNKNOWN_COMMAND', async () => {
  const work = kernel.database.transaction(async (queries) => {
    await kernel.ledger.enqueue(queries, give(5), { commandId: 'never' })
    throw new Error('changed my mind')
  })
  await assert.rejects(work, /changed my mind/)
  await assert.rejects(kernel.ledger.settled('never'), (error) => hasCode(error, 'KERNEL_LEDGER_UNKNOWN_COMMAND'))
  await assert.rejects(kernel.ledger.settled('nor this'), (error) => hasCode(error, 'KERNEL_LEDGER_UNKNOWN_COMMAND'))
})

test('error: simulating shows the error of the slice before anything is written', async () => {
  await assert.rejects(kernel.ledger.simulate(giveLate(1)), (error) => hasCode(error, 'CONSENT_WEEK_INVALID'))
})

test('error: an effect that reverts tells why, now and later, and harms no other', async () => {
  await kernel.database.transaction(async (queries) => {
    await kernel.ledger.enqueue(queries, giveLate(1), { commandId: 'late' })
    await kernel.ledger.enqueue(queries, give(6), { commandId: 'six' })
  })
  await kernel.ledger.settled('six')
  for (let i = 0; i < 2; i++) {
    await assert.rejects(kernel.ledger.settled('late'), (error) => hasCode(error, 'CONSENT_WEEK_INVALID'))
  }
})

test('error: a Solidity error that no slice explains is KERNEL_LEDGER_REVERTED', async () => {
  const call: ContractCall = { contract: 'Records', functionName: 'ownerOf', args: [1n] }
  const refused = (error: unknown) =>
    hasCode(error, 'KERNEL_LEDGER_REVERTED') || hasCode(error, 'RECORDS_TOKEN_UNKNOWN')
  await assert.rejects(kernel.ledger.read(call), refused)
  const alone: ContractCall = {
    contract: 'AccessManager',
    functionName: 'cancel',
    args: [kernel.ledger.address('Records'), kernel.ledger.address('Parties'), '0x00'],
  }
  await assert.rejects(kernel.ledger.simulate(alone), (error) => hasCode(error, 'KERNEL_LEDGER_REVERTED'))
})

test('a block whose rows cannot be stored leaves no trace in memory, and goes through when they can', async () => {
  const head = kernel.ledger.head()
  fails = true
  await enqueue(give(7), 'seven')
  const settled = kernel.ledger.settled('seven')
  while (kernel.ledger.isWell()) await new Promise((resolve) => setTimeout(resolve, 5))
  assert.deepEqual(kernel.ledger.head(), head)
  await kernel.ledger.simulate(give(7))
  fails = false
  assert.equal((await settled).block, head.number + 1)
  assert.ok(kernel.ledger.isWell())
  const call: ContractCall = { contract: 'Consents', functionName: 'isActive', args: [grantOf(7)] }
  assert.equal(await kernel.ledger.read(call), true)
})

test('the authority is accredited from the start and the relayer keeps no power', async () => {
  const { authority } = kernel.config
  for (const code of roleCodes) {
    const args = [roleId(code), authority]
    assert.equal(await kernel.ledger.read({ contract: 'Parties', functionName: 'isAuthority', args }), true, code)
  }
  const accredit: ContractCall = {
    contract: 'Parties',
    functionName: 'accredit',
    args: [roleId('care-provider'), grantOf(1).slice(0, 42), true],
  }
  await assert.rejects(kernel.ledger.simulate(accredit), (error) => hasCode(error, 'IDENTITY_ADMINISTRATOR_MISSING'))
})
