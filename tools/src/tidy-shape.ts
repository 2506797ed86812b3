// Rules on names, sizes and forms of code.
import ts from 'typescript'
import {
  type Finding,
  findingAt,
  findingsOf,
  isCode,
  isTestMaterial,
  type SourceText,
  visitNodes,
} from './source-text.ts'

const FILE_LINES_MAX = 300
const FUNCTION_LINES_MAX = 50
const bannedNames = /^(utils?|helpers?|common|shared|misc)$/
/** The build tool of the contracts looks for a default export. */
const mayExportDefault = ['contracts/hardhat.config.ts']

export function bannedNameFindings({ path }: SourceText): Finding[] {
  const names = path.split('/').map((name) => name.split('.')[0] ?? '')
  return names
    .filter((name) => bannedNames.test(name))
    .map((name) => ({ path, line: 1, message: `${name} says nothing` }))
}

export function fileSizeFindings(file: SourceText): Finding[] {
  if (!isCode(file) && !file.path.endsWith('.sol')) return []
  const lines = file.text.trimEnd().split('\n').length
  if (lines <= FILE_LINES_MAX) return []
  return [{ path: file.path, line: FILE_LINES_MAX, message: `${lines} lines; the wall is ${FILE_LINES_MAX}` }]
}

export function functionSizeFindings(file: SourceText): Finding[] {
  if (!isCode(file)) return []
  const findings: Finding[] = []
  visitNodes(file, (node, tree) => {
    if (!ts.isFunctionLike(node) || isSuite(node)) return
    const lineOf = (position: number) => tree.getLineAndCharacterOfPosition(position).line
    const lines = lineOf(node.end) - lineOf(node.getStart(tree)) + 1
    if (lines <= FUNCTION_LINES_MAX) return
    findings.push(findingAt(node, tree, `a function of ${lines} lines; the wall is ${FUNCTION_LINES_MAX}`))
  })
  return findings
}

function isSuite(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^(describe|suite)\b/.test(node.parent.expression.getText())
}

export function formFindings(file: SourceText): Finding[] {
  if (!isCode(file)) return []
  const findings: Finding[] = []
  visitNodes(file, (node, tree) => {
    const message = forbiddenForm(node, file)
    if (message) findings.push(findingAt(node, tree, message))
  })
  return findings
}

function forbiddenForm(node: ts.Node, file: SourceText): string | undefined {
  if (ts.isExportDeclaration(node) && node.exportClause === undefined) return 'export * hides what is exported'
  if (isDefaultExport(node) && !mayExportDefault.includes(file.path)) return 'a default export has no name of its own'
  if (ts.isEnumDeclaration(node)) return 'an enum is not erasable: take a union of texts'
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any turns the compiler off'
  if (ts.isParameterPropertyDeclaration(node, node.parent)) return 'a parameter property is not erasable'
  return undefined
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  )
}

export function environmentFindings(file: SourceText): Finding[] {
  const mayRead = /(^|\/)(config|fuzz-runs)\.ts$|^(tools|bench|e2e)\//.test(file.path) || isTestMaterial(file)
  if (!isCode(file) || mayRead) return []
  return findingsOf(file, /\bprocess\.env\b/g, () => 'process.env is read in config.ts alone')
}

export function ambientFindings(file: SourceText): Finding[] {
  if (!file.path.startsWith('protocol/src/') || !isCode(file) || isTestMaterial(file)) return []
  const ambient = /\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)|\bgetRandomValues\(|\brandomBytes\(|\brandomUUID\(/g
  return findingsOf(file, ambient, (match) => `${match} in protocol: clock and randomness are passed in`)
}

export function unfinishedFindings(file: SourceText): Finding[] {
  const marks = new RegExp(`\\b(${['TO', 'FIX'].map((word, i) => word + ['DO', 'ME'][i]).join('|')})\\b`, 'g')
  return findingsOf(file, marks, (match) => `${match}: finish it or say it in an issue`)
}
