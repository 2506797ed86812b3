import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { recordAccount } from '@symbolon/protocol/identity'
import { rekeyIntent } from '@symbolon/protocol/records'
import { erasureOf } from './test-changes.ts'
import { giveGrant, makeGiving, open, revocationOf, sendGiving } from './test-grants.ts'
import {
  addingOf,
  addRecord,
  ask,
  askFor,
  carryOut,
  newRecordId,
  placeOf,
  putBlob,
  sealFor,
  startPeopledWorld,
} from './test-world.ts'

const { world, eleni, hospital } = await startPeopledWorld()
after(() => world.stop())

test('a burn that came to the ledger past this node destroys what the node holds', async () => {
  const record = await addRecord(world, eleni)
  const { grant } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const { erase } = await erasureOf(world, eleni, record)
  const args = [BigInt(record.token_id), BigInt(erase.deadline), erase.signature]
  await carryOut(world, { contract: 'Records', functionName: 'erase', args })
  const listed = await askFor(world, 200, { as: eleni, method: 'GET', path: '/v1/records' })
  assert.deepEqual(
    listed.body.items.map((item: { state: string; token_id: null }) => [item.state, item.token_id]),
    [['erased', null]],
  )
  assert.equal((await open(world, { grantee: hospital, grant })).body.code, 'CONSENT_GRANT_EMPTY')
  const [left] = await world.kernel.database.query<{ versions: number; deletions: number }>({
    name: 'test_left',
    text: 'select (select count(*)::int from records.version) as versions, (select count(*)::int from vault.blob) as deletions',
  })
  assert.deepEqual(left, { versions: 0, deletions: 0 })
})

test('a record that moves to another address is its new address’s to grant', async () => {
  const record = await addRecord(world, eleni)
  const { chainId, records, deadline } = placeOf(world)
  const next = recordAccount(eleni.root, newRecordId(world))
  const call = { id: BigInt(record.token_id), newOwner: next.address, deadline: BigInt(deadline) }
  const intent = rekeyIntent({ chainId, verifyingContract: records, ...call })
  const old = recordAccount(eleni.root, record.record)
  const args = [
    call.id,
    call.newOwner,
    call.deadline,
    await old.signTypedData(intent),
    await next.signTypedData(intent),
  ]
  await carryOut(world, { contract: 'Records', functionName: 'rekey', args })
  const shown = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/records/${record.record}` })
  assert.equal(shown.body.owner, next.address)
  const made = await makeGiving(world, { giver: eleni, to: [hospital], records: [record] })
  const reply = await sendGiving(world, eleni, made.body)
  assert.equal(reply.body.code, 'CONSENT_AUTHORITY_INVALID', 'signed by the old account')
})

test('a revocation that came to the ledger past this node ends the grant here, with a receipt', async () => {
  const record = await addRecord(world, eleni)
  const { grant, made } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const { signature } = await revocationOf(world, { giver: eleni, grant, made })
  const shown = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/grants/${grant}` })
  await carryOut(world, { contract: 'Consents', functionName: 'revoke', args: [shown.body.hash, signature] })
  assert.equal((await open(world, { grantee: hospital, grant })).body.code, 'CONSENT_GRANT_REVOKED')
  const [told] = await world.kernel.database.query<{ receipts: number }>({
    name: 'test_revoked_receipts',
    text: `select count(*)::int as receipts from consent.receipt where "grant" = $1 and kind = 'revoked'`,
    values: [grant],
  })
  assert.equal(told?.receipts, 1)
})

test('error: RECORDS_RECORD_BUSY and CONSENT_GRANT_UNRECORDED while the ledger has not answered yet', async () => {
  const record = await addRecord(world, eleni)
  const { grant } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  await world.kernel.database.query({
    name: 'test_unrecord_grant',
    text: `update consent.grant set state = 'saved' where "grant" = $1`,
    values: [grant],
  })
  await world.kernel.database.query({
    name: 'test_unrecord',
    text: `update records.record set state = 'saved' where record = $1`,
    values: [record.record],
  })
  assert.equal((await open(world, { grantee: hospital, grant })).body.code, 'CONSENT_GRANT_UNRECORDED')
  const erase = { deadline: placeOf(world).deadline, signature: `0x${'11'.repeat(65)}` }
  const reply = await ask(world, {
    as: eleni,
    method: 'POST',
    path: `/v1/records/${record.record}/erasure`,
    body: { erase },
  })
  assert.equal(reply.body.code, 'RECORDS_RECORD_BUSY')
  const made = await makeGiving(world, { giver: eleni, to: [hospital], records: [record] })
  assert.equal((await sendGiving(world, eleni, made.body)).body.code, 'CONSENT_RECORD_NOT_YOURS')
})

test('ciphertext goes in once, under its own hash, and answers ranges', async () => {
  const { sealed } = sealFor(world, eleni)
  assert.equal((await putBlob(world, eleni, sealed)).status, 201)
  assert.equal((await putBlob(world, eleni, sealed)).status, 200)
  const wrong = await ask(world, { as: eleni, method: 'PUT', path: `/v1/blobs/${'0'.repeat(64)}`, bytes: sealed.blob })
  assert.equal(wrong.body.code, 'VAULT_BLOB_MISMATCH')
  assert.equal(
    (await ask(world, { method: 'PUT', path: `/v1/blobs/${sealed.blobId}`, bytes: sealed.blob })).body.code,
    'IDENTITY_SIGNED_OUT',
  )
  const record = await addRecord(world, eleni)
  const path = `/v1/records/${record.record}/blob`
  const part = await ask(world, { as: eleni, method: 'GET', path, headers: { range: 'bytes=5-8' } })
  assert.deepEqual([part.status, part.raw], [206, Buffer.from(record.sealed.blob.subarray(5, 9))])
  const beyond = await ask(world, { as: eleni, method: 'GET', path, headers: { range: 'bytes=99999999-' } })
  assert.equal(beyond.body.code, 'VAULT_RANGE_INVALID')
})

test('error: VAULT_BLOB_ENDING for ciphertext that is being destroyed', async () => {
  const { sealed } = sealFor(world, eleni)
  await world.kernel.database.query({
    name: 'test_ending',
    text: 'insert into vault.blob_deletion (sha256) values ($1)',
    values: [sealed.blobId],
  })
  assert.equal((await putBlob(world, eleni, sealed)).body.code, 'VAULT_BLOB_ENDING')
})

test('the same giving sent twice at once is one giving', async () => {
  const record = await addRecord(world, eleni)
  const made = await makeGiving(world, { giver: eleni, to: [hospital], records: [record] })
  const post = () => sendGiving(world, eleni, made.body)
  const replies = await Promise.all([post(), post(), post()])
  for (const reply of replies) assert.deepEqual([reply.status, reply.body], [201, replies[0]?.body])
})

test('error: a request with another shape is told by place, never by value', async () => {
  const record = sealFor(world, eleni)
  const body = { ...(await addingOf(world, eleni, record)), blob: 'secret' }
  const reply = await ask(world, { as: eleni, method: 'POST', path: '/v1/records', body })
  assert.equal(reply.body.code, 'KERNEL_REQUEST_INVALID')
  assert.ok(!JSON.stringify(reply.body).includes('secret'))
})
