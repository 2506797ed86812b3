import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { validateResource } from '@symbolon/protocol/records'
import { remakeCapsule } from '../test-grants.ts'
import { ask, bytes, newPerson } from '../test-world.ts'
import { amendRecord, eraseRecord } from './test-endings.ts'
import { fhir, idsOf, ledgerOf, letIn, noticesOf, outcomeOf, startHospitalWorld } from './test-hospital.ts'
import { addResources, type FhirRecord, idIn, observationOfPatient, patient } from './test-resources.ts'

const world = await startHospitalWorld()
after(() => world.stop())
const eleni = await newPerson(world)
const [hospital, other] = [await world.newHospital(), await world.newHospital()]

function newRecord(): Promise<FhirRecord> {
  return addResources(world, eleni, [patient, observationOfPatient])
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
    ...observationOfPatient,
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
  const amended = await amendRecord({ world, by: eleni }, record, { grant, grantee: doctor })
  assert.equal((await fhir(world, doctor, path)).body.status, 'amended')
  assert.equal((await fhir(world, doctor, '/Observation?status=final')).body.total, 0)
  await eraseRecord({ world, by: eleni }, amended)
  assert.deepEqual(
    [outcomeOf(await fhir(world, doctor, path)), outcomeOf(await fhir(world, doctor, '/Observation'))],
    ['CONSENT_GRANT_EMPTY', 'CONSENT_GRANT_EMPTY'],
  )
})

test('a capsule that the ledger does not vouch for gives nothing, and its absence is told', async () => {
  const doctor = await world.newHospital()
  const [good, bad] = [await newRecord(), await newRecord()]
  const forged = { ...bad, sealed: { ...bad.sealed, opened: { ...bad.sealed.opened, r: bytes(64) } } }
  await letIn(world, { giver: eleni, to: doctor, records: [good] })
  await letIn(world, { giver: eleni, to: doctor, records: [forged] })
  const found = await fhir(world, doctor, '/Observation')
  const { body } = found
  assert.equal(body.total, 1)
  assert.deepEqual(noticesOf(found), ['RECORDS_FHIR_CAPSULE_FAULTY'])
  assert.deepEqual(validateResource(body), [])
})

test('error: a capsule that changes under every attempt to index it is busy, and a search says so', async () => {
  const doctor = await world.newHospital()
  const record = await newRecord()
  await letIn(world, { giver: eleni, to: doctor, records: [record] })
  const run = (name: string, text: string) => world.kernel.database.query({ name, text })
  await run('test_lost', `create function records.lost() returns trigger language plpgsql as 'begin return null; end'`)
  await run(
    'test_lose',
    'create trigger lose before insert on records.hosted_capsule for each row execute function records.lost()',
  )
  const found = await fhir(world, doctor, '/Observation')
  const [missing] = found.body.entry
  assert.deepEqual([found.status, found.body.total, missing.search.mode], [200, 0, 'outcome'])
  assert.deepEqual(noticesOf(found), ['RECORDS_FHIR_INCOMPLETE'])
  const busy = await fhir(world, doctor, `/Observation/${idIn(record, 'Observation')}`)
  assert.deepEqual([busy.status, outcomeOf(busy), busy.body.issue[0].code], [503, 'RECORDS_FHIR_BUSY', 'transient'])
  await run('test_keep', 'drop trigger lose on records.hosted_capsule')
  assert.equal((await fhir(world, doctor, '/Observation')).body.total, 1)
})

test('error: what was erased while its grant goes on is gone, and its patient sees who asked for it', async () => {
  const doctor = await world.newHospital()
  const [gone, kept] = [await newRecord(), await newRecord()]
  const { grant } = await letIn(world, { giver: eleni, to: doctor, records: [gone, kept] })
  const path = `/Observation/${idIn(gone, 'Observation')}`
  assert.equal((await fhir(world, doctor, path)).status, 200)
  await eraseRecord({ world, by: eleni }, gone, remakeCapsule([kept], { grant, grantee: doctor }))
  const refused = (await ledgerOf(world, eleni, 'refused')).length
  const answer = await fhir(world, doctor, path)
  assert.deepEqual(
    [answer.status, outcomeOf(answer), answer.body.issue[0].code],
    [410, 'RECORDS_FHIR_ERASED', 'deleted'],
  )
  const told = await ledgerOf(world, eleni, 'refused')
  assert.deepEqual([told.length, told[0]?.reason, told[0]?.grant], [refused + 1, 'RECORDS_FHIR_ERASED', grant])
  assert.equal((await fhir(world, doctor, `/Observation/${idIn(kept, 'Observation')}`)).status, 200)
  const patient = idIn(gone, 'Patient')
  const unknown = patient.slice(0, -1) + (patient.endsWith('z') ? 'y' : 'z')
  assert.equal((await fhir(world, doctor, `/Observation/${unknown}`)).status, 404)
})

test('keys and ciphertext leave the memory when the grant ends and when the record is erased', async () => {
  const doctor = await world.newHospital()
  const [one, other] = [await newRecord(), await newRecord()]
  const first = await letIn(world, { giver: eleni, to: doctor, records: [one] })
  const second = await letIn(world, { giver: eleni, to: doctor, records: [other] })
  assert.equal((await fhir(world, doctor, '/Observation')).body.total, 2)
  const bodies = await world.kernel.database.query<{ grant: string; body: string }>({
    name: 'test_bodies',
    text: 'select "grant", body from consent.capsule where "grant" = any($1) order by "grant"',
    values: [[first.grant, second.grant]],
  })
  const isOpen = ({ grant, body }: { grant: string; body: string }) => {
    const lease = world.memory.keys.lease(grant, body)
    lease?.release()
    return lease !== undefined
  }
  assert.deepEqual(bodies.map(isOpen), [true, true])
  await first.end()
  assert.deepEqual(bodies.map(isOpen), [false, true])
  assert.ok(world.memory.ciphertext.holds(other.sealed.blobId))
  await eraseRecord({ world, by: eleni }, other)
  assert.deepEqual(bodies.map(isOpen), [false, false])
  assert.deepEqual(
    [one, other].map(({ sealed }) => world.memory.ciphertext.holds(sealed.blobId)),
    [true, false],
  )
})
