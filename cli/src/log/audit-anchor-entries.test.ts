import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { AnchorReceipt } from '@symbolon/protocol/consent'
import { parseCheckpoint, verifierKeyText } from '@symbolon/protocol/log'
import { createClient } from '@symbolon/sdk/kernel'
import type { LogAnchor } from '@symbolon/sdk/log'
import { logSigner, newAnchorReceipt, newReceipt, publicProofAnswer } from '../../../sdk/src/consent/test-proof.ts'
import { serve } from '../../../sdk/src/kernel/test-node.ts'
import { auditAnchorEntries } from './audit-anchor-entries.ts'

const log = logSigner().verifier
const receipt = newAnchorReceipt()
const anchor = anchorOf(receipt)

/** The anchor as a node tells it. */
function anchorOf({ network, size, root, block, transaction, at, receipt: name }: AnchorReceipt): LogAnchor {
  const [, chain_id, contract = ''] = network.split(':')
  const founder = `0x${'f0'.repeat(20)}`
  return { chain_id: Number(chain_id), contract, founder, size, root, block, transaction, at, receipt: name }
}

/** Audits the anchor with a node that answers so; the root of its log is as signed, or another. */
async function audit(
  t: TestContext,
  {
    told = anchor,
    body = {},
    status = 200,
    ...of
  }: { told?: LogAnchor; body?: object; status?: number; root?: Uint8Array; seen?: string[] },
) {
  const answer = await publicProofAnswer({ receipt })
  const { root } = parseCheckpoint(answer.checkpoint)
  const url = await serve(t, (request, response) => {
    if (request.url === '/log/key') return void response.end(`${verifierKeyText(log)}\n`)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ ...answer, ...body }))
  })
  const ledger = of.seen && { chain_id: 7010, anchors: new Set(of.seen) }
  const history = { rootAt: async () => of.root ?? root }
  return auditAnchorEntries(createClient({ url }), { anchors: [told], history, log, ...(ledger && { ledger }) })
}

test('the receipt of an anchor is found in the log, and says what the ledger has', async (t) => {
  assert.deepEqual(await audit(t, {}), { found: 1, pending: 0 })
  assert.deepEqual(await audit(t, { seen: [`${anchor.transaction} 256`] }), { found: 1, pending: 0 })
})

test('an anchor of before has no receipt, and one of a moment ago is not published yet', async (t) => {
  assert.deepEqual(await audit(t, { told: { ...anchor, receipt: null } }), { found: 0, pending: 0 })
  const body = { code: 'LOG_PROOF_PENDING', title: 'x', status: 409 }
  assert.deepEqual(await audit(t, { body, status: 409 }), { found: 0, pending: 1 })
})

test('error: LOG_ANCHOR_ENTRY_UNTRUE for whatever the receipt says otherwise, and for what the ledger does not have', async (t) => {
  const untrue = { code: 'LOG_ANCHOR_ENTRY_UNTRUE' }
  const other = `0x${'9'.repeat(64)}`
  for (const change of [
    { size: 512 },
    { root: other },
    { block: 8 },
    { transaction: other },
    { chain_id: 1 },
    { contract: `0x${'c1'.repeat(20)}` },
  ])
    await assert.rejects(audit(t, { told: { ...anchor, ...change } }), untrue, JSON.stringify(change))
  for (const seen of [[], [`${anchor.transaction} 512`], [`${other} 256`]])
    await assert.rejects(audit(t, { seen }), untrue)
})

test('error: LOG_OPENING_UNTRUE, LOG_PROOF_INVALID for another log, and for an entry that is no receipt', async (t) => {
  await assert.rejects(audit(t, { root: new Uint8Array(32) }), { code: 'LOG_OPENING_UNTRUE' })
  const { receipt: name } = newReceipt()
  await assert.rejects(audit(t, { body: { name } }), { code: 'SDK_NODE_UNTRUE' })
  const answer = await publicProofAnswer({ receipt, body: '{}' })
  await assert.rejects(audit(t, { body: answer }), { code: 'LOG_PROOF_INVALID' })
})
