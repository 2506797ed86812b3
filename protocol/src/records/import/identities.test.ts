import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromUtf8 } from '../../kernel/index.ts'
import { fhirIdOf, type RecordEntry } from './entry.ts'
import { observation, patient, read } from './test-files.ts'

const json = (entry: RecordEntry | undefined) => JSON.parse(fromUtf8(entry?.bytes ?? new Uint8Array()))
const nameOf = (entry: RecordEntry | undefined) => `${entry?.kind}/${entry && fhirIdOf(entry.id)}`
const subjectOf = (entry: RecordEntry | undefined) => json(entry).subject.reference
const person = (id: string, more = {}) => ({ ...patient, id, ...more })
const about = (id: string, reference: string) => observation({ id, subject: { reference } })
const collection = (...entry: { fullUrl?: string; resource: unknown }[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry,
})

test('a relative reference means the resource under the base of its own entry', () => {
  const { entries, report } = read(
    collection(
      { fullUrl: 'http://a.example/fhir/Patient/1', resource: person('1') },
      { fullUrl: 'http://b.example/fhir/Patient/1', resource: person('1') },
      { fullUrl: 'http://b.example/fhir/Observation/2', resource: about('2', 'Patient/1') },
      { fullUrl: 'http://a.example/fhir/Observation/2', resource: about('2', 'Patient/1/_history/3') },
    ),
  )
  assert.equal(report.rejected.total, 0)
  const [a, b, ofB, ofA] = entries
  assert.deepEqual([subjectOf(ofB), subjectOf(ofA)], [nameOf(b), nameOf(a)])
  assert.deepEqual(report.changed, { id: 4, reference: 2, version: 1 })
})

test('error: a reference to nothing under its own base is not answered by another base', () => {
  const { entries, report } = read(
    collection(
      { fullUrl: 'http://a.example/fhir/Patient/1', resource: person('1') },
      { fullUrl: 'http://b.example/fhir/Observation/2', resource: about('2', 'Patient/1') },
    ),
  )
  assert.equal(subjectOf(entries[1]), 'Patient/1')
  assert.equal(report.references_outside.total, 1)
})

test('error: an entry without a base and two answers to its reference: it is left and told', () => {
  const { entries, report } = read(
    collection(
      { fullUrl: 'http://a.example/fhir/Patient/1', resource: person('1') },
      { fullUrl: 'http://b.example/fhir/Patient/1', resource: person('1') },
      { fullUrl: 'urn:uuid:2f1f7b07-0f7c-4e33-9f8a-3f1d3c0f3c11', resource: about('2', 'Patient/1') },
    ),
  )
  assert.equal(subjectOf(entries[2]), 'Patient/1')
  const path = 'Bundle.entry[2].resource.subject'
  assert.deepEqual(report.not_understood.first, [{ path, reason: 'reference-ambiguous' }])
  assert.equal(report.references_outside.total, 0)
})

test('a URN is the same in capitals', () => {
  const uuid = '2F1F7B07-0F7C-4E33-9F8A-3F1D3C0F3C11'
  const { entries, report } = read(
    collection(
      { fullUrl: `urn:uuid:${uuid}`, resource: person('1') },
      { resource: about('2', `urn:uuid:${uuid.toLowerCase()}`) },
      { resource: about('3', `URN:UUID:${uuid}`) },
    ),
  )
  assert.equal(report.rejected.total, 0)
  assert.deepEqual(entries.slice(1).map(subjectOf), [nameOf(entries[0]), nameOf(entries[0])])
})

test('of several versions of a resource the newest is kept and the others are told', () => {
  const version = (versionId: string, lastUpdated?: string) => ({
    fullUrl: 'http://a.example/fhir/Patient/1',
    resource: person('1', { meta: { versionId, ...(lastUpdated && { lastUpdated }) } }),
  })
  const reference = { fullUrl: 'http://a.example/fhir/Observation/2', resource: about('2', 'Patient/1/_history/9') }
  const orders = [
    [version('9'), version('10')],
    [version('10'), version('9')],
    [version('a', '2020-01-01T00:00:00Z'), version('10', '2021-01-01T00:00:00Z')],
    [version('10', '2021-01-01T00:00:00Z'), version('11', '2020-01-01T00:00:00Z')],
  ]
  for (const versions of orders) {
    const { entries, report } = read(collection(...versions, reference))
    assert.equal(json(entries[0]).meta.versionId, '10')
    assert.equal(subjectOf(entries[1]), nameOf(entries[0]))
    assert.deepEqual(
      report.rejected.first.map(({ problems }) => problems),
      [[{ path: 'Patient', rule: 'superseded' }]],
    )
  }
})

test('error: one version twice, or without a version, is a repetition', () => {
  for (const meta of [undefined, { versionId: '1' }]) {
    const entry = { fullUrl: 'http://a.example/fhir/Patient/1', resource: person('1', meta && { meta }) }
    const { entries, report } = read(collection(entry, entry))
    assert.equal(entries.length, 1)
    assert.deepEqual(report.rejected.first[0]?.problems, [{ path: 'Patient', rule: 'repeated' }])
  }
})

test('only valid resources compete for an identity, and references follow the one that is kept', () => {
  const lines = [person('1', { gender: 'F' }), person('1'), about('2', 'Patient/1'), person('1')]
  const { entries, report } = read(lines.map((line) => JSON.stringify(line)).join('\n'), 'a.ndjson')
  assert.deepEqual(
    report.rejected.first.map(({ at, problems }) => [at, problems[0]?.rule]),
    [
      ['line[1]', 'code'],
      ['line[4]', 'repeated'],
    ],
  )
  assert.equal(subjectOf(entries[1]), nameOf(entries[0]))
  assert.equal(report.references_rejected.total, 0)
})
