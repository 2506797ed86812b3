import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromUtf8, utf8 } from '../../kernel/index.ts'
import { fhirIdOf } from './entry.ts'
import { BESIDE_BYTES_MAX, BESIDE_RESOURCES_MAX } from './limits.ts'
import type { ReadRecord } from './open-file.ts'
import { type ReadOutcome, readRecordFiles } from './read-record-files.ts'
import { bundleOf, entryIds, observation, patient } from './test-files.ts'

/** Reads files beside each other; every file has ids of its own. */
function readAll(files: Readonly<Record<string, unknown>>): ReadRecord[] {
  return (outcomesOf(files) ?? []).map((one) => {
    assert.ok('read' in one)
    return one.read
  })
}

function outcomesOf(files: Readonly<Record<string, unknown>>): ReadOutcome[] | undefined {
  const newEntryId = entryIds()
  return readRecordFiles(
    Object.entries(files).map(([name, content]) => ({ name, bytes: utf8(textOf(content)), newEntryId })),
  )
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return Array.isArray(content) ? content.map((line) => JSON.stringify(line)).join('\n') : JSON.stringify(content)
}

function subjectsOf({ entries }: ReadRecord): string[] {
  return entries.map(({ bytes }) => JSON.parse(fromUtf8(bytes)).subject.reference)
}

function nameOf({ entries: [entry] }: ReadRecord): string {
  return `${entry?.kind}/${entry && fhirIdOf(entry.id)}`
}

const about = (reference: string, id = 'o1') => observation({ id, subject: { reference } })

test('references lead from file to file of a bulk export, whichever comes first', () => {
  const [observations, patients, single] = readAll({
    'Observation.ndjson': [about('Patient/p1'), about('Patient/p1', 'o2')],
    'Patient.ndjson': [patient],
    'observation.json': about('Patient/p1', 'o3'),
  })
  assert.ok(observations && patients && single)
  const wanted = nameOf(patients)
  assert.deepEqual([...subjectsOf(observations), ...subjectsOf(single)], [wanted, wanted, wanted])
  assert.deepEqual(observations.report.changed, { id: 2, reference: 2, beside: 2 })
  assert.equal(observations.report.references_outside.total, 0)
  assert.equal(patients.report.entries, 1)
})

test('absolute URLs lead from bundle to bundle, and the same resource may be in both', () => {
  const entry = { fullUrl: 'http://a.example/fhir/Patient/p1', resource: patient }
  const visit = (id: string, ...before: object[]) => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [...before, { fullUrl: `http://a.example/fhir/Observation/${id}`, resource: about('Patient/p1', id) }],
  })
  const [first, second, third] = readAll({
    '1.json': visit('1', entry),
    '2.json': visit('2', entry),
    '3.json': visit('3'),
  })
  assert.ok(first && second && third)
  assert.deepEqual([first.report.entries, second.report.entries, third.report.entries], [2, 2, 1])
  assert.deepEqual([second.report.changed.beside, third.report.changed.beside], [undefined, 1])
  assert.deepEqual(subjectsOf(third), [nameOf(first)])
})

test('error: what a bundle calls Type/id is not looked for in other files, nor answered by two of them', () => {
  const [bundle, , lines] = readAll({
    'bundle.json': bundleOf([about('Patient/p1')]),
    'a.ndjson': [patient],
    'o.ndjson': [about('Patient/p1'), about('Patient/p2', 'o2')],
    'b.ndjson': [patient, { ...patient, id: 'p2' }],
  })
  assert.ok(bundle && lines)
  assert.deepEqual([subjectsOf(bundle), bundle.report.references_outside.total], [['Patient/p1'], 1])
  assert.equal(subjectsOf(lines)[0], 'Patient/p1')
  assert.deepEqual(lines.report.not_understood.first, [{ path: 'line[1].subject', reason: 'reference-ambiguous' }])
  assert.deepEqual(lines.report.changed, { id: 2, reference: 1, beside: 1 })
})

test('sensitive labels are inherited from file to file', () => {
  const code = { coding: [{ system: 'http://snomed.info/sct', code: '86406008' }] }
  const condition = { resourceType: 'Condition', id: 'c1', subject: { reference: 'Patient/p1' }, code }
  const order = {
    intent: 'order',
    medicationCodeableConcept: { text: 'x' },
    reasonReference: [{ reference: 'Condition/c1' }],
  }
  const request = {
    resourceType: 'MedicationRequest',
    status: 'active',
    subject: { reference: 'Patient/p1' },
    ...order,
  }
  const [requests, conditions] = readAll({ 'MedicationRequest.ndjson': [request], 'Condition.ndjson': [condition] })
  assert.deepEqual(conditions?.entries[0]?.sensitive, ['hiv'])
  assert.deepEqual(requests?.entries[0]?.sensitive, ['hiv'])
})

test('a reference to a rejected resource of another file is told', () => {
  const [lines] = readAll({ 'o.ndjson': [about('Patient/p1')], 'p.ndjson': [{ ...patient, gender: 'F' }] })
  assert.equal(lines?.report.references_rejected.total, 1)
})

test('error: a file that is refused does not hold up the others', () => {
  const outcomes = outcomesOf({ 'a.json': '{"resourceType":', 'b.ndjson': [patient], 'c.txt': 'a note' })
  assert.deepEqual(
    outcomes?.map((one) => ('error' in one ? one.error.code : one.read.report.form)),
    ['KERNEL_JSON_INVALID', 'fhir-ndjson', 'file'],
  )
})

test('error: files that are too many to be held together are not read together', () => {
  const half = '{}\n'.repeat(BESIDE_RESOURCES_MAX / 2)
  assert.equal(outcomesOf({ 'a.ndjson': half, 'b.ndjson': `${half}{}` }), undefined)
  const bytes = new Uint8Array(BESIDE_BYTES_MAX / 2 + 1)
  const file = { name: 'a.json', bytes, newEntryId: entryIds() }
  assert.equal(readRecordFiles([file, file]), undefined)
})
