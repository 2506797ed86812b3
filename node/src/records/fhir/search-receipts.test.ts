import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Id } from '@symbolon/protocol/kernel'
import { fhirIdOf } from '@symbolon/protocol/records'
import { newPerson, type Person } from '../test-world.ts'
import { fhir, idsOf, ledgerOf, letIn, noticesOf, outcomeOf, startHospitalWorld } from './test-hospital.ts'
import { addResources, type FhirRecord, idIn, observation, observationOfPatient, patient } from './test-resources.ts'

const world = await startHospitalWorld()
after(() => world.stop())
const resources = [patient, observationOfPatient, { ...observationOfPatient, id: 'o2' }]

interface LetIn {
  readonly person: Person
  readonly record: FhirRecord
  readonly patient: string
  readonly grant: Id<'grant'>
  end(): Promise<unknown>
}

/** Somebody whose record the hospital may read. */
async function newPatient(hospital: Person): Promise<LetIn> {
  const person = await newPerson(world)
  const record = await addResources(world, person, resources)
  const grant = await letIn(world, { giver: person, to: hospital, records: [record] })
  return { person, record, patient: idIn(record, 'Patient'), ...grant }
}

const seenBy = ({ person }: LetIn) => ledgerOf(world, person, 'seen')
const refusedTo = async ({ person }: LetIn) => (await ledgerOf(world, person, 'refused')).map(({ reason }) => reason)

test('a first search is one row to whom it read of, and none to whose fresh grant was only made ready', async () => {
  const hospital = await world.newHospital()
  const eleni = await newPatient(hospital)
  assert.equal((await fhir(world, hospital, `/Observation?patient=${eleni.patient}`)).body.total, 2)
  const nikos = await newPatient(hospital)
  assert.equal((await fhir(world, hospital, `/Observation?patient=${eleni.patient}`)).body.total, 2)
  assert.deepEqual(
    (await seenBy(eleni)).map(({ entries }) => entries),
    [2, 2],
  )
  assert.deepEqual(await seenBy(nikos), [])
})

test('a search that finds nothing leaves one row that names nothing, to each patient that it was about', async () => {
  const hospital = await world.newHospital()
  const [eleni, nikos] = [await newPatient(hospital), await newPatient(hospital)]
  assert.equal((await fhir(world, hospital, '/Observation?code=7917-8')).body.total, 0)
  for (const one of [eleni, nikos]) {
    const rows = await seenBy(one)
    assert.deepEqual(
      rows.map(({ records, entries, bytes, grant }) => ({ records, entries, bytes, grant })),
      [{ records: [], entries: 0, bytes: 0, grant: one.grant }],
    )
  }
  const about = [`patient=${eleni.patient}`, `subject=Patient/${eleni.patient}`, `_id=${eleni.patient}`]
  for (const query of about) assert.equal((await fhir(world, hospital, `/Observation?code=1-1&${query}`)).body.total, 0)
  assert.equal((await fhir(world, hospital, `/Condition?_summary=count&patient=${eleni.patient}`)).body.total, 0)
  assert.deepEqual([(await seenBy(eleni)).length, (await seenBy(nikos)).length], [5, 1])
  await fhir(world, hospital, '/Observation?patient=nobody')
  assert.deepEqual([(await seenBy(eleni)).length, (await seenBy(nikos)).length], [5, 1])
})

test('who is searched in vain beside another patient is told too, once for all pages', async () => {
  const hospital = await world.newHospital()
  const [eleni, nikos] = [await newPatient(hospital), await newPatient(hospital)]
  const ids = eleni.record.entries.map(({ id }) => fhirIdOf(id)).join(',')
  await fhir(world, hospital, '/Patient?_count=1')
  const pages = [await seenBy(eleni), await seenBy(nikos)].map((rows) => rows.map(({ entries }) => entries))
  assert.deepEqual(
    pages.flat().toSorted((left, right) => left - right),
    [0, 1],
  )
  assert.equal((await fhir(world, hospital, `/Observation?_id=${ids}`)).body.total, 2)
  assert.equal((await seenBy(nikos)).length, 1)
})

