import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type GrantTerms, grantCommitment } from '@symbolon/protocol/consent'
import { recordAccount } from '@symbolon/protocol/identity'
import { type Hex, type Id, newId, toBase64Url, toHex, weekAfter } from '@symbolon/protocol/kernel'
import { mintIntent } from '@symbolon/protocol/records'
import { erasureOf } from './test-changes.ts'
import { giveGrant, makeGiving, open, revoke, sendGiving } from './test-grants.ts'
import {
  addingOf,
  addRecord,
  ask,
  askFor,
  bytes,
  carryOut,
  placeOf,
  putBlob,
  runJob,
  sealFor,
  startPeopledWorld,
  stateOf,
} from './test-world.ts'

const { world, eleni, hospital } = await startPeopledWorld()
after(() => world.stop())

test('error: RECORDS_OWNER_USED: what the ledger refuses leaves no record, no receipt, and its ciphertext free', async () => {
  const record = sealFor(world, eleni)
  const account = recordAccount(eleni.root, record.record)
  const { chainId, records, deadline } = placeOf(world)
  const other = {
    id: BigInt(toHex(bytes(32))),
    owner: account.address,
    commitment: toHex(bytes(32)),
    deadline: BigInt(deadline),
  }
  const signature = await account.signTypedData(mintIntent({ chainId, verifyingContract: records, ...other }))
  const args = [other.id, other.owner, other.commitment, other.deadline, signature]
  await carryOut(world, { contract: 'Records', functionName: 'mint', args })
  await putBlob(world, eleni, record.sealed)
  const body = await addingOf(world, eleni, record)
  const refused = await ask(world, { as: eleni, method: 'POST', path: '/v1/records', body })
  assert.equal(refused.body.code, 'RECORDS_OWNER_USED')
  const shown = await ask(world, { as: eleni, method: 'GET', path: `/v1/records/${record.record}` })
  assert.equal(shown.body.code, 'RECORDS_RECORD_UNKNOWN')
  const [left] = await count(`select (select count(*)::int from consent.receipt) as receipts,
    (select count(*)::int from vault.blob where record is null) as free`)
  assert.deepEqual(left, { receipts: 0, free: 1 })
})

test('a grant that somebody brought to the ledger first is the same grant, and opens', async () => {
  const record = await addRecord(world, eleni)
  const made = await makeGiving(world, { giver: eleni, to: [hospital], records: [record] })
  const [terms, r, grant] = [made.terms[0] as GrantTerms, made.r[0] as Uint8Array, made.grants[0] as Id<'grant'>]
  const args = [toHex(grantCommitment({ r, terms })), terms.account, weekAfter(Date.parse(terms.until))]
  await carryOut(world, { contract: 'Consents', functionName: 'give', args })
  await askFor(world, 201, { as: eleni, method: 'POST', path: '/v1/grants', body: made.body })
  assert.equal((await open(world, { grantee: hospital, grant })).status, 201)
  await revoke(world, { giver: eleni, grant, made })
})

test('error: CONSENT_GRANT_EXISTS, CONSENT_AUTHORITY_INVALID: terms that were signed once are not given again', async () => {
  const record = await addRecord(world, eleni)
  const { grant, made } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  assert.equal((await open(world, { grantee: hospital, grant })).status, 201)
  await revoke(world, { giver: eleni, grant, made })
  const again = (change: object) => {
    const grants = made.body.grants.map((one) => ({
      ...one,
      grant: newId('grant', world.clock.now(), bytes(10)),
      ...change,
    }))
    return sendGiving(world, eleni, { ...made.body, grants })
  }
  assert.equal((await again({})).body.code, 'CONSENT_GRANT_EXISTS')
  assert.equal((await again({ r: toBase64Url(bytes(64)) })).body.code, 'CONSENT_AUTHORITY_INVALID')
  assert.equal((await open(world, { grantee: hospital, grant })).body.code, 'CONSENT_GRANT_REVOKED')
})

test('a burn that waited is on the ledger at the next run; one past its deadline is void', async () => {
  const record = await addRecord(world, eleni)
  const { erase } = await erasureOf(world, eleni, record)
  await insertBurn({ token_id: record.token_id, ...erase })
  await insertBurn({ token_id: toHex(bytes(32)), ...erase, deadline: 1 })
  await runJob(world, 'records-burn')
  assert.equal(await stateOf(world, record), 2)
  assert.deepEqual(await count('select count(*)::int as burns from records.burn'), [{ burns: 0 }])
})

test('what nobody waits for any more is looked after', async () => {
  await addRecord(world, eleni)
  world.clock.offset_ms += 120_000
  for (const job of ['records-settle', 'consent-settle', 'consent-expire', 'consent-sweep-bodies'])
    await runJob(world, job)
  assert.deepEqual(await count('select count(*)::int as bodies from consent.capsule_body'), [{ bodies: 0 }])
})

test('a page of the ledger of use costs as many statements with a thousand grants to one party', async () => {
  const record = await addRecord(world, eleni)
  const made = await makeGiving(world, {
    giver: eleni,
    to: Array.from({ length: 1000 }, () => hospital),
    records: [record],
  })
  for (let from = 0; from < 1000; from += 250) {
    const body = { ...made.body, grants: made.body.grants.slice(from, from + 250) }
    await askFor(world, 201, { as: eleni, method: 'POST', path: '/v1/grants', body })
  }
  const { statements } = world.kernel.database
  const { body } = await askFor(world, 200, { as: eleni, method: 'GET', path: '/v1/ledger?limit=50' })
  assert.equal(body.items.length, 50)
  // Two of its own and the session's; jobs may look for work in the same moment.
  assert.ok(world.kernel.database.statements - statements <= 12)
})

async function insertBurn({ token_id, deadline, signature }: { token_id: Hex; deadline: number; signature: Hex }) {
  await world.kernel.database.query({
    name: 'test_insert_burn',
    text: 'insert into records.burn (token_id, deadline, signature) values ($1, $2, $3)',
    values: [token_id, deadline, signature],
  })
}

async function count(text: string): Promise<unknown[]> {
  return world.kernel.database.query({ name: `test ${text.length} ${text.slice(0, 30)}`, text })
}
