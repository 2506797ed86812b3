import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { describeResource } from './catalogue/describe-resource.ts'
import { type Selectable, selectEntries } from './select-entries.ts'

const haemoglobin = { system: 'http://loinc.org', code: '718-7' }
const entries = {
  lab: entry({ kind: 'Observation', category: 'tests', date: '2015-03-31', codes: [haemoglobin] }),
  old: entry({ kind: 'Observation', category: 'tests', date: '2009-12-31' }),
  year: entry({ kind: 'Observation', category: 'tests', date: '2015' }),
  hiv: entry({ kind: 'Observation', category: 'tests', date: '2016-01-01', sensitive: ['hiv'] }),
  both: entry({ kind: 'Claim', category: 'billing', date: '2016-01-01', sensitive: ['hiv', 'genetic'] }),
  patient: entry({ kind: 'Patient', category: 'summary' }),
}
type Name = keyof typeof entries

function entry(part: Partial<Selectable>): Selectable {
  return { kind: 'file', category: 'documents', sensitive: [], codes: [], ...part }
}

/** The names of what a selection covers. */
function covered(selection: Parameters<typeof selectEntries>[1]): Name[] {
  const found = selectEntries(Object.values(entries), selection)
  return (Object.keys(entries) as Name[]).filter((name) => found.includes(entries[name]))
}

test('a selection covers what meets every condition it names', () => {
  const table: [Parameters<typeof selectEntries>[1], Name[]][] = [
    [{ all: true }, ['lab', 'old', 'year', 'patient']],
    [{ all: true, sensitive: ['hiv'] }, ['lab', 'old', 'year', 'hiv', 'patient']],
    [{ all: true, sensitive: ['genetic', 'hiv'] }, ['lab', 'old', 'year', 'hiv', 'both', 'patient']],
    [{ categories: ['tests'] }, ['lab', 'old', 'year']],
    [{ categories: ['tests', 'summary'] }, ['lab', 'old', 'year', 'patient']],
    [{ types: ['Patient'] }, ['patient']],
    [{ categories: ['tests'], types: ['Patient'] }, []],
    [{ codes: [haemoglobin] }, ['lab']],
    [{ codes: [{ system: '', code: '718-7' }] }, []],
    [{ categories: ['tests'], from: '2015-01-01' }, ['lab', 'year']],
    [{ from: '2015-03-31', to: '2015-03-31' }, ['lab']],
    [{ from: '2015-02-01' }, ['lab']],
    [{ to: '2014-12-31' }, ['old']],
    [{ categories: ['tests'], from: '2015-01-01', sensitive: ['hiv'] }, ['lab', 'year', 'hiv']],
    [{ sensitive: ['hiv'] }, ['hiv']],
    [{ sensitive: ['genetic'] }, []],
    [{}, []],
  ]
  for (const [selection, names] of table) assert.deepEqual(covered(selection), names, JSON.stringify(selection))
})

test('a period selects by the day an entry began, as far as it is known', () => {
  const period = { start: '2015-06-01T10:00:00Z', end: '2019-03-31' }
  const { date } = describeResource({ resourceType: 'Encounter', period })
  const [visit, ...others] = [entry({ date: date ?? '' }), entry({ date: '2015' }), entry({ date: '2015-12' })]
  const found = (selection: Parameters<typeof selectEntries>[1]) => selectEntries([visit, ...others], selection)
  assert.deepEqual(found({ to: '2015-12-31' }), [visit, ...others])
  assert.deepEqual(found({ from: '2015-06-02', to: '2015-12-30' }), [])
  assert.deepEqual(found({ from: '2016-01-01' }), [])
})

test('property: a sensitive entry is never covered unless each of its labels is named', () => {
  const labels = fc.uniqueArray(fc.constantFrom('hiv', 'genetic', 'violence'))
  const any = fc.record({ all: fc.constant(true as const), sensitive: labels }, { requiredKeys: [] })
  fc.assert(
    fc.property(labels, any, (sensitive, selection) => {
      const found = selectEntries([entry({ sensitive })], selection)
      return found.length === 0 || sensitive.every((label) => selection.sensitive?.includes(label))
    }),
    { numRuns: fuzzRuns },
  )
})
