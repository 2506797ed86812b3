import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { toBase64Url } from '@symbolon/protocol/kernel'
import { CAPSULE_BODY_BYTES_MAX, MANIFEST_BYTES_MAX } from '@symbolon/protocol/vault'
import { SEALED_BODY_BYTES_MAX } from '../kernel/index.ts'
import { makeGiving } from './test-grants.ts'
import { addingOf, addRecord, ask, askFor, bytes, putBlob, sealFor, startPeopledWorld } from './test-world.ts'

/** What 30,000 entries take; the node can't read it, so random bytes will do. */
const large = bytes(12 * 1024 * 1024)

const { world, eleni, hospital } = await startPeopledWorld()
after(() => world.stop())

test('one body has room for the largest manifest and the largest capsule', () => {
  const base64 = (size_bytes: number) => Math.ceil((size_bytes * 4) / 3)
  assert.ok(base64(MANIFEST_BYTES_MAX) + base64(CAPSULE_BODY_BYTES_MAX) < SEALED_BODY_BYTES_MAX)
})

test('a record of very many entries is taken and shown', async () => {
  const record = sealFor(world, eleni)
  await putBlob(world, eleni, record.sealed)
  const body = { ...(await addingOf(world, eleni, record)), manifest: toBase64Url(large) }
  await askFor(world, 201, { as: eleni, method: 'POST', path: '/v1/records', body })
  const shown = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/records/${record.record}` })
  assert.equal(shown.body.manifest, body.manifest)
})

test('a grant over very many entries is taken', async () => {
  const record = await addRecord(world, eleni)
  const { body } = await makeGiving(world, { giver: eleni, to: [hospital], records: [record] })
  const digest = createHash('sha256').update(large).digest('hex')
  const bodies = [{ digest, ciphertext: toBase64Url(large) }]
  const grants = body.grants.map((grant) => ({ ...grant, body: digest }))
  await askFor(world, 201, { as: eleni, method: 'POST', path: '/v1/grants', body: { ...body, bodies, grants } })
})

test('error: large bodies of whoever has not signed in are not read', async () => {
  const body = { manifest: 'A'.repeat(17 * 1024 * 1024) }
  for (const path of ['/v1/records', '/v1/records/rec_0/versions', '/v1/records/rec_0/erasure', '/v1/grants']) {
    const reply = await ask(world, { method: 'POST', path, body })
    assert.deepEqual([reply.status, reply.body.code], [401, 'IDENTITY_SIGNED_OUT'], path)
  }
})
