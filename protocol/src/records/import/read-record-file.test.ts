import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromUtf8, hasCode, isId, readJson } from '../../kernel/index.ts'
import { fhirIdOf, type RecordEntry } from './entry.ts'
import { DOCUMENT_BYTES_MAX, FHIR_FILE_BYTES_MAX, FILE_RESOURCES_MAX, REPORT_LIST_MAX } from './limits.ts'
import { readRecordFile } from './read-record-file.ts'
import { bundleOf, entryIds, observation, patient, read, syntheaFiles, withoutSynthea } from './test-files.ts'

const code = (expected: string) => (error: unknown) => hasCode(error, expected)
const text = (entry: RecordEntry | undefined) => fromUtf8(entry?.bytes ?? new Uint8Array())
const json = (entry: RecordEntry | undefined) => JSON.parse(text(entry))

test('a bundle becomes one entry for each resource, with new ids and references that follow', () => {
  const { entries, report } = read(bundleOf([patient, observation()]))
  const [first, second] = entries
  assert.ok(first && second && isId('entry', first.id))
  assert.equal(json(first).id, fhirIdOf(first.id))
  assert.equal(json(second).subject.reference, `Patient/${fhirIdOf(first.id)}`)
  assert.equal(second.source_id, 'o1')
  assert.deepEqual(
    [second.kind, second.category, second.date, second.title, second.codes],
    ['Observation', 'tests', '2015-03-31', 'Hemoglobin', [{ system: 'http://loinc.org', code: '718-7' }]],
  )
  assert.deepEqual(report.changed, { id: 2, reference: 1 })
  assert.deepEqual([report.read, report.entries, report.rejected.total], [2, 2, 0])
  assert.deepEqual(report.by_category, { summary: 1, tests: 1 })
})

test('bundles of type transaction, batch, collection and document are read', () => {
  for (const type of ['transaction', 'batch', 'collection', 'document']) {
    assert.equal(read(bundleOf([patient], type)).entries.length, 1, type)
  }
})

test('error: any other bundle is refused', () => {
  for (const type of ['searchset', 'history', 'message', 'transaction-response', 'nonsense', '<b>', 5, undefined]) {
    assert.throws(() => read({ resourceType: 'Bundle', type, entry: [] }), code('RECORDS_BUNDLE_KIND'), String(type))
  }
})

test('error: a bundle whose entries are no list of objects is refused', () => {
  for (const entry of ['x', {}, ['x'], [null], [[]]]) {
    assert.throws(() => read({ resourceType: 'Bundle', type: 'batch', entry }), code('RECORDS_BUNDLE_INVALID'))
  }
})

test('references resolve by full URL, by type and id, by version and under an absolute URL', () => {
  const absolute = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { fullUrl: 'https://example.org/fhir/Patient/p1', resource: patient },
      { resource: observation({ id: 'a', subject: { reference: 'Patient/p1' } }) },
      { resource: observation({ id: 'b', subject: { reference: 'https://example.org/fhir/Patient/p1' } }) },
      { resource: observation({ id: 'c', subject: { reference: 'Patient/p1/_history/2' } }) },
    ],
  }
  const { entries, report } = read(absolute)
  const wanted = `Patient/${fhirIdOf(entries[0]?.id as RecordEntry['id'])}`
  assert.deepEqual(
    entries.slice(1).map((entry) => json(entry).subject.reference),
    [wanted, wanted, wanted],
  )
  assert.equal(report.references_outside.total, 0)
})

test('a reference to something outside the file is kept and told', () => {
  const { entries, report } = read(bundleOf([observation({ subject: { reference: 'Patient/elsewhere' } })]))
  assert.equal(json(entries[0]).subject.reference, 'Patient/elsewhere')
  assert.deepEqual(report.references_outside, { total: 1, first: ['Bundle.entry[0].resource: Observation.subject'] })
})

