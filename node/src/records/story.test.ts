import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { parseReceipt } from '@symbolon/protocol/consent'
import type { Id } from '@symbolon/protocol/kernel'
import { giveGrant, type MadeGiving, open, readCapsule, revoke } from './test-grants.ts'
import { addRecord, ask, askFor, startPeopledWorld } from './test-world.ts'

const { world, eleni, hospital } = await startPeopledWorld()
after(() => world.stop())

test('a record is added, granted, opened, seen in the ledger of use, and ended', async () => {
  const record = await addRecord(world, eleni)
  const shown = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/records/${record.record}` })
  assert.equal(shown.body.state, 'recorded')
  assert.equal(shown.body.token_id, record.token_id)
  const blob = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/records/${record.record}/blob` })
  assert.deepEqual(blob.raw, Buffer.from(record.sealed.blob))

  const { grant, made } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const given = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/grants/${grant}` })
  assert.equal(given.body.state, 'active')
  assert.equal(given.body.authority.signatures.length, 1)
  const received = await askFor(world, 200, { as: hospital, method: 'GET', path: '/v1/grants?side=received' })
  assert.deepEqual(
    received.body.items.map((item: { grant: string }) => item.grant),
    [grant],
  )

  const opened = await open(world, { grantee: hospital, grant })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  assert.equal(readCapsule(opened, hospital).records[0]?.record, record.record)
  const [place] = opened.body.blobs
  const range = await ask(world, { as: hospital, method: 'GET', path: place.href, headers: { range: 'bytes=0-9' } })
  assert.equal(range.status, 206)
  assert.deepEqual(range.raw, Buffer.from(record.sealed.blob.subarray(0, 10)))

  const now = await askFor(world, 200, { as: eleni, method: 'GET', path: '/v1/ledger' })
  assert.deepEqual(
    now.body.items.map((row: { grant: string; who: { party: string } }) => [row.grant, row.who.party]),
    [[grant, hospital.party]],
  )
  const seen = await askFor(world, 200, { as: eleni, method: 'GET', path: '/v1/ledger?group=seen' })
  assert.equal(seen.body.items[0].receipt, opened.body.receipt)
  const { body: receipt } = await askFor(world, 200, {
    as: eleni,
    method: 'GET',
    path: `/v1/receipts/${opened.body.receipt}`,
  })
  assert.equal(parseReceipt(receipt.body).grant, grant)
  await endAndRefuse({ grant, made, href: place.href })
})

async function endAndRefuse({
  grant,
  made,
  href,
}: {
  grant: Id<'grant'>
  made: MadeGiving
  href: string
}): Promise<void> {
  const ended = await revoke(world, { giver: eleni, grant, made })
  assert.equal(ended.status, 200, JSON.stringify(ended.body))
  assert.equal(ended.body.state, 'recorded')
  assert.ok(ended.body.seen.first_at)
  const refused = await open(world, { grantee: hospital, grant })
  assert.equal(refused.body.code, 'CONSENT_GRANT_REVOKED')
  const late = await ask(world, { as: hospital, method: 'GET', path: href })
  assert.equal(late.body.code, 'CONSENT_GRANT_REVOKED')
  const told = await askFor(world, 200, { as: eleni, method: 'GET', path: '/v1/ledger?group=refused' })
  assert.deepEqual(
    told.body.items.map((row: { reason: string }) => row.reason),
    ['CONSENT_GRANT_REVOKED', 'CONSENT_GRANT_REVOKED'],
  )
  const over = await askFor(world, 200, { as: eleni, method: 'GET', path: '/v1/ledger' })
  assert.deepEqual(over.body.items, [])
}
