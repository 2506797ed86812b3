import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { recordAccount } from '@symbolon/protocol/identity'
import { type Id, toHex } from '@symbolon/protocol/kernel'
import { amendIntent, eraseIntent, fhirIdOf, validateResource } from '@symbolon/protocol/records'
import { sealRecord } from '@symbolon/protocol/vault'
import { remakeCapsule } from '../test-grants.ts'
import { ask, askFor, bytes, newPerson, type Person, placeOf, putBlob, storedPart } from '../test-world.ts'
import {
  addResources,
  type FhirRecord,
  fhir,
  type HospitalWorld,
  idsOf,
  ledgerOf,
  letIn,
  startHospitalWorld,
} from './test-hospital.ts'

let world: HospitalWorld
let eleni: Person
let hospital: Person
let other: Person

const observation = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { text: 'x' },
  subject: { reference: 'urn:uuid:p1' },
}
const patient = { resourceType: 'Patient', id: 'p1' }

before(async () => {
  world = await startHospitalWorld()
  eleni = await newPerson(world)
  hospital = await world.newHospital()
  other = await world.newHospital()
})
after(() => world.stop())

function newRecord(): Promise<FhirRecord> {
  return addResources(world, eleni, [patient, observation])
}

/** FHIR id of the entry of a kind. */
function idIn(record: FhirRecord, kind: string): string {
  return fhirIdOf(record.entries.find((entry) => entry.kind === kind)?.id as Id<'entry'>)
}

function codeOf({ body }: { body: { issue: { details: { coding: { code: string }[] } }[] } }) {
  return body.issue[0]?.details.coding[0]?.code
}

test('rows are fenced by party in the database itself', async () => {
  const record = await newRecord()
  await letIn(world, { giver: eleni, to: hospital, records: [record] })
  assert.ok(idsOf(await fhir(world, hospital, '/Observation')).includes(idIn(record, 'Observation')))
  const seenBy = (party: string | null) =>
    world.kernel.database.transaction(async (queries) => {
      await queries.query({
        name: 'test_fence',
        text: `select set_config('role', 'symbolon_reader', true), set_config('symbolon.party', $1, true)`,
        values: [party],
      })
      const text = `select (select count(*) from records.hosted_entry) + (select count(*) from records.hosted_capsule)
        + (select count(*) from records.hosted_trace) as rows`
      return (await queries.query<{ rows: number }>({ name: 'test_fenced_rows', text }))[0]?.rows
    })
  assert.ok((await seenBy(hospital.party)) !== 0)
  assert.equal(await seenBy(other.party), 0)
  assert.equal(await seenBy(null), 0)
  const path = `/Observation/${idIn(record, 'Observation')}`
  assert.equal((await fhir(world, other, path)).status, 404)
  for (const table of ['consent.grant', 'consent.capsule', 'records.record', 'identity.party']) {
    const look = world.kernel.database.transaction(async (queries) => {
      await queries.query({ name: 'test_role', text: `select set_config('role', 'symbolon_reader', true)` })
      await queries.query({ name: `test_look_${table}`, text: `select * from ${table}` })
    })
    await assert.rejects(look, /permission denied/, table)
  }
})

test('when a grant ends, every row that came from it is gone in that moment', async () => {
  const doctor = await world.newHospital()
  const { end } = await letIn(world, { giver: eleni, to: doctor, records: [await newRecord()] })
  assert.equal((await fhir(world, doctor, '/Observation')).body.total, 1)
  const rows = async () => {
    const text = `select (select count(*) from records.hosted_entry where party = $1) as rows`
    return (
      await world.kernel.database.query<{ rows: number }>({ name: 'test_rows_of', text, values: [doctor.party] })
    )[0]?.rows
  }
  assert.equal(await rows(), 2)
  await end()
  assert.equal(await rows(), 0)
})

test('an entry under two grants is found once, and still when one of them ends', async () => {
  const doctor = await world.newHospital()
  const record = await newRecord()
  const first = await letIn(world, { giver: eleni, to: doctor, records: [record] })
  await letIn(world, { giver: eleni, to: doctor, records: [record] })
  for (const sort of ['_id', '_lastUpdated', 'date']) {
    const found = await fhir(world, doctor, `/Observation?_sort=${sort}`)
    assert.deepEqual([found.body.total, idsOf(found)], [1, [idIn(record, 'Observation')]])
  }
  assert.equal((await fhir(world, doctor, '/Observation?_summary=count')).body.total, 1)
  await first.end()
  assert.equal((await fhir(world, doctor, '/Observation')).body.total, 1)
  assert.equal((await fhir(world, doctor, `/Patient/${idIn(record, 'Patient')}`)).status, 200)
})

test('another process, without the keys in memory, opens the capsule again under its own receipt', async () => {
  const record = await newRecord()
  await letIn(world, { giver: eleni, to: hospital, records: [record] })
  const path = `/fhir/Observation/${idIn(record, 'Observation')}`
  assert.equal((await ask(world, { as: hospital, method: 'GET', path })).status, 200)
  const fresh = await world.newNode()
  const before = (await ledgerOf(world, eleni, 'seen')).length
  const answer = await fresh.inject({
    url: path,
    headers: { host: '127.0.0.1', authorization: `Bearer ${hospital.token}` },
  })
  await fresh.close()
  assert.deepEqual([answer.statusCode, answer.json().id], [200, idIn(record, 'Observation')])
  assert.equal((await ledgerOf(world, eleni, 'seen')).length, before + 1)
})

test('twenty first requests at once open the capsule once', async () => {
  const doctor = await world.newHospital()
  await letIn(world, { giver: eleni, to: doctor, records: [await newRecord()] })
  const answers = await Promise.all(Array.from({ length: 20 }, () => fhir(world, doctor, '/Observation')))
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.total]),
    answers.map(() => [200, 1]),
  )
})

