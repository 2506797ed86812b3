import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isResourceType, resourceTypes } from '../fhir/definitions.ts'
import { bundleOf, observation, patient, read } from '../import/test-files.ts'
import { categories, isCategory, typesOfCategory } from './categories.ts'
import { categoryOf } from './category-of.ts'
import { describeResource } from './describe-resource.ts'
import { sensitiveCodes, systemUrls } from './sensitive-codes.ts'
import { isSensitiveLabel, sensitiveLabels } from './sensitive-labels.ts'
import { sensitiveLabelsOf } from './sensitive-labels-of.ts'

const snomed = 'http://snomed.info/sct'
const icd = 'http://hl7.org/fhir/sid/icd-10'

/** The labels of one code. */
function labels(system: string, code: string) {
  return sensitiveLabelsOf({ type: 'Condition', codings: [{ system, code }] })
}

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

test('an observation belongs where its category code says', () => {
  const system = 'http://terminology.hl7.org/CodeSystem/observation-category'
  const coded = (code: string) =>
    categoryOf({ resourceType: 'Observation', category: [{ coding: [{ system, code }] }] })
  assert.deepEqual(['laboratory', 'vital-signs', 'social-history', 'survey'].map(coded), [
    'tests',
    'vitals',
    'summary',
    'documents',
  ])
  assert.equal(categoryOf({ resourceType: 'Observation' }), 'tests')
})

test('the eleven categories and six labels have words in both languages', () => {
  assert.equal(Object.keys(categories).length, 11)
  assert.equal(Object.keys(sensitiveLabels).length, 6)
  assert.equal(isCategory('constructor'), false)
  assert.equal(isSensitiveLabel('constructor'), false)
  for (const words of [...Object.values(categories), ...Object.values(sensitiveLabels)]) {
    assert.ok(words.el === 'HIV' || /\p{Script=Greek}/u.test(words.el))
  }
})

test('codes are sensitive by their system: exact, or by their beginning in ICD-10 and ATC', () => {
  const table: [string, string, string[]][] = [
    [icd, 'F32.1', ['mental-health']],
    [icd, 'F10.2', ['substance-use']],
    [icd, 'F17.2', []],
    [icd, 'B20', ['hiv']],
    [icd, 'O98.7', ['hiv', 'reproductive-health']],
    [icd, 'Q90.9', ['genetic']],
    [icd, 'T74.1', ['violence']],
    [icd, 'J45', []],
    ['http://hl7.org/fhir/sid/icd-10-cm', 'z21', ['hiv']],
    ['http://www.whocc.no/atc', 'N06AB06', ['mental-health']],
    ['http://www.whocc.no/atc', 'G03AA07', ['reproductive-health']],
    [snomed, '72892002', ['reproductive-health']],
    [snomed, '7289200', []],
    ['http://loinc.org', '44261-6', ['mental-health']],
    ['http://terminology.hl7.org/CodeSystem/v3-ActCode', 'HIV', ['hiv']],
    ['http://example.org', '72892002', []],
    ['constructor', 'name', []],
  ]
  for (const [system, code, expected] of table) assert.deepEqual(labels(system, code), expected, `${system} ${code}`)
  assert.deepEqual(sensitiveLabelsOf({ type: 'MolecularSequence', codings: [] }), ['genetic'])
})

test('the table of sensitive codes has no code twice under one label, and every label has its HL7 code', () => {
  for (const { codes, label, system } of sensitiveCodes) {
    const list = codes.split(' ')
    assert.equal(new Set(list).size, list.length, `${label} ${system}`)
    assert.ok(list.every((code) => code !== '') && systemUrls[system].length > 0)
  }
  for (const label of Object.keys(sensitiveLabels)) {
    assert.ok(
      sensitiveCodes.some((row) => row.label === label && row.system === 'sensitivity'),
      label,
    )
  }
})

test('what refers to something sensitive is sensitive too, however far; people, places and visits hand nothing on', () => {
  const subject = { reference: 'urn:uuid:p1' }
  const pregnancy = { coding: [{ system: snomed, code: '72892002' }] }
  const medication = { status: 'active', intent: 'order', subject, medicationCodeableConcept: { text: 'x' } }
  const visit = { status: 'finished', class: { code: 'AMB' }, subject }
  const { entries } = read(
    bundleOf([
      patient,
      { resourceType: 'Condition', id: 'c1', subject, code: pregnancy },
      { resourceType: 'MedicationRequest', id: 'm1', ...medication, reasonReference: [{ reference: 'urn:uuid:c1' }] },
      {
        resourceType: 'List',
        id: 'l1',
        status: 'current',
        mode: 'working',
        entry: [{ item: { reference: 'urn:uuid:m1' } }],
      },
      { resourceType: 'Encounter', id: 'e1', ...visit, reasonReference: [{ reference: 'urn:uuid:c1' }] },
      observation({ encounter: { reference: 'urn:uuid:e1' } }),
    ]),
  )
  const sensitive = ['reproductive-health']
  assert.deepEqual(
    entries.map((entry) => entry.sensitive),
    [[], sensitive, sensitive, sensitive, sensitive, []],
  )
})

test('a resource is described by its words, its day as precise as known, and its main codes', () => {
  const period = { start: '2015-03', end: '2016' }
  const encounter = { resourceType: 'Encounter', period, type: [{ text: 'Check-up' }] }
  assert.deepEqual(describeResource(encounter), { title: 'Check-up', date: '2015-03', codes: [] })
  assert.deepEqual(describeResource(patient), { title: 'Patient', date: undefined, codes: [] })
  const long = describeResource({ resourceType: 'Condition', code: { text: `${'a'.repeat(119)}😀` } })
  assert.ok(long.title.isWellFormed() && long.title.length <= 120)
})
