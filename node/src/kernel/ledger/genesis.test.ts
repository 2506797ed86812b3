import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { type Hex, hasCode } from '@symbolon/protocol/kernel'
import { checkpointIntent } from '@symbolon/protocol/log'
import { lotHash } from '@symbolon/protocol/medicines'
import { privateKeyToAccount } from 'viem/accounts'
import { ledgerPlan } from '../../contracts.ts'
import type { Database } from '../database/database.ts'
import { insertBlock } from './block-store.ts'
import { type ContractSet, createContractSet } from './contract-set.ts'
import { openChain } from './genesis.ts'
import { type ContractCall, type ContractName, contractNames, type Ledger } from './ledger.ts'
import { openRelayer } from './relayer.ts'
import { give, grantOf } from './test-consents.ts'
import { type LedgerRun, newLedgerRun, relayerKeyFile } from './test-run.ts'

const chainId = 7010
const origin: Hex = `0x${'0a'.repeat(32)}`
const root: Hex = `0x${'0b'.repeat(32)}`
const founder = privateKeyToAccount(`0x${'0c'.repeat(32)}`)
/** Versions by what they were the first to bring, newest last. */
const brought: readonly (readonly ContractName[])[] = [['Checkpoints'], ['Prefixes', 'Packs']]
const laterNames = brought.flat()
const olderNames = contractNames.filter((name) => !laterNames.includes(name))

/** Leaves what an older version left: a block with its contracts, and one with a grant. */
async function leaveOlderLedger(
  { database }: LedgerRun,
  names: readonly ContractName[] = olderNames,
): Promise<Readonly<Record<string, Hex>>> {
  const all = createContractSet(ledgerPlan)
  const inOlder = ledgerPlan.contracts.filter(({ name }) => names.includes(name))
  const contracts: ContractSet = { ...all, plan: { ...ledgerPlan, contracts: inOlder } }
  const relayer = openRelayer(relayerKeyFile, chainId)
  const clock = { now: () => Date.now() }
  const { chain, genesis } = await openChain({ database, clock, chainId, contracts, relayer, index: () => () => [] })
  const call = { to: genesis.contracts.Consents, data: contracts.encode(give(1)) }
  await chain.append({
    time: Math.floor(clock.now() / 1000),
    fill: async ({ nonce }) => [await relayer.sign({ nonce, ...call })],
    store: (block) =>
      database.transaction(async (queries) => {
        for (const statement of insertBlock(block)) await queries.query(statement)
      }),
  })
  assert.deepEqual(await storedNames(database), names.toSorted())
  return genesis.contracts
}

async function storedNames(database: Database): Promise<string[]> {
  const text = 'select jsonb_object_keys(contracts) as name from kernel.ledger order by name'
  return (await database.query<{ name: string }>({ name: 'names', text })).map(({ name }) => name).toSorted()
}

async function started(run: LedgerRun) {
  const ledger = run.open()
  await ledger.start([])
  return ledger
}

async function advanceCall(ledger: Ledger, size: bigint): Promise<ContractCall> {
  const deadline = BigInt(Math.floor(Date.now() / 1000) + 600)
  const checkpoint = { origin, founder: founder.address, size, root, deadline }
  const place = { chainId, verifyingContract: ledger.address('Checkpoints') }
  const signature = await founder.signTypedData(checkpointIntent({ ...place, ...checkpoint }))
  return { contract: 'Checkpoints', functionName: 'advance', args: [checkpoint, signature] }
}

test('a new ledger begins with all contracts in one block, at the addresses that they always had', async () => {
  const [older, run] = [await newLedgerRun(), await newLedgerRun()]
  const addresses = await leaveOlderLedger(older)
  const ledger = await started(run)
  assert.equal(ledger.head().number, 1)
  assert.equal(ledger.use().transactions, contractNames.length)
  for (const name of olderNames) assert.equal(ledger.address(name), addresses[name])
  await ledger.stop()
  await Promise.all([older, run].map(({ database }) => database.close()))
})

test('a ledger of an older version gets the contracts that came later, once, and keeps all else', async () => {
  const run = await newLedgerRun()
  const addresses = await leaveOlderLedger(run)
  const ledger = await started(run)
  assert.equal(ledger.head().number, 3)
  assert.equal(ledger.use().transactions, contractNames.length + 1)
  assert.deepEqual(await storedNames(run.database), contractNames.toSorted())
  for (const name of olderNames) assert.equal(ledger.address(name), addresses[name])
  const active: ContractCall = { contract: 'Consents', functionName: 'isActive', args: [grantOf(1)] }
  assert.equal(await ledger.read(active), true)
  const call = await advanceCall(ledger, 256n)
  await run.database.transaction((queries) => ledger.enqueue(queries, call, { commandId: 'advance' }))
  assert.equal((await ledger.settled('advance')).block, 4)
  const added = ledger.address('Checkpoints')
  await ledger.stop()

  const again = await started(run)
  assert.equal(again.head().number, 4)
  assert.equal(again.use().transactions, contractNames.length + 2)
  assert.equal(again.address('Checkpoints'), added)
  const latest: ContractCall = { contract: 'Checkpoints', functionName: 'latest', args: [origin, founder.address] }
  assert.deepEqual((await again.read<unknown[]>(latest)).slice(0, 2), [256n, root])
  await assert.rejects(again.simulate(await advanceCall(again, 255n)), (error) => hasCode(error, 'LOG_ANCHOR_SHRUNK'))
  await again.stop()
  await run.database.close()
})

test('a ledger from before medicines gets Prefixes and Packs in one block, and Packs knows where the others stand', async () => {
  const run = await newLedgerRun()
  const before = contractNames.filter((name) => name !== 'Prefixes' && name !== 'Packs')
  const addresses = await leaveOlderLedger(run, before)
  const ledger = await started(run)
  assert.equal(ledger.head().number, 3)
  for (const name of before) assert.equal(ledger.address(name), addresses[name])
  const ruling: ContractCall = {
    contract: 'Packs',
    functionName: 'standingOf',
    args: [5_201_234_000_018n, lotHash('L')],
  }
  assert.deepEqual(await ledger.read<unknown[]>(ruling), [false, false])
  const held = {
    contract: 'Prefixes' as const,
    functionName: 'isHeldBy',
    args: [founder.address, 5_201_234_000_018n, 7],
  }
  assert.equal(await ledger.read(held), false)
  await ledger.stop()
  await run.database.close()
})

test('error: a contract that cannot be stored stops the start, leaves the ledger as it was, and comes at the next', async () => {
  const run = await newLedgerRun()
  await leaveOlderLedger(run)
  const broken: Database = { ...run.database, transaction: () => Promise.reject(new Error('the disk is gone')) }
  await assert.rejects(run.open({ database: broken }).start([]), /the disk is gone/)
  assert.deepEqual(await storedNames(run.database), olderNames.toSorted())
  const ledger = await started(run)
  assert.equal(ledger.head().number, 3)
  assert.deepEqual(await storedNames(run.database), contractNames.toSorted())
  await ledger.stop()
  await run.database.close()
})
