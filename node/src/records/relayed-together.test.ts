import { strict as assert } from 'node:assert'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { ledgerGrant, revocationIntent } from '@symbolon/protocol/consent'
import { type Hex, hasCode, toHex, weekAfter } from '@symbolon/protocol/kernel'
import { mintIntent } from '@symbolon/protocol/records'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { ContractCall } from '../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'

let kernel: TestKernel
before(async () => {
  kernel = await startTestKernel()
})
after(() => kernel.stop())

const deadline = BigInt(Math.floor(Date.now() / 1000) + 3600)
const newAccount = (): PrivateKeyAccount => privateKeyToAccount(generatePrivateKey())
const newWord = (): Hex => toHex(randomBytes(32))

async function mint(id = BigInt(newWord())): Promise<ContractCall> {
  const account = newAccount()
  const place = { chainId: kernel.ledger.chainId, verifyingContract: kernel.ledger.address('Records') }
  const intent = { id, owner: account.address, commitment: newWord(), deadline }
  const signature = await account.signTypedData(mintIntent({ ...place, ...intent }))
  return { contract: 'Records', functionName: 'mint', args: [...Object.values(intent), signature] }
}

/** A grant to be given, and the name that it will have. */
function newGrant() {
  const account = newAccount()
  const registration = { commitment: newWord(), account: account.address, week: weekAfter(Date.now()) + 3 }
  return { account, registration, grant: ledgerGrant(registration) }
}

function give({ registration }: ReturnType<typeof newGrant>): ContractCall {
  return { contract: 'Consents', functionName: 'give', args: Object.values(registration) }
}

async function revoke(grant: Hex, account: PrivateKeyAccount): Promise<ContractCall> {
  const place = { chainId: kernel.ledger.chainId, verifyingContract: kernel.ledger.address('Consents') }
  const signature = await account.signTypedData(revocationIntent({ ...place, grant }))
  return { contract: 'Consents', functionName: 'revoke', args: [grant, signature] }
}

let commands = 0

/** Accepts all calls at once and waits for each; answers outcomes and how many transactions and blocks it took. */
async function carryOut(calls: readonly ContractCall[]) {
  const { database, ledger } = kernel
  const ids = calls.map(() => `together-${++commands}`)
  const before = { transactions: ledger.use().transactions, block: ledger.head().number }
  await database.transaction(async (queries) => {
    for (const [i, call] of calls.entries()) await ledger.enqueue(queries, call, { commandId: ids[i] ?? '' })
  })
  const outcomes = await Promise.allSettled(ids.map((id) => ledger.settled(id)))
  const transactions = ledger.use().transactions - before.transactions
  return { ids, outcomes, transactions, blocks: ledger.head().number - before.block }
}

function isActive(grant: Hex): Promise<boolean> {
  return kernel.ledger.read<boolean>({ contract: 'Consents', functionName: 'isActive', args: [grant] })
}

test('forty mints at once are one transaction and forty tokens, each outcome with its transaction', async () => {
  const calls = await Promise.all(Array.from({ length: 40 }, () => mint()))
  const { ids, outcomes, transactions } = await carryOut(calls)
  assert.equal(transactions, 1)
  const told = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.transaction : undefined))
  assert.equal(new Set(told).size, 1)
  for (const { args } of calls) {
    assert.equal(await kernel.ledger.read({ contract: 'Records', functionName: 'ownerOf', args: [args[0]] }), args[1])
  }
  const [again] = await Promise.all(ids.map((id) => kernel.ledger.settled(id)))
  assert.equal(again?.transaction, told[0])
})

test('error: one wrong signature among ten revocations refuses that one alone, with its own reason', async () => {
  const grants = Array.from({ length: 10 }, newGrant)
  assert.equal((await carryOut(grants.map(give))).transactions, 1)
  const calls = await Promise.all(
    grants.map(({ grant, account }, i) => revoke(grant, i === 4 ? newAccount() : account)),
  )
  const { outcomes, transactions } = await carryOut(calls)
  assert.equal(transactions, 10)
  for (const [i, outcome] of outcomes.entries()) {
    assert.equal(outcome.status, i === 4 ? 'rejected' : 'fulfilled')
    if (outcome.status === 'rejected') assert.ok(hasCode(outcome.reason, 'CONSENT_REVOCATION_INVALID'))
    assert.equal(await isActive(grants[i]?.grant ?? '0x'), i === 4)
  }
})

test('order is kept between kinds: a grant given and revoked at once is revoked, and the next giving stands', async () => {
  const [one, two, three] = Array.from({ length: 3 }, newGrant)
  assert.ok(one && two && three)
  const many = [one, two].map(({ registration }) => registration)
  const { outcomes, transactions, blocks } = await carryOut([
    { contract: 'Consents', functionName: 'giveMany', args: [many] },
    give(three),
    await mint(),
    await revoke(one.grant, one.account),
    await revoke(two.grant, two.account),
  ])
  assert.ok(outcomes.every(({ status }) => status === 'fulfilled'))
  assert.deepEqual([transactions, blocks], [3, 2])
  assert.deepEqual(await Promise.all([one, two, three].map(({ grant }) => isActive(grant))), [false, false, true])
})

test('error: of two mints of one token the second is refused, though neither fails when it is tried alone', async () => {
  const id = BigInt(newWord())
  const { outcomes } = await carryOut([await mint(id), await mint(id), await mint()])
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
})

test('more than one bundle takes are several, and nothing is left behind', async () => {
  const calls = Array.from({ length: 600 }, () => give(newGrant()))
  const { outcomes, transactions } = await carryOut(calls)
  assert.ok(outcomes.every(({ status }) => status === 'fulfilled'))
  assert.equal(transactions, 3)
})
