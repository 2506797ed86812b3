import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { hasCode, kernelErrors } from '@symbolon/protocol/kernel'
import fc from 'fast-check'
import { pino } from 'pino'
import { ledgerPlan } from '../../contracts.ts'
import { loggerOptions } from '../lifecycle/logger.ts'
import { createContractSet } from './contract-set.ts'
import { contractNames } from './ledger.ts'
import { insertCall, readWaiting } from './outbox.ts'
import { give, giveLate, grantOf, revoke } from './test-consents.ts'
import { type LedgerRun, newLedgerRun } from './test-run.ts'

async function withLedger(
  run: LedgerRun,
  calls: readonly (readonly [string, ReturnType<typeof give>])[],
): Promise<number> {
  const ledger = run.open()
  await ledger.start([])
  for (const [commandId, call] of calls) {
    await run.database.transaction((queries) => ledger.enqueue(queries, call, { commandId }))
    await ledger.settled(commandId).catch(() => undefined)
  }
  const { number } = ledger.head()
  await ledger.stop()
  return number
}

test('what was recorded is there again after a restart, and the chain goes on from it', async () => {
  const run = await newLedgerRun()
  const number = await withLedger(run, [
    ['a', give(1)],
    ['b', giveLate(1)],
  ])
  const ledger = run.open()
  await ledger.start([])
  assert.equal(ledger.head().number, number)
  const given = await ledger.read<{ account: string }>({
    contract: 'Consents',
    functionName: 'isActive',
    args: [grantOf(1)],
  })
  assert.equal(given, true)
  assert.equal((await ledger.settled('a')).block, number - 1)
  await assert.rejects(ledger.settled('b'), (error) => hasCode(error, 'CONSENT_WEEK_INVALID'))
  await run.database.transaction((queries) => ledger.enqueue(queries, give(2), { commandId: 'c' }))
  assert.equal((await ledger.settled('c')).block, number + 1)
  await ledger.stop()
  await run.database.close()
})

test('calls that were relayed together replay to the same block', async () => {
  const run = await newLedgerRun()
  const ledger = run.open()
  await ledger.start([])
  const ids = Array.from({ length: 30 }, (_, n) => `together-${n}`)
  await run.database.transaction(async (queries) => {
    for (const [n, commandId] of ids.entries()) await ledger.enqueue(queries, give(n + 1), { commandId })
  })
  const settled = await Promise.all(ids.map((id) => ledger.settled(id)))
  assert.equal(new Set(settled.map(({ transaction }) => transaction)).size, 1)
  await ledger.stop()
  const again = run.open()
  await again.start([])
  assert.deepEqual(await Promise.all(ids.map((id) => again.settled(id))), settled)
  await again.stop()
  await run.database.close()
})

const damage: readonly [what: string, sql: string][] = [
  ['a byte of a transaction', 'update kernel.block set transactions = set_byte(transactions, 40, 7) where number = 2'],
  ['the receipts root', "update kernel.block set receipts_root = sha256('x') where number = 2"],
  ['the hash', "update kernel.block set hash = sha256('x') where number = 2"],
  ['the time', 'update kernel.block set time_s = time_s + 1 where number = 2'],
  ['the newest block missing', 'delete from kernel.block where number = 3'],
  ['a missing block', 'delete from kernel.block where number = 2'],
  ['a missing transaction', "update kernel.block set transactions = '', sizes = '{}' where number = 2"],
  ['blocks in another order', 'update kernel.block set number = 105 - number where number in (2, 3)'],
]

for (const [what, text] of damage) {
  test(`error: ${what} is found at start as KERNEL_LEDGER_MISMATCH`, async () => {
    const run = await newLedgerRun()
    await withLedger(run, [
      ['a', give(1)],
      ['b', give(2)],
    ])
    await run.database.query({ name: 'damage', text })
    await assert.rejects(run.open().start([]), (error) => hasCode(error, 'KERNEL_LEDGER_MISMATCH'))
    await run.database.close()
  })
}

test('error: a second ledger on the same database is KERNEL_LEDGER_IN_USE, until the first one is gone', async () => {
  const run = await newLedgerRun()
  const first = run.open()
  await first.start([])
  await assert.rejects(run.open().start([]), (error) => hasCode(error, 'KERNEL_LEDGER_IN_USE'))
  await first.stop()
  const second = run.open()
  await second.start([])
  await second.stop()
  await run.database.close()
})

test('error: a database of another chain id is KERNEL_CONFIG_INVALID', async () => {
  const run = await newLedgerRun()
  await withLedger(run, [])
  await assert.rejects(run.open({ chainId: 7011 }).start([]), (error) => hasCode(error, 'KERNEL_CONFIG_INVALID'))
  await run.database.close()
})

