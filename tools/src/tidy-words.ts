// Rules on the words that people read: one name for one thing, and the traps of the glossary.
import ts from 'typescript'
import { type Finding, findingAt, isCode, isTestMaterial, type SourceText, visitNodes } from './source-text.ts'

/** A word that must not stand in a text, and what to write instead. */
interface Trap {
  readonly word: RegExp
  readonly instead: string
}

const word = (stems: string) => new RegExp(`(?<!\\p{L})(?:${stems})(?!\\p{L})`, 'iu')

/** Words that no text holds, in either language. */
const traps: readonly Trap[] = [
  { word: word('NFTs?|gas|wallets?|blockchains?'), instead: 'the thing itself: record, key, receipt' },
  { word: word('hash(?:es|ed)?'), instead: 'digest, or nothing' },
  { word: word('can not'), instead: 'cannot' },
  { word: word('(?:έλεγχο|ελέγχο|ελέγχω|έλεγχε)\\p{L}*'), instead: 'επαλήθευση, επιθεώρηση or εξέταση' },
  { word: word('αρχεί\\p{L}+ υγείας'), instead: 'φάκελος' },
  { word: word('ημερολόγι\\p{L}+'), instead: 'αρχείο καταγραφής' },
]

/** English words whose Greek is decided; a text that has the one has the other. */
const pairs: readonly { readonly en: RegExp; readonly el: RegExp; readonly name: string }[] = [
  { en: word('tokens?'), el: word('διακριτικ\\p{L}+'), name: 'διακριτικό (token)' },
  { en: word('nonces?'), el: /αριθμ\p{L}+ μίας χρήσης/iu, name: 'αριθμός μίας χρήσης (nonce)' },
  { en: word('recall(?:s|ed|ing)?'), el: word('(?:ανάκλ|ανακλ|ανακαλ)\\p{L}*'), name: 'ανάκληση (recall of a lot)' },
  { en: word('receipts?'), el: word('(?:απόδειξ|αποδείξ|αποδείξε)\\p{L}*'), name: 'απόδειξη (receipt)' },
]

// The door of hospitals and its help speak to those who know the standard by its name.
const namesFhir = /^protocol\/src\/records\/fhir-error-rows\.ts$/

/** Texts that hold a word of the traps, or that give a thing another name than everywhere else. */
export function glossaryFindings(file: SourceText): Finding[] {
  if (!isCode(file) || isTestMaterial(file)) return []
  const findings: Finding[] = []
  visitNodes(file, (node, tree) => {
    if (!ts.isObjectLiteralExpression(node)) return
    const { en, el } = wordsOf(node, tree)
    if (en === undefined || el === undefined) return
    for (const message of faultsOf({ en, el }, file.path)) findings.push(findingAt(node, tree, message))
  })
  return findings
}

function faultsOf({ en, el }: { en: string; el: string }, path: string): string[] {
  const both = [en, el]
  const trapped = traps.filter((trap) => both.some((text) => trap.word.test(text)))
  const named = pairs.filter((pair) => pair.en.test(en) !== pair.el.test(el))
  return [
    ...trapped.map(({ instead }) => `a word that people must not read; write ${instead}`),
    ...named.map(({ name }) => `${name} stands in one language only`),
    ...(!namesFhir.test(path) && both.some((text) => word('FHIR').test(text)) ? ['FHIR is no word for people'] : []),
  ]
}

function wordsOf(node: ts.ObjectLiteralExpression, tree: ts.SourceFile): { en?: string; el?: string } {
  const texts = node.properties.filter(ts.isPropertyAssignment).flatMap(({ name, initializer }) => {
    const literal = ts.isStringLiteralLike(initializer) || ts.isTemplateExpression(initializer)
    return literal ? [[name.getText(tree), spoken(initializer.getText(tree))] as const] : []
  })
  return Object.fromEntries(texts)
}

/** The text without facts, which are filled in, and addresses, which are named as they are. */
function spoken(text: string): string {
  return text.replace(/\$?\{[^}]*\}|\/v1\/\S*/g, '…')
}
