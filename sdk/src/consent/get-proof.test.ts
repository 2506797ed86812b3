import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { hasCode, utf8 } from '@symbolon/protocol/kernel'
import { verifierKeyText } from '@symbolon/protocol/log'
import { ownRecipient } from '../identity/index.ts'
import { type Client, createClient } from '../kernel/index.ts'
import { serve, signedIn } from '../kernel/test-node.ts'
import { getProof } from './get-proof.ts'
import { getReceipt } from './ledger.ts'
import {
  logSigner,
  newAnchorReceipt,
  newReceipt,
  proofAnswer,
  publicProofAnswer,
  signedReceipt,
  signer,
} from './test-proof.ts'
import { verifyProof } from './verify-proof.ts'

const root = randomBytes(32)
const reader = await ownRecipient(createClient({ url: 'http://127.0.0.1:1', root }))
const receipt = newReceipt()
const { verifier } = logSigner()

/** A client of a node that answers so, and how often it was asked for a proof. */
async function clientOf(t: TestContext, body: object, status = 200): Promise<{ client: Client; asked: () => number }> {
  let asked = 0
  const url = await serve(t, (request, response) => {
    if (request.url === '/log/key') return void response.end(`${verifierKeyText(verifier)}\n`)
    asked++
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0' }).end(JSON.stringify(body))
  })
  return { client: createClient({ url, root, sessions: signedIn }), asked: () => asked }
}

test('a proof is fetched, opened with one’s own keys and verified, and shows the receipt to anybody', async (t) => {
  const { client } = await clientOf(t, await proofAnswer({ receipt, reader }))
  const file = utf8(await getProof(client, receipt))
  const shown = await verifyProof({ file, pinned: [verifier] })
  assert.deepEqual(shown.receipt, receipt)
  assert.deepEqual([shown.index, shown.size, shown.origin, shown.anchoring], [17, 256, 'log.example', null])
})

test('a proof brings the sign-in that the receipt names, and shows whose it is', async (t) => {
  const signed = await signedReceipt()
  const { client } = await clientOf(t, await proofAnswer({ ...signed, reader }))
  const { sign_in } = await verifyProof({ file: utf8(await getProof(client, signed.receipt)) })
  assert.deepEqual([sign_in?.address, sign_in?.domain], [signer.address, 'node.example'])
  const { sign_in: _, ...before } = await proofAnswer({ receipt: signed.receipt, reader })
  const old = await clientOf(t, before)
  const shown = await verifyProof({ file: utf8(await getProof(old.client, signed.receipt)) })
  assert.deepEqual([shown.receipt, shown.sign_in], [signed.receipt, null])
})

test('error: LOG_SIGN_IN_UNPROVEN for a sign-in that is not the one of the receipt', async (t) => {
  const [{ receipt, sign_in }, other] = [await signedReceipt(), await signedReceipt({ nonce: 'another9Nonce' })]
  const message = sign_in.message.replace('node.example', 'other.example')
  for (const claim of [other.sign_in, { ...sign_in, message }, { ...sign_in, signature: other.sign_in.signature }]) {
    const { client } = await clientOf(t, await proofAnswer({ receipt, sign_in: claim, reader }))
    await assert.rejects(getProof(client, receipt), { code: 'LOG_SIGN_IN_UNPROVEN' })
  }
})

test('a receipt that is about nobody is proved to a client without keys, with its salt in clear', async (t) => {
  const anchored = newAnchorReceipt()
  const answer = await publicProofAnswer({ receipt: anchored })
  const { client } = await clientOf(t, answer)
  for (const asking of [client, createClient({ url: client.url })]) {
    const file = utf8(await getProof(asking, anchored))
    assert.deepEqual((await verifyProof({ file, pinned: [verifier] })).receipt, anchored)
  }
  const shown = await clientOf(t, { receipt: anchored.receipt, body: answer.body })
  assert.deepEqual(await getReceipt(createClient({ url: shown.client.url }), anchored), anchored)
})

