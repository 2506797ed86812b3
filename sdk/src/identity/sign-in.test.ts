import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { createClient } from '../kernel/index.ts'
import { serve } from '../kernel/test-node.ts'
import { signIn } from './sign-in.ts'

test('error: nothing is signed for another node than the one that was asked', async (t) => {
  const asked: string[] = []
  let other: { domain: string; uri: string }
  const url = await serve(t, (request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ nonce: 'a'.repeat(32), chain_id: 1, ...other }))
  })
  const { host } = new URL(url)
  const client = createClient({ url, root: randomBytes(32) })
  for (other of [
    { domain: 'clinic.example', uri: 'https://clinic.example' },
    { domain: host, uri: 'https://clinic.example' },
    { domain: 'clinic.example', uri: url },
    { domain: host, uri: 'nowhere' },
  ])
    await assert.rejects(signIn(client), (error) => hasCode(error, 'SDK_NODE_UNTRUE'))
  assert.deepEqual(new Set(asked), new Set(['/v1/sign-in/nonces']))
})
