import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { amendmentOf } from './test-changes.ts'
import { giveGrant, makeGiving, open, remakeCapsule, sendGiving } from './test-grants.ts'
import { addRecord, ask, putBlob, sealFor, startPeopledWorld, type TestRecord } from './test-world.ts'

const { world, eleni, hospital } = await startPeopledWorld()
after(() => world.stop())

const sql = (text: string, values: readonly unknown[] = []) => ({ name: '', text, values: [...values] })

/** Resolves when some statement waits for a row that another transaction holds. */
async function somebodyWaits(): Promise<void> {
  const text = `select from pg_stat_activity where wait_event_type = 'Lock'`
  while ((await world.kernel.database.query(sql(text))).length === 0) await wait(5)
}

async function give(records: readonly TestRecord[]) {
  const made = await makeGiving(world, { giver: eleni, to: [hospital], records })
  return sendGiving(world, eleni, made.body)
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
  const amendment = await amendmentOf(world, eleni, second)
  const send = (more: object) => {
    const body = { ...amendment, ...more }
    return ask(world, { as: eleni, method: 'POST', path: `/v1/records/${first.record}/versions`, body })
  }
  assert.equal((await send({ grants: [] })).body.code, 'CONSENT_GRANTS_CHANGED')
  assert.equal((await open(world, { grantee: hospital, grant })).status, 201)
  const remade = remakeCapsule([second], { grant, grantee: hospital })
  assert.equal((await send({ ...remade, grants: [grant] })).status, 201)
  assert.equal((await open(world, { grantee: hospital, grant })).status, 201)
})
