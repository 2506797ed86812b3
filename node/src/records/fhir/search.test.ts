import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type JsonObject, toHex } from '@symbolon/protocol/kernel'
import { matchesSearch, parseSearch, searchRowOf } from '@symbolon/protocol/records'
import { hostOf } from '../../kernel/http/test-app.ts'
import { newPerson } from '../test-world.ts'
import { fhir, idsOf, ledgerOf, letIn, outcomeOf, startHospitalWorld } from './test-hospital.ts'
import { addResources, idIn, patient } from './test-resources.ts'

const subject = { reference: 'urn:uuid:p1' }
const categories = ['laboratory', 'vital-signs', 'imaging']
const codes = ['718-7', '2093-3', '8302-2', '4548-4']
const statuses = ['final', 'amended', 'preliminary']
const system = 'http://terminology.hl7.org/CodeSystem/observation-category'

/** Thirty observations of every mixture, some without a date, some with a period. */
const observations = Array.from({ length: 30 }, (_, i) => ({
  resourceType: 'Observation',
  id: `o${i}`,
  status: statuses[i % 3],
  category: [{ coding: [{ system, code: categories[i % categories.length] }] }],
  code: { coding: [{ system: 'http://loinc.org', code: codes[i % codes.length] }] },
  ...(i % 5 === 0 ? {} : { subject }),
  ...(i % 7 === 0 ? {} : when(i)),
  ...(i % 4 === 0 ? { meta: { lastUpdated: `201${i % 9}-05-05T00:00:00Z` } } : {}),
}))

function when(i: number) {
  if (i % 6 === 1) return { effectivePeriod: { start: `200${i % 10}-01-01`, ...(i % 2 ? {} : { end: '2012-06-30' }) } }
  return {
    effectiveDateTime: [
      `20${10 + (i % 9)}`,
      `20${10 + (i % 9)}-0${1 + (i % 8)}`,
      `2015-0${1 + (i % 8)}-1${i % 9}T10:00:00Z`,
    ][i % 3],
  }
}

const world = await startHospitalWorld()
after(() => world.stop())
const eleni = await newPerson(world)
const hospital = await world.newHospital()
const record = await addResources(world, eleni, [patient, ...observations])
await letIn(world, { giver: eleni, to: hospital, records: [record] })
await fhir(world, hospital, '/Patient')

/** Identifiers of the observations that the protocol's own matcher finds. */
function expectedIds(query: string): string[] {
  const search = parseSearch('Observation', new URLSearchParams(query))
  const now = world.clock.now()
  return record.entries
    .map(({ bytes }) => searchRowOf(JSON.parse(new TextDecoder().decode(bytes)) as JsonObject))
    .map((row) => ({ ...row, last_updated: row.last_updated ?? { from: now, to: now } }))
    .filter((row) => matchesSearch(row, search))
    .map(({ id }) => id)
    .sort()
}

const patientId = idIn(record, 'Patient')
const queries = [
  '',
  'category=laboratory',
  `category=${system}|vital-signs,imaging`,
  'category=laboratory&status=final',
  'code=718-7',
  'code=http://loinc.org|718-7,http://loinc.org|2093-3',
  'code=http://snomed.info/sct|718-7',
  'code=http://loinc.org|',
  'status=final,amended',
  'status=http://hl7.org/fhir/observation-status|final',
  ...['eq', 'ne', 'gt', 'lt', 'ge', 'le', ''].flatMap((prefix) =>
    ['2012', '2015-03', '2015-03-12T10:00:00Z'].map((day) => `date=${prefix}${day}`),
  ),
  'date=ge2012&date=lt2015',
  'date=2012,2014',
  '_lastUpdated=lt2020-01-01',
  '_lastUpdated=ge2020-01-01',
  '_id=nothing',
]

