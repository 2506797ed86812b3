import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type JsonObject, numberAsWritten, readJsonKeepingNumbers } from '../../kernel/index.ts'
import { isResourceType, resourceTypes } from './definitions.ts'
import { PROBLEMS_PER_RESOURCE_MAX } from './problems.ts'
import { validateResource } from './walk.ts'

const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '718-7' }] },
  valueQuantity: { value: 13.5, unit: 'g/dL', system: 'http://unitsofmeasure.org', code: 'g/dL' },
}
const patient = { resourceType: 'Patient', birthDate: '1970-01-01' }
const condition = { resourceType: 'Condition', subject: { reference: 'Patient/1' } }

/** Path, rule and what was expected, as one line each. */
function told(resource: unknown): string[] {
  return validateResource(resource as JsonObject).map(({ path, rule, expected }) =>
    [path, rule, expected].filter((part) => part !== undefined).join(' '),
  )
}

const faults: [string, unknown, string[]][] = [
  ['no resource at all', 'text', ['Resource type object']],
  ['a list', [], ['Resource type object']],
  ['a type that is not text', { resourceType: { toString: 1 } }, ['Resource unknown-type']],
  [
    'a code that is not text',
    { ...condition, clinicalStatus: { coding: [{ system: numberAsWritten('1.0'), code: { toString: 1 } }] } },
    [
      'Condition.clinicalStatus.coding[0].system type uri',
      'Condition.clinicalStatus.coding[0].code type code',
      'Condition.clinicalStatus code condition-clinical',
    ],
  ],
  ['no type', { status: 'final' }, ['Resource unknown-type']],
  ['a type of FHIR R5', { resourceType: 'Transport' }, ['Transport unknown-type']],
  ['an abstract type', { resourceType: 'DomainResource' }, ['DomainResource unknown-type']],
  ['a part as a type', { resourceType: 'Patient.contact' }, ['? unknown-type']],
  ['a wrong status', { ...observation, status: 'finished' }, ['Observation.status code observation-status']],
  ['an unknown element', { ...observation, mood: 'good' }, ['Observation.mood unknown-element']],
  ['an unknown element with a strange name', { ...observation, 'a b': 1 }, ['Observation.? unknown-element']],
  ['a list where one belongs', { ...observation, status: ['final'] }, ['Observation.status not-one code']],
  ['one where a list belongs', { ...patient, name: {} }, ['Patient.name not-a-list HumanName']],
  ['an empty list', { ...patient, name: [] }, ['Patient.name empty']],
  ['an empty object', { ...patient, name: [{}] }, ['Patient.name[0] empty']],
  ['nothing but an id', { ...patient, name: [{ id: 'a' }] }, ['Patient.name[0] empty']],
  ['null in a list', { ...patient, name: [null] }, ['Patient.name[0] type HumanName']],
  ['two forms of a value', { ...observation, valueString: 'a' }, ['Observation.value[x] two-choices']],
  ['a form that is not allowed', { ...observation, valueAddress: {} }, ['Observation.valueAddress unknown-element']],
  [
    'a reference to the wrong type',
    { ...condition, subject: { reference: 'Device/1' } },
    ['Condition.subject reference-type Patient|Group'],
  ],
  [
    'a wrong type beside an identifier',
    { ...condition, subject: { type: 'Device', reference: 'urn:uuid:1' } },
    ['Condition.subject reference-type Patient|Group'],
  ],
  [
    'a concept outside its required set',
    { ...condition, clinicalStatus: { text: 'active' } },
    ['Condition.clinicalStatus code condition-clinical'],
  ],
  [
    'a comparator on an exact quantity',
    dose({ value: 1, comparator: '<' }),
    ['MedicationRequest.dosageInstruction[0].doseAndRate[0].doseQuantity.comparator unknown-element'],
  ],
  ['a date that never was', { ...patient, birthDate: '1970-02-30' }, ['Patient.birthDate format date']],
  [
    'a number as text',
    { ...observation, valueQuantity: { value: '13.5' } },
    ['Observation.valueQuantity.value type decimal'],
  ],
  [
    'a code without a system',
    { ...observation, valueQuantity: { value: 1, code: 'g' } },
    ['Observation.valueQuantity invariant qty-3'],
  ],
  [
    'a value and a reason for none',
    { ...observation, dataAbsentReason: { text: 'x' } },
    ['Observation invariant obs-6'],
  ],
  [
    'a period that ends before it starts',
    { ...condition, onsetPeriod: { start: '2015-01-02', end: '2015-01-01' } },
    ['Condition.onsetPeriod invariant per-1'],
  ],
  [
    'an extension with value and extensions',
    { ...patient, extension: [{ url: 'a', valueCode: 'b', extension: [{ url: 'c', valueCode: 'd' }] }] },
    ['Patient.extension[0] invariant ext-1'],
  ],
  [
    'an extension without url',
    { ...patient, extension: [{ valueCode: 'b' }] },
    ['Patient.extension[0].url missing uri'],
  ],
  [
    'a contained resource that nobody names',
    { ...patient, contained: [{ resourceType: 'Organization', id: 'o', name: 'n' }] },
    ['Patient.contained[0] invariant dom-3'],
  ],
  [
    'a contained resource that a list of canonicals does not name',
    planned('#other'),
    ['ServiceRequest.contained[0] invariant dom-3'],
  ],
  [
    'a name for a contained resource that is not there',
    { ...patient, managingOrganization: { reference: '#o' } },
    ['Patient.managingOrganization invariant ref-1'],
  ],
  [
    'a fault inside a contained resource',
    {
      ...patient,
      managingOrganization: { reference: '#o' },
      contained: [{ resourceType: 'Organization', id: 'o', name: 'n', active: 'yes' }],
    },
    ['Patient.contained[0].active type boolean'],
  ],
  [
    'a script in the narrative',
    { ...patient, text: { status: 'generated', div: '<div><script>x</script></div>' } },
    ['Patient.text.div narrative txt-1'],
  ],
  [
    'a primitive extension on a complex element',
    { ...patient, _name: [{ id: 'x' }] },
    ['Patient._name unknown-element'],
  ],
  [
    'resourceType inside an element',
    { ...patient, name: [{ resourceType: 'Patient', family: 'x' }] },
    ['Patient.name[0].resourceType unknown-element'],
  ],
]

