import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { recordAccount } from '@symbolon/protocol/identity'
import { toHex } from '@symbolon/protocol/kernel'
import { amendIntent } from '@symbolon/protocol/records'
import { giveGrant, makeGiving, open, remakeCapsule } from './test-grants.ts'
import {
  addRecord,
  ask,
  newInstitution,
  newPerson,
  type Person,
  placeOf,
  putBlob,
  sealFor,
  startWorld,
  storedPart,
  type TestRecord,
  type World,
} from './test-world.ts'

let world: World
let eleni: Person
let hospital: Person

before(async () => {
  world = await startWorld()
  eleni = await newPerson(world)
  hospital = await newInstitution(world, { role: 'care-provider' })
})
after(() => world.stop())

const sql = (text: string, values: readonly unknown[] = []) => ({ name: '', text, values: [...values] })

/** Resolves when some statement waits for a row that another transaction holds. */
async function somebodyWaits(): Promise<void> {
  const text = `select from pg_stat_activity where wait_event_type = 'Lock'`
  while ((await world.kernel.database.query(sql(text))).length === 0) await wait(5)
}

async function give(records: readonly TestRecord[]) {
  const made = await makeGiving(world, { giver: eleni, to: [hospital], records })
  return ask(world, { as: eleni, method: 'POST', path: '/v1/grants', body: made.body })
}

test('error: CONSENT_RECORD_CHANGING: a grant that is given while its record is being erased leaves no key behind', async () => {
  const record = await addRecord(world, eleni)
  const giving = await world.kernel.database.transaction(async (queries) => {
    await queries.query(sql('select from records.record where record = $1 for update', [record.record]))
    const answer = give([record])
    await somebodyWaits()
    const erased = `update records.record set state = 'erased', token_id = null, owner = null, source_key = null,
      transaction = null where record = $1`
    await queries.query(sql(erased, [record.record]))
    return { answer }
  })
  assert.equal((await giving.answer).body.code, 'CONSENT_RECORD_CHANGING')
  const text = `select from consent.grant_record where record = $1`
  assert.equal((await world.kernel.database.query(sql(text, [record.record]))).length, 0)
})

test('error: CONSENT_RECORD_CHANGING: nothing is granted of a version that is about to be replaced', async () => {
  const record = await addRecord(world, eleni)
  const next = `insert into records.version (record, version, commitment, manifest, blob, size_bytes, entries, command,
    receipt, created_at) values ($1, 2, '0x', '', $1, 1, 1, $1, 'r', now())`
  await world.kernel.database.query(sql(next, [record.record]))
  assert.equal((await give([record])).body.code, 'CONSENT_RECORD_CHANGING')
  const text = 'delete from records.version where record = $1 and version = 2'
  await world.kernel.database.query(sql(text, [record.record]))
  assert.equal((await give([record])).status, 201)
})

test('error: CONSENT_GRANTS_CHANGED: an amendment that was prepared without a grant in force is made again with it', async () => {
  const first = await addRecord(world, eleni, { text: 'first' })
  const { grant } = await giveGrant(world, { giver: eleni, to: hospital, records: [first] })
  const second = sealFor(world, eleni, { ...first, text: 'second', version: 2 })
  await putBlob(world, eleni, second.sealed)
  const { chainId, records, deadline } = placeOf(world)
  const intent = { id: BigInt(first.token_id), commitment: toHex(second.sealed.commitment), version: 2 }
  const signature = await recordAccount(eleni.root, first.record).signTypedData(
    amendIntent({ chainId, verifyingContract: records, ...intent, deadline: BigInt(deadline) }),
  )
  const amend = { commitment: intent.commitment, version: 2, deadline, signature }
  const send = (more: object) => {
    const body = { amend, ...storedPart(second.sealed), ...more }
    return ask(world, { as: eleni, method: 'POST', path: `/v1/records/${first.record}/versions`, body })
  }
  assert.equal((await send({ grants: [] })).body.code, 'CONSENT_GRANTS_CHANGED')
  assert.equal((await open(world, { grantee: hospital, grant })).status, 201)
  const remade = remakeCapsule([second], { grant, grantee: hospital })
  assert.equal((await send({ ...remade, grants: [grant] })).status, 201)
  assert.equal((await open(world, { grantee: hospital, grant })).status, 201)
})
