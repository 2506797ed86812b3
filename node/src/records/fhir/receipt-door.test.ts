import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { isReceiptType, validateResource } from '@symbolon/protocol/records'
import { erasureOf } from '../test-changes.ts'
import { ask, askFor, giveRole, newInstitution, newPerson, type Person, type Reply } from '../test-world.ts'
import { fhir, idsOf, letIn, outcomeOf, startHospitalWorld } from './test-hospital.ts'
import { addResources, idIn, observationOfPatient, patient } from './test-resources.ts'

const world = await startHospitalWorld()
after(() => world.stop())
const eleni = await newPerson(world)
const nikos = await newPerson(world)
const hospital = await world.newHospital()
const auditor = await newInstitution(world, { role: 'auditor' })
const record = await addResources(world, eleni, [patient, ...['a', 'b'].map((id) => ({ ...observationOfPatient, id }))])
const hers = await letIn(world, { giver: eleni, to: hospital, records: [record] })
await fhir(world, hospital, '/Observation', { 'x-on-behalf-of': 'ward-3' })
await fhir(world, hospital, `/Patient/${idIn(record, 'Patient')}`)
await addResources(world, nikos, [patient])

interface Event {
  readonly id: string
  readonly recorded: string
  readonly action: string
  readonly subtype?: { code: string }[]
  readonly agent: { requestor: boolean; who: { identifier?: { value: string }; display?: string } }[]
  readonly entity: { what?: { reference?: string; identifier?: { value: string } } }[]
}

function eventsOf({ body }: Reply): Event[] {
  return ((body.entry ?? []) as { resource: Event }[]).map(({ resource }) => resource)
}

