import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { toHex } from '@symbolon/protocol/kernel'
import { fhirIdOf, type RecordEntry } from '@symbolon/protocol/records'
import { ask, newPerson } from '../test-world.ts'
import { fhir, idsOf, ledgerOf, letIn, outcomeOf, startHospitalWorld } from './test-hospital.ts'
import { addResources } from './test-resources.ts'

const subject = { reference: 'urn:uuid:p1' }
const category = (code: string) => [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] },
]
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] })
const lab = { resourceType: 'Observation', status: 'final', subject, category: category('laboratory') }
const resources = [
  { resourceType: 'Patient', id: 'p1', birthDate: '1950-01-01' },
  { ...lab, id: 'o1', code: loinc('718-7'), effectiveDateTime: '2015-03-31', valueQuantity: { value: 13.5 } },
  { ...lab, id: 'o2', code: loinc('2093-3'), effectiveDateTime: '2016-01-01' },
  { ...lab, id: 'o3', code: loinc('718-7'), effectiveDateTime: '2010-01-01' },
  { ...lab, id: 'o4', code: loinc('8302-2'), category: category('vital-signs'), effectiveDateTime: '2015-03-31' },
  { ...lab, id: 'o5', code: loinc('7917-8'), effectiveDateTime: '2015-04-01' },
]

const world = await startHospitalWorld()
after(() => world.stop())
const eleni = await newPerson(world)
const hospital = await world.newHospital()
const record = await addResources(world, eleni, resources)

/** The FHIR id that a resource of the test has by now. */
function idOf(source: string): string {
  return fhirIdOf((record.entries.find(({ source_id }) => source_id === source) as RecordEntry).id)
}

test('a hospital reads exactly what it was let into, each answer leaves a receipt, and the end is the end', async () => {
  const what = { categories: ['tests'], from: '2015-01-01' }
  const { grant, end } = await letIn(world, { giver: eleni, to: hospital, records: [record] }, { what })
  const found = await fhir(world, hospital, '/Observation?category=laboratory&_sort=-date')
  assert.equal(found.status, 200, JSON.stringify(found.body))
  assert.equal(found.headers['content-type'], 'application/fhir+json; charset=utf-8')
  assert.deepEqual(idsOf(found), [idOf('o2'), idOf('o1')])
  assert.equal(found.body.total, 2)
  const [one, ...others] = await ledgerOf(world, eleni, 'seen')
  assert.deepEqual(others, [])
  const [now] = (await ask(world, { as: eleni, method: 'GET', path: '/v1/ledger?group=now' })).body.items
  assert.deepEqual([now.grant, typeof now.indexed_at], [grant, 'string'])
  const entries = [idOf('o1'), idOf('o2')].map((id) => id.replace('-', '_')).sort()
  const version = { record: record.record, commitment: toHex(record.sealed.commitment) }
  assert.deepEqual(one?.records, [{ ...version, entries }])
  assert.deepEqual([one?.grant, one?.purpose], [grant, 'TREAT'])

  const read = await fhir(world, hospital, `/Observation/${idOf('o1')}`)
  assert.deepEqual([read.status, read.body.valueQuantity.value, read.body.id], [200, 13.5, idOf('o1')])
  for (const hidden of ['o3', 'o4', 'o5', 'p1']) {
    assert.equal((await fhir(world, hospital, `/Observation/${idOf(hidden)}`)).status, 404, hidden)
  }
  assert.deepEqual(idsOf(await fhir(world, hospital, '/Patient')), [])

  assert.equal((await end()).status, 200)
  const refusedRead = await fhir(world, hospital, `/Observation/${idOf('o1')}`)
  const refusedSearch = await fhir(world, hospital, '/Observation')
  for (const refused of [refusedRead, refusedSearch]) {
    assert.deepEqual(
      [refused.status, refused.body.resourceType, outcomeOf(refused)],
      [403, 'OperationOutcome', 'CONSENT_GRANT_REVOKED'],
    )
  }
  assert.equal((await fhir(world, hospital, `/Observation/${idOf('o3')}`)).status, 404)
  const refused = await ledgerOf(world, eleni, 'refused')
  assert.deepEqual(
    refused.map(({ reason }) => reason),
    ['CONSENT_GRANT_REVOKED', 'CONSENT_GRANT_REVOKED'],
  )
})
