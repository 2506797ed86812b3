import { isObject } from '../catalogue/elements.ts'
import type { Problem } from '../fhir/problems.ts'
import { rangeOfText } from '../search/date-range.ts'
import type { Group } from './identities.ts'
import type { Candidate } from './resolve.ts'

/**
 * Of the valid resources with one identity one is current: the newest of several versions, else the first. Returns what is
 * wrong with the others.
 * @source R4 Bundle bdl-7: one full URL may come again with another meta.versionId
 */
export function chooseCurrent(
  groups: readonly Group[],
  isValid: (candidate: Candidate) => boolean,
): ReadonlyMap<Candidate, Problem> {
  const others = new Map<Candidate, Problem>()
  for (const group of groups) {
    if (group.candidates.length === 1) continue
    const valid = group.candidates.filter(isValid)
    const versions = versionsOf(valid)
    const newest = versions.reduce(newerOf, versions[0] ?? group.current)
    group.current = newest
    const superseded = new Set(versions)
    for (const candidate of valid) {
      const rule = superseded.has(candidate) ? 'superseded' : 'repeated'
      if (candidate !== newest) others.set(candidate, { path: candidate.type, rule })
    }
  }
  return others
}

/** The first of each version; one without a version stands alone. */
function versionsOf(candidates: readonly Candidate[]): Candidate[] {
  const [first] = candidates
  if (first === undefined || versionOf(first) === undefined) return first === undefined ? [] : [first]
  const versions = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const version = versionOf(candidate)
    if (version !== undefined && candidate.type === first.type && !versions.has(version))
      versions.set(version, candidate)
  }
  return [...versions.values()]
}

/** By the time of the last update, then by number of the version, then by place in the file. */
function newerOf(one: Candidate, other: Candidate): Candidate {
  const ahead = difference(updateOf(one), updateOf(other)) || difference(numberOf(one), numberOf(other))
  return ahead > 0 ? one : other
}

/** Zero where either is not known. */
function difference(left = Number.NaN, right = Number.NaN): number {
  return left - right || 0
}

function numberOf(candidate: Candidate): number {
  return Number(versionOf(candidate))
}

function versionOf({ resource: { meta } }: Candidate): string | undefined {
  return isObject(meta) && typeof meta.versionId === 'string' ? meta.versionId : undefined
}

function updateOf({ resource: { meta } }: Candidate): number | undefined {
  return isObject(meta) && typeof meta.lastUpdated === 'string' ? rangeOfText(meta.lastUpdated)?.from : undefined
}