/** An order that follows a plan which it holds itself. */
function planned(canonical: string) {
  return {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/1' },
    instantiatesCanonical: ['http://example.org/plan', canonical],
    contained: [{ resourceType: 'PlanDefinition', id: 'pd', status: 'active' }],
  }
}

function dose(doseQuantity: JsonObject) {
  const medication = { medicationCodeableConcept: { text: 'x' }, subject: { reference: 'Patient/1' } }
  const dosageInstruction = [{ doseAndRate: [{ doseQuantity }] }]
  return { resourceType: 'MedicationRequest', status: 'active', intent: 'order', ...medication, dosageInstruction }
}

test('valid resources have no problems', () => {
  assert.deepEqual(told(observation), [])
  assert.deepEqual(told(patient), [])
  assert.deepEqual(told(condition), [])
  assert.deepEqual(told(dose({ value: 1 })), [])
  assert.deepEqual(told(planned('#pd')), [])
})

for (const [what, resource, expected] of faults) {
  test(`error: ${what} is told with its path`, () => assert.deepEqual(told(resource), expected))
}

test('error: a missing required element is told, a choice by its own name', () => {
  assert.deepEqual(told({ resourceType: 'Observation' }), [
    'Observation.status missing code',
    'Observation.code missing CodeableConcept',
  ])
  const immunization = {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { text: 'x' },
    patient: { display: 'x' },
  }
  assert.deepEqual(told(immunization), ['Immunization.occurrence[x] missing'])
})

test('a primitive may be an extension alone, also inside a list', () => {
  const absent = {
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
  }
  assert.deepEqual(told({ resourceType: 'Observation', _status: absent, code: { text: 'x' } }), [])
  assert.deepEqual(told({ ...patient, name: [{ given: ['a', null], _given: [null, absent] }] }), [])
  assert.deepEqual(told({ ...patient, name: [{ given: ['a', null] }] }), ['Patient.name[0].given[1] type string'])
})

test('decimals that were kept as written are decimals', () => {
  const text = '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.50}}'
  assert.deepEqual(validateResource(readJsonKeepingNumbers(text)), [])
})

test('the problems of one resource are bounded', () => {
  const name = Array.from({ length: 1000 }, () => ({ family: 1 }))
  assert.equal(validateResource({ ...patient, name }).length, PROBLEMS_PER_RESOURCE_MAX)
})

test('all 146 resource types of R4 are known, and only those', () => {
  assert.equal(resourceTypes().length, 146)
  assert.equal(isResourceType('HumanName'), false)
  assert.equal(isResourceType('constructor'), false)
  assert.equal(isResourceType(undefined), false)
})