test('error: a urn reference that nothing answers makes the resource invalid', () => {
  const { entries, report } = read(bundleOf([patient, observation({ subject: { reference: 'urn:uuid:nobody' } })]))
  assert.equal(entries.length, 1)
  assert.deepEqual(report.rejected.first, [
    {
      at: 'Bundle.entry[1].resource',
      type: 'Observation',
      problems: [{ path: 'Observation.subject.reference', rule: 'unresolved' }],
    },
  ])
})

test('error: a urn reference to a resource of the wrong type is told', () => {
  const encounter = observation({ id: 'o2', encounter: { reference: 'urn:uuid:p1' } })
  const { report } = read(bundleOf([patient, encounter]))
  const problems = [{ path: 'Observation.encounter.reference', rule: 'reference-type', expected: 'Encounter' }]
  assert.deepEqual(report.rejected.first[0]?.problems, problems)
})

test('references to a rejected resource follow its new id and are told', () => {
  const { entries, report } = read(bundleOf([{ ...patient, gender: 'F' }, observation()]))
  assert.equal(entries.length, 1)
  assert.match(json(entries[0]).subject.reference, /^Patient\/ent-/)
  assert.equal(report.references_rejected.total, 1)
})

test('error: a resource with a wrong status is rejected with its path and the others are kept', () => {
  const { entries, report } = read(bundleOf([patient, observation({ status: 'finished' })]))
  assert.deepEqual(
    entries.map((entry) => entry.kind),
    ['Patient'],
  )
  assert.deepEqual(report.rejected.first[0]?.problems, [
    { path: 'Observation.status', rule: 'code', expected: 'observation-status' },
  ])
})

test('error: the second resource with the same identity is rejected', () => {
  const { entries, report } = read(bundleOf([patient, { ...patient, birthDate: '1980-01-01' }]))
  assert.equal(entries.length, 1)
  assert.deepEqual(report.rejected.first[0]?.problems, [{ path: 'Patient', rule: 'repeated' }])
})

test('decimals are kept digit by digit', () => {
  const [entry] = read(
    `{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.50}}`,
  ).entries
  assert.match(text(entry), /"value":1\.50\}/)
})

test('links to attachments inside the file follow', () => {
  const binary = { resourceType: 'Binary', id: 'b1', contentType: 'text/plain', data: 'QUJD' }
  const content = [{ attachment: { contentType: 'text/plain', url: 'urn:uuid:b1' } }]
  const { entries, report } = read(
    bundleOf([binary, { resourceType: 'DocumentReference', status: 'current', content }]),
  )
  assert.match(json(entries[1]).content[0].attachment.url, /^Binary\/ent-/)
  assert.equal(report.changed.link, 1)
})

test('a single resource, NDJSON and a byte order mark are read', () => {
  assert.equal(read(patient).report.form, 'fhir-resource')
  const lines = read(
    `${JSON.stringify(patient)}\r\n\n${JSON.stringify(observation({ subject: { reference: 'Patient/p1' } }))}`,
    'a.ndjson',
  )
  assert.deepEqual([lines.report.form, lines.entries.length, lines.report.changed.reference], ['fhir-ndjson', 2, 1])
  assert.equal(read(`\ufeff${JSON.stringify(patient)}`).report.changed['byte-order-mark'], 1)
})

test('error: a broken line of NDJSON is told by its number and the others are read', () => {
  const { entries, report } = read(`{"resourceType":\n${JSON.stringify(patient)}\n{"a":1,"a":2}\n[1]`, 'a.ndjson')
  assert.equal(entries.length, 1)
  assert.deepEqual(
    report.not_understood.first.map(({ path, reason }) => [path, reason]),
    [
      ['line[1]', 'line-invalid'],
      ['line[3]', 'line-invalid'],
    ],
  )
  assert.deepEqual(
    report.rejected.first.map(({ at, type }) => [at, type]),
    [['line[4]', '?']],
  )
})

