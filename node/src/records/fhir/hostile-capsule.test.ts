import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { toHex, utf8 } from '@symbolon/protocol/kernel'
import { fhirIdOf } from '@symbolon/protocol/records'
import { addSealed, bytes, newEntryId, newPerson, type Person, sealEntries, type TestRecord } from '../test-world.ts'
import { fhir, idsOf, letIn, noticesOf, startHospitalWorld } from './test-hospital.ts'
import { addResources, observation, observationOfPatient, patient } from './test-resources.ts'

const world = await startHospitalWorld()
after(() => world.stop())
const [eleni, mallory] = [await newPerson(world), await newPerson(world)]

/** A record of one Observation whose bytes nobody has looked at. */
function addUnread(textOf: (id: string) => string, entry = newEntryId(world), by = mallory): Promise<TestRecord> {
  const media_type = 'application/fhir+json'
  const open = { id: entry, kind: 'Observation', category: 'tests', sensitive: [], codes: [], media_type }
  const entries = [{ ...open, bytes: utf8(textOf(fhirIdOf(entry))) }]
  return addSealed(world, by, sealEntries(world, by, { entries, source: { name: 'a.json', media_type } }))
}

const about = (reference: string) => (id: string) => JSON.stringify({ ...observation, id, subject: { reference } })

const hostile: Record<string, () => Promise<TestRecord[]>> = {
  'an entry that is null': async () => [await addUnread(() => 'null')],
  'a reference with a NUL': async () => [await addUnread(about('Patient/\u0000'))],
  'a reference longer than an index takes': async () => [await addUnread(about(`Patient/${toHex(bytes(9000))}`))],
  'one entry in two records': async () => {
    const entry = newEntryId(world)
    return [await addUnread(about('Patient/1'), entry), await addUnread(about('Patient/2'), entry)]
  },
  'an entry far outside its blob': async () => {
    const record = await addUnread(about('Patient/1'))
    const entries = record.sealed.opened.entries.map((entry) => ({ ...entry, offset: Number.MAX_SAFE_INTEGER - 1 }))
    return [{ ...record, sealed: { ...record.sealed, opened: { ...record.sealed.opened, entries } } }]
  },
}

for (const [name, records] of Object.entries(hostile)) {
  test(`error: ${name} is told as faulty and hides nobody else`, async () => {
    const hospital = await world.newHospital()
    await letIn(world, { giver: eleni, to: hospital, records: [await addResources(world, eleni, [observation])] })
    await letIn(world, { giver: mallory, to: hospital, records: await records() })
    const { status, body } = await fhir(world, hospital, '/Observation')
    assert.deepEqual([status, body.total], [200, 1])
    const modes = body.entry.map(({ search }: { search: { mode: string } }) => search.mode)
    assert.deepEqual(modes, ['match', 'outcome'])
  })
}

test("error: an entry under another patient's identifier, or about another patient, is told as faulty", async () => {
  const hospital = await world.newHospital()
  const record = await addResources(world, eleni, [patient, observation])
  await letIn(world, { giver: eleni, to: hospital, records: [record] })
  const before = await fhir(world, hospital, '/Observation')
  const [person, observed] = record.sealed.opened.entries
  const forged = [
    await addUnread(about('Patient/none'), observed?.id),
    await addUnread(about(`Patient/${fhirIdOf(person?.id as never)}`)),
  ]
  for (const one of forged) await letIn(world, { giver: mallory, to: hospital, records: [one] })
  const { body } = await fhir(world, hospital, '/Observation')
  assert.deepEqual([before.body.total, body.total], [1, 1])
  const diagnosed = body.entry.filter(({ search }: { search: { mode: string } }) => search.mode === 'outcome')
  assert.equal(diagnosed.length, 1)
})

const observationsOf = async (hospital: Person, query: string) => {
  const answer = await fhir(world, hospital, `/Observation?${query}`)
  return { total: answer.body.total, notices: noticesOf(answer), ids: idsOf(answer).sort() }
}

test("error: an entry that says it is about a patient who lets the hospital in only afterwards is none of that patient's", async () => {
  const hospital = await world.newHospital()
  const record = await addResources(world, eleni, [patient, observationOfPatient])
  const [person, observed] = record.sealed.opened.entries.map(({ id }) => fhirIdOf(id))
  await letIn(world, { giver: mallory, to: hospital, records: [await addUnread(about(`Patient/${person}`))] })
  assert.equal((await observationsOf(hospital, '')).total, 1)
  await letIn(world, { giver: eleni, to: hospital, records: [record] })
  for (const query of [`patient=${person}`, `subject=Patient/${person}`, '', `_include=Observation:patient`]) {
    const found = await observationsOf(hospital, query)
    assert.deepEqual([found.total, found.ids], [1, [observed]], query)
  }
  assert.deepEqual((await observationsOf(hospital, '')).notices, ['RECORDS_FHIR_CAPSULE_FAULTY'])
  const late = await addUnread(about(`Patient/${person}`))
  await letIn(world, { giver: mallory, to: hospital, records: [late] })
  assert.deepEqual((await observationsOf(hospital, `patient=${person}`)).ids, [observed])
})

test('error: where no grant covers the patient, who came first with an identifier keeps it', async () => {
  const hospital = await world.newHospital()
  const unseen = fhirIdOf(newEntryId(world))
  const honest = await addUnread(about(`Patient/${unseen}`))
  await letIn(world, { giver: mallory, to: hospital, records: [honest] })
  assert.equal((await observationsOf(hospital, `patient=${unseen}`)).total, 1)
  const forger = await newPerson(world)
  const forged = await addUnread(about(`Patient/${unseen}`), newEntryId(world), forger)
  await letIn(world, { giver: forger, to: hospital, records: [forged] })
  const found = await observationsOf(hospital, '')
  assert.deepEqual([found.total, found.notices], [1, ['RECORDS_FHIR_CAPSULE_FAULTY']])
})

test('identifiers that are no entries are anybody’s: two people share them, and no search merges the two', async () => {
  const hospital = await world.newHospital()
  const other = await newPerson(world)
  await letIn(world, { giver: mallory, to: hospital, records: [await addUnread(about('Patient/1'))] })
  assert.equal((await observationsOf(hospital, 'patient=1')).total, 1)
  await letIn(world, {
    giver: other,
    to: hospital,
    records: [await addUnread(about('Patient/1'), newEntryId(world), other)],
  })
  assert.deepEqual(
    [(await observationsOf(hospital, '')).total, (await observationsOf(hospital, 'patient=1')).total],
    [2, 0],
  )
})
