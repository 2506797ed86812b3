import type { JsonObject, JsonValue } from '../../kernel/index.ts'

/** A rule of R4 that needs more than one element; `holds` answers false when it is broken. */
export interface Invariant {
  readonly key: string
  holds(node: JsonObject): boolean
}

const has = (node: JsonObject, ...names: string[]) =>
  names.some((name) => node[name] !== undefined || node[`_${name}`] !== undefined)
const list = (value: JsonValue | undefined): JsonValue[] => (Array.isArray(value) ? value : [])
const objects = (value: JsonValue | undefined) => list(value).filter(isObject)
const rule = (key: string, holds: (node: JsonObject) => boolean): Invariant => ({ key, holds })

const terminology = 'http://terminology.hl7.org/CodeSystem'

/** True when a CodeableConcept holds one of the codes of the system. */
function isCoded(concept: JsonValue | undefined, system: string, ...codes: string[]): boolean {
  if (!isObject(concept)) return false
  return objects(concept.coding).some(
    (coding) => coding.system === `${terminology}/${system}` && codes.some((code) => code === coding.code),
  )
}

const quantity = [rule('qty-3', (n) => !has(n, 'code') || has(n, 'system'))]

/**
 * The invariants of R4 that are cheap and clinical; those of conformance resources (StructureDefinition, ValueSet,
 * Questionnaire, TestScript and their like), and those that need terminology or another resource, are not checked.
 * @source R4, the constraints of each type
 */
