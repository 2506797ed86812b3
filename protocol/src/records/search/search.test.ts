import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { hasCode, SymbolonError } from '../../kernel/index.ts'
import { observation } from '../import/test-files.ts'
import { rangeOf, rangeOfText } from './date-range.ts'
import { matchesSearch } from './matches-search.ts'
import { parseSearch } from './parse-search.ts'
import { searchPathsOf } from './search-paths.ts'
import { searchRowOf } from './search-row.ts'
import { SEARCH_COUNT_MAX, SEARCH_VALUES_MAX } from './search-values.ts'

const code = (expected: string) => (error: unknown) => hasCode(error, expected)
const search = (type: string, query: string) =>
  parseSearch(type, new URLSearchParams(query), { base: 'https://node.example/fhir' })
const row = searchRowOf({
  ...observation({ subject: { reference: 'Patient/p1' } }),
  meta: { lastUpdated: '2020-01-01T00:00:00Z' },
})
const category = 'http://terminology.hl7.org/CodeSystem/observation-category'

test('a row holds tokens in every form they may be asked for', () => {
  assert.deepEqual(row.code, ['http://loinc.org|718-7', '718-7', 'http://loinc.org|'])
  assert.deepEqual(row.status, [
    'http://hl7.org/fhir/observation-status|final',
    'final',
    'http://hl7.org/fhir/observation-status|',
  ])
  assert.deepEqual([row.patient, row.subject, row.id], ['Patient/p1', 'Patient/p1', 'o1'])
  assert.deepEqual(row.date, { from: Date.parse('2015-03-31T08:00:00Z'), to: Date.parse('2015-03-31T08:00:00.999Z') })
})

test('a patient is its own patient, and plain codes know their system', () => {
  assert.equal(searchRowOf({ resourceType: 'Patient', id: 'p1' }).patient, 'Patient/p1')
  const allergy = searchRowOf({ resourceType: 'AllergyIntolerance', id: 'a', category: ['food'] })
  assert.ok(allergy.category.includes('http://hl7.org/fhir/allergy-intolerance-category|food'))
})

const found: [string, boolean][] = [
  ['', true],
  ['_id=o1', true],
  ['_id=o2,o1', true],
  ['_id=o2', false],
  ['_id=o1&_id=o2', false],
  ['patient=p1', true],
  ['patient=Patient/p1', true],
  ['patient=https://node.example/fhir/Patient/p1', true],
  ['subject=https://node.example/fhir/Patient/p1', true],
  ['patient=https://other.example/fhir/Patient/p1', false],
  ['subject=https://other.example/fhir/Patient/p1', false],
  ['subject=https://node.example/fhir2/Patient/p1', false],
  ['patient=https://other.example/fhir/Patient/p1,p1', true],
  ['patient:Patient=p1', true],
  ['_format=application/fhir+json', true],
  ['_format=application/fhir%2Bjson', true],
  ['_format=application/fhir+json;charset=utf-8', true],
  ['subject=Patient/p1', true],
  ['subject=Group/p1', false],
  ['category=laboratory', true],
  [`category=${category}|laboratory`, true],
  [`category=${category}|`, true],
  ['category=|laboratory', false],
  ['category=vital-signs,laboratory', true],
  ['category=vital-signs&category=laboratory', false],
  ['code=718-7', true],
  ['code=http://loinc.org|718-7', true],
  ['code=http://snomed.info/sct|718-7', false],
  ['code=718\\-7', true],
  ['status=final', true],
  ['status=amended', false],
  ['date=2015', true],
  ['date=2015-03-31', true],
  ['date=2015-03-31T10:00:00%2B02:00', true],
  ['date=2014', false],
  ['date=ne2014', true],
  ['date=gt2014&date=lt2016', true],
  ['date=gt2015', false],
  ['date=ge2015', true],
  ['date=le2015-03-30', false],
  ['date=2014,2015', true],
  ['_lastUpdated=ge2020-01-01', true],
  ['_lastUpdated=lt2020-01-01', false],
]

for (const [query, expected] of found) {
  test(`a search for ${query || 'everything'} ${expected ? 'finds' : 'does not find'} it`, () => {
    assert.equal(matchesSearch(row, search('Observation', query)), expected)
    assert.equal(matchesSearch(row, search('Condition', '')), false)
  })
}

test('a reference of another server finds what was kept with that URL, and nothing else', () => {
  const url = 'https://other.example/fhir/Patient/p1'
  const other = searchRowOf(observation({ subject: { reference: url } }))
  assert.equal(matchesSearch(other, search('Observation', `subject=${url}`)), true)
  assert.equal(matchesSearch(other, search('Observation', 'subject=Patient/p1')), false)
  const unknown = parseSearch('Observation', [['subject', 'https://node.example/fhir/Patient/p1']])
  assert.equal(matchesSearch(row, unknown), false)
})

