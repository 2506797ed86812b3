import type { JsonObject } from '../../kernel/index.ts'
import {
  type Category,
  categories,
  categoriesOfObservation,
  narrativeCategories,
  noteCodes,
  observationCategorySystems,
  testRequests,
  typesOfCategory,
  vitalSigns,
} from './categories.ts'
import { codeSystemOf } from './code-systems.ts'
import { type Code, codingsAt, wordsAt } from './elements.ts'

const byType = new Map<string, Category>(
  (Object.keys(categories) as Category[]).flatMap((category) =>
    typesOfCategory[category].split(' ').map((type) => [type, category] as const),
  ),
)

/** How notes are called: `Progress note`, `Discharge summary`. */
const noteName = /\b(?:notes?|letter|discharge summary)$|σημείωμα|ενημερωτικό/iu

/** The one category of a FHIR resource, from its type, its category codes and, for notes and vital signs, its code. */
export function categoryOf(resource: JsonObject): Category {
  const type = String(resource.resourceType)
  return ofCodes[type]?.(resource) ?? byType.get(type) ?? 'documents'
}

const ofCodes: Readonly<Record<string, ((resource: JsonObject) => Category | undefined) | undefined>> = {
  Observation: (observation) => {
    const codings = codingsAt(observation, 'category')
    const found = codings.map(categoryOfObservation).find((category) => category !== undefined)
    if (found !== undefined) return found
    if (isCoded(codingsAt(observation, 'code'), noteCodes)) return 'documents'
    return isCoded(codingsAt(observation, 'code'), vitalSigns) ? 'vitals' : undefined
  },
  DiagnosticReport: (report) => (isNote(report) ? 'documents' : undefined),
  ServiceRequest: (request) => (isCoded(codingsAt(request, 'category'), testRequests) ? 'tests' : undefined),
}

function categoryOfObservation({ system, code }: Code): Category | undefined {
  return observationCategorySystems.has(system) ? categoriesOfObservation.get(code) : undefined
}

/** A report that is a text somebody wrote: a note by its code or its name, or narrative without a single result. */
function isNote(report: JsonObject): boolean {
  const codings = [...codingsAt(report, 'category'), ...codingsAt(report, 'code')]
  if (isCoded(codings, noteCodes)) return true
  if (report.result !== undefined) return false
  return isCoded(codings, narrativeCategories) || noteName.test(wordsAt(report, 'code') ?? '')
}

function isCoded(codings: readonly Code[], codes: ReadonlySet<string>): boolean {
  return codings.some(
    ({ system, code }) => codes.has(code) && ['loinc', 'snomed', undefined].includes(systemNamed(system)),
  )
}

function systemNamed(system: string) {
  return system === '' ? undefined : (codeSystemOf(system) ?? 'other')
}