const events = async (as: Person, query = '') => {
  const answer = await fhir(world, as, `/AuditEvent${query}`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer
}
const actions = (answer: Reply) => eventsOf(answer).map(({ action, subtype }) => subtype?.[0]?.code ?? action)
const patientId = ({ party }: Person) => party.replace('_', '-')

test('a patient reads what happened to her records, newest first, in valid resources', async () => {
  const found = await events(eleni)
  assert.deepEqual(actions(found), ['read', 'search', 'E', 'create', 'create'])
  assert.equal(found.body.total, 5)
  assert.deepEqual(validateResource(found.body), [])
  for (const event of eventsOf(found)) {
    const read = await fhir(world, eleni, `/AuditEvent/${event.id}`)
    assert.deepEqual([read.status, read.body], [200, event])
    assert.equal(event.entity[0]?.what?.reference, `Patient/${patientId(eleni)}`)
  }
  const [read, search] = eventsOf(found)
  assert.equal(read?.entity.at(-1)?.what?.identifier?.value, idIn(record, 'Patient'))
  assert.equal(search?.agent.find(({ requestor }) => requestor)?.who.identifier?.value, 'ward-3')
  assert.ok(search?.agent[0]?.who.display)
})

test('what changed is a Provenance too, under the same id', async () => {
  const found = await fhir(world, eleni, '/Provenance?_sort=recorded')
  assert.deepEqual(validateResource(found.body), [])
  const added = eventsOf(await events(eleni, '?action=C&_sort=date'))
  assert.deepEqual(
    idsOf(found),
    added.map(({ id }) => id),
  )
  const read = eventsOf(await events(eleni, '?action=R'))[0]?.id
  assert.equal(outcomeOf(await fhir(world, eleni, `/Provenance/${read}`)), 'RECORDS_FHIR_UNKNOWN')
  assert.equal((await fhir(world, eleni, `/Provenance/${added[0]?.id}`)).status, 200)
})

test('nobody learns of the receipts of others, by search, by read or by number', async () => {
  const [one] = eventsOf(await events(eleni))
  for (const query of [`?patient=${patientId(eleni)}`, `?agent=${patientId(hospital)}`, `?_id=${one?.id}`]) {
    const found = await events(nikos, query)
    assert.deepEqual([found.body.total, found.body.entry], [0, undefined])
    assert.equal((await events(nikos, `${query}&_summary=count`)).body.total, 0)
  }
  assert.equal((await events(nikos)).body.total, 1)
  const [mine, nowhere] = [
    await fhir(world, nikos, `/AuditEvent/${one?.id}`),
    await fhir(world, nikos, '/AuditEvent/x'),
  ]
  assert.deepEqual([mine.status, mine.body], [nowhere.status, nowhere.body])
  assert.equal(outcomeOf(mine), 'RECORDS_FHIR_UNKNOWN')
})

test('an auditor sees everybody’s, of one patient by name, and a total only when it is asked for', async () => {
  const all = await events(auditor)
  assert.deepEqual([eventsOf(all).length, all.body.total], [6, undefined])
  assert.equal((await events(auditor, '?_total=accurate')).body.total, 6)
  assert.equal((await events(auditor, `?patient=Patient/${patientId(nikos)}&_summary=count`)).body.total, 1)
  assert.equal((await events(auditor, `?agent=Organization/${patientId(hospital)}&_total=accurate`)).body.total, 3)
})

test('error: whoever is neither a person nor an auditor finds under these types what records hold', async () => {
  const clinic = await newInstitution(world, { role: 'care-provider' })
  assert.equal(outcomeOf(await fhir(world, clinic, '/AuditEvent')), 'RECORDS_FHIR_NOT_HOSTED')
  assert.equal(outcomeOf(await fhir(world, undefined, '/AuditEvent')), 'IDENTITY_SIGNED_OUT')
  assert.equal(outcomeOf(await fhir(world, await world.newHospital(), '/Provenance')), 'CONSENT_GRANT_NONE')
  assert.equal(outcomeOf(await fhir(world, eleni, '/Observation')), 'RECORDS_FHIR_NOT_HOSTED')
  const former = await newInstitution(world)
  const until = Math.floor(world.clock.now() / 1000) + 60
  await giveRole(world, { to: former.account.address, role: 'auditor', until })
  assert.equal((await fhir(world, former, '/AuditEvent')).status, 200)
  world.clock.offset_ms += 61_000
  assert.equal(outcomeOf(await fhir(world, former, '/AuditEvent')), 'RECORDS_FHIR_NOT_HOSTED')
})

test('pages follow one another without gap or repeat, in either direction, by GET and by POST', async () => {
  for (const sort of ['-date', 'date']) {
    const ids: string[] = []
    let path = `/AuditEvent?_count=2&_sort=${sort}`
    for (let page = 0; page < 3; page++) {
      const found = await fhir(world, eleni, path)
      ids.push(...idsOf(found))
      const next = (found.body.link as { relation: string; url: string }[]).find(({ relation }) => relation === 'next')
      assert.equal(next === undefined, page === 2)
      path = next?.url.slice(next.url.indexOf('/fhir') + 5) ?? ''
    }
    assert.deepEqual(ids, idsOf(await events(eleni, `?_sort=${sort}`)))
  }
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const posted = await world.app.inject({
    method: 'POST',
    url: '/fhir/AuditEvent/_search',
    headers: {
      host: new URL((await events(eleni)).body.link[0].url).host,
      authorization: `Bearer ${eleni.token}`,
      ...headers,
    },
    payload: 'action=R',
  })
  assert.equal(posted.json().total, 1)
})

test('searches by date, action, type, outcome and agent find what they say', async () => {
  const times = eventsOf(await events(eleni)).map(({ recorded }) => recorded)
  const [newest, oldest] = [times[0] ?? '', times.at(-1) ?? '']
  const table: [string, number][] = [
    [`date=ge${oldest}`, 5],
    ['date=2001', 0],
    ['date=0000', 0],
    ['date=ne2001', 5],
    [`date=lt${oldest}`, 0],
    [`date=gt${newest}`, 0],
    [`date=ge${oldest}&date=le${newest}`, 5],
    ['date=gt9999', 0],
    ['_lastUpdated=gt2001', 5],
    ['action=C', 2],
    ['action=R,E', 3],
    ['type=http://terminology.hl7.org/CodeSystem/audit-event-type|rest', 4],
    ['subtype=search', 1],
    ['outcome=8', 0],
    ['outcome=0', 5],
    [`agent=${patientId(eleni)}`, 2],
    [`agent=${patientId(hospital)}&action=R`, 1],
    [`patient=${patientId(eleni)}`, 5],
    ['patient=https://other.example/fhir/Patient/1', 0],
  ]
  for (const [query, total] of table) assert.equal((await events(eleni, `?${query}`)).body.total, total, query)
})

test('error: what is not searched by, a page of nowhere and another format are refused as OperationOutcomes', async () => {
  for (const [query, status, code] of [
    ['entity=x', 400, 'RECORDS_FHIR_SEARCH_PARAMETER'],
    ['date=today', 400, 'RECORDS_FHIR_SEARCH_VALUE'],
    ['_page=nowhere', 400, 'KERNEL_CURSOR_INVALID'],
    ['_format=xml', 406, 'RECORDS_FHIR_FORMAT'],
  ] as const) {
    const answer = await fhir(world, eleni, `/AuditEvent?${query}`)
    assert.deepEqual([answer.status, outcomeOf(answer)], [status, code], query)
    assert.deepEqual(validateResource(answer.body), [])
  }
  for (const [id, code] of [
    ['x%2Fy', 'RECORDS_FHIR_UNKNOWN'],
    ['x'.repeat(90), 'RECORDS_FHIR_UNKNOWN'],
    ['%00', 'KERNEL_BYTES_INVALID'],
  ])
    assert.equal(outcomeOf(await fhir(world, eleni, `/AuditEvent/${id}`)), code, id)
  const write = await ask(world, { as: eleni, method: 'POST', path: '/fhir/AuditEvent', body: {} })
  assert.deepEqual([write.status, write.body.resourceType], [405, 'OperationOutcome'])
})

test('the capability statement tells patients and auditors what they may search by, and no more', async () => {
  const { body } = await fhir(world, undefined, '/metadata')
  const { resource } = body.rest[1] as { resource: { type: string; searchParam: { name: string; type: string }[] }[] }
  assert.deepEqual(
    resource.map(({ type }) => isReceiptType(type)),
    [true, true],
  )
  for (const { type, searchParam } of resource)
    for (const parameter of searchParam) {
      const value = parameter.type === 'date' ? '2015' : 'x'
      const answer = await fhir(world, eleni, `/${type}?${parameter.name}=${value}`)
      assert.equal(answer.status, 200, `${type} ${parameter.name}`)
    }
})

test('refusals, the end of a grant and an erasure are told as such, and what was told before stays', async () => {
  assert.equal((await hers.end()).status, 200)
  await fhir(world, hospital, '/Observation')
  const body = await erasureOf(world, eleni, record)
  await askFor(world, 200, { as: eleni, method: 'POST', path: `/v1/records/${record.record}/erasure`, body })
  const found = await events(eleni)
  assert.deepEqual(actions(found).slice(0, 3), ['delete', 'AuthZ-Consent', 'update'])
  assert.equal(found.body.total, 8)
  assert.deepEqual(validateResource(found.body), [])
})
