import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '@symbolon/protocol/kernel'
import type { ImportReport } from '@symbolon/protocol/records'
import { createOutput, type Run, readEnvironment } from '../kernel/index.ts'
import { keepStreams } from '../kernel/test-streams.ts'
import type { FileOutcome } from './add.ts'
import { showAdded } from './add-report.ts'

const report: ImportReport = {
  name: 'a.json',
  form: 'fhir-bundle',
  size_bytes: 10,
  read: 3,
  entries: 3,
  by_kind: { Observation: 2, Claim: 1 },
  by_category: { tests: 2, billing: 1 },
  sensitive: 1,
  by_label: { 'reproductive-health': 1 },
  changed: {},
  extensions: 0,
  references_outside: { total: 0, first: [] },
  references_rejected: { total: 0, first: [] },
  not_understood: { total: 0, first: [] },
  rejected: { total: 0, first: [] },
}
const refused: ImportReport = {
  ...report,
  form: 'fhir-resource',
  entries: 0,
  by_kind: {},
  by_category: {},
  sensitive: 0,
  by_label: {},
  rejected: {
    total: 1,
    first: [{ at: '', type: 'Observation', problems: [{ path: 'Observation.status', rule: 'missing' }] }],
  },
}

function shown(language: Language, outcomes: readonly FileOutcome[]): string {
  const { streams, stdout } = keepStreams()
  const output = createOutput({ json: false, language, colour: false, streams })
  const environment = readEnvironment({})
  const run: Run = { environment, output, as: 'eleni', node: undefined, dryRun: false, yes: false, interactive: false }
  showAdded(run, { outcomes, remarks: [], cancelled: false, untried: [] })
  return stdout()
}

const added = { record: 'rec_1', receipt: 'rcp_1', already: false, state: 'recorded', report } as const
const outcomes = (one: object): FileOutcome[] => [{ name: 'a.json', ...one } as FileOutcome]

test('what a file holds is told by the groups that people share by, in their language', () => {
  const el = shown('el', outcomes({ added }))
  assert.match(el, /^ {4}περιεχόμενο: Εξετάσεις 2, Χρεώσεις και ασφάλιση 1$/m)
  assert.match(el, /^ {4}ευαίσθητες: Σεξουαλική και αναπαραγωγική υγεία 1$/m)
  const en = shown('en', outcomes({ added }))
  assert.match(en, /^ {4}contents: Tests 2, Billing and insurance 1$/m)
  for (const text of [el, en]) assert.doesNotMatch(text, /Observation|Claim|reproductive-health/)
})

test('a file with nothing valid has no empty line, and its only resource is named without a gap', () => {
  const error = { code: 'SDK_NOTHING_VALID', title: 't', hint: 'h', retry: 'ask' }
  const text = shown('en', outcomes({ error, report: refused }))
  assert.doesNotMatch(text, /contents/)
  assert.match(text, /^ {6}Observation: Observation\.status a required element is missing$/m)
})

test('one and many agree with what they count', () => {
  assert.match(shown('el', outcomes({ added })), /^1 προστέθηκε, 0 υπήρχαν ήδη, 0 απέτυχαν· 3 εγγραφές\.$/m)
  const twice = shown('el', outcomes({ added: { ...added, already: true } }))
  assert.match(twice, /^0 προστέθηκαν, 1 υπήρχε ήδη, 0 απέτυχαν· 0 εγγραφές\.$/m)
})
