import { type JsonObject, type JsonValue, utf8 } from '../../kernel/index.ts'
import { categoryOf } from '../catalogue/category-of.ts'
import { describeResource } from '../catalogue/describe-resource.ts'
import { isObject } from '../catalogue/elements.ts'
import { isResourceType } from '../fhir/definitions.ts'
import type { Problem } from '../fhir/problems.ts'
import { baseOfUrl, hasVersion } from '../fhir/references.ts'
import { type FoundReference, ResourceWalk } from '../fhir/walk.ts'
import { chooseCurrent } from './choose-current.ts'
import { fhirIdOf, type RecordEntry } from './entry.ts'
import { type Identities, identitiesOf } from './identities.ts'
import { labelsOf } from './inherit-labels.ts'
import { type ChangeKind, note, noteChanges, noteEntry } from './report.ts'
import { type Candidate, judge, resolve, rewrite } from './resolve.ts'
import type { SourceFile } from './source-file.ts'

/**
 * Makes entries of the valid resources of files that lie beside each other, and reports on all of them, each file by
 * itself. References are followed from file to file.
 */
export function importResources(files: readonly SourceFile[]): Map<SourceFile, RecordEntry[]> {
  const candidates = files.flatMap(candidatesOf)
  const identities = identitiesOf(candidates)
  const valid = validOf(candidates, identities)
  const isValid = new Set(valid)
  const labels = labelsOf(candidates, identities)
  const entries = new Map<SourceFile, RecordEntry[]>(files.map((file) => [file, []]))
  for (const candidate of valid) {
    noteKept(candidate)
    const kept = rewriteAll(candidate, { identities, isValid })
    const entry = entryOf(kept, labels.get(candidate) ?? [])
    noteEntry(candidate.file.report, entry)
    entries.get(candidate.file)?.push(entry)
  }
  return entries
}

function candidatesOf(file: SourceFile): Candidate[] {
  file.report.read = file.found.length
  return file.found.map(({ at, fullUrl, resource, marks = [] }) => {
    const object = isObject(resource) ? resource : {}
    const type = isResourceType(object.resourceType) ? object.resourceType : '?'
    const base = fullUrl === undefined ? undefined : baseOfUrl(fullUrl)
    const walk = new ResourceWalk(resource as JsonValue)
    return { file, at, fullUrl, base, type, resource: object, walk, id: file.newEntryId(), marks }
  })
}

/** The candidates without problems; the others are reported. Only valid ones compete for an identity. */
function validOf(candidates: readonly Candidate[], identities: Identities): Candidate[] {
  const problems = new Map(candidates.map((candidate) => [candidate, problemsOf(candidate, identities)]))
  const repeated = chooseCurrent(identities.groups, (candidate) => problems.get(candidate)?.length === 0)
  for (const [candidate, problem] of repeated) problems.set(candidate, [problem])
  for (const [{ file, at, type }, list] of problems)
    if (list.length > 0) note(file.report.rejected, { at, type, problems: list })
  return candidates.filter((candidate) => problems.get(candidate)?.length === 0)
}

/** Problems of the resource itself and of what it refers to. */
function problemsOf({ type, walk }: Candidate, identities: Identities): Problem[] {
  const problems = [...walk.problems]
  if (type === 'Bundle') return problems
  for (const reference of walk.references) {
    if (!reference.isReference) continue
    const path = `${reference.path}.reference`
    const resolution = judge(reference, identities)
    if (resolution === 'unresolved') problems.push({ path, rule: 'unresolved' })
    if (resolution === 'wrong-type') {
      problems.push({ path, rule: 'reference-type', expected: [...(reference.targets ?? [])].join('|') })
    }
  }
  return problems
}

function noteKept({ at, type, walk, file: { report } }: Candidate): void {
  report.extensions += walk.extensions
  for (const path of walk.modifiers)
    note(report.not_understood, { path: placeOf(at, path), reason: 'modifier-extension' })
  if (type === 'Bundle') note(report.not_understood, { path: at === '' ? type : at, reason: 'nested-bundle' })
}

function placeOf(at: string, path: string): string {
  return at === '' ? path : `${at}${path.slice(path.indexOf('.'))}`
}

/** Gives the resource its new id and points its references to the new ids. */
function rewriteAll(
  candidate: Candidate,
  read: { identities: Identities; isValid: ReadonlySet<Candidate> },
): Candidate & { sourceId: string | undefined } {
  const { resource, type, walk, file } = candidate
  const sourceId = typeof resource.id === 'string' ? resource.id : undefined
  for (const reference of type === 'Bundle' ? [] : walk.references) {
    const target = resolve(reference, read.identities)
    if (target === undefined) noteLeft(candidate, reference, read.identities)
    else {
      if (!read.isValid.has(target)) note(file.report.references_rejected, namedPlace(candidate, reference))
      for (const kind of changesOf(candidate, reference, target)) noteChanges(file.report, kind, 1)
      rewrite(reference, target)
    }
  }
  noteChanges(file.report, 'id', 1)
  resource.id = fhirIdOf(candidate.id)
  return { ...candidate, sourceId }
}

function changesOf({ file }: Candidate, reference: FoundReference, target: Candidate): ChangeKind[] {
  const kinds: ChangeKind[] = [reference.isReference ? 'reference' : 'link']
  if (target.file !== file) kinds.push('beside')
  if (hasVersion(reference.value)) kinds.push('version')
  return kinds
}

/** A reference that stays as it is. */
function noteLeft(candidate: Candidate, reference: FoundReference, identities: Identities): void {
  if (!reference.isReference) return
  const { at, file } = candidate
  const resolution = judge(reference, identities)
  if (resolution === 'outside') note(file.report.references_outside, namedPlace(candidate, reference))
  if (resolution === 'ambiguous')
    note(file.report.not_understood, { path: placeOf(at, reference.path), reason: 'reference-ambiguous' })
}

function namedPlace({ at }: Candidate, { path }: FoundReference): string {
  return `${at === '' ? '' : `${at}: `}${path}`
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
