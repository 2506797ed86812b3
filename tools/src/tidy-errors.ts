// Rules on the error tables and on every text that people read.
import ts from 'typescript'
import { type Finding, findingAt, isCode, isTest, type SourceText, visitNodes } from './source-text.ts'

const greek = /\p{Script=Greek}/u
const code = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/

interface ErrorCode {
  readonly name: string
  readonly finding: Finding
}

/** Codes of an error table: keys in capitals of objects that hold a status, a title and a hint. */
export function errorCodes(file: SourceText): ErrorCode[] {
  if (!isCode(file) || isTest(file)) return []
  const codes: ErrorCode[] = []
  visitNodes(file, (node, tree) => {
    if (!ts.isPropertyAssignment(node) || !ts.isObjectLiteralExpression(node.initializer)) return
    const name = node.name.getText(tree)
    const parts = node.initializer.properties.map((property) => property.name?.getText(tree))
    if (!code.test(name) || !['title', 'hint'].every((part) => parts.includes(part))) return
    codes.push({ name, finding: findingAt(node, tree, name) })
  })
  return codes
}

/** Codes that no test names. */
export function untestedCodeFindings(files: readonly SourceText[]): Finding[] {
  const tests = files.filter(isTest).map(({ text }) => text)
  const named = new Set(tests.flatMap((text) => text.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g) ?? []))
  const codes = files.flatMap(errorCodes).filter(({ name }) => !named.has(name))
  return codes.map(({ name, finding }) => ({ ...finding, message: `no test names ${name}` }))
}

/** Codes that stand in two tables, or that don't begin with the slice (outside protocol: or part) they belong to. */
export function misnamedCodeFindings(files: readonly SourceText[]): Finding[] {
  const seen = new Set<string>()
  return files.flatMap(errorCodes).flatMap(({ name, finding }) => {
    const [, part = '', slice = ''] = /^([a-z]+)\/src\/([a-z]+)\//.exec(finding.path) ?? []
    const nouns = [slice, ...(part === 'protocol' ? [] : [part])].map((noun) => `${noun.toUpperCase()}_`)
    const isTwice = seen.has(name)
    seen.add(name)
    if (isTwice) return [{ ...finding, message: `${name} stands in two tables` }]
    if (nouns.some((noun) => name.startsWith(noun))) return []
    return [{ ...finding, message: `${name} should begin with ${nouns.join(' or ')}` }]
  })
}

/** Texts for people that lack one of the two languages, or whose Greek holds no Greek. */
export function languageFindings(file: SourceText): Finding[] {
  if (!isCode(file) || isTest(file)) return []
  const findings: Finding[] = []
  visitNodes(file, (node, tree) => {
    if (!ts.isObjectLiteralExpression(node)) return
    const words = new Map(
      node.properties.filter(ts.isPropertyAssignment).map((p) => [p.name.getText(tree), p.initializer]),
    )
    const message = wordsFault(words.get('en'), words.get('el'))
    if (message) findings.push(findingAt(node, tree, message))
  })
  return findings
}

function wordsFault(en: ts.Expression | undefined, el: ts.Expression | undefined): string | undefined {
  if (!en && !el) return undefined
  if (!en || !el) return `a text without ${en ? 'Greek' : 'English'}`
  const [english, hellenic] = [textOf(en), textOf(el)]
  if (english === '' || hellenic === '') return 'a text is empty'
  if (english && greek.test(english)) return 'the English text holds Greek letters'
  if (hellenic && english !== hellenic && /\p{L}/u.test(withoutFacts(hellenic)) && !greek.test(hellenic)) {
    return 'the Greek text holds no Greek letter'
  }
  return undefined
}

function textOf(expression: ts.Expression): string | undefined {
  return ts.isStringLiteralLike(expression) ? expression.text : undefined
}

function withoutFacts(text: string): string {
  return text.replace(/\{\w+\}/g, '')
}
