import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Hex, toHex } from '@symbolon/protocol/kernel'
import type { Queries, Statement } from '../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { type Anchor, insertAnchors, ownNetwork } from './anchor-rows.ts'
import { identityOf } from './log-identity.ts'
import { createAnchorFinder } from './newest-anchor.ts'

const identity = identityOf('log.example/test', new Uint8Array(32).fill(5))
const contract = `0x${'aa'.repeat(20)}`
const second = `eip155:1:${contract}`

let kernel: TestKernel

before(async () => {
  kernel = await startTestKernel()
  await run(
    `insert into log.checkpoint (size, at, note) select 256 * g, now(), '' from generate_series(1, ${published}) g`,
  )
  await run(`insert into log.opening_key (subject, sealed, made_at) values ('pty_1', '', now())`)
  await run(`insert into log.opening select 'n' || g, g, 1, '' from unnest('{0, 300, 1000, 1000000}'::bigint[]) g`)
  await run(`insert into log.opening (name) values ('destroyed')`)
})
after(() => kernel.stop())

const published = 20_000

function run(text: string): Promise<unknown> {
  return kernel.database.query({ name: `test_${text}`.slice(0, 60), text })
}

function anchorAt(size: number, block: number, origin = identity.origin_id): Anchor {
  const transaction: Hex = toHex(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? block : size >> (8 * (i % 4)))))
  return { origin, founder: identity.founder.address, size, root: '0x00', block, transaction, at: new Date(0) }
}

function finder(database: Queries = kernel.database) {
  return createAnchorFinder({ database, ledger: kernel.ledger, identity: () => identity })
}

test('an entry that no anchor covers has none, nor has one that is not there or whose opening was destroyed', async () => {
  const other = anchorAt(512, 1, `0x${'07'.repeat(32)}`)
  await kernel.database.query(insertAnchors(ownNetwork, [anchorAt(256, 1), other]))
  for (const name of ['n300', 'destroyed', 'unknown']) assert.equal(await finder()(name), null)
})

test('the largest anchored checkpoint is named, in the block where it stood first', async () => {
  await kernel.database.query(insertAnchors(ownNetwork, [anchorAt(512, 3), anchorAt(512, 2)]))
  assert.deepEqual(await finder()('n300'), {
    chain_id: kernel.ledger.chainId,
    contract: kernel.ledger.address('Checkpoints').toLowerCase(),
    founder: identity.founder.address.toLowerCase(),
    size: 512,
    transaction: anchorAt(512, 2).transaction,
    block: 2,
  })
})

test('a ledger that strangers can ask is named before the node’s own, where it covers the entry', async () => {
  await kernel.database.query(insertAnchors(second, [anchorAt(256, 9)]))
  const first = await finder()('n0')
  assert.deepEqual([first?.chain_id, first?.contract, first?.size, first?.block], [1, contract, 256, 9])
  assert.equal((await finder()('n300'))?.chain_id, kernel.ledger.chainId)
})

interface Plan {
  readonly 'Actual Rows': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Join Filter'?: number
  readonly Plans?: readonly Plan[]
}

/** Rows that went through any step of the statement, also those that it did not keep. */
function rowsOf(plan: Plan): number {
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Join Filter'] ?? 0)
  return plan['Actual Rows'] + removed + (plan.Plans ?? []).reduce((sum, part) => sum + rowsOf(part), 0)
}

async function explained(statement: Statement): Promise<Plan> {
  const [row] = await kernel.database.query<{ 'QUERY PLAN': readonly [{ Plan: Plan }] }>({
    ...statement,
    name: 'test_explain',
    text: `explain (analyze, format json) ${statement.text}`,
  })
  return row?.['QUERY PLAN'][0].Plan ?? assert.fail()
}

test('of many thousand anchors a handful is looked at', async () => {
  const anchors = Array.from({ length: published }, (_, i) => anchorAt(256 * (i + 1), i))
  await kernel.database.query(insertAnchors(ownNetwork, anchors))
  await run('analyze log.anchor')
  await run('analyze log.checkpoint')
  let rows = Number.POSITIVE_INFINITY
  const watched: Queries = {
    query: async (statement) => {
      rows = rowsOf(await explained(statement))
      return kernel.database.query(statement)
    },
  }
  assert.equal((await finder(watched)('n1000'))?.size, 256 * published)
  assert.ok(rows < 20, `${rows} rows`)
  await run(`update log.opening set index = ${256 * published} where name = 'n1000000'`)
  assert.equal(await finder(watched)('n1000000'), null)
  assert.ok(rows < 20, `${rows} rows for an entry that no anchor covers`)
})
