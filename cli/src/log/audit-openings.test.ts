import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { parseCheckpoint, verifierKeyText } from '@symbolon/protocol/log'
import { ownRecipient } from '@symbolon/sdk/identity'
import { createClient } from '@symbolon/sdk/kernel'
import { logSigner, newReceipt, proofAnswer } from '../../../sdk/src/consent/test-proof.ts'
import { serve, signedIn } from '../../../sdk/src/kernel/test-node.ts'
import { auditOpenings } from './audit-openings.ts'
import { receiptsFrom } from './own-receipts.ts'

const root = randomBytes(32)
const log = logSigner().verifier
const receipt = newReceipt()
const reader = await ownRecipient(createClient({ url: 'http://127.0.0.1:1', root }))
const answer = await proofAnswer({ receipt, reader })
const shown = parseCheckpoint(answer.checkpoint)

const row = (state: string, index: number | null) => ({ receipt: receipt.receipt, proof: { state, index } })
const given = [row('ready', 17)]
const seen = [row('pending', null), row('ready', 17), row('destroyed', null), { receipt: null, proof: null }]

/** A client of somebody about whom the node keeps these rows. */
async function clientOf(t: TestContext, proof: { status: number; body: object }) {
  const url = await serve(t, (request, response) => {
    if (request.url === '/log/key') return void response.end(`${verifierKeyText(log)}\n`)
    const isProof = request.url?.endsWith('/proof') === true
    const group = new URL(request.url ?? '', 'http://node').searchParams.get('group')
    const items = group === 'seen' ? seen : group === 'now' ? given : []
    response.writeHead(isProof ? proof.status : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(isProof ? proof.body : { items, has_more: false }))
  })
  return createClient({ url, root, sessions: signedIn })
}

test('every receipt that can be opened is opened and found in the log, and the others are counted', async (t) => {
  const client = await clientOf(t, { status: 200, body: answer })
  const asked: number[] = []
  const rootAt = async (size: number) => {
    asked.push(size)
    return shown.root
  }
  assert.deepEqual(await auditOpenings(client, { history: { rootAt }, log }), { opened: 2, pending: 1, destroyed: 1 })
  assert.deepEqual(asked, [256, 256])
})

test('what was erased between the list and the proof counts as erased', async (t) => {
  const body = { code: 'LOG_OPENING_DESTROYED', title: 'x', status: 410 }
  const client = await clientOf(t, { status: 410, body })
  const found = await auditOpenings(client, { history: { rootAt: async () => shown.root }, log })
  assert.deepEqual(found, { opened: 0, pending: 1, destroyed: 3 })
})

test('error: LOG_OPENING_UNTRUE for a proof that rests on a log that nobody else sees', async (t) => {
  const client = await clientOf(t, { status: 200, body: answer })
  const auditing = auditOpenings(client, { history: { rootAt: async () => new Uint8Array(32) }, log })
  await assert.rejects(auditing, (fault) => hasCode(fault, 'LOG_OPENING_UNTRUE'))
})

test('receipts of one’s own are told by their place', async (t) => {
  const client = await clientOf(t, { status: 200, body: answer })
  assert.deepEqual(await receiptsFrom(client, 17), [receipt.receipt, receipt.receipt])
  assert.deepEqual(await receiptsFrom(client, 18), [])
})