test('controls are read: count, sort, summary, include, page', () => {
  const read = search(
    'Observation',
    '_count=5&_sort=-date,_id&_summary=count&_include=Observation:subject&_page=abc&_format=json',
  )
  assert.deepEqual(read.sort, [
    { by: 'date', descending: true },
    { by: '_id', descending: false },
  ])
  assert.deepEqual([read.count, read.is_count_only, read.include, read.page], [5, true, ['subject'], 'abc'])
  assert.equal(search('Observation', '_count=999999').count, SEARCH_COUNT_MAX)
})

test('error: types, parameters and modifiers that are not served are refused', () => {
  assert.throws(() => search('Nothing', ''), code('RECORDS_FHIR_SEARCH_TYPE'))
  for (const query of [
    'name=x',
    'code:not=x',
    'code:in=x',
    '_has:a:b:c=1',
    '_elements=id',
    'subject:Group=1',
    '<b>=1',
    'constructor=1',
  ]) {
    assert.throws(() => search('Observation', query), code('RECORDS_FHIR_SEARCH_PARAMETER'), query)
  }
  assert.throws(() => search('Patient', 'date=2015'), code('RECORDS_FHIR_SEARCH_PARAMETER'))
  assert.throws(() => search('Condition', 'status=active'), code('RECORDS_FHIR_SEARCH_PARAMETER'))
})

test('error: values that are not written as FHIR demands are refused', () => {
  const queries = [
    'date=yesterday',
    'date=sa2015',
    'date=2015-13',
    'date=2015-02-30',
    'date=ge2015-04-31',
    'date=2100-02-29T10:00:00Z',
    '_lastUpdated=2015-02-29',
    'patient=https://other.example/p1',
    'date=',
    '_id=a_b',
    '_id=',
    'patient=a b',
    'patient=Nothing/1',
    'code=|',
    'code=a|b|c',
    '_count=-1',
    '_count=x',
    '_sort=code',
    '_summary=text',
    '_include=Observation:performer',
    '_include=*',
    '_include=Condition:subject',
    '_total=estimate',
    '_format=xml',
    '_page=a/b',
    'date=ge2015,',
  ]
  for (const query of queries)
    assert.throws(() => search('Observation', query), code('RECORDS_FHIR_SEARCH_VALUE'), query)
})

test('error: too many values are refused', () => {
  const query = `code=${Array.from({ length: SEARCH_VALUES_MAX + 1 }, (_, i) => i).join(',')}`
  assert.throws(() => search('Observation', query), code('RECORDS_FHIR_SEARCH_MANY'))
})

test('times cover all instants of their precision', () => {
  const table: [string, string, string][] = [
    ['2016', '2016-01-01T00:00:00.000Z', '2016-12-31T23:59:59.999Z'],
    ['2016-02', '2016-02-01T00:00:00.000Z', '2016-02-29T23:59:59.999Z'],
    ['2016-02-29', '2016-02-29T00:00:00.000Z', '2016-02-29T23:59:59.999Z'],
    ['2016-02-29T10:00Z', '2016-02-29T10:00:00.000Z', '2016-02-29T10:00:59.999Z'],
    ['2016-02-29T10:00:00+02:00', '2016-02-29T08:00:00.000Z', '2016-02-29T08:00:00.999Z'],
    ['2016-02-29T10:00:00.12Z', '2016-02-29T10:00:00.120Z', '2016-02-29T10:00:00.120Z'],
  ]
  for (const [text, from, to] of table) {
    assert.deepEqual(rangeOfText(text), { from: Date.parse(from), to: Date.parse(to) }, text)
  }
  for (const text of ['2015-02-29', '2015-02-30', '1900-02-29', '2015-04-31T10:00:00Z', '2015-00-01', '2015-01-00'])
    assert.equal(rangeOfText(text), undefined, text)
  assert.ok(rangeOfText('2000-02-29'))
  assert.equal(rangeOf({ start: 'x' }), undefined)
  assert.deepEqual(rangeOf({ end: '2016' })?.from, undefined)
  assert.deepEqual(rangeOf({ event: ['2016', '2017'] })?.to, rangeOfText('2017')?.to)
})

test('the parameters of a type are those that R4 defines', () => {
  assert.deepEqual(
    [...searchPathsOf('Observation').keys()],
    ['patient', 'subject', 'category', 'code', 'date', 'status'],
  )
  assert.deepEqual([...searchPathsOf('Patient').keys()], [])
  assert.deepEqual([...searchPathsOf('constructor').keys()], [])
})

test('property: any query is read or refused', () => {
  const names = fc.oneof(
    fc.string(),
    fc.constantFrom('code', 'date', 'patient', '_sort', '_count', '_include', '_id', 'status'),
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(names, fc.string()), { maxLength: 4 }),
      fc.constantFrom('Observation', 'Patient'),
      (query, type) => {
        try {
          matchesSearch(row, parseSearch(type, query))
        } catch (error) {
          if (!(error instanceof SymbolonError)) throw error
        }
      },
    ),
    { numRuns: fuzzRuns },
  )
})
