import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { isResourceType, validateResource } from '@symbolon/protocol/records'
import { Client } from 'fhir-kit-client'
import { listen } from '../../kernel/index.ts'
import { ask, giveRole, newInstitution, newPerson, type Person } from '../test-world.ts'
import { fhir, letIn, outcomeOf, startHospitalWorld } from './test-hospital.ts'
import { addResources, idIn, observationOfPatient, patient } from './test-resources.ts'

const world = await startHospitalWorld()
after(() => world.stop())
const eleni = await newPerson(world)
const hospital = await world.newHospital()

test('a public FHIR client discovers, searches, follows pages, reads, and is told why not', async () => {
  const doctor = await world.newHospital()
  const record = await addResources(world, eleni, [
    patient,
    ...Array.from({ length: 5 }, (_, i) => ({ ...observationOfPatient, id: `o${i}`, effectiveDateTime: `201${i}` })),
  ])
  const { end } = await letIn(world, { giver: eleni, to: doctor, records: [record] })
  const url = await listen(world.app, { host: '127.0.0.1', port: 0 })
  const client = new Client({ baseUrl: `${url}/fhir`, bearerToken: doctor.token })
  const statement = (await client.capabilityStatement()) as unknown as { fhirVersion: string }
  assert.equal(statement.fhirVersion, '4.0.1')
  const found = (await client.search({
    resourceType: 'Observation',
    searchParams: { _count: '2', _sort: '-date' },
  })) as unknown as SearchSet
  assert.deepEqual([found.total, found.entry.map(({ resource }) => resource.effectiveDateTime)], [5, ['2014', '2013']])
  const next = (await client.nextPage({ bundle: found as never })) as unknown as SearchSet
  assert.deepEqual(
    next.entry.map(({ resource }) => resource.effectiveDateTime),
    ['2012', '2011'],
  )
  const posted = await client.resourceSearch({
    resourceType: 'Observation',
    searchParams: { date: '2014' },
    options: { postSearch: true },
  } as never)
  assert.equal((posted as unknown as SearchSet).total, 1)
  const read = await client.read({ resourceType: 'Patient', id: idIn(record, 'Patient') })
  assert.equal(read.resourceType, 'Patient')
  assert.equal((await end()).status, 200)
  await assert.rejects(
    client.read({ resourceType: 'Patient', id: idIn(record, 'Patient') }),
    (error: { response?: { status: number } }) => error.response?.status === 403,
  )
})

interface SearchSet {
  readonly total: number
  readonly entry: { resource: { effectiveDateTime?: string } }[]
}

test('the capability statement is valid, public, and lists what each type may be searched by', async () => {
  const { status, body } = await fhir(world, undefined, '/metadata')
  assert.equal(status, 200)
  assert.deepEqual(validateResource(body), [])
  const { resource } = body.rest[0]
  assert.equal(resource.length, 146)
  for (const { type, searchParam } of resource as { type: string; searchParam: { name: string; type: string }[] }[]) {
    assert.ok(isResourceType(type))
    for (const parameter of searchParam) {
      const value = parameter.type === 'date' ? '2015' : 'x'
      const answer = await fhir(world, hospital, `/${type}?${parameter.name}=${value}`)
      assert.notEqual(answer.status, 400, `${type} ${parameter.name}`)
    }
  }
})

