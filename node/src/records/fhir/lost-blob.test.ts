import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fhirIdOf, validateResource } from '@symbolon/protocol/records'
import { newPerson, type Person } from '../test-world.ts'
import { fhir, idsOf, ledgerOf, letIn, noticesOf, outcomeOf, startHospitalWorld } from './test-hospital.ts'
import { addResources, idIn, observation } from './test-resources.ts'

const world = await startHospitalWorld()
after(() => world.stop())
const [eleni, nikos] = [await newPerson(world), await newPerson(world)]
const hospital = await world.newHospital()
const kept = await addResources(world, eleni, [observation])
const lost = await addResources(world, nikos, [observation, { ...observation, id: 'o2' }])
await letIn(world, { giver: eleni, to: hospital, records: [kept] })
await letIn(world, { giver: nikos, to: hospital, records: [lost] })
assert.equal((await fhir(world, hospital, '/Observation?_summary=count')).body.total, 3)
await world.store.delete(lost.sealed.blobId)
world.memory.ciphertext.forgetAll()

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
  const answer = await fhir(world, hospital, `/Observation/${idIn(lost, 'Observation')}`)
  assert.deepEqual([answer.status, outcomeOf(answer)], [500, 'RECORDS_FHIR_UNREADABLE'])
  assert.equal((await fhir(world, hospital, `/Observation?patient=none`)).status, 200)
})
