import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bundleOf, observation, patient, read } from './test-files.ts'

const subject = { reference: 'urn:uuid:p1' }
const to = (id: string) => ({ reference: `urn:uuid:${id}` })
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] })
const snomed = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] })
const confidentiality = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'

const condition = (id: string, code: unknown, more = {}) => ({ resourceType: 'Condition', id, subject, code, ...more })
const hivCondition = (id: string, more = {}) => condition(id, snomed('86406008'), more)
const prescription = (id: string, more = {}) => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject,
  ...('medicationReference' in more ? {} : { medicationCodeableConcept: { text: 'x' } }),
  ...more,
})
const report = (id: string, code: unknown, more = {}) => ({
  resourceType: 'DiagnosticReport',
  id,
  status: 'final',
  subject,
  code,
  ...more,
})
const visit = (id: string, more = {}) => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  class: { code: 'AMB' },
  subject,
  ...more,
})
const note = (id: string, more = {}) => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  content: [{ attachment: { contentType: 'text/plain', url: 'urn:uuid:bytes' } }],
  ...more,
})
const bytes = { resourceType: 'Binary', id: 'bytes', contentType: 'text/plain', data: 'QUJD' }

/** The labels of the entries by the ids they had in the file. */
function labelsIn(resources: readonly Record<string, unknown>[], bundle: Record<string, unknown> = {}) {
  const { entries } = read({ ...bundleOf(resources), ...bundle })
  return Object.fromEntries(entries.map((entry) => [entry.source_id, entry.sensitive.join(' ')]))
}

test('what refers to something sensitive is sensitive too, however far; people, places and visits hand nothing on', () => {
  const labels = labelsIn([
    patient,
    condition('c', snomed('72892002')),
    prescription('m', { reasonReference: [to('c')] }),
    { resourceType: 'List', id: 'l', status: 'current', mode: 'working', entry: [{ item: to('m') }] },
    visit('e', { reasonReference: [to('c')] }),
    observation({ encounter: to('e') }),
  ])
  const sensitive = 'reproductive-health'
  assert.deepEqual(labels, { p1: '', c: sensitive, m: sensitive, l: sensitive, e: sensitive, o1: '' })
})

test('error: a rejected resource still labels what refers to it, and itself becomes no entry', () => {
  const faults: Record<string, unknown>[] = [
    hivCondition('c', { clinicalStatus: { text: 'x' }, subject: undefined }),
    hivCondition('c', { unknown: true }),
    condition('c', [snomed('86406008')]),
    condition('c', undefined, { unknown: [[snomed('86406008')]] }),
    condition('c', undefined, { unknown: { text: 'HIV infection' } }),
    { ...hivCondition('c'), resourceType: 'Nothing' },
  ]
  for (const fault of faults) {
    const labels = labelsIn([
      patient,
      fault,
      prescription('m', { reasonReference: [to('c')] }),
      { resourceType: 'List', id: 'l', status: 'current', mode: 'working', entry: [{ item: to('c') }] },
    ])
    const expected = fault.resourceType === 'Nothing' ? { p1: '', l: 'hiv' } : { p1: '', m: 'hiv', l: 'hiv' }
    assert.deepEqual(labels, expected, JSON.stringify(fault))
  }
})

test('error: labels travel through a rejected resource, and from the rejected one of two with the same identity', () => {
  const through = labelsIn([
    patient,
    hivCondition('c'),
    prescription('m', { status: 'nonsense', reasonReference: [to('c')] }),
    { resourceType: 'List', id: 'l', status: 'current', mode: 'working', entry: [{ item: to('m') }] },
  ])
  assert.deepEqual(through, { p1: '', c: 'hiv', l: 'hiv' })
  const twice = [
    patient,
    condition('c', { text: 'x' }),
    hivCondition('c'),
    prescription('m', { reasonReference: [to('c')] }),
  ]
  assert.deepEqual(labelsIn(twice), { p1: '', c: 'hiv', m: 'hiv' })
})

test('a code without a system, a name alone and a product that no table lists are labelled', () => {
  const medicine = { medicationCodeableConcept: { coding: [{ display: 'sertraline 50 MG Oral Tablet' }] } }
  const labels = labelsIn([
    patient,
    condition('c1', { coding: [{ code: 'B20' }] }),
    condition('c2', { text: 'Κατάθλιψη' }),
    condition('c3', { coding: [{ system: 'http://example.org', code: '1', display: 'Pregnancy' }] }),
    { ...prescription('m', medicine) },
    observation({ id: 'o', code: { text: 'x' }, focus: [{ display: 'HIV infection' }] }),
    note('d', { description: 'HIV clinic letter' }),
    bytes,
  ])
  assert.deepEqual(labels, {
    p1: '',
    c1: 'hiv',
    c2: 'mental-health',
    c3: 'reproductive-health',
    m: 'mental-health',
    o: 'hiv',
    d: 'hiv',
    bytes: 'hiv',
  })
})

