import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '@symbolon/protocol/kernel'
import { fhirIdOf } from '@symbolon/protocol/records'
import { bytes, newEntryId, newPerson } from '../test-world.ts'
import { GatheredReads, READS_TOGETHER_MAX } from './gathered-reads.ts'
import { fhir, ledgerOf, letIn, outcomeOf, startHospitalWorld } from './test-hospital.ts'
import { addResources, observation } from './test-resources.ts'

const count = 12
const name = (i: number) => ({ text: `test ${i}` })

const world = await startHospitalWorld()
after(() => world.stop())
const eleni = await newPerson(world)
const hospital = await world.newHospital()
const observations = Array.from({ length: count }, (_, i) => ({ ...observation, id: `o${i}`, code: name(i) }))
const record = await addResources(world, eleni, observations)
const paths = record.entries.map(({ id }) => `/Observation/${fhirIdOf(id)}`)

test('reads at the same time share statements, and each answers with its own resource under its own receipt', async () => {
  const { end } = await letIn(world, { giver: eleni, to: hospital, records: [record] })
  await fhir(world, hospital, '/Observation?_summary=count')
  const receipts = (await ledgerOf(world, eleni, 'seen')).length
  const before = world.kernel.database.statements
  await fhir(world, hospital, paths[0] as string)
  const { statements } = world.kernel.database
  const alone = statements - before
  const missing = `/Observation/${fhirIdOf(newEntryId(world))}`
  const wrongType = (paths[0] as string).replace('Observation', 'Patient')
  const asked = [...paths, ...paths, missing, wrongType, '/Observation/no-such-name', '/Observation/%00']
  const answers = await Promise.all(asked.map((path) => fhir(world, hospital, path)))
  for (const i of Array.from({ length: 2 * count }, (_, i) => i)) {
    assert.deepEqual(answers[i]?.body.code, name(i % count))
  }
  assert.deepEqual(
    answers.slice(2 * count).map(({ status }) => status),
    [404, 404, 404, 404],
  )
  const sent = world.kernel.database.statements - statements
  // Seven or so of 70 when all arrive at once; a slow machine takes them in as they come.
  assert.ok(sent < (alone * asked.length) / 2, `${sent} statements`)
  const seen = await ledgerOf(world, eleni, 'seen')
  assert.equal(seen.length, receipts + 1 + 2 * count)
  assert.ok(seen.slice(0, 2 * count).every(({ records }) => records[0]?.entries.length === 1))
  await end()
  const refused = await Promise.all(paths.map((path) => fhir(world, hospital, path)))
  assert.deepEqual([...new Set(refused.map(outcomeOf))], ['CONSENT_GRANT_REVOKED'])
})

test('more reads than one statement takes go in the next one', async () => {
  const doctor = await world.newHospital()
  const { end } = await letIn(world, { giver: eleni, to: doctor, records: [record] })
  await fhir(world, doctor, '/Observation?_summary=count')
  const { statements } = world.kernel.database
  const many = Array.from({ length: 2 * READS_TOGETHER_MAX + 1 }, (_, i) => paths[i % count] as string)
  const answers = await Promise.all(many.map((path) => fhir(world, doctor, path)))
  assert.ok(answers.every(({ status }) => status === 200))
  const sent = world.kernel.database.statements - statements
  // Eight when all arrive at once; a slow machine takes them in as they come.
  assert.ok(sent >= 5 && sent < many.length / 4, `${sent} statements`)
  await end()
})

test('reads of several institutions and purposes never go together', async () => {
  const doctors = [await world.newHospital(), await world.newHospital()] as const
  const grants = await Promise.all(doctors.map((to) => letIn(world, { giver: eleni, to, records: [record] })))
  for (const doctor of doctors) await fhir(world, doctor, '/Observation?_summary=count')
  await grants[0]?.end()
  const path = paths[0] as string
  const [ended, open, research] = await Promise.all([
    fhir(world, doctors[0], path),
    fhir(world, doctors[1], path),
    fhir(world, doctors[1], path, { 'x-purpose-of-use': 'HOPERAT' }),
  ])
  assert.deepEqual([ended?.status, open?.status, research?.status === 200], [403, 200, false])
})

test('error: a database that fails is told to each of the reads that were sent together', async () => {
  const doctor = await world.newHospital()
  await letIn(world, { giver: eleni, to: doctor, records: [record] })
  await fhir(world, doctor, '/Observation?_summary=count')
  const lock = { name: 'test_hide', text: 'alter table records.hosted_entry rename to hosted_entry_hidden' }
  const unlock = { name: 'test_show', text: 'alter table records.hosted_entry_hidden rename to hosted_entry' }
  await world.kernel.database.query(lock)
  const answers = await Promise.all(paths.map((path) => fhir(world, doctor, path)))
  await world.kernel.database.query(unlock)
  assert.ok(answers.every(({ status, body }) => status === 500 && body.resourceType === 'OperationOutcome'))
  assert.equal((await fhir(world, doctor, paths[0] as string)).status, 200)
})

test('error: a read that cannot be asked for is told, and the reads after it are not held up', async () => {
  let is_broken = true
  const now = () => {
    if (is_broken) throw new Error('no time')
    return world.clock.now()
  }
  const reads = new GatheredReads({ context: { ...world.kernel, clock: { now } }, log: world.log.transparency })
  const asking = { party: hospital.party, purpose: 'TREAT' } as const
  const asked = () => ({
    type: 'Observation',
    id: 'none',
    for_whom: undefined,
    sign_in: undefined,
    receipt: newId('receipt', world.clock.now(), bytes(10)),
  })
  await assert.rejects(reads.find(asking, asked()), /no time/)
  is_broken = false
  assert.equal((await reads.find(asking, asked())).hit, null)
})
