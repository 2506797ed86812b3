import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type AnchorReceipt, parseLoggedReceipt } from '@symbolon/protocol/consent'
import { type Hex, merkleLeaf, toHex, utf8 } from '@symbolon/protocol/kernel'
import { leafOf, parseCheckpoint, verifyInclusion } from '@symbolon/protocol/log'
import { HEARTBEAT_S } from './anchor.ts'
import { type Anchor, insertAnchors, ownNetwork } from './anchor-rows.ts'
import { anchorOnLedger, type LedgerAnchorParts } from './ledger-anchor.ts'
import { openIdentity } from './log-identity.ts'
import { sweepAll } from './sweep.ts'
import { failing, newTestWriter, type TestFault, testSources } from './test-log.ts'
import { type LogNode, startLogNode } from './test-log-node.ts'

const every_s = 60

let node: LogNode
let parts: LedgerAnchorParts

before(async () => {
  node = await startLogNode()
  parts = await partsOf(node)
})
after(() => node.stop())

async function partsOf({ kernel, clock }: LogNode): Promise<LedgerAnchorParts> {
  const { database, ledger } = kernel
  return { database, clock, ledger, identity: await openIdentity(kernel.config, database), every_s }
}

async function settled({ ledger }: LedgerAnchorParts): Promise<void> {
  while ((await ledger.countWaiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 5))
}

async function anchor(): Promise<void> {
  await node.runJob('log-publish')
  node.clock.offset_ms += every_s * 1000
  await anchorOnLedger(parts)
  await settled(parts)
}

interface Row {
  readonly receipt: string
  readonly size: number
  readonly block: number
  readonly index: number | null
  readonly is_sealed: boolean
}

/** Anchors with their entries, oldest first. */
function rows(of: LogNode = node): Promise<Row[]> {
  return of.kernel.database.query({
    name: 'test_anchor_entries',
    text: `select a.receipt, a.size, a.block, o.index, o.sealed is not null as is_sealed
      from log.anchor a left join log.opening o on o.name = a.receipt order by a.receipt`,
  })
}

async function run<Row>(name: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  return node.kernel.database.query<Row>({ name: `test_${name}`, text, values })
}

async function treeSize(): Promise<number> {
  const [tree] = await run<{ size: number }>('size', 'select size from log.tree')
  return tree?.size ?? assert.fail()
}

test('an anchor is an entry of the log that says what stands where, and is proved with a salt in clear', async () => {
  await node.addEntries(1)
  await anchor()
  const [row] = await rows()
  assert.deepEqual([row?.size, row?.index], [256, null])
  await node.runJob('log-sweep-recent')
  const [entered] = await rows()
  assert.deepEqual([entered?.index, entered?.is_sealed], [256, false])
  await node.runJob('log-publish')
  const { transparency } = node.slice
  const receipt = entered?.receipt ?? ''
  const body = (await transparency.readPublic(receipt)) ?? assert.fail()
  const { salt, sealed, opening_key, index, size, hashes, checkpoint } = await transparency.prove(receipt)
  assert.deepEqual([sealed, opening_key, index, size], [null, null, 256, 512])
  const leaf = merkleLeaf(leafOf({ r: salt ?? assert.fail(), body: utf8(body) }))
  verifyInclusion({ leaf, index, size, proof: hashes, root: parseCheckpoint(checkpoint).root })
  const told = parseLoggedReceipt(body) as AnchorReceipt
  const { anchor: state, origin, checkpoints } = await node.state()
  const { root, block, transaction, at } = state as Record<string, string>
  const network = `eip155:7010:${String(checkpoints).toLowerCase()}`
  const said = { v: 1, receipt, kind: 'anchored', at, origin, size: 256, root, network, transaction, block }
  assert.deepEqual(told, { ...said, software: told.software })
})

test('what is about a party, unknown, or an anchor of another log is shown to nobody', async () => {
  const other = Buffer.alloc(32, 7)
  const strange = { ...(await someAnchor(9)), origin: toHex(other) }
  await node.kernel.database.query(insertAnchors(ownNetwork, [strange], node.clock.now()))
  await node.addEntries(1)
  const names = await run<{ name: string }>(
    'private',
    'select name from test_entry union all select receipt from log.anchor where origin = $1',
    [other],
  )
  assert.equal(names.length, 3)
  for (const { name } of [...names, { name: 'rcp_none' }])
    assert.equal(await node.slice.transparency.readPublic(name), undefined, name)
  await run('forget_other', 'delete from log.anchor where origin = $1', [other])
  assert.equal((await rows()).length, 1)
})

