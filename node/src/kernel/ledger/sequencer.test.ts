import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { hasCode, toHex } from '@symbolon/protocol/kernel'
import { ledgerPlan } from '../../contracts.ts'
import type { Database, Statement } from '../database/database.ts'
import { createLogger } from '../lifecycle/logger.ts'
import type { Chain } from './chain.ts'
import { createContractSet } from './contract-set.ts'
import { openChain } from './genesis.ts'
import { insertCall, type Outcome, readOutcome, settleCalls } from './outbox.ts'
import { openRelayer } from './relayer.ts'
import { startSequencer } from './sequencer.ts'
import { give, revoke } from './test-consents.ts'
import { type LedgerRun, newLedgerRun, relayerKeyFile } from './test-run.ts'

/** A commit whose answer is lost, and which the server finishes when the next waiting calls have been read. */
function losingOneAnswer({ database }: LedgerRun): { database: Database; lose(): void } {
  let armed = false
  let finish: (() => Promise<unknown>) | undefined
  const query = async <Row>(statement: Statement): Promise<Row[]> => {
    const rows = await database.query<Row>(statement)
    if (statement.name === 'kernel.outbox.waiting') await finish?.()
    return rows
  }
  const together = async (statements: readonly Statement[]): Promise<unknown[][]> => {
    if (!armed) return database.together(statements)
    armed = false
    const [written, allowed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const committed = database.transaction(async (queries) => {
      await Promise.all(statements.map((statement) => queries.query(statement)))
      written.resolve()
      await allowed.promise
    })
    finish = () => {
      allowed.resolve()
      return committed
    }
    await written.promise
    throw new Error('the answer is lost')
  }
  const wrapped = { ...database, query, together }
  const lose = (): void => {
    armed = true
  }
  return { database: wrapped, lose }
}

test('a block whose commit was done and never answered is not carried out again', async () => {
  const run = await newLedgerRun()
  const losing = losingOneAnswer(run)
  const ledger = run.open({ database: losing.database })
  await ledger.start([])
  const { number } = ledger.head()
  const { transactions } = ledger.use()
  await run.database.transaction((queries) => ledger.enqueue(queries, give(1), { commandId: 'once' }))
  losing.lose()
  assert.equal((await ledger.settled('once')).block, number + 1)
  await run.database.transaction((queries) => ledger.enqueue(queries, give(2), { commandId: 'next' }))
  assert.equal((await ledger.settled('next')).block, number + 2)
  assert.equal(ledger.use().transactions, transactions + 2)
  assert.equal((await ledger.settled('once')).block, number + 1)
  await ledger.stop()
  await run.database.close()
})

test('error: a call that was settled before fails the transaction that would settle it again', async () => {
  const run = await newLedgerRun()
  const ledger = run.open()
  await ledger.start([])
  await run.database.transaction((queries) => ledger.enqueue(queries, give(1), { commandId: 'once' }))
  await ledger.settled('once')
  const text = 'select position, 0 as index, transaction_hash as hash from kernel.outbox'
  const [call] = await run.database.query<{ position: number; index: number; hash: Buffer }>({
    name: 'test_call',
    text,
  })
  assert.ok(call)
  const again = settleCalls(7, [{ ...call, transaction: toHex(call.hash) }])
  await assert.rejects(run.database.together([again]), /settled before/)
  await ledger.stop()
  await run.database.close()
})

/** A sequencer on a chain of which every call that is tried seems to pass. */
async function startTrusting(run: LedgerRun) {
  const contracts = createContractSet(ledgerPlan)
  const relayer = openRelayer(relayerKeyFile, 7010)
  const [clock, log] = [{ now: () => Date.now() }, createLogger('silent')]
  const { chain, genesis } = await openChain({
    clock,
    contracts,
    relayer,
    chainId: 7010,
    database: run.database,
    index: () => () => [],
  })
  const trusting: Chain = {
    ...chain,
    append: (order) =>
      chain.append({ ...order, fill: (place) => order.fill({ ...place, call: async () => ({ returned: '0x' }) }) }),
  }
  const outcomes = new Map<string, Outcome>()
  const sequencer = startSequencer({
    chain: trusting,
    contracts,
    relayer,
    log,
    database: run.database,
    block_ms: 5,
    index: () => [],
    address: (name) => genesis.contracts[name],
    now: clock.now,
    leader: { isHeld: () => true, take: async () => true, waitFor: async () => true, release: async () => undefined },
    onSettled: (commandId, outcome) => void outcomes.set(commandId, outcome),
  })
  return { contracts, chain, sequencer, outcomes }
}

test('a bundle that passes when tried and reverts in the block is taken apart, and harms no call', async () => {
  const run = await newLedgerRun()
  const { contracts, chain, sequencer, outcomes } = await startTrusting(run)
  const calls = [give(1), give(2), revoke(1), revoke(7)]
  await run.database.transaction(async (queries) => {
    for (const [i, call] of calls.entries()) {
      const data = contracts.encode(call)
      await queries.query(insertCall({ commandId: `${i}`, contract: 'Consents', data, urgent: false, due: 0 }))
    }
  })
  while (outcomes.size < calls.length) {
    sequencer.nudge()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await sequencer.stop()
  const codes = calls.map((_, i) => outcomes.get(`${i}`)?.reverted)
  assert.deepEqual(codes.slice(0, 2), [undefined, undefined])
  const [unsigned, unknown] = codes.slice(2)
  assert.ok(unsigned && hasCode(contracts.errorOf('Consents', unsigned), 'CONSENT_REVOCATION_INVALID'))
  assert.ok(unknown && hasCode(contracts.errorOf('Consents', unknown), 'CONSENT_GRANT_UNKNOWN'))
  assert.equal(chain.head().number, 3)
  assert.deepEqual(await readOutcome(run.database, '1'), outcomes.get('1'))
  await run.database.close()
})
