import type { Code } from './elements.ts'
import { type CodeSystem, prefixSystems, sensitiveCodes, sensitiveTypes, systemUrls } from './sensitive-codes.ts'
import type { SensitiveLabel } from './sensitive-labels.ts'

type LabelsByCode = Map<string, SensitiveLabel[]>

let tables: Map<string, { codes: LabelsByCode; byPrefix: boolean }> | undefined

/** The sensitive labels of a resource by its type and every coding in it, each once, in the order of the table. */
export function sensitiveLabelsOf(resource: { type: string; codings: readonly Code[] }): SensitiveLabel[] {
  const labels = new Set<SensitiveLabel>()
  const ofType = sensitiveTypes.get(resource.type)
  if (ofType !== undefined) labels.add(ofType)
  for (const coding of resource.codings) for (const label of labelsOfCode(coding)) labels.add(label)
  return [...labels].sort()
}

function labelsOfCode({ system, code }: Code): readonly SensitiveLabel[] {
  tables ??= buildTables()
  const table = tables.get(system)
  if (table === undefined) return []
  if (!table.byPrefix) return table.codes.get(code) ?? []
  const plain = code.replaceAll('.', '').toUpperCase()
  const labels: SensitiveLabel[] = []
  for (let length = 1; length <= plain.length && length <= 7; length++) {
    labels.push(...(table.codes.get(plain.slice(0, length)) ?? []))
  }
  return labels
}

function buildTables() {
  const built = new Map<string, { codes: LabelsByCode; byPrefix: boolean }>()
  for (const [system, urls] of Object.entries(systemUrls) as [CodeSystem, readonly string[]][]) {
    const codes: LabelsByCode = new Map()
    for (const row of sensitiveCodes) {
      if (row.system !== system) continue
      for (const code of row.codes.split(' ')) codes.set(code, [...(codes.get(code) ?? []), row.label])
    }
    for (const url of urls) built.set(url, { codes, byPrefix: prefixSystems.has(system) })
  }
  return built
}