test('error: whoever is not signed in, not hosted, without a role or without a grant is told so, in either language', async () => {
  const stranger = await newInstitution(world, { role: 'care-provider' })
  const cases: [Person | undefined, Record<string, string>, number, string][] = [
    [undefined, {}, 401, 'IDENTITY_SIGNED_OUT'],
    [stranger, {}, 403, 'RECORDS_FHIR_NOT_HOSTED'],
    [eleni, {}, 403, 'RECORDS_FHIR_NOT_HOSTED'],
    [await world.newHospital(), {}, 403, 'CONSENT_GRANT_NONE'],
    [hospital, { 'x-purpose-of-use': 'HMARKT' }, 403, 'CONSENT_PURPOSE_FORBIDDEN'],
    [hospital, { 'x-purpose-of-use': 'nonsense' }, 400, 'CONSENT_PURPOSE_UNKNOWN'],
    [hospital, { accept: 'application/fhir+xml' }, 406, 'RECORDS_FHIR_FORMAT'],
  ]
  for (const [as, headers, status, code] of cases) {
    const answer = await fhir(world, as, '/Observation', headers)
    assert.deepEqual([answer.status, answer.body.resourceType, outcomeOf(answer)], [status, 'OperationOutcome', code])
    assert.deepEqual(validateResource(answer.body), [])
  }
  const greek = await fhir(world, undefined, '/Observation', { 'accept-language': 'el' })
  assert.match(greek.body.issue[0].details.text, /\p{Script=Greek}/u)
  assert.equal(greek.body.language, 'el')
})

test('error: writing, unknown addresses and unknown formats are OperationOutcomes too', async () => {
  const write = await ask(world, { as: hospital, method: 'POST', path: '/fhir/Observation', body: {} })
  assert.deepEqual([write.status, write.body.resourceType], [405, 'OperationOutcome'])
  const nowhere = await fhir(world, hospital, '/Observation/1/_history/2')
  assert.deepEqual([nowhere.status, nowhere.body.resourceType], [404, 'OperationOutcome'])
  assert.equal((await fhir(world, hospital, '/metadata?_format=xml')).status, 406)
  assert.equal(outcomeOf(await fhir(world, hospital, '/Observation/never-seen')), 'RECORDS_FHIR_UNKNOWN')
})

test('error: addresses that no route can read are OperationOutcomes under /fhir and problems elsewhere', async () => {
  const bad = '/Observation/%E0%A4%A'
  const outcome = await fhir(world, hospital, bad)
  assert.deepEqual([outcome.status, outcome.body.resourceType], [400, 'OperationOutcome'])
  assert.equal(outcomeOf(outcome), 'KERNEL_HTTP_MALFORMED')
  assert.equal((await ask(world, { method: 'GET', path: `/v1/records/${bad}` })).body.code, 'KERNEL_HTTP_MALFORMED')
  const port = world.app.server.listening ? undefined : 0
  if (port === 0) await listen(world.app, { host: '127.0.0.1', port })
  const { port: at } = world.app.server.address() as AddressInfo
  for (const [path, type] of [
    ['/fhir/Observation', 'application/fhir+json'],
    ['/v1/records', 'application/problem+json'],
  ]) {
    const answer = await fetch(`http://127.0.0.1:${at}${path}?code=${'a'.repeat(20_000)}`)
    assert.deepEqual([answer.status, answer.headers.get('content-type')?.split(';')[0]], [431, type])
  }
})

test('a grant opens for its own purpose alone, and ends with its period and with the role', async () => {
  const doctor = await world.newHospital()
  const record = await addResources(world, eleni, [patient, observationOfPatient])
  await letIn(world, { giver: eleni, to: doctor, records: [record] }, { until_ms: 60_000 })
  const path = `/Observation/${idIn(record, 'Observation')}`
  assert.equal((await fhir(world, doctor, path)).status, 200)
  const payment = await fhir(world, doctor, path, { 'x-purpose-of-use': 'HPAYMT' })
  assert.deepEqual([payment.status, outcomeOf(payment)], [403, 'CONSENT_PURPOSE_MISMATCH'])
  world.clock.offset_ms = 61_000
  const late = await fhir(world, doctor, path)
  assert.deepEqual([late.status, outcomeOf(late)], [403, 'CONSENT_GRANT_EXPIRED'])
  assert.equal(outcomeOf(await fhir(world, doctor, '/Observation')), 'CONSENT_GRANT_EXPIRED')
  world.clock.offset_ms = 0
  await giveRole(world, {
    to: doctor.account.address,
    role: 'care-provider',
    until: Math.floor(world.clock.now() / 1000) + 2,
  })
  world.clock.offset_ms = 3_000
  assert.equal(outcomeOf(await fhir(world, doctor, path)), 'CONSENT_ROLE_MISSING')
  world.clock.offset_ms = 0
})