test('error: SDK_NODE_UNTRUE, LOG_INCLUSION_UNPROVEN, LOG_PROOF_INVALID for what is no proof of a public receipt', async (t) => {
  const anchored = newAnchorReceipt()
  const answer = await publicProofAnswer({ receipt: anchored })
  const cases = [
    [{ name: receipt.receipt }, 'SDK_NODE_UNTRUE'],
    [{ salt: Buffer.alloc(64).toString('base64url') }, 'LOG_INCLUSION_UNPROVEN'],
    [{ body: answer.body.replace('"size":256', '"size":512') }, 'LOG_INCLUSION_UNPROVEN'],
    [{ salt: 'AAAA' }, 'LOG_PROOF_INVALID'],
    [{ salt: '*' }, 'KERNEL_BYTES_INVALID'],
    [{ salt: null }, 'SDK_NODE_UNTRUE'],
  ] as const
  for (const [change, code] of cases) {
    const { client } = await clientOf(t, { ...answer, ...change })
    await assert.rejects(getProof(client, anchored), { code }, JSON.stringify(change))
  }
  const another = await clientOf(t, await publicProofAnswer({ receipt: anchored, body: '{"kind":"anchored"}' }))
  await assert.rejects(getProof(another.client, anchored), { code: 'LOG_PROOF_INVALID' })
})

test('error: LOG_PROOF_PENDING is told at once: whoever asks decides when to ask again', async (t) => {
  const problem = { code: 'LOG_PROOF_PENDING', title: 'x', status: 409, retryable: true }
  const { client, asked } = await clientOf(t, problem, 409)
  await assert.rejects(getProof(client, receipt), (error) => hasCode(error, 'LOG_PROOF_PENDING'))
  assert.equal(asked(), 1)
})

test('error: SDK_NODE_UNTRUE for the proof of another receipt', async (t) => {
  const other = newReceipt()
  const answer = await proofAnswer({ receipt: other, reader })
  const { client } = await clientOf(t, answer)
  await assert.rejects(getProof(client, receipt), { code: 'SDK_NODE_UNTRUE' })
  const renamed = await clientOf(t, { ...answer, name: receipt.receipt })
  await assert.rejects(getProof(renamed.client, receipt), { code: 'LOG_OPENING_UNREADABLE' })
})

test('error: LOG_PROOF_INVALID for an entry of the log that is no receipt', async (t) => {
  for (const body of ['nothing', `{"receipt":"${receipt.receipt}"}`]) {
    const { client } = await clientOf(t, await proofAnswer({ receipt, reader, body }))
    await assert.rejects(getProof(client, receipt), { code: 'LOG_PROOF_INVALID' })
  }
})

test('error: LOG_INCLUSION_UNPROVEN, LOG_SIGNATURE_MISSING or VAULT_IDENTITY_MISMATCH for what does not hold', async (t) => {
  const answer = await proofAnswer({ receipt, reader })
  const altered = await clientOf(t, { ...answer, body: answer.body.replace('TREAT', 'ETREAT') })
  await assert.rejects(getProof(altered.client, receipt), { code: 'LOG_INCLUSION_UNPROVEN' })
  const foreign = await clientOf(t, await proofAnswer({ receipt, reader, signer: logSigner('another') }))
  await assert.rejects(getProof(foreign.client, receipt), { code: 'LOG_SIGNATURE_MISSING' })
  const stranger = await ownRecipient(createClient({ url: 'http://127.0.0.1:1', root: randomBytes(32) }))
  const sealed = await clientOf(t, await proofAnswer({ receipt, reader: stranger }))
  await assert.rejects(getProof(sealed.client, receipt), { code: 'VAULT_IDENTITY_MISMATCH' })
})

test('a log that shows another key than before is refused', async (t) => {
  const { client } = await clientOf(t, await proofAnswer({ receipt, reader }))
  const pinned = [logSigner('the key of before').verifier]
  await assert.rejects(getProof(client, { ...receipt, pinned }), { code: 'LOG_SIGNATURE_MISSING' })
})