/** An anchor of the log, as a block would tell it. */
async function someAnchor(block: number): Promise<Anchor> {
  const { origin_id: origin, founder } = parts.identity
  const transaction: Hex = `0x${block.toString(16).padStart(64, '0')}`
  const at = new Date(Math.floor(node.clock.now() / 1000) * 1000)
  return { origin, founder: founder.address, size: 256, root: `0x${'00'.repeat(32)}`, block, transaction, at }
}

let block = 1_000
for (const name of ['log_find_waiting', 'log_find_entries_anchors', 'log_grow']) {
  for (const when of ['before', 'after'] as const) {
    test(`a node that is killed ${when} ${name} enters an anchor once all the same`, async () => {
      const made = await someAnchor(++block)
      await node.kernel.database.query(insertAnchors(ownNetwork, [made]))
      await node.slice.stop?.()
      await sweepAndDie({ name, when, times: 3 })
      await node.slice.start?.()
      await node.slice.sweep()
      const size = await treeSize()
      // Rows of the ledger may be made again from its blocks.
      await node.kernel.database.query(insertAnchors(ownNetwork, [made]))
      await run('forget_block', 'delete from log.anchor where block = $1', [block])
      await node.kernel.database.query(insertAnchors(ownNetwork, [made]))
      await node.slice.sweep()
      assert.equal(await treeSize(), size)
      assert.equal((await rows()).find((row) => row.block === made.block)?.index, size - 1)
    })
  }
}

/** A node that fails at every attempt: it leaves what it has committed. */
async function sweepAndDie(fault: TestFault): Promise<void> {
  const { kernel, clock } = node
  const database = failing(kernel.database, fault)
  const writer = newTestWriter(kernel, { database })
  await writer.start()
  await sweepAll({ database, clock, sources: testSources(kernel), writer }).catch(() => undefined)
  assert.ok(fault.times < 3)
  await writer.stop()
}

/** What a node does in three hours in which nobody does anything, with its jobs at their times. */
async function idle(does: {
  readonly sweeps: boolean
}): Promise<{ anchors: number; published: number; entered: number }> {
  const quiet = await startLogNode()
  try {
    const quietParts = await partsOf(quiet)
    for (let time_s = 0; time_s <= 3 * 3_600; time_s += every_s) {
      await quiet.runJob('log-publish')
      await anchorOnLedger(quietParts)
      await settled(quietParts)
      if (does.sweeps) await quiet.runJob('log-sweep-recent')
      quiet.clock.offset_ms += every_s * 1000
    }
    const [counted] = await quiet.kernel.database.query<{ anchors: number; published: number; entered: number }>({
      name: 'test_idle',
      text: `select (select count(*) from log.anchor) as anchors, (select count(*) from log.checkpoint) as published,
        (select count(*) from log.opening) as entered`,
    })
    return counted ?? assert.fail()
  } finally {
    await quiet.stop()
  }
}

test('an idle node makes no more anchors than if they were no entries, and one publication for each', async () => {
  const without = await idle({ sweeps: false })
  const told = await idle({ sweeps: true })
  assert.equal(without.entered, 0)
  assert.equal(told.entered, told.anchors)
  assert.ok(told.anchors >= (3 * 3_600) / (HEARTBEAT_S + every_s), `${told.anchors} anchors`)
  assert.ok(told.anchors <= without.anchors, `${told.anchors} anchors against ${without.anchors}`)
  assert.ok(told.published <= told.anchors + 1, `${told.published} checkpoints for ${told.anchors} anchors`)
})

test('an entry of anything else brings the next anchor at its cadence, behind whatever anchors and padding', async () => {
  await node.slice.sweep()
  await anchor()
  await node.slice.sweep()
  await node.runJob('log-publish')
  const before = (await rows()).length
  await anchor()
  assert.equal((await rows()).length, before, 'its own anchor is no news')
  await node.addEntries(1)
  await anchor()
  assert.equal((await rows()).length, before + 1)
})