test('error: a full ledger is KERNEL_LEDGER_FULL for all but urgent effects; one that does not run is KERNEL_LEDGER_UNAVAILABLE', async () => {
  const run = await newLedgerRun()
  const ledger = run.open({ transactions_max: contractNames.length + 1 })
  await assert.rejects(ledger.settled('x'), (error) => hasCode(error, 'KERNEL_LEDGER_UNAVAILABLE'))
  await ledger.start([])
  const enqueue = (n: number, options: { commandId: string; urgent?: boolean }) =>
    run.database.transaction((queries) => ledger.enqueue(queries, give(n), options))
  await enqueue(1, { commandId: '1' })
  await ledger.settled('1')
  await assert.rejects(enqueue(2, { commandId: '2' }), (error) => hasCode(error, 'KERNEL_LEDGER_FULL'))
  await enqueue(3, { commandId: '3', urgent: true })
  await ledger.settled('3')
  await ledger.stop()
  await run.database.close()
})

test('a start on a nearly full disk and a nearly full ledger succeeds, tells it, and takes what is urgent', async () => {
  const run = await newLedgerRun()
  await withLedger(run, [['a', give(1)]])
  let logged = ''
  const log = pino(loggerOptions('warn'), { write: (line: string) => (logged += line) })
  const requireSpace = (): void => {
    throw kernelErrors.KERNEL_DISK_FULL()
  }
  const transactions = contractNames.length + 1
  const transactions_max = transactions + 1
  const ledger = run.open({ transactions_max, log, requireSpace })
  await ledger.start([])
  assert.match(
    logged,
    new RegExp(`"transactions":${transactions},"transactions_max":${transactions_max},.*nearly full`),
  )
  assert.deepEqual(ledger.use(), { transactions, transactions_max, nearly_full: true })
  const enqueue = (n: number, urgent: boolean) =>
    run.database.transaction((queries) => ledger.enqueue(queries, give(n), { commandId: `${n}`, urgent }))
  await assert.rejects(enqueue(2, false), (error) => hasCode(error, 'KERNEL_DISK_FULL'))
  await enqueue(3, true)
  await ledger.settled('3')
  assert.equal(await ledger.countWaiting(), 0)
  await ledger.stop()
  await run.database.close()
})

test('people wait for the cadence and are released together; an urgent effect goes by itself', async () => {
  const run = await newLedgerRun()
  let now = Math.ceil(Date.now() / 60_000) * 60_000
  const ledger = run.open({ relay_delay_ms: 60_000, clock: { now: () => now } })
  await ledger.start([])
  const enqueue = (commandId: string, urgent: boolean) =>
    run.database.transaction((queries) => ledger.enqueue(queries, give(Number(commandId)), { commandId, urgent }))
  const { number } = ledger.head()
  await enqueue('1', false)
  now += 10_000
  await enqueue('2', false)
  await enqueue('3', true)
  assert.equal((await ledger.settled('3')).block, number + 1)
  assert.equal(await ledger.countWaiting(), 2)
  now += 50_001
  const together = await Promise.all(['1', '2'].map((id) => ledger.settled(id)))
  assert.deepEqual(
    together.map(({ block }) => block),
    [number + 2, number + 2],
  )
  await ledger.stop()
  await run.database.close()
})

test('calls of one release are mixed inside each kind; without a cadence they keep their order', async () => {
  const run = await newLedgerRun()
  const contracts = createContractSet(ledgerPlan)
  const calls = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? give(n) : revoke(n)))
  const read = async (due: number): Promise<{ commands: number[]; kinds: Set<string>[] }> => {
    await run.database.query({ name: 'empty', text: 'delete from kernel.outbox' })
    for (const [n, call] of calls.entries()) {
      const entry = { commandId: `${n}`, contract: call.contract, data: contracts.encode(call), urgent: false, due }
      await run.database.query(insertCall(entry))
    }
    const waiting = await readWaiting(run.database, { now: Date.now(), most: 100 })
    const selectors = waiting.map(({ data }) => data.slice(0, 10))
    const kinds = [selectors.slice(0, 20), selectors.slice(20)].map((half) => new Set(half))
    return { commands: waiting.map(({ commandId }) => Number(commandId)), kinds }
  }
  const [plain, mixed] = [await read(0), await read(1000)]
  assert.deepEqual(
    plain.commands,
    calls.map((_, n) => n),
  )
  assert.deepEqual(
    mixed.kinds.map(({ size }) => size),
    [1, 1],
  )
  assert.notDeepEqual(
    mixed.commands.slice(0, 20),
    mixed.commands.slice(0, 20).toSorted((a, b) => a - b),
  )
  await run.database.close()
})

test('property: whatever was carried out, a replay gives the same roots', async () => {
  const step = fc.record({ kind: fc.constantFrom('give', 'revoke'), grant: fc.integer({ min: 1, max: 5 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const run = await newLedgerRun()
      const calls = steps.map(({ kind, grant }, i) => [`${i}`, kind === 'give' ? give(grant) : revoke(grant)] as const)
      const number = await withLedger(run, calls)
      const again = run.open()
      await again.start([])
      assert.equal(again.head().number, number)
      await again.stop()
      await run.database.close()
    }),
    { numRuns: 8 },
  )
})
