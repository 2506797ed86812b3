import { type Id, type JsonObject, type JsonValue, utf8 } from '../../kernel/index.ts'
import { categoryOf } from '../catalogue/category-of.ts'
import { describeResource } from '../catalogue/describe-resource.ts'
import { isObject } from '../catalogue/elements.ts'
import { isResourceType } from '../fhir/definitions.ts'
import type { Problem } from '../fhir/problems.ts'
import { ResourceWalk } from '../fhir/walk.ts'
import { fhirIdOf, type RecordEntry } from './entry.ts'
import { labelsOf } from './inherit-labels.ts'
import type { FoundResource } from './read-resources.ts'
import { type ImportReport, note, noteChanges, noteEntry } from './report.ts'
import { type Candidate, type Identities, identitiesOf, judge, namesOf, resolve, rewrite } from './resolve.ts'

/** Gives the next entry its identifier. */
export type NewEntryId = () => Id<'entry'>

/** Makes entries of the valid resources of a file and reports on all of them. */
export function importResources(
  found: readonly FoundResource[],
  context: { newEntryId: NewEntryId; report: ImportReport },
): RecordEntry[] {
  const { report } = context
  report.read = found.length
  const candidates = found.map((one) => candidateOf(one, context.newEntryId))
  const identities = identitiesOf(candidates)
  const problems = new Map(candidates.map((candidate) => [candidate, problemsOf(candidate, identities)]))
  const valid = candidates.filter((candidate) => problems.get(candidate)?.length === 0)
  for (const [candidate, list] of problems) if (list.length > 0) noteRejected(candidate, list, report)
  const isValid = new Set(valid)
  const labels = labelsOf(candidates, identities)
  return valid.map((candidate) => {
    noteKept(candidate, report)
    const kept = rewriteAll(candidate, { identities, isValid, report })
    const entry = entryOf(kept, labels.get(candidate) ?? [])
    noteEntry(report, entry)
    return entry
  })
}

function candidateOf({ at, fullUrl, resource, marks = [] }: FoundResource, newEntryId: NewEntryId): Candidate {
  const object = isObject(resource) ? resource : {}
  const type = isResourceType(object.resourceType) ? object.resourceType : '?'
  return { at, fullUrl, type, resource: object, walk: new ResourceWalk(resource as JsonValue), id: newEntryId(), marks }
}

/** Problems of the resource itself and of its place in the file. */
function problemsOf(candidate: Candidate, identities: Identities): Problem[] {
  const problems = [...candidate.walk.problems]
  if (namesOf(candidate).some((name) => identities.get(name) !== candidate)) {
    problems.push({ path: candidate.type, rule: 'repeated' })
  }
  if (candidate.type === 'Bundle') return problems
  for (const reference of candidate.walk.references) {
    if (!reference.isReference) continue
    const path = `${reference.path}.reference`
    const resolution = judge(reference, resolve(reference, identities))
    if (resolution === 'unresolved') problems.push({ path, rule: 'unresolved' })
    if (resolution === 'wrong-type') {
      problems.push({ path, rule: 'reference-type', expected: [...(reference.targets ?? [])].join('|') })
    }
  }
  return problems
}

function noteRejected(candidate: Candidate, problems: readonly Problem[], report: ImportReport): void {
  note(report.rejected, { at: candidate.at, type: candidate.type, problems })
}

function noteKept({ at, type, walk }: Candidate, report: ImportReport): void {
  report.extensions += walk.extensions
  const place = (path: string) => (at === '' ? path : `${at}${path.slice(path.indexOf('.'))}`)
  for (const path of walk.modifiers) note(report.not_understood, { path: place(path), reason: 'modifier-extension' })
  if (type === 'Bundle') note(report.not_understood, { path: at === '' ? type : at, reason: 'nested-bundle' })
}

/** Gives the resource its new id and points its references to the new ids of the file. */
function rewriteAll(
  candidate: Candidate,
  file: { identities: Identities; isValid: ReadonlySet<Candidate>; report: ImportReport },
): Candidate & { sourceId: string | undefined } {
  const { report } = file
  const sourceId = typeof candidate.resource.id === 'string' ? candidate.resource.id : undefined
  const counts = { reference: 0, link: 0 }
  for (const reference of candidate.type === 'Bundle' ? [] : candidate.walk.references) {
    const target = resolve(reference, file.identities)
    const place = `${candidate.at === '' ? '' : `${candidate.at}: `}${reference.path}`
    if (target !== undefined) {
      rewrite(reference, target)
      counts[reference.isReference ? 'reference' : 'link']++
      if (!file.isValid.has(target)) note(report.references_rejected, place)
    } else if (reference.isReference && judge(reference, target) === 'outside') note(report.references_outside, place)
  }
  noteChanges(report, 'id', 1)
  noteChanges(report, 'reference', counts.reference)
  noteChanges(report, 'link', counts.link)
  candidate.resource.id = fhirIdOf(candidate.id)
  return { ...candidate, sourceId }
}

function entryOf(
  { id, type, resource, sourceId }: Candidate & { sourceId: string | undefined },
  sensitive: RecordEntry['sensitive'],
): RecordEntry {
  const { title, date, codes } = describeResource(resource)
  return {
    id,
    kind: type,
    category: categoryOf(resource),
    sensitive,
    ...(date === undefined ? {} : { date }),
    codes,
    title,
    media_type: 'application/fhir+json',
    ...(sourceId === undefined ? {} : { source_id: sourceId }),
    bytes: utf8(JSON.stringify(resource as JsonObject)),
  }
}
