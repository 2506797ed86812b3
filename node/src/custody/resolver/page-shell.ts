import type { Language, Words } from '@symbolon/protocol/kernel'
import { pageStyle } from './page-style.ts'

/** What a page of the resolver is put together from. */
export interface PageParts {
  readonly language: Language
  /** Text, not yet escaped. */
  readonly title: string
  /** HTML of the main part. */
  readonly main: string
  /** Path and query of the same page in the other language. */
  readonly alternate: string
}

const others: Readonly<Record<Language, { language: Language; name: string }>> = {
  el: { language: 'en', name: 'English' },
  en: { language: 'el', name: 'Ελληνικά' },
}

const words = {
  promise: {
    en: 'This page sets no cookie, runs no program and keeps no record of who looked at it.',
    el: 'Η σελίδα δεν αποθηκεύει cookies, δεν εκτελεί κανένα πρόγραμμα και δεν καταγράφει ποιος την είδε.',
  },
} as const satisfies Record<string, Words>

/** A whole page, well-formed as XML too: a language, landmarks, one way to the other language, and not a byte of script. */
export function writePage({ language, title, main, alternate }: PageParts): string {
  const other = others[language]
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="robots" content="noindex"/>
<meta name="referrer" content="no-referrer"/>
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<p translate="no">Symbolon</p>
<a href="${escapeHtml(alternate)}" lang="${other.language}" hreflang="${other.language}">${other.name}</a>
</header>
<main>
${main}
</main>
<footer><p>${escapeHtml(words.promise[language])}</p></footer>
</body>
</html>
`
}

/** Text as it stands in HTML and in attributes; what no document may hold is left out. @source HTML §13.1.2.3, XML 1.0 §2.2 */
export function escapeHtml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
