import type { SensitiveLabel } from '../catalogue/sensitive-labels.ts'
import { sensitiveLabelsOf } from '../catalogue/sensitive-labels-of.ts'
import { type Candidate, type Identities, resolve } from './resolve.ts'

/** A reference to one of these says nothing about why: who, where, and the visit it happened in. */
const carriesNothing = new Set([
  'Patient',
  'Person',
  'RelatedPerson',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'HealthcareService',
  'Encounter',
  'EpisodeOfCare',
])

/**
 * The sensitive labels of each resource: its own, and those of whatever it refers to inside the file, however far (a
 * claim for a prescription for a sensitive condition). People, places and visits hand nothing on.
 */
export function labelsOf(
  candidates: readonly Candidate[],
  identities: Identities,
): ReadonlyMap<Candidate, readonly SensitiveLabel[]> {
  const labels = new Map<Candidate, Set<SensitiveLabel>>()
  const referrers = new Map<Candidate, Candidate[]>()
  for (const candidate of candidates) {
    labels.set(candidate, new Set(sensitiveLabelsOf({ type: candidate.type, codings: candidate.walk.codings })))
    for (const reference of candidate.walk.references) {
      const target = resolve(reference, identities)
      if (target === undefined || carriesNothing.has(target.type)) continue
      const list = referrers.get(target)
      if (list === undefined) referrers.set(target, [candidate])
      else list.push(candidate)
    }
  }
  const waiting = candidates.filter((candidate) => (labels.get(candidate)?.size ?? 0) > 0)
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const referrer of referrers.get(from) ?? []) {
      if (handOn(labels.get(from), labels.get(referrer))) waiting.push(referrer)
    }
  }
  return new Map([...labels].map(([candidate, set]) => [candidate, [...set].sort()]))
}

/** True when the second set gained a label of the first. */
function handOn(from: ReadonlySet<SensitiveLabel> | undefined, to: Set<SensitiveLabel> | undefined): boolean {
  if (from === undefined || to === undefined) return false
  const before = to.size
  for (const label of from) to.add(label)
  return to.size > before
}