test('SQL finds what the protocol finds, for every parameter and prefix', async () => {
  for (const query of [
    ...queries,
    `patient=${patientId}`,
    `subject=Patient/${patientId}&code=718-7`,
    'patient=other',
  ]) {
    const found = await fhir(world, hospital, `/Observation?${query}${query === '' ? '' : '&'}_count=100`)
    assert.equal(found.status, 200, `${query} ${JSON.stringify(found.body)}`)
    assert.deepEqual(idsOf(found).sort(), expectedIds(query), query)
    assert.equal(found.body.total, expectedIds(query).length, query)
  }
})

test('a patient is found under the address of the node itself, and not under that of another server', async () => {
  const all = await fhir(world, hospital, `/Observation?patient=${patientId}&_count=1`)
  const [self] = all.body.link as { relation: string; url: string }[]
  const base = self?.url.split('/Observation')[0]
  const totalAt = async (server = '') =>
    (await fhir(world, hospital, `/Observation?patient=${server}/Patient/${patientId}`)).body.total
  assert.ok(all.body.total > 0)
  assert.deepEqual([await totalAt(base), await totalAt('https://other.example/fhir')], [all.body.total, 0])
})

test('pages follow one another in order, without a gap or a repeat, and name their total', async () => {
  for (const sort of ['', '&_sort=date', '&_sort=-date', '&_sort=-_id', '&_sort=_lastUpdated,-date']) {
    const whole = idsOf(await fhir(world, hospital, `/Observation?_count=100${sort}`))
    const paged: string[] = []
    let path: string | undefined = `/Observation?_count=7${sort}`
    for (let pages = 0; path !== undefined && pages < 10; pages++) {
      const page = await fhir(world, hospital, path)
      assert.equal(page.body.total, 30)
      paged.push(...idsOf(page))
      const next = page.body.link.find(({ relation }: { relation: string }) => relation === 'next')
      path = next?.url.replace(/^.*\/fhir/, '')
    }
    assert.deepEqual(paged, whole, sort)
    assert.equal(new Set(paged).size, 30)
  }
})

test('resources without a date come last whichever way they are sorted', async () => {
  for (const sort of ['date', '-date']) {
    const found = await fhir(world, hospital, `/Observation?_count=100&_sort=${sort}`)
    const dated = found.body.entry.map(
      ({ resource }: { resource: object }) => 'effectiveDateTime' in resource || 'effectivePeriod' in resource,
    )
    assert.equal(dated.lastIndexOf(true), dated.indexOf(false) - 1, sort)
  }
})

test('a search by POST finds what a search by GET finds', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const authorization = `Bearer ${hospital.token}`
  const payload = new URLSearchParams({ code: 'http://loinc.org|718-7', _count: '100' }).toString()
  const url = '/fhir/Observation/_search?status=final'
  const answer = await world.app.inject({
    method: 'POST',
    url,
    headers: { host: '127.0.0.1', authorization, ...headers },
    payload,
  })
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.json().total, expectedIds('code=718-7&status=final').length)
})

test('error: a body that is not a form is refused, since what nobody reads would widen the answer', async () => {
  const authorization = `Bearer ${hospital.token}`
  const bodies: [string, string][] = [
    ['application/json', '{"code":"718-7"}'],
    ['application/json', '""'],
    ['text/plain', 'code=718-7'],
    ['application/octet-stream', 'code=718-7'],
    ['application/x-www-form-urlencodedish', 'code=718-7'],
  ]
  for (const [type, payload] of bodies) {
    const headers = { host: '127.0.0.1', authorization, 'content-type': type }
    const answer = await world.app.inject({ method: 'POST', url: '/fhir/Observation/_search', headers, payload })
    assert.deepEqual([answer.statusCode, answer.json().resourceType], [415, 'OperationOutcome'], type)
    assert.equal(answer.json().issue[0].details.coding[0].code, 'KERNEL_MEDIA_TYPE_UNSUPPORTED')
  }
  const url = '/fhir/Observation/_search?_summary=count'
  const bare = await world.app.inject({ method: 'POST', url, headers: { host: '127.0.0.1', authorization } })
  assert.deepEqual([bare.statusCode, bare.json().total], [200, 30])
})

