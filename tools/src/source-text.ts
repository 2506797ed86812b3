import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** One file of the repository as a rule sees it. */
export interface SourceText {
  /** From the root of the repository, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** What a rule found wrong, and where. */
export interface Finding {
  readonly path: string
  readonly line: number
  readonly message: string
}

const foreignFolders = new Set(['node_modules', '.git', '.symbolon', 'artifacts', 'cache', 'coverage', 'generated'])
const textNames = /\.(ts|js|cjs|mjs|sol|sql|md|json|sh|yml|yaml)$|^\.ci\/run$/

/** Every text file that people write, below the root. Generated files are left out: they are held fresh instead. */
export function sourceTexts(root: string, folder = ''): SourceText[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return foreignFolders.has(entry.name) ? [] : sourceTexts(root, path)
    if (!entry.isFile() || !textNames.test(path) || entry.name === 'package-lock.json') return []
    return [{ path, text: readFileSync(join(root, path), 'utf8') }]
  })
}

export function isCode({ path }: SourceText): boolean {
  return /\.(ts|js)$/.test(path)
}

/** A test, or a `test-….ts` file that only tests use. */
export function isTestMaterial({ path }: SourceText): boolean {
  return /(\.test|(^|\/)test-[a-z0-9-]+)\.ts$/.test(path)
}

export function isTest({ path }: SourceText): boolean {
  return path.endsWith('.test.ts')
}

/** The line on which a position stands, counted from 1. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length
}

/** Calls the visitor with every node of the file. */
export function visitNodes(file: SourceText, visit: (node: ts.Node, tree: ts.SourceFile) => void): void {
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true)
  const step = (node: ts.Node): void => {
    visit(node, tree)
    ts.forEachChild(node, step)
  }
  step(tree)
}

/** What is wrong at a node. */
export function findingAt(node: ts.Node, tree: ts.SourceFile, message: string): Finding {
  return { path: tree.fileName, line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1, message }
}

/** The findings of every place in a text where the pattern matches. */
export function findingsOf(file: SourceText, pattern: RegExp, message: (match: string) => string): Finding[] {
  return [...file.text.matchAll(pattern)].map((match) => ({
    path: file.path,
    line: lineAt(file.text, match.index),
    message: message(match[0]),
  }))
}
