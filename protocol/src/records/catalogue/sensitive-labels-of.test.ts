import assert from 'node:assert/strict'
import { test } from 'node:test'
import { marksOf, marksOfBundle } from './issuer-marks.ts'
import { questionnaireCodings } from './questionnaires.ts'
import { sensitiveLabelsOf } from './sensitive-labels-of.ts'

const snomed = 'http://snomed.info/sct'
const loinc = 'http://loinc.org'
const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const icd = 'http://hl7.org/fhir/sid/icd-10'
const icd9 = 'http://hl7.org/fhir/sid/icd-9-cm'
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
const confidentiality = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'

/** The labels of one code. */
function labels(system: string, code: string) {
  return sensitiveLabelsOf({ type: 'Condition', codings: [{ system, code }] })
}

const mental = ['mental-health']
const hiv = ['hiv']
const reproductive = ['reproductive-health']
const substances = ['substance-use']
const genetic = ['genetic']
const violence = ['violence']

const table: [string, string, string[]][] = [
  [icd, 'F32.1', mental],
  [icd, 'F10.2', substances],
  [icd, 'F17.2', []],
  [icd, 'F03', []],
  [icd, 'B20', hiv],
  [icd, 'O98.7', ['hiv', 'reproductive-health']],
  [icd, 'Z38.0', reproductive],
  [icd, 'K70.3', substances],
  [icd, 'Q90.9', genetic],
  [icd, 'E84.9', genetic],
  [icd, 'G10', genetic],
  [icd, 'D57.1', genetic],
  [icd, 'T74.1', violence],
  [icd, 'J45', []],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'z21', hiv],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'T42.4X2A', mental],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'T42.4X3A', violence],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'T42.4X1A', []],
  ['http://fhir.de/CodeSystem/bfarm/icd-10-gm', 'B24', hiv],
  ['https://example.org/cim-10', 'B24', hiv],
  ['http://www.cms.gov/Medicare/Coding/ICD10/icd-10-pcs', 'B24', []],
  ['urn:oid:2.16.840.1.113883.6.90', 'B20', hiv],
  [icd9, '042', hiv],
  [icd9, '295.30', mental],
  [icd9, '305.1', []],
  [icd9, '305.00', substances],
  [icd9, '290.0', []],
  ['http://hl7.org/fhir/sid/icpc-2', 'P76', mental],
  ['http://hl7.org/fhir/sid/icpc-2', 'P17', []],
  ['http://www.whocc.no/atc', 'N06AB06', mental],
  ['http://www.whocc.no/atc', 'G03AA07', reproductive],
  ['http://www.whocc.no/atc', 'J05AE10', hiv],
  ['http://www.whocc.no/atc', 'J05AE30', []],
  [snomed, '72892002', reproductive],
  [snomed, '7289200', []],
  [snomed, '64905009', mental],
  [snomed, '111880001', hiv],
  [snomed, '231477003', substances],
  [snomed, '86849004', mental],
  [snomed, '17369002', reproductive],
  [snomed, '34801009', reproductive],
  [snomed, '95922009', violence],
  [snomed, '5880005', []],
  [snomed, '243796009:246090004=86406008', hiv],
  [`${snomed}/900000000000207008`, '86406008', hiv],
  ['urn:oid:2.16.840.1.113883.6.96', '86406008', hiv],
  [loinc, '44261-6', mental],
  [loinc, '5221-7', hiv],
  [loinc, '70241-5', hiv],
  [loinc, '2110-5', reproductive],
  [loinc, '76690-7', reproductive],
  [loinc, '11612-9', reproductive],
  ['urn:oid:2.16.840.1.113883.6.1', '5221-7', hiv],
  [rxnorm, '312938', mental],
  [rxnorm, '310384', mental],
  [rxnorm, '349477', hiv],
  [rxnorm, '639888', hiv],
  ['urn:oid:2.16.840.1.113883.6.88', '6813', substances],
  ['', 'B20', hiv],
  ['', 'F32.1', mental],
  ['', '44261-6', mental],
  ['', '86406008', hiv],
  ['', '704', []],
  ['', 'final', []],
  [actCode, 'HIV', hiv],
  ['http://hl7.org/fhir/v3/ActCode', 'ETH', substances],
  [actCode, '42CFRPart2', substances],
  [actCode, 'SDV', violence],
  [actCode, 'TBOO', ['restricted']],
  [actCode, 'PRS', ['restricted']],
  [actCode, 'AMB', []],
  [confidentiality, 'R', ['restricted']],
  ['http://hl7.org/fhir/v3/Confidentiality', 'V', ['restricted']],
  [confidentiality, 'N', []],
  ['http://example.org', '72892002', []],
  ['constructor', 'name', []],
]