export const invariants: Readonly<Record<string, readonly Invariant[]>> = {
  AllergyIntolerance: [
    rule(
      'ait-1',
      (n) =>
        isCoded(n.verificationStatus, 'allergyintolerance-verification', 'entered-in-error') ||
        has(n, 'clinicalStatus'),
    ),
    rule(
      'ait-2',
      (n) =>
        !(
          isCoded(n.verificationStatus, 'allergyintolerance-verification', 'entered-in-error') &&
          has(n, 'clinicalStatus')
        ),
    ),
  ],
  Appointment: [
    rule('app-2', (n) => has(n, 'start') === has(n, 'end')),
    rule(
      'app-3',
      (n) =>
        (has(n, 'start') && has(n, 'end')) ||
        ['proposed', 'cancelled', 'waitlist'].some((status) => status === n.status),
    ),
  ],
  'Appointment.participant': [rule('app-1', (n) => has(n, 'type', 'actor'))],
  Attachment: [rule('att-1', (n) => !has(n, 'data') || has(n, 'contentType'))],
  'CarePlan.activity': [rule('cpl-3', (n) => !(has(n, 'detail') && has(n, 'reference')))],
  'Composition.section': [
    rule('cmp-1', (n) => has(n, 'text', 'entry', 'section')),
    rule('cmp-2', (n) => !(has(n, 'emptyReason') && has(n, 'entry'))),
  ],
  Condition: [
    rule(
      'con-4',
      (n) =>
        !hasChoice(n, 'abatement') ||
        isCoded(n.clinicalStatus, 'condition-clinical', 'resolved', 'remission', 'inactive'),
    ),
    rule(
      'con-5',
      (n) => !(isCoded(n.verificationStatus, 'condition-ver-status', 'entered-in-error') && has(n, 'clinicalStatus')),
    ),
  ],
  'Condition.stage': [rule('con-1', (n) => has(n, 'summary', 'assessment'))],
  'Condition.evidence': [rule('con-2', (n) => has(n, 'code', 'detail'))],
  ContactPoint: [rule('cpt-2', (n) => !has(n, 'value') || has(n, 'system'))],
  Extension: [rule('ext-1', (n) => has(n, 'extension') !== hasChoice(n, 'value'))],
  FamilyMemberHistory: [
    rule('fhs-1', (n) => !(hasChoice(n, 'age') && hasChoice(n, 'born'))),
    rule('fhs-2', (n) => hasChoice(n, 'age') || !has(n, 'estimatedAge')),
  ],
  'Immunization.education': [rule('imm-1', (n) => has(n, 'documentType', 'reference'))],
  List: [
    rule('lst-1', (n) => !(has(n, 'emptyReason') && has(n, 'entry'))),
    rule('lst-2', (n) => n.mode === 'changes' || objects(n.entry).every((entry) => !has(entry, 'deleted'))),
    rule('lst-3', (n) => n.mode === 'working' || objects(n.entry).every((entry) => !has(entry, 'date'))),
  ],
  'MedicationAdministration.dosage': [rule('mad-1', (n) => has(n, 'dose') || hasChoice(n, 'rate'))],
  Observation: [
    rule('obs-6', (n) => !(has(n, 'dataAbsentReason') && hasChoice(n, 'value'))),
    rule('obs-7', (n) => !hasChoice(n, 'value') || !sharesCode(n)),
  ],
  'Observation.referenceRange': [rule('obs-3', (n) => has(n, 'low', 'high', 'text'))],
  Organization: [
    rule('org-1', (n) => has(n, 'identifier', 'name')),
    rule('org-2', (n) => objects(n.address).every((address) => address.use !== 'home')),
    rule('org-3', (n) => objects(n.telecom).every((telecom) => telecom.use !== 'home')),
  ],
  'Parameters.parameter': [
    rule('inv-1', (n) => [has(n, 'part'), hasChoice(n, 'value'), has(n, 'resource')].filter(Boolean).length === 1),
  ],
  'Patient.contact': [rule('pat-1', (n) => has(n, 'name', 'telecom', 'address', 'organization'))],
  Period: [rule('per-1', (n) => isOrdered(n.start, n.end))],
  Age: quantity,
  Count: quantity,
  Distance: quantity,
  Duration: quantity,
  Quantity: quantity,
  SimpleQuantity: quantity,
  'QuestionnaireResponse.item': [rule('qrs-1', (n) => !(has(n, 'answer') && has(n, 'item')))],
  Ratio: [
    rule('rat-1', (n) => has(n, 'numerator') === has(n, 'denominator') && (has(n, 'numerator') || has(n, 'extension'))),
  ],
  ServiceRequest: [rule('prr-1', (n) => !has(n, 'orderDetail') || has(n, 'code'))],
  'Timing.repeat': [
    rule('tim-1', (n) => !has(n, 'duration') || has(n, 'durationUnit')),
    rule('tim-2', (n) => !has(n, 'period') || has(n, 'periodUnit')),
    rule('tim-6', (n) => !has(n, 'periodMax') || has(n, 'period')),
    rule('tim-7', (n) => !has(n, 'durationMax') || has(n, 'duration')),
    rule('tim-8', (n) => !has(n, 'countMax') || has(n, 'count')),
    rule('tim-10', (n) => !(has(n, 'timeOfDay') && has(n, 'when'))),
  ],
}
function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** True when some form of a choice (`value[x]`) is there. */
function hasChoice(node: JsonObject, element: string): boolean {
  for (const key in node) {
    const start = key.startsWith('_') ? 1 : 0
    const suffix = key.charCodeAt(start + element.length)
    if (suffix >= 65 && suffix <= 90 && key.startsWith(element, start)) return true
  }
  return false
}

/** True when a component is coded like the Observation itself, which then has a value twice. */
function sharesCode(observation: JsonObject): boolean {
  const own = new Set(tokensOf(observation.code))
  return objects(observation.component).some((component) => tokensOf(component.code).some((token) => own.has(token)))
}

function tokensOf(concept: JsonValue | undefined): string[] {
  return isObject(concept) ? objects(concept.coding).map((coding) => JSON.stringify(coding)) : []
}

/** True unless both are written to the same precision and the end comes first. */
function isOrdered(start: JsonValue | undefined, end: JsonValue | undefined): boolean {
  if (typeof start !== 'string' || typeof end !== 'string') return true
  if (start.length > 10 && end.length > 10) return !(Date.parse(start) > Date.parse(end))
  return start.length !== end.length || start <= end
}
