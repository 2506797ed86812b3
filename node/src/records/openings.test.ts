import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Purpose, purposes } from '@symbolon/protocol/consent'
import { toHex } from '@symbolon/protocol/kernel'
import { giveGrant, open, openingOf, remakeCapsule, revocationOf, revoke } from './test-grants.ts'
import {
  ask,
  askFor,
  bytes,
  flipped,
  giveRole,
  newInstitution,
  onAnotherChain,
  type Person,
  startCrowdedWorld,
} from './test-world.ts'

const { world, eleni, nikos, hospital, other, record, stranger } = await startCrowdedWorld()
after(() => world.stop())

test('a grant opens for its grantee, its purpose and its time, and for nothing else', async () => {
  const { grant } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] }, { until_ms: 600_000 })
  assert.equal((await open(world, { grantee: hospital, grant })).status, 201)
  assert.equal((await open(world, { grantee: other, grant })).body.code, 'CONSENT_GRANT_UNKNOWN')
  assert.equal((await open(world, { grantee: eleni, grant })).body.code, 'CONSENT_GRANT_UNKNOWN')
  for (const purpose of Object.keys(purposes) as Purpose[])
    if (purpose !== 'TREAT')
      assert.equal((await open(world, { grantee: hospital, grant, purpose })).body.code, 'CONSENT_PURPOSE_MISMATCH')
  const later = await giveGrant(
    world,
    { giver: eleni, to: hospital, records: [record] },
    { from_ms: 300_000, until_ms: 600_000 },
  )
  assert.equal((await open(world, { grantee: hospital, grant: later.grant })).body.code, 'CONSENT_GRANT_NOT_YET')
  world.clock.offset_ms += 601_000
  assert.equal((await open(world, { grantee: hospital, grant })).body.code, 'CONSENT_GRANT_EXPIRED')
  const listed = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/grants/${grant}` })
  assert.equal(listed.body.state, 'expired')
})

test('a role that runs out or is missing closes the grant until it is renewed', async () => {
  const clinic = await newInstitution(world, { role: 'care-provider', until_s: 60 })
  const { grant } = await giveGrant(world, { giver: eleni, to: clinic, records: [record] })
  assert.equal((await open(world, { grantee: clinic, grant })).status, 201)
  world.clock.offset_ms += 61_000
  assert.equal((await open(world, { grantee: clinic, grant })).body.code, 'CONSENT_ROLE_MISSING')
  await giveRole(world, {
    to: clinic.account.address,
    role: 'care-provider',
    until: Math.floor(world.clock.now() / 1000) + 3600,
  })
  assert.equal((await open(world, { grantee: clinic, grant })).status, 201)
})

test('error: a request to open counts once, in its minutes, with every field as it was signed', async () => {
  const { grant } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const second = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const body = await openingOf(world, { grantee: hospital, grant })
  const post = (change: object, as = hospital) =>
    ask(world, { as, method: 'POST', path: '/v1/openings', body: { ...body, ...change } })
  for (const change of [
    { grant: second.grant },
    { purpose: 'ETREAT' },
    { nonce: toHex(bytes(32)) },
    { deadline: body.deadline + 1 },
  ])
    assert.equal((await post(change)).body.code, 'CONSENT_OPENING_INVALID', Object.keys(change)[0])
  assert.equal((await post({}, other)).body.code, 'CONSENT_OPENING_INVALID')
  assert.equal((await post({ deadline: body.deadline + 86_400 })).body.code, 'CONSENT_OPENING_LATE')
  assert.equal((await post({ purpose: 'UNDERWRITING' })).body.code, 'CONSENT_PURPOSE_FORBIDDEN')
  assert.equal((await post({})).status, 201)
  assert.equal((await post({})).body.code, 'CONSENT_OPENING_REPLAYED')
  world.clock.offset_ms += 301_000
  assert.equal((await post({})).body.code, 'CONSENT_OPENING_LATE')
})

test('ciphertext leaves for ten minutes, to the grantee alone', async () => {
  const { grant } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const opened = await open(world, { grantee: hospital, grant })
  const href = opened.body.blobs[0].href as string
  assert.equal((await ask(world, { as: other, method: 'GET', path: href })).body.code, 'CONSENT_RECEIPT_UNKNOWN')
  assert.equal(
    (await ask(world, { as: hospital, method: 'GET', path: href.replace(record.record, stranger.record) })).body.code,
    'CONSENT_RECEIPT_UNKNOWN',
  )
  assert.equal((await ask(world, { method: 'GET', path: href })).body.code, 'IDENTITY_SIGNED_OUT')
  world.clock.offset_ms += 601_000
  assert.equal((await ask(world, { as: hospital, method: 'GET', path: href })).body.code, 'CONSENT_OPENING_OVER')
})

test('a grant is ended by its own account, once; the first answer stands', async () => {
  const { grant, made } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const next = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const wrong = await revocationOf(world, { giver: eleni, grant: next.grant, made: next.made })
  const right = (await revocationOf(world, { giver: eleni, grant, made })).signature
  const elsewhere = await revocationOf(onAnotherChain(world), { giver: eleni, grant, made })
  const path = `/v1/grants/${grant}/revocation`
  for (const body of [wrong, { signature: flipped(right) }, elsewhere])
    assert.equal((await ask(world, { as: eleni, method: 'POST', path, body })).body.code, 'CONSENT_REVOCATION_INVALID')
  assert.equal((await ask(world, { as: nikos, method: 'POST', path, body: wrong })).body.code, 'CONSENT_GRANT_UNKNOWN')
  assert.equal(
    (await ask(world, { as: hospital, method: 'POST', path, body: wrong })).body.code,
    'CONSENT_GRANT_UNKNOWN',
  )
  const ended = await revoke(world, { giver: eleni, grant, made })
  const again = await revoke(world, { giver: eleni, grant, made })
  assert.equal(ended.body.state, 'recorded')
  assert.deepEqual(again.body, ended.body)
})

test('role × endpoint × object: nobody reaches what is another’s', async () => {
  const { grant } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const { receipt } = (await open(world, { grantee: hospital, grant })).body
  const { chunk, capsules } = {
    chunk: { signature: `0x${'11'.repeat(65)}` },
    capsules: remakeCapsule([record], { grant, grantee: hospital }),
  }
  const objects = [
    ['GET', `/v1/records/${record.record}`],
    ['GET', `/v1/records/${record.record}/blob`],
    ['POST', `/v1/records/${record.record}/erasure`, { erase: { deadline: 9_999_999_999, ...chunk }, ...capsules }],
    ['GET', `/v1/grants/${grant}`],
    ['POST', `/v1/grants/${grant}/revocation`, chunk],
    ['GET', `/v1/receipts/${receipt}`],
    ['GET', `/v1/openings/${receipt}/blobs/${record.record}`],
  ] as const
  const mayRead: Record<string, readonly Person[]> = {
    [`/v1/grants/${grant}`]: [hospital],
    [`/v1/receipts/${receipt}`]: [hospital],
    [`/v1/openings/${receipt}/blobs/${record.record}`]: [hospital],
  }
  for (const [method, path, body] of objects) {
    assert.equal((await ask(world, { method, path, body })).body?.code, 'IDENTITY_SIGNED_OUT', path)
    for (const person of [nikos, other, hospital]) {
      const reply = await ask(world, { as: person, method, path, body })
      if (mayRead[path]?.includes(person)) assert.equal(reply.status, 200, path)
      else assert.equal(reply.status, 404, `${path} ${reply.body?.code}`)
    }
  }
  const lists = ['/v1/records', '/v1/grants', '/v1/ledger', '/v1/ledger?group=seen', '/v1/ledger?group=refused']
  for (const path of lists) {
    const { body } = await askFor(world, 200, { as: other, method: 'GET', path })
    assert.deepEqual(body.items, [], path)
  }
})

test('a refusal of ciphertext rests on the session and names its sign-in; one of a signed request names the request', async () => {
  const { grant, made } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const { receipt } = (await open(world, { grantee: hospital, grant })).body
  await revoke(world, { giver: eleni, grant, made })
  const path = `/v1/openings/${receipt}/blobs/${record.record}`
  await askFor(world, 403, { as: hospital, method: 'GET', path })
  assert.equal((await open(world, { grantee: hospital, grant })).status, 403)
  const told = await world.kernel.database.query<{ signed_in: boolean; requested: boolean }>({
    name: 'test_refusals_of_session',
    text: `select exists (select from identity.session s where s.sign_in = r.sign_in and s.address = $2) as signed_in,
        request_digest is not null as requested
      from consent.receipt r where r.grant = $1 and r.kind = 'refused' order by at, receipt`,
    values: [grant, hospital.account.address],
  })
  assert.deepEqual(told, [
    { signed_in: true, requested: false },
    { signed_in: false, requested: true },
  ])
})
