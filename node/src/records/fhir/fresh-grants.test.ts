import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newPerson, type Person } from '../test-world.ts'
import { fhir, idsOf, letIn, noticesOf, startHospitalWorld } from './test-hospital.ts'
import { addResources, observation } from './test-resources.ts'

const world = await startHospitalWorld()
after(() => world.stop())
const [eleni, mallory] = [await newPerson(world), await newPerson(world)]

/** Blobs whose reading waits until the test lets it go on. */
const slow = new Set<string>()
let goOn: () => void = () => undefined
let gate = Promise.resolve()

const { read } = world.store
world.store.read = async (sha256, range) => {
  if (slow.has(sha256)) await gate
  return read.call(world.store, sha256, range)
}

test('a flood of fresh grants holds up no search: it answers with what is open and says that more is coming', async () => {
  const hospital = await world.newHospital()
  const honest = await addResources(world, eleni, [observation])
  await letIn(world, { giver: eleni, to: hospital, records: [honest] })
  assert.equal((await fhir(world, hospital, '/Observation')).body.total, 1)
  gate = new Promise((resolve) => (goOn = resolve))
  const flood = await addResources(world, mallory, [observation, { ...observation, id: 'o2' }])
  slow.add(flood.sealed.blobId)
  for (let i = 0; i < 5; i++) await letIn(world, { giver: mallory, to: hospital, records: [flood] })
  const answers = [
    await fhir(world, hospital, '/Observation'),
    await fhir(world, hospital, '/Observation?_summary=count'),
  ]
  for (const answer of answers) {
    assert.deepEqual([answer.status, answer.body.total, noticesOf(answer)], [200, 1, ['RECORDS_FHIR_INCOMPLETE']])
    const { issue } = answer.body.entry.at(-1).resource
    assert.deepEqual([issue[0].severity, issue[0].code], ['information', 'incomplete'])
  }
  const newest = await addResources(world, eleni, [{ ...observation, id: 'o3' }])
  await letIn(world, { giver: eleni, to: hospital, records: [newest] })
  assert.equal((await fhir(world, hospital, '/Observation')).body.total, 2, "the honest patient's turn comes first")
  goOn()
  const whole = await untilWhole(hospital)
  assert.deepEqual([whole.body.total, idsOf(whole).length], [4, 4])
})

async function untilWhole(hospital: Person) {
  for (;;) {
    const answer = await fhir(world, hospital, '/Observation')
    if (noticesOf(answer).length === 0) return answer
  }
}

test('a record under several grants is decrypted once', async () => {
  const hospital = await world.newHospital()
  const record = await addResources(world, eleni, [observation, { ...observation, id: 'o2' }])
  let decrypted = 0
  const { part } = world.memory.ciphertext
  world.memory.ciphertext.part = (blob, place) => {
    if (blob === record.sealed.blobId) decrypted++
    return part.call(world.memory.ciphertext, blob, place)
  }
  const giver = { giver: eleni, to: hospital, records: [record] }
  await letIn(world, giver)
  assert.equal((await fhir(world, hospital, '/Observation?_summary=count')).body.total, 2)
  const first = await letIn(world, giver)
  await letIn(world, giver)
  assert.equal((await fhir(world, hospital, '/Observation?_summary=count')).body.total, 2)
  assert.equal(decrypted, 2)
  await first.end()
  assert.equal(idsOf(await fhir(world, hospital, '/Observation')).length, 2)
})
