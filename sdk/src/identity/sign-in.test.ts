import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { createClient } from '../kernel/index.ts'
import { serve, signedIn } from '../kernel/test-node.ts'
import { accountOf, askSigned, signIn } from './sign-in.ts'

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

test('a keyring is opened once, when something is signed; a session that is kept needs none', async (t) => {
  const url = await serve(t, (_, response) => response.end('{}'))
  let opened = 0
  const root = async () => {
    if (++opened === 1) throw new Error('not this passphrase')
    return randomBytes(32)
  }
  const client = createClient({ url, root, sessions: signedIn })
  await askSigned(client, { method: 'GET', path: '/v1/records' })
  assert.equal(opened, 0)
  await assert.rejects(accountOf(client), /not this passphrase/)
  const accounts = await Promise.all([accountOf(client), accountOf(client)])
  assert.equal(new Set(accounts.map(({ address }) => address)).size, 1)
  assert.equal(opened, 2, 'what failed is tried again, what opened is kept')
})
