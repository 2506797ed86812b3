import { type CodeSystem, codeSystemByForm, codeSystemOf, prefixSystems } from './code-systems.ts'
import type { Code } from './elements.ts'
import { labelsOfWords } from './labels-of-words.ts'
import { sensitiveCodes, sensitivePatterns, sensitiveTypes } from './sensitive-codes.ts'
import type { SensitiveLabel } from './sensitive-labels.ts'

/** What a resource says of itself that may be sensitive. */
export interface Sayings {
  readonly type: string
  readonly codings: readonly Code[]
  /** What its codes and concepts are called. */
  readonly words?: readonly string[]
}

type LabelsByCode = ReadonlyMap<string, readonly SensitiveLabel[]>

const prefixLengthMax = 8
let tables: ReadonlyMap<CodeSystem, LabelsByCode> | undefined

/** The sensitive labels of a resource by its type, every coding in it and every name, each once, in alphabetical order. */
export function sensitiveLabelsOf(sayings: Sayings): SensitiveLabel[] {
  return newLabelReader()(sayings)
}

/** Reads the labels of many resources of one file; what was looked up once is remembered for as long as the reader. */
export function newLabelReader(): (sayings: Sayings) => SensitiveLabel[] {
  const systems = new Map<string, CodeSystem | undefined>()
  const known = new Map<string, readonly SensitiveLabel[]>()
  const systemOf = (url: string) => {
    if (!systems.has(url)) systems.set(url, codeSystemOf(url))
    return systems.get(url)
  }
  const ofWords = (text: string) => {
    const labels = known.get(text) ?? labelsOfWords(text)
    known.set(text, labels)
    return labels
  }
  return ({ type, codings, words = [] }) => {
    const labels = new Set(ofCodings(codings, systemOf))
    const ofType = sensitiveTypes.get(type)
    if (ofType !== undefined) labels.add(ofType)
    for (const text of words) for (const label of ofWords(text)) labels.add(label)
    return [...labels].sort()
  }
}

function ofCodings(codings: readonly Code[], systemOf: (url: string) => CodeSystem | undefined): Set<SensitiveLabel> {
  const labels = new Set<SensitiveLabel>()
  let isRestricted = false
  let isExplained = false
  for (const { system, code } of codings) {
    const codeSystem = system === '' ? codeSystemByForm(code) : systemOf(system)
    if (codeSystem === undefined) continue
    const found = labelsOfCode(codeSystem, code)
    if (codeSystem === 'confidentiality') isRestricted ||= found.length > 0
    else for (const label of found) labels.add(label)
    if (codeSystem === 'sensitivity') isExplained ||= found.length > 0
  }
  if (isRestricted && !isExplained) labels.add('restricted')
  return labels
}

function labelsOfCode(system: CodeSystem, code: string): readonly SensitiveLabel[] {
  tables ??= buildTables()
  const table = tables.get(system)
  if (table === undefined) return []
  if (prefixSystems.has(system)) return labelsByPrefix(system, { code, table })
  const labels = table.get(code.trim())
  if (labels !== undefined || system !== 'snomed') return labels ?? []
  // A post-coordinated expression names several concepts.
  return (code.match(/\d{6,18}/g) ?? []).flatMap((concept) => table.get(concept) ?? [])
}

function labelsByPrefix(system: CodeSystem, { code, table }: { code: string; table: LabelsByCode }): SensitiveLabel[] {
  const plain = code.replace(/[.\s]/g, '').toUpperCase()
  const labels = sensitivePatterns.flatMap((row) => (row.system === system && row.pattern.test(plain) ? row.label : []))
  for (let length = 1; length <= plain.length && length <= prefixLengthMax; length++) {
    labels.push(...(table.get(plain.slice(0, length)) ?? []))
  }
  return labels
}

function buildTables(): ReadonlyMap<CodeSystem, LabelsByCode> {
  const built = new Map<CodeSystem, Map<string, SensitiveLabel[]>>()
  for (const { system, label, codes } of sensitiveCodes) {
    const table = built.get(system) ?? new Map<string, SensitiveLabel[]>()
    built.set(system, table)
    for (const code of codes.split(' ')) table.set(code, [...(table.get(code) ?? []), label])
  }
  return built
}
