import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { createClient } from './client.ts'
import { RemoteError } from './remote-error.ts'
import { send, sendForJson } from './request.ts'
import { serve } from './test-node.ts'

const problem = (status: number, more: object = {}) =>
  JSON.stringify({
    type: '/problems/X',
    title: 'Όχι τώρα {x}',
    status,
    code: 'KERNEL_NOT_READY',
    detail: 'Αργότερα',
    ...more,
  })

/** A server on a real socket that answers by a list, and how often it was asked. */
async function answering(
  t: TestContext,
  answers: { status: number; body: string; headers?: Record<string, string> }[],
) {
  const asked: { method: string; headers: Record<string, unknown>; body: string }[] = []
  const url = await serve(t, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      asked.push({ method: request.method ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() })
      const answer = answers[Math.min(asked.length, answers.length) - 1]
      response.writeHead(answer?.status ?? 500, { 'x-request-id': 'req_1', ...answer?.headers }).end(answer?.body)
    })
  })
  return { client: createClient({ url: `${url}/`, language: 'el' }), asked }
}

test('what passes later is repeated with the same key until it passes', async (t) => {
  const later = { status: 503, body: problem(503, { retryable: true }), headers: { 'retry-after': '0' } }
  const { client, asked } = await answering(t, [later, later, { status: 200, body: '{"ok":true}' }])
  const answer = await sendForJson(client, {
    method: 'POST',
    path: '/v1/x',
    body: { a: 1 },
    idempotencyKey: 'key-12345',
  })
  assert.deepEqual(answer, { ok: true })
  assert.equal(asked.length, 3)
  assert.ok(asked.every(({ headers, body }) => headers['idempotency-key'] === 'key-12345' && body === '{"a":1}'))
  assert.equal(asked[0]?.headers['accept-language'], 'el')
})

test('a POST without a key is sent once', async (t) => {
  const { client, asked } = await answering(t, [{ status: 503, body: problem(503, { retryable: true }) }])
  await assert.rejects(send(client, { method: 'POST', path: '/v1/x' }), (error) => hasCode(error, 'KERNEL_NOT_READY'))
  assert.equal(asked.length, 1)
})

test('a problem is the same error with its words and its reference', async (t) => {
  const { client, asked } = await answering(t, [{ status: 403, body: problem(403, { ended_at: 'then' }) }])
  await assert.rejects(send(client, { method: 'GET', path: '/v1/x' }), (error) => {
    assert.ok(error instanceof RemoteError)
    assert.equal(error.message, 'Όχι τώρα x')
    assert.deepEqual([error.status, error.hint, error.retry, error.requestId], [403, 'Αργότερα', 'never', 'req_1'])
    assert.equal(error.facts.ended_at, 'then')
    return true
  })
  assert.equal(asked.length, 1)
})

test('an OperationOutcome is an error too', async (t) => {
  const issue = [
    { severity: 'error', code: 'forbidden', details: { text: 'Ended', coding: [{ code: 'CONSENT_GRANT_REVOKED' }] } },
  ]
  const { client } = await answering(t, [
    { status: 403, body: JSON.stringify({ resourceType: 'OperationOutcome', issue }) },
  ])
  await assert.rejects(send(client, { method: 'GET', path: '/fhir/x' }), (error) =>
    hasCode(error, 'CONSENT_GRANT_REVOKED'),
  )
})

test('error: SDK_ANSWER_INVALID for the page of another program', async (t) => {
  const { client } = await answering(t, [{ status: 404, body: '<html>nginx</html>' }])
  await assert.rejects(send(client, { method: 'GET', path: '/v1/x' }), (error) => hasCode(error, 'SDK_ANSWER_INVALID'))
  const other = await answering(t, [{ status: 200, body: 'welcome' }])
  await assert.rejects(sendForJson(other.client, { method: 'GET', path: '/v1/x' }), (error) =>
    hasCode(error, 'SDK_ANSWER_INVALID'),
  )
})

test('error: SDK_NODE_UNREACHABLE where nobody listens', async () => {
  const client = createClient({ url: 'http://127.0.0.1:9' })
  const request = { method: 'POST', path: '/v1/x' } as const
  await assert.rejects(send(client, request), (error) => hasCode(error, 'SDK_NODE_UNREACHABLE'))
})