test('codes are sensitive by their system: exact, or by their beginning in ICD, ICPC and ATC', () => {
  for (const [system, code, expected] of table) assert.deepEqual(labels(system, code), expected, `${system} ${code}`)
  assert.deepEqual(sensitiveLabelsOf({ type: 'MolecularSequence', codings: [] }), genetic)
})

test('an issuer that says why it restricts is heard; one that only restricts has the entry held back', () => {
  const marked = (...codings: { system: string; code: string }[]) => sensitiveLabelsOf({ type: 'Condition', codings })
  const restricted = { system: confidentiality, code: 'R' }
  assert.deepEqual(marked(restricted, { system: actCode, code: 'PSY' }), mental)
  assert.deepEqual(marked(restricted, { system: icd, code: 'B20' }), ['hiv', 'restricted'])
})

test('marks are read from the resource, the bundle and the composition that a document begins with', () => {
  const security = [{ code: 'R' }, { code: 'HIV' }, { system: actCode, code: 'ETH' }]
  assert.deepEqual(marksOf({ resourceType: 'Condition', meta: { security } }), [
    { system: confidentiality, code: 'R' },
    { system: actCode, code: 'HIV' },
    { system: actCode, code: 'ETH' },
  ])
  const v = [{ system: confidentiality, code: 'V' }]
  assert.deepEqual(marksOf({ resourceType: 'DocumentReference', securityLabel: [{ coding: v }] }), v)
  const composition = { resourceType: 'Composition', confidentiality: 'V' }
  const bundle = { resourceType: 'Bundle', type: 'document', entry: [{ resource: composition }] }
  assert.deepEqual(marksOfBundle(bundle), v)
  assert.deepEqual(marksOfBundle({ ...bundle, type: 'collection' }), [])
  assert.deepEqual(marksOfBundle({ ...bundle, meta: { security: v } }), [...v, ...v])
  for (const odd of [{ meta: 5 }, { meta: { security: {} } }, { meta: { security: [null, 'R'] } }, { entry: [null] }]) {
    assert.deepEqual(marksOfBundle({ resourceType: 'Bundle', type: 'document', ...odd }), [])
  }
})

test('answers to a questionnaire carry the codes of the form and of its questions', () => {
  const response = (questionnaire: string, linkId = '1') =>
    questionnaireCodings({ resourceType: 'QuestionnaireResponse', questionnaire, item: [{ linkId }] })
  const code = (value: string) => [{ system: loinc, code: value }]
  assert.deepEqual(response('http://loinc.org/q/44249-1'), code('44249-1'))
  assert.deepEqual(response('http://loinc.org/q/44249-1|2.7'), code('44249-1'))
  assert.deepEqual(response('http://example.org/q/1', '/44250-9'), code('44250-9'))
  assert.deepEqual(response('http://example.org/q/1', '/44249-1/44250-9'), code('44250-9'))
  const item = [{ linkId: '1', answer: [{ item: [{ linkId: '/44250-9' }] }] }]
  assert.deepEqual(questionnaireCodings({ resourceType: 'QuestionnaireResponse', item }), code('44250-9'))
  assert.deepEqual(questionnaireCodings({ resourceType: 'QuestionnaireResponse', item: 'x', questionnaire: 5 }), [])
})
