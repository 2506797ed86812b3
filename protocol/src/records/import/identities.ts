import { comparableName, targetTypeOf } from '../fhir/references.ts'
import type { FoundReference } from '../fhir/walk.ts'
import type { Candidate } from './resolve.ts'
import { looksBeside, type SourceFile } from './source-file.ts'

/** What one file holds under one identity: a resource, or versions and repetitions of it. */
export interface Group {
  readonly candidates: Candidate[]
  /** The one that references mean. */
  current: Candidate
}

/** What references mean; `several` when more than one resource answers to one. */
export interface Identities {
  readonly groups: readonly Group[]
  /** What a reference means that the walk found. */
  get(reference: FoundReference): Group | 'several' | undefined
  /** What a reference of a resource means. */
  find(value: string, from: Candidate): Group | 'several' | undefined
}

type Names = Map<string, Group | 'several'>

interface Directory {
  readonly inside: ReadonlyMap<SourceFile, Names>
  /** Names that hold between files: absolute URLs, and `Type/id` of files that have no base. */
  readonly beside: Names
}

/** The resources of every file by identity: their absolute URL, or `Type/id` where they have none. */
function groupsOf(candidates: readonly Candidate[]): Group[] {
  const files = new Map<SourceFile, Map<string, Group>>()
  const groups: Group[] = []
  for (const candidate of candidates) {
    const known = entryOf(files, candidate.file)
    const key = identityOf(candidate)
    const group = key === undefined ? undefined : known.get(key)
    if (group !== undefined) {
      group.candidates.push(candidate)
      if (isFaulty(group.current) && !isFaulty(candidate)) group.current = candidate
      continue
    }
    const first: Group = { candidates: [candidate], current: candidate }
    groups.push(first)
    if (key !== undefined) known.set(key, first)
  }
  return groups
}

/** Finds what every reference of the candidates means. @source R4 §2.36.4.1 Resolving references in Bundles */
export function identitiesOf(candidates: readonly Candidate[]): Identities {
  const groups = groupsOf(candidates)
  const directory = directoryOf(groups)
  const known = new Map<FoundReference, Group | 'several'>()
  for (const candidate of candidates) {
    if (candidate.type === 'Bundle') continue
    for (const reference of candidate.walk.references) {
      const found = find(reference.value, candidate, directory)
      if (found !== undefined) known.set(reference, found)
    }
  }
  return {
    groups,
    get: (reference) => known.get(reference),
    find: (value, from) => find(value, from, directory),
  }
}

/** The absolute URL first: under the base of the entry the reference stands in, where that has one. */
function find(value: string, { file, base }: Candidate, { inside, beside }: Directory): Group | 'several' | undefined {
  if (value.startsWith('#')) return undefined
  const name = comparableName(value)
  const isRelative = targetTypeOf(name) !== undefined && !name.includes(':')
  const names = inside.get(file)
  if (isRelative && base === undefined) return names?.get(name) ?? (looksBeside(file) ? beside.get(name) : undefined)
  const absolute = isRelative ? base + name : name
  return names?.get(absolute) ?? (absolute.includes(':') ? beside.get(absolute) : undefined)
}

function directoryOf(groups: readonly Group[]): Directory {
  const inside = new Map<SourceFile, Names>()
  const beside: Names = new Map()
  for (const group of groups) {
    const { file } = group.current
    const names = entryOf(inside, file)
    const { fullUrl } = group.current
    const absolute = fullUrl === undefined ? undefined : comparableName(fullUrl)
    if (absolute !== undefined) names.set(absolute, group)
    if (absolute !== undefined && !beside.has(absolute)) beside.set(absolute, group)
    for (const name of shortNamesOf(group)) {
      addName(names, name, group)
      if (looksBeside(file)) addName(beside, name, group)
    }
  }
  return { inside, beside }
}

/** Two copies of one file give their resources the same ids, so either of them is meant. */
function addName(names: Names, name: string, group: Group): void {
  const known = names.get(name)
  if (known === undefined) names.set(name, group)
  else if (known !== 'several' && known.current.id !== group.current.id) names.set(name, 'several')
}

function identityOf({ fullUrl, type, resource }: Candidate): string | undefined {
  if (fullUrl !== undefined) return comparableName(fullUrl)
  return typeof resource.id === 'string' ? `${type}/${resource.id}` : undefined
}

/** `Type/id` as the resource has it, and as its full URL ends. */
function shortNamesOf({ current: { fullUrl, base, type, resource } }: Group): Set<string> {
  const names = new Set<string>()
  if (typeof resource.id === 'string') names.add(`${type}/${resource.id}`)
  if (fullUrl !== undefined && base !== undefined) names.add(fullUrl.slice(base.length))
  return names
}

function isFaulty({ walk }: Candidate): boolean {
  return walk.problems.length > 0
}

function entryOf<Key, Value>(map: Map<Key, Map<string, Value>>, key: Key): Map<string, Value> {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = new Map<string, Value>()
  map.set(key, made)
  return made
}
