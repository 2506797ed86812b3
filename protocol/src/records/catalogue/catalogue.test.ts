import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonObject } from '../../kernel/index.ts'
import { isResourceType, resourceTypes } from '../fhir/definitions.ts'
import { patient } from '../import/test-files.ts'
import { categories, isCategory, typesOfCategory } from './categories.ts'
import { categoryOf } from './category-of.ts'
import { describeResource } from './describe-resource.ts'
import { isSensitiveLabel, sensitiveLabels } from './sensitive-labels.ts'

test('every type in the table of categories is a type of R4 or a part of one, and stands once', () => {
  const types = Object.values(typesOfCategory)
    .flatMap((list) => list.split(' '))
    .filter((type) => type !== '')
  assert.deepEqual(
    types.filter((type) => !isResourceType(type)),
    [],
  )
  assert.equal(new Set(types).size, types.length)
  for (const type of resourceTypes()) assert.ok(isCategory(categoryOf({ resourceType: type })))
})

const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] })

test('an observation belongs where its category code says, in every version of FHIR', () => {
  const systems = [
    'http://terminology.hl7.org/CodeSystem/observation-category',
    'http://hl7.org/fhir/observation-category',
    undefined,
  ]
  for (const system of systems) {
    const coded = (code: string) =>
      categoryOf({
        resourceType: 'Observation',
        category: [{ coding: [{ ...(system && { system }), code }] }],
        code: loinc('8867-4'),
      })
    assert.deepEqual(['laboratory', 'vital-signs', 'social-history', 'survey', 'therapy'].map(coded), [
      'tests',
      'vitals',
      'summary',
      'documents',
      'procedures',
    ])
  }
  assert.equal(categoryOf({ resourceType: 'Observation' }), 'tests')
})

test('a vital sign without a known category is one by its code', () => {
  const observed = (code: unknown, more = {}) =>
    categoryOf({ resourceType: 'Observation', code, ...more } as JsonObject)
  const signs = '85354-9 8480-6 8462-4 8867-4 9279-1 8310-5 8302-2 29463-7 39156-5 2708-6 59408-5'
  for (const code of signs.split(' ')) assert.equal(observed(loinc(code)), 'vitals', code)
  assert.equal(observed({ coding: [{ system: 'urn:oid:2.16.840.1.113883.6.1', code: '8867-4' }] }), 'vitals')
  assert.equal(observed({ coding: [{ system: 'http://snomed.info/sct', code: '75367002' }] }), 'vitals')
  assert.equal(
    observed(loinc('8867-4'), { category: [{ coding: [{ system: 'http://example.org', code: 'x' }] }] }),
    'vitals',
  )
  assert.equal(observed({ coding: [{ system: 'http://example.org', code: '8867-4' }] }), 'tests')
  assert.equal(observed(loinc('718-7')), 'tests')
})

test('a report that is a clinical note is a document; one with results is a test', () => {
  const reported = (more: Record<string, unknown>) =>
    categoryOf({ resourceType: 'DiagnosticReport', ...more } as JsonObject)
  const notes = '34117-2 34109-9 51847-2 11506-3 18842-5 11488-4 28570-0'
  for (const code of notes.split(' ')) {
    assert.equal(reported({ code: loinc(code) }), 'documents', code)
    assert.equal(reported({ code: { text: 'x' }, category: [loinc(code)], presentedForm: [{}] }), 'documents', code)
  }
  const results = { result: [{ reference: 'Observation/1' }] }
  for (const code of ['LP29708-2', 'LP7839-6', 'LP29684-5']) {
    assert.equal(reported({ code: { text: 'x' }, category: [loinc(code)] }), 'documents', code)
    assert.equal(reported({ code: { text: 'x' }, category: [loinc(code)], ...results }), 'tests', code)
  }
  assert.equal(reported({ code: { text: 'Nephrology Progress note' } }), 'documents')
  assert.equal(reported({ code: { coding: [{ code: '1', display: 'Ενημερωτικό σημείωμα εξόδου' }] } }), 'documents')
  assert.equal(reported({ code: loinc('58410-2') }), 'tests')
  assert.equal(reported({ code: { text: 'Lipid panel' }, ...results }), 'tests')
  assert.equal(categoryOf({ resourceType: 'Observation', code: loinc('11506-3') }), 'documents')
})

test('a request for a laboratory or imaging procedure is a test', () => {
  const category = [{ coding: [{ system: 'http://snomed.info/sct', code: '108252007' }] }]
  assert.equal(categoryOf({ resourceType: 'ServiceRequest', category }), 'tests')
  assert.equal(categoryOf({ resourceType: 'ServiceRequest' }), 'procedures')
})

test('the eleven categories and seven labels have words in both languages', () => {
  assert.equal(Object.keys(categories).length, 11)
  assert.equal(Object.keys(sensitiveLabels).length, 7)
  assert.equal(isCategory('constructor'), false)
  assert.equal(isSensitiveLabel('constructor'), false)
  for (const words of [...Object.values(categories), ...Object.values(sensitiveLabels)]) {
    assert.ok(words.el === 'HIV' || /\p{Script=Greek}/u.test(words.el))
  }
})

test('a resource is described by its words, its day as precise as known, and its main codes', () => {
  const period = { start: '2015-03', end: '2016' }
  const encounter = { resourceType: 'Encounter', period, type: [{ text: 'Check-up' }] }
  assert.deepEqual(describeResource(encounter), { title: 'Check-up', date: '2015-03', codes: [] })
  const timing = { repeat: {}, event: ['2016-02-01', '2015-04-01T10:00:00Z'] }
  assert.equal(describeResource({ resourceType: 'ServiceRequest', occurrenceTiming: timing }).date, '2015-04-01')
  assert.deepEqual(describeResource(patient), { title: 'Patient', date: undefined, codes: [] })
  const long = describeResource({ resourceType: 'Condition', code: { text: `${'a'.repeat(119)}😀` } })
  assert.ok(long.title.isWellFormed() && long.title.length <= 120)
})
