export interface ElementType {
  code: string
  profile?: string[]
  targetProfile?: string[]
}

export interface ElementDefinition {
  path: string
  min: number
  max: string
  base?: { path: string }
  type?: ElementType[]
  contentReference?: string
  binding?: { strength: string; valueSet?: string }
}

export interface StructureDefinition {
  resourceType: 'StructureDefinition'
  type: string
  name: string
  kind: 'resource' | 'complex-type' | 'primitive-type' | 'logical'
  abstract: boolean
  derivation?: 'specialization' | 'constraint'
  baseDefinition?: string
  snapshot: { element: ElementDefinition[] }
}

/** The lines of one type: itself and each element that has elements of its own. */
export function structureLines(definition: StructureDefinition): string[] {
  if (definition.kind === 'primitive-type' || definition.kind === 'logical' || definition.derivation === 'constraint')
    return []
  const elements = definition.snapshot.element.filter((element) => element.base?.path === element.path)
  const parents = [...new Set(elements.map((element) => parentOf(element.path)))]
  const named = parents.filter((path) => path !== '' && path !== definition.type)
  return [definition.type, ...named].map((path) => {
    const own = elements.filter((element) => parentOf(element.path) === path).map((element) => elementToken(element))
    return [
      path,
      path === definition.type ? lastOf(definition.baseDefinition ?? '-') : baseOf(definition, path),
      ...own,
    ].join(' ')
  })
}

/** The types that the table calls `any`: the one long list that several elements share. */
export function anyTypesOf(definitions: StructureDefinition[]): string[] {
  const lists = definitions
    .flatMap((definition) => definition.snapshot.element)
    .filter((element) => isOpen(element))
    .map((element) => (element.type ?? []).map((type) => type.code).join(' '))
  if (new Set(lists).size !== 1 || lists[0] === undefined) throw new Error('the open types of R4 are not one list')
  return lists[0].split(' ')
}

/** The part of a canonical URL or path after its last `/`. */
export function lastOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}

/** The short name of a value set: its URL without version, and without HL7's prefix. */
export function valueSetName(url: string): string {
  return (url.split('|')[0] ?? url).replace('http://hl7.org/fhir/ValueSet/', '')
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')))
}

function baseOf(definition: StructureDefinition, path: string): string {
  const element = definition.snapshot.element.find((candidate) => candidate.path === path)
  return element?.type?.[0]?.code ?? 'Element'
}

function elementToken(element: ElementDefinition): string {
  const name = element.path.slice(element.path.lastIndexOf('.') + 1)
  return `${name}${cardinality(element)}${typesToken(element)}${bindingToken(element)}`
}

const signs: Record<string, string> = { '0..1': '?', '1..1': '1', '0..*': '*', '1..*': '+' }

function cardinality({ min, max, path }: ElementDefinition): string {
  const sign = signs[`${min}..${max}`]
  if (sign === undefined) throw new Error(`${path} has a cardinality that the table can't hold: ${min}..${max}`)
  return sign
}

function typesToken(element: ElementDefinition): string {
  if (element.contentReference !== undefined) return element.contentReference.slice(1)
  const types = element.type ?? []
  if (isOpen(element)) return 'any'
  return types.map((type) => typeToken(type, element.path)).join(',')
}

function isOpen(element: ElementDefinition): boolean {
  return (element.type?.length ?? 0) > 40
}

function typeToken(type: ElementType, path: string): string {
  if (type.code === 'BackboneElement' || (type.code === 'Element' && path.includes('.'))) return path
  if (type.code.startsWith('http://hl7.org/fhirpath/System.'))
    return path === 'Resource.id' ? 'id' : (systemTypes[path] ?? 'string')
  if (type.profile?.some((profile) => lastOf(profile) === 'SimpleQuantity')) return 'SimpleQuantity'
  const targets = (type.targetProfile ?? []).map(lastOf)
  if (type.code !== 'Reference' || targets.length === 0 || targets.includes('Resource')) return type.code
  return `Reference(${targets.join('|')})`
}

const systemTypes: Record<string, string> = { 'Extension.url': 'uri' }

function bindingToken({ binding, type }: ElementDefinition): string {
  if (binding?.strength !== 'required' || binding.valueSet === undefined || type === undefined) return ''
  return `@${valueSetName(binding.valueSet)}`
}
