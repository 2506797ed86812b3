import { categoryOf } from '../catalogue/category-of.ts'
import { findingsIn } from '../catalogue/findings.ts'
import type { SensitiveLabel } from '../catalogue/sensitive-labels.ts'
import type { Candidate, Identities } from './resolve.ts'

/** The sensitive labels of each resource of a file. */
export type LabelsOfFile = Map<Candidate, Set<SensitiveLabel>>

/** From whom labels are handed to whom. */
export type Edges = ReadonlyMap<Candidate, readonly Candidate[]>

/** The ways labels travel. */
export interface Reach {
  /** From what is referred to, to what refers to it. */
  readonly reasons: Edges
  /** From a part to the whole that lists it: from a result to its report. */
  readonly wholes: Edges
  /** From a medicine to the prescriptions that use it. */
  readonly users: Edges
  /** From a whole to its parts, from a prescription to its medicine, from a document to its bytes. */
  readonly parts: Edges
}

/** A reference to one of these says nothing about why: who and where. */
const carriesNothing = new Set([
  'Patient',
  'Person',
  'RelatedPerson',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'HealthcareService',
])
const visits = new Set(['Encounter', 'EpisodeOfCare'])
const notes = new Set(['ClinicalImpression', 'Composition', 'DocumentReference', 'Communication'])
const part = /\.(?:result|hasMember|imagingStudy)\[\d+\]$|\.media\[\d+\]\.link$/
const medicine = /\.medicationReference$/

/** How labels may travel between the resources of a file. */
export function reachOf(candidates: readonly Candidate[], identities: Identities): Reach {
  const [reasons, wholes, users, parts] = [newEdges(), newEdges(), newEdges(), newEdges()]
  for (const candidate of candidates) {
    for (const { path, target } of targetsOf(candidate, identities)) {
      const isMedicine = medicine.test(path)
      const isPart = part.test(path)
      connect(isMedicine ? users : isPart ? wholes : reasons, { from: target, to: candidate })
      if (isMedicine || isPart || target.type === 'Binary') connect(parts, { from: candidate, to: target })
    }
  }
  // Of several resources with one identity references find the current one, and may have meant another.
  for (const { candidates: same, current } of identities.groups) {
    for (const other of same) if (other !== current) connect(reasons, { from: other, to: current })
  }
  return { reasons, wholes, users, parts }
}

/** The resources that a resource refers to and that may say what it is about. */
function targetsOf(candidate: Candidate, identities: Identities): { path: string; target: Candidate }[] {
  const { walk, resource } = candidate
  const references = walk.problems.length === 0 ? walk.references : findingsIn(resource).references
  return references.flatMap(({ value, path }) => {
    const found = identities.find(value, candidate)
    const target = found === 'several' ? undefined : found?.current
    if (target === undefined || target === candidate || carriesNothing.has(target.type)) return []
    return visits.has(target.type) && !isNote(candidate) ? [] : [{ path, target }]
  })
}

function isNote({ type, resource }: Candidate): boolean {
  return notes.has(type) || (type === 'DiagnosticReport' && categoryOf(resource) === 'documents')
}

function newEdges(): Map<Candidate, Candidate[]> {
  return new Map()
}

function connect(edges: Map<Candidate, Candidate[]>, { from, to }: { from: Candidate; to: Candidate }): void {
  const list = edges.get(from)
  if (list === undefined) edges.set(from, [to])
  else list.push(to)
}

/** The labels after they have been handed on along the edges as far as they lead. */
export function spread(labels: LabelsOfFile, along: readonly Edges[]): LabelsOfFile {
  const reached: LabelsOfFile = new Map([...labels].map(([candidate, set]) => [candidate, new Set(set)]))
  const waiting = [...reached.keys()].filter((candidate) => (reached.get(candidate)?.size ?? 0) > 0)
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    const handed = reached.get(from) ?? new Set()
    for (const edges of along) {
      for (const to of edges.get(from) ?? []) if (receive(reached.get(to), handed)) waiting.push(to)
    }
  }
  return reached
}

/** True when the set gained a label. */
function receive<Label>(labels: Set<Label> | undefined, handed: ReadonlySet<Label>): boolean {
  if (labels === undefined) return false
  const before = labels.size
  for (const label of handed) labels.add(label)
  return labels.size > before
}
