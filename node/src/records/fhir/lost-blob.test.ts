import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fhirIdOf, validateResource } from '@symbolon/protocol/records'
import { newPerson, type Person } from '../test-world.ts'
import {
  addResources,
  type FhirRecord,
  fhir,
  type HospitalWorld,
  idsOf,
  ledgerOf,
  letIn,
  noticesOf,
  outcomeOf,
  startHospitalWorld,
} from './test-hospital.ts'

let world: HospitalWorld
let eleni: Person
let nikos: Person
let hospital: Person
let kept: FhirRecord
let lost: FhirRecord

const observation = { resourceType: 'Observation', id: 'o1', status: 'final', code: { text: 'x' } }

before(async () => {
  world = await startHospitalWorld()
  eleni = await newPerson(world)
  nikos = await newPerson(world)
  hospital = await world.newHospital()
  kept = await addResources(world, eleni, [observation])
  lost = await addResources(world, nikos, [observation, { ...observation, id: 'o2' }])
  await letIn(world, { giver: eleni, to: hospital, records: [kept] })
  await letIn(world, { giver: nikos, to: hospital, records: [lost] })
  assert.equal((await fhir(world, hospital, '/Observation?_summary=count')).body.total, 3)
  await world.store.delete(lost.sealed.blobId)
  world.memory.ciphertext.forgetAll()
})
after(() => world.stop())

const namesOf = async (person: Person) => (await ledgerOf(world, person, 'seen'))[0]?.entries

test("error: one patient's lost content hides nobody else's, and what is missing is told", async () => {
  const answer = await fhir(world, hospital, '/Observation')
  assert.deepEqual(
    [answer.status, answer.body.total, idsOf(answer)],
    [200, 3, kept.entries.map(({ id }) => fhirIdOf(id))],
  )
  assert.deepEqual(noticesOf(answer), ['RECORDS_FHIR_UNREADABLE'])
  assert.deepEqual(validateResource(answer.body), [])
  assert.deepEqual([await namesOf(eleni), await namesOf(nikos)], [1, 2], 'never less than what left')
})

test('error: a resource whose content is lost is there, and cannot be read', async () => {
  const answer = await fhir(world, hospital, `/Observation/${lost.entries.map(({ id }) => fhirIdOf(id))[0]}`)
  assert.deepEqual([answer.status, outcomeOf(answer)], [500, 'RECORDS_FHIR_UNREADABLE'])
  assert.equal((await fhir(world, hospital, `/Observation?patient=none`)).status, 200)
})
