import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Hex, hasCode, toHex } from '@symbolon/protocol/kernel'
import { parseCheckpoint } from '@symbolon/protocol/log'
import type { LedgerUse } from '../kernel/index.ts'
import { HEARTBEAT_S } from './anchor.ts'
import { type AnchorPlace, countOwnAnchors, ownNetwork, readAnchor } from './anchor-rows.ts'
import { anchorCadence, anchorOnLedger, type LedgerAnchorParts } from './ledger-anchor.ts'
import { openIdentity } from './log-identity.ts'
import { type LogNode, startLogNode } from './test-log-node.ts'

const every_s = 60

let node: LogNode
let parts: LedgerAnchorParts
let place: AnchorPlace

before(async () => {
  node = await startLogNode()
  const { kernel, clock } = node
  const identity = await openIdentity(kernel.config, kernel.database)
  parts = { database: kernel.database, clock, identity, ledger: kernel.ledger, every_s }
  place = { network: ownNetwork, origin_id: identity.origin_id, founder: identity.founder.address }
})
after(() => node.stop())

/** Runs the job some times at one moment; answers how many transactions that made. */
async function anchor(times = 3): Promise<number> {
  const { ledger } = node.kernel
  const before = ledger.use().transactions
  for (let i = 0; i < times; i++) await anchorOnLedger(parts)
  while ((await ledger.countWaiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  return ledger.use().transactions - before
}

function latest(): Promise<readonly [bigint, Hex, bigint]> {
  const args = [place.origin_id, place.founder]
  return node.kernel.ledger.read({ contract: 'Checkpoints', functionName: 'latest', args })
}

async function publish(): Promise<{ size: number; root: Hex }> {
  await node.addEntries(1)
  await node.runJob('log-publish')
  const { size, root } = parseCheckpoint((await node.get('/log/checkpoint')).body)
  return { size, root: toHex(root) }
}

test('what is published is anchored once, under the log’s name, and told with its place on the ledger', async () => {
  assert.equal(await anchor(), 0, 'nothing is published')
  const { size, root } = await publish()
  assert.equal(await anchor(), 1)
  const [anchored, anchoredRoot, time_s] = await latest()
  assert.deepEqual([Number(anchored), anchoredRoot], [size, root])
  const row = await readAnchor(node.kernel.database, place)
  assert.deepEqual([row?.size, row?.root, row?.at.getTime()], [size, root, Number(time_s) * 1000])
  const { anchor: told, founder } = await node.state()
  const { block, transaction, receipt } = row ?? assert.fail()
  assert.equal(block, node.kernel.ledger.head().number)
  const contract = node.kernel.ledger.address('Checkpoints')
  const at = row?.at.toISOString()
  assert.deepEqual(told, { chain_id: 7_010, contract, founder, size, root, block, transaction, at, receipt })
})

test('a log that grows is anchored once a cadence, the newest state alone', async () => {
  node.clock.offset_ms += every_s * 1000 - 10_000
  await publish()
  assert.equal(await anchor(), 0, 'too early')
  const { size } = await publish()
  node.clock.offset_ms += 11_000
  assert.equal(await anchor(), 1)
  assert.equal((await readAnchor(node.kernel.database, place))?.size, size)
  assert.equal(await countOwnAnchors(node.kernel.database), 2)
})

test('a log that stands still is anchored every ten minutes', async () => {
  node.clock.offset_ms += (HEARTBEAT_S - 10) * 1000
  assert.equal(await anchor(), 0)
  node.clock.offset_ms += 12_000
  assert.equal(await anchor(), 1)
  assert.equal(await countOwnAnchors(node.kernel.database), 3)
})

test('error: LOG_ANCHOR_SHRUNK when the ledger knows more, LOG_ANCHOR_FORKED when it knows something else', async () => {
  const { ledger } = node.kernel
  const answering = (answer: readonly unknown[]) => ({
    ...parts,
    ledger: { ...ledger, read: async <T>() => answer as T },
  })
  const { size } = await publish()
  const zero: Hex = `0x${'00'.repeat(32)}`
  await assert.rejects(anchorOnLedger(answering([BigInt(size + 1), zero, 1n])), (fault) =>
    hasCode(fault, 'LOG_ANCHOR_SHRUNK'),
  )
  for (const known of [256, size]) {
    await assert.rejects(anchorOnLedger(answering([BigInt(known), zero, 1n])), (fault) =>
      hasCode(fault, 'LOG_ANCHOR_FORKED'),
    )
  }
  assert.equal(await countOwnAnchors(node.kernel.database), 3)
})

const transactions_max = 100_000
const uses: [name: string, use: LedgerUse, anchors: number, expected: number | undefined][] = [
  ['an empty ledger', { transactions: 0, transactions_max, nearly_full: false }, 0, 60],
  ['the last anchor of the first tenth', { transactions: 50_000, transactions_max, nearly_full: false }, 9_999, 60],
  ['a tenth taken by anchors', { transactions: 50_000, transactions_max, nearly_full: false }, 10_000, 3_600],
  ['a ledger that is nearly full', { transactions: 80_000, transactions_max, nearly_full: true }, 10, undefined],
]
for (const [name, use, anchors, expected] of uses) {
  test(`${name}: ${expected === undefined ? 'no anchor' : `one in ${expected} s`}`, () => {
    assert.equal(anchorCadence(60, { use, anchors }), expected)
    assert.equal(anchorCadence(7_200, { use, anchors }), expected && 7_200)
  })
}
