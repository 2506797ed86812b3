import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, toHex, utf8 } from '@symbolon/protocol/kernel'
import { fhirIdOf } from '@symbolon/protocol/records'
import { sealRecord } from '@symbolon/protocol/vault'
import {
  addingOf,
  askFor,
  bytes,
  newPerson,
  newRecordId,
  type Person,
  putBlob,
  type TestRecord,
} from '../test-world.ts'
import { addResources, fhir, type HospitalWorld, idsOf, letIn, noticesOf, startHospitalWorld } from './test-hospital.ts'

let world: HospitalWorld
let eleni: Person
let mallory: Person

before(async () => {
  world = await startHospitalWorld()
  eleni = await newPerson(world)
  mallory = await newPerson(world)
})
after(() => world.stop())

const newEntryId = () => newId('entry', world.clock.now(), bytes(10))

/** A record of one Observation whose bytes nobody has looked at. */
async function addUnread(textOf: (id: string) => string, entry = newEntryId(), by = mallory): Promise<TestRecord> {
  const record = newRecordId(world)
  const token_id = toHex(bytes(32))
  const open = { id: entry, kind: 'Observation', category: 'tests', sensitive: [], codes: [] }
  const sealed = sealRecord({
    record,
    version: 1,
    tokenId: token_id,
    entries: [{ ...open, media_type: 'application/fhir+json', bytes: utf8(textOf(fhirIdOf(entry))) }],
    recipient: by.identity.recipient,
    random: bytes,
    source: { name: 'a.json', media_type: 'application/fhir+json' },
  })
  await putBlob(world, by, sealed)
  const body = await addingOf(world, by, { record, token_id, sealed })
  await askFor(world, 201, { as: by, method: 'POST', path: '/v1/records', body })
  return { record, token_id, sealed }
}

const about = (reference: string) => (id: string) =>
  JSON.stringify({ resourceType: 'Observation', id, status: 'final', code: { text: 'x' }, subject: { reference } })

const hostile: Record<string, () => Promise<TestRecord[]>> = {
  'an entry that is null': async () => [await addUnread(() => 'null')],
  'a reference with a NUL': async () => [await addUnread(about('Patient/\u0000'))],
  'a reference longer than an index takes': async () => [await addUnread(about(`Patient/${toHex(bytes(9000))}`))],
  'one entry in two records': async () => {
    const entry = newEntryId()
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
    const honest = { resourceType: 'Observation', id: 'o1', status: 'final', code: { text: 'x' } }
    await letIn(world, { giver: eleni, to: hospital, records: [await addResources(world, eleni, [honest])] })
    await letIn(world, { giver: mallory, to: hospital, records: await records() })
    const { status, body } = await fhir(world, hospital, '/Observation')
    assert.deepEqual([status, body.total], [200, 1])
    const modes = body.entry.map(({ search }: { search: { mode: string } }) => search.mode)
    assert.deepEqual(modes, ['match', 'outcome'])
  })
}

test("error: an entry under another patient's identifier, or about another patient, is told as faulty", async () => {
  const hospital = await world.newHospital()
  const patient = { resourceType: 'Patient', id: 'p1' }
  const honest = { resourceType: 'Observation', id: 'o1', status: 'final', code: { text: 'x' } }
  const record = await addResources(world, eleni, [patient, honest])
  await letIn(world, { giver: eleni, to: hospital, records: [record] })
  const before = await fhir(world, hospital, '/Observation')
  const [person, observation] = record.sealed.opened.entries
  const forged = [
    await addUnread(about('Patient/none'), observation?.id),
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
  const subject = { reference: 'urn:uuid:p1' }
  const honest = { resourceType: 'Observation', id: 'o1', status: 'final', code: { text: 'x' }, subject }
  const record = await addResources(world, eleni, [{ resourceType: 'Patient', id: 'p1' }, honest])
  const [person, observation] = record.sealed.opened.entries.map(({ id }) => fhirIdOf(id))
  await letIn(world, { giver: mallory, to: hospital, records: [await addUnread(about(`Patient/${person}`))] })
  assert.equal((await observationsOf(hospital, '')).total, 1)
  await letIn(world, { giver: eleni, to: hospital, records: [record] })
  for (const query of [`patient=${person}`, `subject=Patient/${person}`, '', `_include=Observation:patient`]) {
    const found = await observationsOf(hospital, query)
    assert.deepEqual([found.total, found.ids], [1, [observation]], query)
  }
  assert.deepEqual((await observationsOf(hospital, '')).notices, ['RECORDS_FHIR_CAPSULE_FAULTY'])
  const late = await addUnread(about(`Patient/${person}`))
  await letIn(world, { giver: mallory, to: hospital, records: [late] })
  assert.deepEqual((await observationsOf(hospital, `patient=${person}`)).ids, [observation])
})

test('error: where no grant covers the patient, who came first with an identifier keeps it', async () => {
  const hospital = await world.newHospital()
  const unseen = fhirIdOf(newEntryId())
  const honest = await addUnread(about(`Patient/${unseen}`))
  await letIn(world, { giver: mallory, to: hospital, records: [honest] })
  assert.equal((await observationsOf(hospital, `patient=${unseen}`)).total, 1)
  const forger = await newPerson(world)
  const forged = await addUnread(about(`Patient/${unseen}`), newEntryId(), forger)
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
    records: [await addUnread(about('Patient/1'), newEntryId(), other)],
  })
  assert.deepEqual(
    [(await observationsOf(hospital, '')).total, (await observationsOf(hospital, 'patient=1')).total],
    [2, 0],
  )
})
