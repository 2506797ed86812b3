import { anyTypes, codeTable, structureTable } from '../generated/fhir-r4.ts'

/** What one JSON property of a FHIR structure may hold. */
export interface ElementRule {
  /** The property as it is written, a choice with its type: `deceasedDateTime`. */
  readonly property: string
  /** The element it belongs to: `deceased` for `deceasedDateTime`. */
  readonly element: string
  readonly required: boolean
  readonly many: boolean
  /** A primitive or the name of a structure. */
  readonly type: string
  readonly isPrimitive: boolean
  readonly isChoice: boolean
  /** Value set that every code has to be from. */
  readonly valueSet: string | undefined
  /** Resource types a reference may point to; none means any. */
  readonly targets: ReadonlySet<string> | undefined
}

export interface StructureRule {
  readonly name: string
  readonly base: string
  readonly rules: ReadonlyMap<string, ElementRule>
  /** Elements that must be there, each with the properties that may stand for it. */
  readonly required: readonly (readonly ElementRule[])[]
}

const primitives = new Set(
  'base64Binary boolean canonical code date dateTime decimal id instant integer markdown oid positiveInt string time unsignedInt uri url uuid xhtml'.split(
    ' ',
  ),
)
const abstractTypes = new Set(['Resource', 'DomainResource'])

let structureLines: Map<string, string> | undefined
let codeLines: Map<string, string> | undefined
const structures = new Map<string, StructureRule>()
const codeSets = new Map<string, CodeSet>()

/** Codes of one value set: alone, as `system|code`, and with their systems. */
export interface CodeSet {
  readonly codes: ReadonlySet<string>
  readonly tokens: ReadonlySet<string>
  /** The code system of each code. */
  readonly systems: ReadonlyMap<string, string>
}

/** The rules of a resource type, a data type or a part (`Patient.contact`); compiled when first asked for. */
export function structureOf(name: string): StructureRule | undefined {
  const known = structures.get(name)
  if (known !== undefined) return known
  structureLines ??= linesByName(structureTable)
  const line = structureLines.get(name)
  if (line === undefined && name !== 'SimpleQuantity') return undefined
  const structure = line === undefined ? simpleQuantity() : compile(line)
  structures.set(name, structure)
  return structure
}

/** True for the 146 resource types of R4 4.0.1 that can be written. */
export function isResourceType(name: unknown): name is string {
  if (typeof name !== 'string' || name.includes('.') || abstractTypes.has(name)) return false
  for (let type = structureOf(name); type !== undefined; type = structureOf(type.base)) {
    if (type.base === 'Resource' || type.base === 'DomainResource') return true
  }
  return false
}

/** Names of all resource types that can be written, in alphabetical order. */
export function resourceTypes(): string[] {
  structureLines ??= linesByName(structureTable)
  return [...structureLines.keys()].filter(isResourceType).sort()
}

/** The codes of a required value set; undefined when they can't be listed. */
export function codeSetOf(valueSet: string): CodeSet | undefined {
  const known = codeSets.get(valueSet)
  if (known !== undefined) return known
  codeLines ??= linesByName(codeTable)
  const line = codeLines.get(valueSet)
  if (line === undefined) return undefined
  const systems = line
    .split(' | ')
    .slice(1)
    .map((part) => part.split(' '))
  const pairs = systems.flatMap(([system = '', ...codes]) => codes.map((code) => [code, system] as const))
  const set = {
    codes: new Set(pairs.map(([code]) => code)),
    tokens: new Set(pairs.map(([code, system]) => `${system}|${code}`)),
    systems: new Map(pairs),
  }
  codeSets.set(valueSet, set)
  return set
}

function linesByName(table: string): Map<string, string> {
  const lines = table.split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(' ')), line]))
}

function compile(line: string): StructureRule {
  const [name = '', base = '', ...tokens] = line.split(' ')
  const inherited = structureOf(base)
  const own = tokens.flatMap(rulesOfToken)
  const rules = new Map([...(inherited?.rules ?? []), ...own.map((rule) => [rule.property, rule] as const)])
  const required = Map.groupBy(
    own.filter((rule) => rule.required),
    (rule) => rule.element,
  )
  return { name, base, rules, required: [...(inherited?.required ?? []), ...required.values()] }
}

/** A Quantity that says exactly how much. @source R4 sqty-1 */
function simpleQuantity(): StructureRule {
  const quantity = compile(structureLines?.get('Quantity') ?? '')
  const rules = [...quantity.rules].filter(([property]) => property !== 'comparator')
  return { ...quantity, name: 'SimpleQuantity', rules: new Map(rules) }
}

function rulesOfToken(token: string): ElementRule[] {
  const [, element = '', choice, sign, list = '', valueSet] =
    /^(\w+)(\[x\])?([?1*+])([^@]+)(?:@(.+))?$/.exec(token) ?? []
  const types = list === 'any' ? anyTypes.split(' ') : list.split(',')
  return types.map((written) => {
    const [type = '', targets] = written.replace(')', '').split('(')
    return {
      property: choice === undefined ? element : element + suffixOf(type),
      element,
      required: sign === '1' || sign === '+',
      many: sign === '*' || sign === '+',
      type,
      isPrimitive: primitives.has(type),
      isChoice: choice !== undefined,
      valueSet,
      targets: targets === undefined ? undefined : new Set(targets.split('|')),
    }
  })
}

function suffixOf(type: string): string {
  const name = type === 'SimpleQuantity' ? 'Quantity' : type
  return name.charAt(0).toUpperCase() + name.slice(1)
}