test('the name of a person or an institution says nothing', () => {
  const organization = { resourceType: 'Organization', id: 'org', name: 'Mental Health Centre' }
  const serviceProvider = { ...to('org'), display: 'Mental Health Centre' }
  assert.deepEqual(labelsIn([patient, organization, visit('e', { serviceProvider })]), { p1: '', org: '', e: '' })
})

test('a file is labelled by its name', () => {
  assert.deepEqual(read('text', 'letters/HIV_results.txt').entries[0]?.sensitive, ['hiv'])
  assert.deepEqual(read('text', 'HIV/results.txt').entries[0]?.sensitive, [])
})

test('what the issuer marked is labelled; the marks of a bundle count for each of its entries', () => {
  const security = (...codes: [string, string][]) => ({ security: codes.map(([system, code]) => ({ system, code })) })
  const restricted = security([confidentiality, 'R'])
  assert.deepEqual(labelsIn([patient, { ...condition('c', { text: 'x' }), meta: restricted }]), {
    p1: '',
    c: 'restricted',
  })
  const named = security([confidentiality, 'R'], ['http://hl7.org/fhir/v3/ActCode', 'PSY'])
  assert.deepEqual(labelsIn([patient, { ...condition('c', { text: 'x' }), meta: named }]), {
    p1: '',
    c: 'mental-health',
  })
  assert.deepEqual(labelsIn([patient, hivCondition('c')], { meta: restricted }), {
    p1: 'restricted',
    c: 'hiv restricted',
  })
  const marked = { meta: security([actCode, 'ETH']) }
  assert.deepEqual(labelsIn([patient], marked), { p1: 'substance-use' })
  assert.deepEqual(labelsIn([{ ...condition('c', { text: 'x' }), meta: { security: [{ code: 'V' }] } }, patient]), {
    c: 'restricted',
    p1: '',
  })
})

test('results and members of a sensitive panel, the medicine of a prescription and the bytes of a note are sensitive', () => {
  const labels = labelsIn([
    patient,
    report('r', loinc('7917-8'), { result: [to('o1')] }),
    observation({ id: 'o1', hasMember: [to('o2')] }),
    observation({ id: 'o2' }),
    observation({ id: 'o3' }),
    hivCondition('c'),
    prescription('m', { reasonReference: [to('c')], medicationReference: to('drug') }),
    prescription('other', { medicationReference: to('drug') }),
    { resourceType: 'Medication', id: 'drug', code: { text: 'paracetamol' } },
  ])
  assert.deepEqual(labels, {
    p1: '',
    r: 'hiv',
    o1: 'hiv',
    o2: 'hiv',
    o3: '',
    c: 'hiv',
    m: 'hiv',
    other: '',
    drug: 'hiv',
  })
})

test('a sensitive medicine labels each prescription of it; one sensitive result labels its report but not its neighbours', () => {
  const labels = labelsIn([
    patient,
    { resourceType: 'Medication', id: 'drug', code: { text: 'efavirenz' } },
    prescription('m', { medicationReference: to('drug') }),
    report('r', { text: 'x' }, { result: [to('o1'), to('o2')] }),
    observation({ id: 'o1', code: loinc('7917-8') }),
    observation({ id: 'o2' }),
  ])
  assert.deepEqual(labels, { p1: '', drug: 'hiv', m: 'hiv', r: 'hiv', o1: 'hiv', o2: '' })
})

test('a visit hands its labels to the notes taken in it, and to nothing else', () => {
  const labels = labelsIn([
    patient,
    visit('e', { type: [{ text: 'Psychotherapy' }] }),
    note('d', { context: { encounter: [to('e')] } }),
    bytes,
    { resourceType: 'ClinicalImpression', id: 'i', status: 'completed', subject, encounter: to('e') },
    report('n', loinc('34117-2'), { encounter: to('e') }),
    report('r', loinc('24323-8'), { encounter: to('e') }),
    observation({ id: 'o', encounter: to('e') }),
  ])
  const sensitive = 'mental-health'
  assert.deepEqual(labels, {
    p1: '',
    e: sensitive,
    d: sensitive,
    bytes: sensitive,
    i: sensitive,
    n: sensitive,
    r: '',
    o: '',
  })
})

test('answers are labelled by the form and the questions they answer', () => {
  const answers = (more = {}) => ({ resourceType: 'QuestionnaireResponse', id: 'q', status: 'completed', ...more })
  const item = (linkId: string, text?: string) => [{ linkId, ...(text && { text }), answer: [{ valueInteger: 1 }] }]
  const forms = [
    answers({ questionnaire: 'http://loinc.org/q/44249-1' }),
    answers({ item: item('/44250-9') }),
    answers({ item: item('1', 'Suicidal thoughts?') }),
    answers({ questionnaire: 'http://example.org/Questionnaire/PHQ-9' }),
  ]
  for (const form of forms) assert.deepEqual(labelsIn([form]), { q: 'mental-health' }, JSON.stringify(form))
  assert.deepEqual(labelsIn([answers({ item: item('1', 'Do you have pain?') })]), { q: '' })
})
