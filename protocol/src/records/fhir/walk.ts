import { isNumberAsWritten, type JsonObject, type JsonValue } from '../../kernel/index.ts'
import { checkContained, checkFragments } from './contained.ts'
import { codeSetOf, type ElementRule, isResourceType, type StructureRule, structureOf } from './definitions.ts'
import { invariants } from './invariants.ts'
import { isNarrative } from './narrative.ts'
import { primitiveFault } from './primitives.ts'
import { PROBLEMS_PER_RESOURCE_MAX, type Problem, type ProblemRule, shownName } from './problems.ts'
import { targetTypeOf } from './references.ts'

/** A place in a resource that may point to another one. */
export interface FoundReference {
  readonly holder: JsonObject
  readonly property: string
  readonly value: string
  readonly path: string
  /** A Reference, not just a link. */
  readonly isReference: boolean
  readonly targets: ReadonlySet<string> | undefined
}

export interface FoundCoding {
  /** Empty where the source gave none. */
  readonly system: string
  readonly code: string
}

/** Types whose `uri` or `url` elements may lead to another resource. */
const linkTypes = new Set(['uri', 'url', 'canonical'])
/** Strings that say what something is about, as a concept's text does. */
const namingStrings = new Set(['title', 'description'])
/** A reference that may lead to one of these is called by what it is about; others by the name of a person or place. */
const namedByMatter = ['Condition', 'Observation', 'Procedure', 'Medication']

/** One walk over a resource against the base definitions of R4; it gathers what the import needs on the way. */
export class ResourceWalk {
  readonly problems: Problem[] = []
  readonly references: FoundReference[] = []
  readonly codings: FoundCoding[] = []
  /** What codes, concepts, references to them, documents and their sections are called. */
  readonly words: string[] = []
  /** Paths of modifier extensions: they may change the meaning, and nobody here knows them. */
  readonly modifiers: string[] = []
  extensions = 0

  constructor(resource: JsonValue) {
    this.resource(resource, rootOf(resource))
    if (!isObject(resource)) return
    this.problems.push(...checkFragments(resource, this.references), ...checkContained(resource, this.references))
  }

  private resource(value: JsonValue, path: string): undefined {
    if (!isObject(value)) return this.problem(path, 'type', 'object')
    const type = value.resourceType
    if (!isResourceType(type)) return this.problem(path, 'unknown-type')
    this.structure(value, structureOf(type) as StructureRule, path)
  }

  private structure(node: JsonObject, structure: StructureRule, path: string): undefined {
    if (this.problems.length >= PROBLEMS_PER_RESOURCE_MAX) return
    let hasContent = false
    let choices: string[] | undefined
    for (const property in node) {
      const name = property.charCodeAt(0) === 95 ? property.slice(1) : property
      const rule = structure.rules.get(name)
      if (rule === undefined || (name !== property && !rule.isPrimitive)) {
        if (property === 'resourceType' && path.length > 0 && structure.rules.has('implicitRules')) continue
        this.problem(`${path}.${shownName(property)}`, 'unknown-element')
        continue
      }
      if (name !== 'id') hasContent = true
      if (rule.isChoice && !choices?.includes(name)) {
        choices ??= []
        if (choices.some((other) => structure.rules.get(other)?.element === rule.element)) {
          this.problem(`${path}.${rule.element}[x]`, 'two-choices')
        }
        choices.push(name)
      }
      if (name === property) this.element(node, rule, `${path}.${name}`)
      else if (node[name] === undefined) this.companion(node[property] as JsonValue, rule, `${path}.${name}`)
    }
    if (!hasContent && !structure.rules.has('implicitRules')) this.problem(path, 'empty')
    for (const forms of structure.required) this.demand(node, forms, path)
    for (const invariant of invariants[structure.name] ?? []) {
      if (!invariant.holds(node)) this.problem(path, 'invariant', invariant.key)
    }
  }

  private demand(node: JsonObject, forms: readonly ElementRule[], path: string): undefined {
    for (const { property } of forms) if (node[property] !== undefined || node[`_${property}`] !== undefined) return
    const form = forms[0] as ElementRule
    this.problem(
      `${path}.${form.element}${form.isChoice ? '[x]' : ''}`,
      'missing',
      form.isChoice ? undefined : form.type,
    )
  }

  private element(node: JsonObject, rule: ElementRule, path: string): undefined {
    const value = node[rule.property] as JsonValue
    const companion = rule.isPrimitive ? node[`_${rule.property}`] : undefined
    if (!rule.many) {
      if (Array.isArray(value)) return this.problem(path, 'not-one', rule.type)
      this.value(node, value, rule, path)
      if (companion !== undefined) this.companion(companion, rule, path)
      return
    }
    if (!Array.isArray(value)) return this.problem(path, 'not-a-list', rule.type)
    if (value.length === 0) return this.problem(path, 'empty')
    for (const [index, item] of value.entries()) {
      if (item === null && Array.isArray(companion) && isObject(companion[index])) continue
      this.value(node, item, rule, `${path}[${index}]`)
    }
    if (companion !== undefined) this.companion(companion, rule, path)
  }