test('searches at once on a node that has no keys yet all read', async () => {
  const doctor = await world.newHospital()
  const many = Array.from({ length: 40 }, (_, i) => ({
    ...observation,
    id: `o${i}`,
    note: [{ text: 'x'.repeat(9_000) }],
  }))
  for (let i = 0; i < 3; i++) {
    await letIn(world, { giver: eleni, to: doctor, records: [await addResources(world, eleni, [patient, ...many])] })
  }
  assert.equal((await fhir(world, doctor, '/Observation')).body.total, 120)
  const fresh = await world.newNode()
  const headers = { host: '127.0.0.1', authorization: `Bearer ${doctor.token}` }
  const asked = Array.from({ length: 40 }, (_, i) => 30 + 2 * i)
  const answers = await Promise.all(
    asked.map((count) => fresh.inject({ url: `/fhir/Observation?_count=${count}`, headers })),
  )
  await fresh.close()
  assert.deepEqual(
    answers.map((answer) => [answer.statusCode, answer.json().entry?.length]),
    asked.map((count) => [200, count]),
  )
})

test('an amended record is read in its new version, an erased one not at all', async () => {
  const doctor = await world.newHospital()
  const record = await newRecord()
  const { grant } = await letIn(world, { giver: eleni, to: doctor, records: [record] })
  const path = `/Observation/${idIn(record, 'Observation')}`
  assert.equal((await fhir(world, doctor, path)).body.status, 'final')
  const amended = await amend(record, { grant, grantee: doctor })
  assert.equal((await fhir(world, doctor, path)).body.status, 'amended')
  assert.equal((await fhir(world, doctor, '/Observation?status=final')).body.total, 0)
  await erase(amended)
  assert.deepEqual(
    [codeOf(await fhir(world, doctor, path)), codeOf(await fhir(world, doctor, '/Observation'))],
    ['CONSENT_GRANT_EMPTY', 'CONSENT_GRANT_EMPTY'],
  )
})

test('a capsule that the ledger does not vouch for gives nothing, and its absence is told', async () => {
  const doctor = await world.newHospital()
  const [good, bad] = [await newRecord(), await newRecord()]
  const forged = { ...bad, sealed: { ...bad.sealed, opened: { ...bad.sealed.opened, r: bytes(64) } } }
  await letIn(world, { giver: eleni, to: doctor, records: [good] })
  await letIn(world, { giver: eleni, to: doctor, records: [forged] })
  const { body } = await fhir(world, doctor, '/Observation')
  assert.equal(body.total, 1)
  const outcome = body.entry.find(({ search }: { search: { mode: string } }) => search.mode === 'outcome')
  assert.equal(outcome.resource.issue[0].details.coding[0].code, 'RECORDS_FHIR_CAPSULE_FAULTY')
  assert.deepEqual(validateResource(body), [])
})

test('error: a capsule that changes under every attempt to index it is busy, not empty', async () => {
  const doctor = await world.newHospital()
  await letIn(world, { giver: eleni, to: doctor, records: [await newRecord()] })
  const run = (name: string, text: string) => world.kernel.database.query({ name, text })
  await run('test_lost', `create function records.lost() returns trigger language plpgsql as 'begin return null; end'`)
  await run(
    'test_lose',
    'create trigger lose before insert on records.hosted_capsule for each row execute function records.lost()',
  )
  const busy = await fhir(world, doctor, '/Observation')
  assert.deepEqual([busy.status, codeOf(busy), busy.body.issue[0].code], [503, 'RECORDS_FHIR_BUSY', 'transient'])
  await run('test_keep', 'drop trigger lose on records.hosted_capsule')
  assert.equal((await fhir(world, doctor, '/Observation')).body.total, 1)
})

/** The next version of a record: the observation is amended, its entry keeps its identifier. */
async function amend(record: FhirRecord, to: { grant: Id<'grant'>; grantee: Person }): Promise<FhirRecord> {
  const entries = record.entries.map((entry) => {
    const text = new TextDecoder().decode(entry.bytes).replace('"status":"final"', '"status":"amended"')
    return { ...entry, bytes: new TextEncoder().encode(text) }
  })
  const seal = {
    record: record.record,
    version: 2,
    tokenId: record.token_id,
    entries,
    recipient: eleni.identity.recipient,
  }
  const sealed = sealRecord({ ...seal, random: bytes, source: { name: 'a.json', media_type: 'application/fhir+json' } })
  await putBlob(world, eleni, sealed)
  const { chainId, records, deadline } = placeOf(world)
  const commitment = toHex(sealed.commitment)
  const call = { id: BigInt(record.token_id), commitment, version: 2, deadline: BigInt(deadline) }
  const account = recordAccount(eleni.root, record.record)
  const signature = await account.signTypedData(amendIntent({ chainId, verifyingContract: records, ...call }))
  const next = { ...record, sealed, entries }
  const capsules = remakeCapsule([next], to)
  const body = { amend: { commitment, version: 2, deadline, signature }, ...storedPart(sealed), ...capsules }
  await askFor(world, 201, { as: eleni, method: 'POST', path: `/v1/records/${record.record}/versions`, body })
  return next
}

async function erase(record: FhirRecord): Promise<void> {
  const { chainId, records, deadline } = placeOf(world)
  const call = { id: BigInt(record.token_id), deadline: BigInt(deadline) }
  const account = recordAccount(eleni.root, record.record)
  const signature = await account.signTypedData(eraseIntent({ chainId, verifyingContract: records, ...call }))
  const path = `/v1/records/${record.record}/erasure`
  await askFor(world, 200, { as: eleni, method: 'POST', path, body: { erase: { deadline, signature } } })
}