test('the end of one grant is told to its patient when the hospital asks for that patient, and to nobody else', async () => {
  const hospital = await world.newHospital()
  const [eleni, nikos] = [await newPatient(hospital), await newPatient(hospital)]
  assert.equal((await fhir(world, hospital, '/Observation')).body.total, 4)
  await eleni.end()
  const alone = await fhir(world, hospital, `/Observation?patient=${eleni.patient}`)
  assert.deepEqual([alone.status, outcomeOf(alone)], [403, 'CONSENT_GRANT_REVOKED'])
  assert.deepEqual([await refusedTo(eleni), await refusedTo(nikos)], [['CONSENT_GRANT_REVOKED'], []])
  const both = await fhir(world, hospital, `/Observation?patient=${eleni.patient},${nikos.patient}`)
  assert.deepEqual([both.status, both.body.total, noticesOf(both)], [200, 2, ['CONSENT_GRANT_REVOKED']])
  assert.deepEqual([(await refusedTo(eleni)).length, (await refusedTo(nikos)).length], [2, 0])
  assert.deepEqual(noticesOf(await fhir(world, hospital, '/Observation')), [])
  await nikos.end()
  await fhir(world, hospital, `/Observation?_id=${eleni.patient}`)
  assert.deepEqual([(await refusedTo(eleni)).length, (await refusedTo(nikos)).length], [3, 0])
  await fhir(world, hospital, '/Observation')
  assert.deepEqual([(await refusedTo(eleni)).length, (await refusedTo(nikos)).length], [4, 1])
})

test('error: a search for another purpose than the grant allows is refused, and the patient sees it', async () => {
  const hospital = await world.newHospital()
  const eleni = await newPatient(hospital)
  const payment = { 'x-purpose-of-use': 'HPAYMT' }
  const unnamed = await fhir(world, hospital, '/Observation', payment)
  assert.deepEqual([unnamed.status, outcomeOf(unnamed)], [403, 'CONSENT_PURPOSE_MISMATCH'])
  assert.deepEqual(await refusedTo(eleni), ['CONSENT_PURPOSE_MISMATCH'])
  assert.equal((await fhir(world, hospital, '/Observation')).body.total, 2)
  await fhir(world, hospital, `/Observation?patient=${eleni.patient}`, payment)
  assert.equal((await refusedTo(eleni)).length, 2)
})

test('entries under two grants are told under the one that lasts longer, all of them', async () => {
  const hospital = await world.newHospital()
  const eleni = await newPerson(world)
  const many = Array.from({ length: 12 }, (_, i) => ({ ...observation, id: `o${i}` }))
  const record = await addResources(world, eleni, many)
  const by = { giver: eleni, to: hospital, records: [record] }
  const longer = await letIn(world, by, { until_ms: 86_400_000 })
  await letIn(world, by, { until_ms: 3_600_000 })
  for (let i = 0; i < 5; i++) assert.equal(idsOf(await fhir(world, hospital, '/Observation')).length, 12)
  const rows = await ledgerOf(world, eleni, 'seen')
  assert.deepEqual(
    rows.map(({ grant, entries }) => [grant, entries]),
    rows.map(() => [longer.grant, 12]),
  )
  assert.equal(rows.length, 5)
})

test('whom of its people the hospital reads for is told in every row', async () => {
  const hospital = await world.newHospital()
  const eleni = await newPatient(hospital)
  const nurse = { 'x-on-behalf-of': 'ward-3/nurse-17' }
  const path = `/Patient/${eleni.patient}`
  for (const asked of ['/Observation', '/Observation?_summary=count', '/Condition', path]) {
    assert.equal((await fhir(world, hospital, asked, nurse)).status, 200)
  }
  assert.deepEqual(
    (await seenBy(eleni)).map(({ for_whom }) => for_whom),
    Array.from({ length: 4 }, () => nurse['x-on-behalf-of']),
  )
  assert.equal((await fhir(world, hospital, path)).status, 200)
  assert.equal((await seenBy(eleni))[0]?.for_whom, null)
  await eleni.end()
  for (const asked of ['/Observation', path]) assert.equal((await fhir(world, hospital, asked, nurse)).status, 403)
  assert.deepEqual(
    (await ledgerOf(world, eleni.person, 'refused')).map(({ for_whom }) => for_whom),
    [nurse['x-on-behalf-of'], nurse['x-on-behalf-of']],
  )
  const named = await fhir(world, hospital, '/Observation', { 'x-on-behalf-of': `Patient/${eleni.patient}` })
  assert.deepEqual([named.status, outcomeOf(named)], [400, 'CONSENT_FOR_WHOM_INVALID'])
})