  private value(node: JsonObject, value: JsonValue, rule: ElementRule, path: string): undefined {
    if (rule.isPrimitive) return this.primitive(node, value, rule, path)
    if (!isObject(value)) return this.problem(path, 'type', rule.type)
    if (rule.type === 'Resource') return this.resource(value, path)
    if (rule.type === 'Extension') this.extension(rule, path)
    this.structure(value, structureOf(rule.type) as StructureRule, path)
    if (rule.type === 'Reference') this.reference(value, rule, path)
    else if (rule.type === 'Coding') this.coding(value)
    else if (rule.type === 'CodeableConcept') this.word(value.text)
    if (rule.valueSet !== undefined) this.concept(value, rule, path)
  }

  private primitive(node: JsonObject, value: JsonValue, rule: ElementRule, path: string): undefined {
    if (rule.type === 'xhtml') {
      if (!isNarrative(value)) this.problem(path, 'narrative', 'txt-1')
      return
    }
    const fault = primitiveFault(rule.type, value)
    if (fault !== undefined) return this.problem(path, fault, rule.type)
    if (rule.valueSet !== undefined && codeSetOf(rule.valueSet)?.codes.has(value as string) === false) {
      this.problem(path, 'code', rule.valueSet)
    }
    if (rule.type === 'string' && namingStrings.has(rule.property)) this.word(value)
    // In a list only what points into the resource itself counts: it names a contained resource.
    if (linkTypes.has(rule.type) && (!rule.many || (value as string).startsWith('#'))) {
      const found = { holder: node, property: rule.property, value: value as string, path }
      this.references.push({ ...found, isReference: false, targets: undefined })
    }
  }

  /** The `_property` beside a primitive: its id and extensions. @source R4 §2.6.2.3 */
  private companion(value: JsonValue, rule: ElementRule, path: string): undefined {
    const element = structureOf('Element') as StructureRule
    const items = rule.many && Array.isArray(value) ? value : [value]
    if (rule.many !== Array.isArray(value)) return this.problem(path, rule.many ? 'not-a-list' : 'not-one', 'Element')
    for (const [index, item] of items.entries()) {
      if (item === null && rule.many) continue
      if (!isObject(item)) this.problem(path, 'type', 'Element')
      else this.structure(item, element, rule.many ? `${path}[${index}]` : path)
    }
  }

  private reference(value: JsonObject, rule: ElementRule, path: string): undefined {
    const { targets } = rule
    if (targets === undefined || namedByMatter.some((type) => targets.has(type))) this.word(value.display)
    if (typeof value.reference !== 'string') return
    const type = targetTypeOf(value.reference) ?? (typeof value.type === 'string' ? value.type : undefined)
    if (type !== undefined && targets?.has(type) === false) this.problem(path, 'reference-type', [...targets].join('|'))
    this.references.push({
      holder: value,
      property: 'reference',
      value: value.reference,
      path,
      isReference: true,
      targets,
    })
  }

  private coding({ system, code, display }: JsonObject): undefined {
    this.word(display)
    if (typeof code === 'string') this.codings.push({ system: typeof system === 'string' ? system : '', code })
  }

  private word(text: JsonValue | undefined): undefined {
    if (typeof text === 'string') this.words.push(text)
  }

  /** A required binding of a concept: one of its codings has to be from the set. @source R4 §4.1.5 Required */
  private concept(value: JsonObject, rule: ElementRule, path: string): undefined {
    const set = codeSetOf(rule.valueSet as string)
    if (set === undefined) return
    const codings = rule.type === 'CodeableConcept' ? (Array.isArray(value.coding) ? value.coding : []) : [value]
    const isFromSet = (coding: JsonValue) => isObject(coding) && set.tokens.has(tokenOf(coding))
    if (!codings.some(isFromSet)) this.problem(path, 'code', rule.valueSet)
  }

  private extension(rule: ElementRule, path: string): undefined {
    this.extensions++
    if (rule.property === 'modifierExtension') this.modifiers.push(path)
  }

  private problem(path: string, rule: ProblemRule, expected?: string): undefined {
    if (this.problems.length >= PROBLEMS_PER_RESOURCE_MAX) return
    this.problems.push(expected === undefined ? { path, rule } : { path, rule, expected })
  }
}

/**
 * What is wrong with a resource by the base definitions of R4; an empty list when it is valid. Checked: type, elements,
 * cardinality, choices, JSON types and forms of primitives, required bindings, reference types, contained resources,
 * narrative, and the invariants of `invariants.ts`. At most 50 problems are told.
 * @source FHIR R4 4.0.1
 */
export function validateResource(resource: JsonValue): readonly Problem[] {
  return new ResourceWalk(resource).problems
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumberAsWritten(value)
}

/** The first word of every path: the type of the resource. */
function rootOf(resource: JsonValue): string {
  return isObject(resource) && typeof resource.resourceType === 'string' ? shownName(resource.resourceType) : 'Resource'
}

function tokenOf({ system, code }: JsonObject): string {
  return typeof system === 'string' && typeof code === 'string' ? `${system}|${code}` : ''
}
