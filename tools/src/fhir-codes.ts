import { type StructureDefinition, valueSetName } from './fhir-structures.ts'

interface Concept {
  system?: string
  code?: string
  abstract?: boolean
  contains?: Concept[]
}

export interface ValueSet {
  resourceType: 'ValueSet'
  url: string
  expansion?: { contains?: Concept[] }
}

/** Code systems without end, or that HL7 may not publish: their value sets are named but not listed. */
const endless = new Set(['mimetypes', 'ucum-units', 'http://loinc.org/vs/LL379-9'])

/** Every value set that some element requires, one a line, and the names of those that can't be listed. */
export function codesOf(
  definitions: StructureDefinition[],
  sets: ValueSet[],
): { lines: string[]; unchecked: string[] } {
  const required = definitions
    .flatMap((definition) => definition.snapshot.element)
    .flatMap((element) =>
      element.binding?.strength === 'required' && element.binding.valueSet !== undefined
        ? [valueSetName(element.binding.valueSet)]
        : [],
    )
  const expansions = new Map(sets.map((set) => [valueSetName(set.url), set.expansion?.contains ?? []]))
  const names = [...new Set(required)].sort()
  const listed = names.filter((name) => !endless.has(name))
  return {
    lines: listed.map((name) => codeLine(name, expansions.get(name))),
    unchecked: names.filter((name) => endless.has(name)),
  }
}

function codeLine(name: string, concepts: Concept[] | undefined): string {
  const bySystem = new Map<string, string[]>()
  for (const { system, code } of flatten(concepts ?? [])) {
    if (system === undefined || code === undefined) continue
    if (/\s/.test(code)) throw new Error(`${name} has a code with a space`)
    bySystem.set(system, [...(bySystem.get(system) ?? []), code])
  }
  if (bySystem.size === 0) throw new Error(`${name} has no expansion`)
  return [name, ...[...bySystem].map(([system, codes]) => `${system} ${codes.join(' ')}`)].join(' | ')
}

function flatten(concepts: Concept[]): Concept[] {
  return concepts.flatMap((concept) => [concept, ...flatten(concept.contains ?? [])])
}