test('what is kept without being understood is told', () => {
  const modifierExtension = [{ url: 'http://example.org/negated', valueBoolean: true }]
  const bundle = bundleOf([{ ...patient, modifierExtension }, bundleOf([{ ...patient, id: undefined }])])
  const { entries, report } = read({
    ...bundle,
    entry: [...bundle.entry, { request: { method: 'DELETE', url: 'Patient/1' } }, {}],
  })
  assert.equal(entries.length, 2)
  assert.deepEqual(report.not_understood.first, [
    { path: 'Bundle.entry[2]', reason: 'instruction' },
    { path: 'Bundle.entry[3]', reason: 'no-resource' },
    { path: 'Bundle.entry[0].resource.modifierExtension[0]', reason: 'modifier-extension' },
    { path: 'Bundle.entry[1].resource', reason: 'nested-bundle' },
  ])
})

test('error: empty, truncated, ambiguous, deep and wrongly encoded files are refused', () => {
  const whole = JSON.stringify(bundleOf([patient]))
  assert.throws(() => read(''), code('RECORDS_FILE_EMPTY'))
  assert.throws(() => read(new Uint8Array([0xef, 0xbb, 0xbf])), code('RECORDS_FILE_EMPTY'))
  assert.throws(() => read(whole.slice(0, -5)), code('KERNEL_JSON_INVALID'))
  assert.throws(() => read('{"resourceType":"Patient","id":"a","id":"b"}'), code('KERNEL_JSON_REFUSED'))
  assert.throws(
    () => read(`{"resourceType":"Patient","a":${'['.repeat(80)}${']'.repeat(80)}}`),
    code('KERNEL_JSON_REFUSED'),
  )
  assert.throws(() => read(Buffer.from(whole, 'utf16le')), code('RECORDS_FILE_ENCODING'))
  assert.throws(() => read(Buffer.from(`\ufeff${whole}`, 'utf16le')), code('RECORDS_FILE_ENCODING'))
  assert.throws(
    () => read(Buffer.from('{"resourceType":"Patient","name":[{"family":"é"}]}', 'latin1')),
    code('KERNEL_JSON_INVALID'),
  )
})

test('error: files over a limit are refused', () => {
  assert.throws(() => read(new Uint8Array(FHIR_FILE_BYTES_MAX + 1).fill(32)), code('RECORDS_FILE_TOO_LARGE'))
  assert.throws(() => read(new Uint8Array(DOCUMENT_BYTES_MAX + 1), 'a.bin'), code('RECORDS_FILE_TOO_LARGE'))
  const entry = Array.from({ length: FILE_RESOURCES_MAX + 1 }, () => ({}))
  assert.throws(() => read({ resourceType: 'Bundle', type: 'batch', entry }), code('RECORDS_FILE_RESOURCES_MANY'))
  assert.throws(() => read('{}\n'.repeat(FILE_RESOURCES_MAX + 1), 'a.ndjson'), code('RECORDS_FILE_RESOURCES_MANY'))
})

test('lists in a report are bounded and counted', () => {
  const { report } = read(bundleOf(Array.from({ length: REPORT_LIST_MAX + 20 }, () => ({ resourceType: 'Nothing' }))))
  assert.deepEqual([report.rejected.total, report.rejected.first.length], [REPORT_LIST_MAX + 20, REPORT_LIST_MAX])
})

test('a report names no value of a resource', () => {
  const { report } = read(bundleOf([{ ...patient, birthDate: 'secret', 'secret value': 1, gender: 'secret' }]))
  assert.ok(!JSON.stringify(report).includes('secret'))
  assert.equal(report.rejected.total, 1)
})

test('all resources of the ten Synthea patients become entries', { skip: withoutSynthea }, () => {
  const reports = syntheaFiles().map((file) => {
    const { entries, report } = readRecordFile({ ...file, newEntryId: entryIds() })
    for (const entry of entries) assert.equal((readJson(text(entry)) as { id: string }).id, fhirIdOf(entry.id))
    return report
  })
  assert.equal(
    reports.reduce((sum, report) => sum + report.entries, 0),
    2162,
  )
  for (const report of reports) {
    const totals = [report.rejected, report.not_understood, report.references_outside, report.references_rejected]
    assert.deepEqual(
      totals.map(({ total }) => total),
      [0, 0, 0, 0],
      report.name,
    )
  }
})
