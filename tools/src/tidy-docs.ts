// Rules that hold documents to the code and the code to its documents.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import type { Finding, SourceText } from './source-text.ts'
import { lineAt } from './source-text.ts'

/** Exports without a docstring, of the index files given. */
export function undocumentedFindings(entries: readonly string[], root: string): Finding[] {
  const options = { noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true, module: ts.ModuleKind.NodeNext }
  const program = ts.createProgram(
    entries.map((entry) => join(root, entry)),
    options,
  )
  const checker = program.getTypeChecker()
  return entries.flatMap((entry) => {
    const file = program.getSourceFile(join(root, entry))
    const module = file && checker.getSymbolAtLocation(file)
    if (!module) return []
    const bare = checker.getExportsOfModule(module).filter((symbol) => !hasDocs(symbol, checker))
    return bare.map((symbol) => ({ path: entry, line: 1, message: `${symbol.name} is exported without a docstring` }))
  })
}

function hasDocs(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  return target.getDocumentationComment(checker).length > 0
}

/** Paths that a document names in backticks and that are not there. `<slice>` stands for any name. */
export function missingPathFindings(document: SourceText, root: string): Finding[] {
  const folders = '(?:contracts|protocol|sdk|node|cli|e2e|bench|vectors|examples|docs|tools|\\.ci)'
  const files = '[\\w.-]+/[^`\\s]*\\.(?:ts|sol|sql|md|json)'
  const named = [...document.text.matchAll(new RegExp(`(?:\`| )(${folders}/[^\`\\s]*|${files})\``, 'g'))]
  return named.flatMap((match) => {
    const path = (match[1] ?? '').replace(/[#:].*$/, '').replace(/<[^>]*>/g, '*')
    if (globSync(path.replace(/\/$/, ''), { cwd: root }).length > 0) return []
    return [{ path: document.path, line: lineAt(document.text, match.index), message: `${path} is not there` }]
  })
}

/** Slices that the page of the architecture puts on another level than the walls do, or leaves out. */
export function levelFindings({ path, text }: SourceText, levels: Readonly<Record<string, number>>): Finding[] {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.startsWith('0 `'))
  const told = new Map(
    (lines[at] ?? '').split(' · ').flatMap((part) => {
      const level = Number.parseInt(part, 10)
      return [...part.matchAll(/`(\w+)`/g)].map(([, slice = '']): [string, number] => [slice, level])
    }),
  )
  const slices = new Set([...told.keys(), ...Object.keys(levels)])
  return [...slices]
    .filter((slice) => told.get(slice) !== levels[slice])
    .map((slice) => ({ path, line: at + 1, message: `${slice} is not on the level that the walls guard` }))
}

type Manifest = Partial<Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>>

/** Dependencies of the manifests that the list of dependencies has no row for. */
export function unlistedDependencyFindings(manifests: readonly SourceText[], list: SourceText): Finding[] {
  return manifests.flatMap(({ path, text }) => {
    const manifest: Manifest = JSON.parse(text)
    const names = Object.keys({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    })
    const missing = names.filter((name) => !name.startsWith('@symbolon/') && name !== 'symbolon' && !hasRow(list, name))
    return missing.map((name) => ({
      path,
      line: lineAt(text, text.indexOf(`"${name}"`)),
      message: `${name} has no line in ${list.path}`,
    }))
  })
}

function hasRow(list: SourceText, name: string): boolean {
  return list.text.split('\n').some((line) => line.startsWith('|') && line.includes(`\`${name}\``))
}

/** Versions that are not pinned exactly, the bundled runtime aside. */
export function unpinnedFindings({ path, text }: SourceText): Finding[] {
  const manifest: Manifest = JSON.parse(text)
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
  const loose = versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
  return loose.map(([name, version]) => ({ path, line: 1, message: `${name} ${version} is not an exact version` }))
}

/** Variables of the environment that sources read and that the page of the configuration has no row for, and the other way round. */
export function configurationFindings(files: readonly SourceText[], page: SourceText): Finding[] {
  const read = files.filter(readsSettings).flatMap((file) => variablesIn(file))
  const rows = rowsOf(page)
  const told = new Set(rows.map(({ name }) => name))
  const known = new Set(read.map(({ name }) => name))
  return [
    ...read
      .filter(({ name }) => name !== 'PATH' && !told.has(name))
      .map((one) => ({ ...one, message: `${one.name} is not in ${page.path}` })),
    ...rows.filter(({ name }) => !known.has(name)).map((one) => ({ ...one, message: `nothing reads ${one.name}` })),
  ]
}

function readsSettings({ path }: SourceText): boolean {
  return /^(?:node|cli|protocol)\/src\/.*\.ts$/.test(path)
}

interface NamedPlace {
  readonly name: string
  readonly path: string
  readonly line: number
}

function variablesIn({ path, text }: SourceText): NamedPlace[] {
  return [...text.matchAll(/\b(?:env|all)\.([A-Z][A-Z0-9_]+)\b/g)].map((match) => ({
    name: match[1] ?? '',
    path,
    line: lineAt(text, match.index),
  }))
}

function rowsOf({ path, text }: SourceText): NamedPlace[] {
  return text.split('\n').flatMap((line, i) => {
    const [, cell = ''] = /^\| (`[A-Z][^|]*) \|/.exec(line) ?? []
    return [...cell.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name = '']) => ({ name, path, line: i + 1 }))
  })
}
