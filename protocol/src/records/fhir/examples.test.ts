import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readJsonKeepingNumbers } from '../../kernel/index.ts'
import { validateResource } from './walk.ts'

/** The folder of HL7's package hl7.fhir.r4.examples 4.0.1, unpacked (191 MB): `npm pack hl7.fhir.r4.examples@4.0.1`. */
const folder = process.env.SYMBOLON_FHIR_EXAMPLES

/** The examples that are at fault themselves, and how. */
const faulty: Record<string, string> = {
  'ActivityDefinition-blood-tubes-supply.json': 'narrative txt-1',
  'ActivityDefinition-heart-valve-replacement.json': 'narrative txt-1',
  'Bundle-v2-valuesets.json': 'format code',
  'CodeSystem-v2-0550.json': 'format code',
  'DeviceMetric-example.json': 'reference-type Device',
  'DeviceUseStatement-example.json': 'reference-type Condition|Observation|DiagnosticReport|DocumentReference|Media',
  'EventDefinition-example.json': 'narrative txt-1',
  'ImplementationGuide-fhir.json': 'missing string',
  'MedicationRequest-medrx0301.json': 'reference-type Organization',
  'Observation-clinical-gender.json':
    'reference-type Practitioner|PractitionerRole|Organization|CareTeam|Patient|RelatedPerson',
  'PlanDefinition-example-cardiology-os.json': 'invariant dom-3',
  'Questionnaire-qs1.json': 'missing string',
  'Questionnaire-zika-virus-exposure-assessment.json': 'narrative txt-1',
  'SearchParameter-questionnaireresponse-extensions-QuestionnaireResponse-item-subject.json': 'format id',
}

test('the examples of HL7 are valid but for the known faulty ones', {
  skip: folder === undefined && 'SYMBOLON_FHIR_EXAMPLES does not name the unpacked package hl7.fhir.r4.examples',
}, () => {
  const files = readdirSync(join(folder ?? '', 'package')).filter((name) => /^[A-Z].*\.json$/.test(name))
  assert.equal(files.length, 5305)
  for (const file of files) {
    const problems = validateResource(readJsonKeepingNumbers(readFileSync(join(folder ?? '', 'package', file), 'utf8')))
    const first = problems[0] === undefined ? undefined : `${problems[0].rule} ${problems[0].expected}`
    const known =
      file.startsWith('SearchParameter-codesystem-extensions-') || first === 'missing code' ? first : faulty[file]
    assert.equal(first, known, file)
  }
})