test('a plus in _format that nobody encoded asks for FHIR JSON, in searches and in reads', async () => {
  for (const format of ['application/fhir+json', 'application/fhir%2Bjson', 'json']) {
    assert.equal((await fhir(world, hospital, `/Observation?_summary=count&_format=${format}`)).status, 200, format)
    assert.equal((await fhir(world, hospital, `/Patient/${patientId}?_format=${format}`)).status, 200, format)
  }
})

test('a patient of another server is nobody here, one of this server is', async () => {
  const host = `http://${hostOf(world.app)}`
  const total = async (base: string) =>
    (await fhir(world, hospital, `/Observation?_summary=count&patient=${base}/fhir/Patient/${patientId}`)).body.total
  assert.deepEqual([await total(host), await total('https://evil.example')], [24, 0])
})

test('a count tells how many, and its receipt names the record and no entries', async () => {
  const { body } = await fhir(world, hospital, '/Observation?_summary=count&code=718-7')
  assert.deepEqual([body.total, body.entry], [expectedIds('code=718-7').length, undefined])
  assert.equal((await fhir(world, hospital, '/Observation?_count=0')).body.total, 30)
  const [seen] = await ledgerOf(world, eleni, 'seen')
  const version = { record: record.record, commitment: toHex(record.sealed.commitment) }
  assert.deepEqual(seen?.records, [{ ...version, entries: [] }])
})

test('the patient is included once, and named in the receipt', async () => {
  const { body } = await fhir(world, hospital, '/Observation?_include=Observation:subject&_count=10')
  const included = body.entry.filter(({ search }: { search: { mode: string } }) => search.mode === 'include')
  assert.deepEqual(
    included.map(({ resource }: { resource: { id: string } }) => resource.id),
    [patientId],
  )
  assert.equal(body.entry.length, 11)
  const [seen] = await ledgerOf(world, eleni, 'seen')
  assert.equal(seen?.records[0]?.entries.length, 11)
})

test('statements of a search and of a read are as many for ten records as for one', async () => {
  // What a new grant opens is made ready behind the first reads, which have statements of their own until it is.
  const count = async (path: string) => {
    let fewest = Number.POSITIVE_INFINITY
    for (let i = 0; i < 5 || (i < 100 && fewest > 2); i++) {
      const before = world.kernel.database.statements
      assert.equal((await fhir(world, hospital, path)).status, 200)
      fewest = Math.min(fewest, world.kernel.database.statements - before)
    }
    return fewest
  }
  const read = `/Patient/${patientId}`
  const one = [await count('/Observation?status=final'), await count(read)]
  const records = await Promise.all(
    [1, 2, 3].map((i) => addResources(world, eleni, [{ ...observations[i], id: 'x', subject: undefined }])),
  )
  for (const added of records) await letIn(world, { giver: eleni, to: hospital, records: [added] })
  assert.deepEqual([await count('/Observation?status=final'), await count(read)], one)
  // Policy with receipt is one, the growth of the log the other.
  assert.deepEqual(one, [2, 2])
})

test('error: searches that are not as FHIR demands, cursors of another search, types that are not there', async () => {
  const refused: [string, number, string][] = [
    ['/Observation?nonsense=1', 400, 'RECORDS_FHIR_SEARCH_PARAMETER'],
    ['/Observation?date=yesterday', 400, 'RECORDS_FHIR_SEARCH_VALUE'],
    [`/Observation?code=${'a,'.repeat(200)}`, 400, 'RECORDS_FHIR_SEARCH_MANY'],
    ['/Observation?_page=abc', 400, 'KERNEL_CURSOR_INVALID'],
    ['/Nothing?code=1', 404, 'RECORDS_FHIR_SEARCH_TYPE'],
    ['/Nothing/1', 404, 'RECORDS_FHIR_SEARCH_TYPE'],
    ['/Observation/1?_summary=true', 400, 'RECORDS_FHIR_SEARCH_PARAMETER'],
  ]
  for (const [path, status, code] of refused) {
    const answer = await fhir(world, hospital, path)
    const told = [answer.status, answer.body.resourceType, outcomeOf(answer)]
    assert.deepEqual(told, [status, 'OperationOutcome', code], path)
  }
})
