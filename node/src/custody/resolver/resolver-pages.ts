import type { ResolverLink } from '@symbolon/protocol/custody'
import { describeError, type Language, type SymbolonError, type Words } from '@symbolon/protocol/kernel'
import { escapeHtml, writePage } from './page-shell.ts'

const words = {
  linksTitle: { en: 'Links of this identifier', el: 'Σύνδεσμοι αυτού του αναγνωριστικού' },
  linksAbout: {
    en: 'Whoever holds the GS1 prefix of this identifier has recorded what follows.',
    el: 'Όσα ακολουθούν τα έχει καταχωρίσει όποιος κατέχει το πρόθεμα GS1 του αναγνωριστικού.',
  },
  choicesTitle: { en: 'Please choose', el: 'Επιλέξτε' },
  choicesAbout: {
    en: 'Several links are of the kind that was asked for.',
    el: 'Περισσότεροι σύνδεσμοι είναι του είδους που ζητήθηκε.',
  },
} as const satisfies Record<string, Words>

/** In which language a page is, and where it is in the other one. */
export interface PagePlace {
  readonly language: Language
  readonly alternate: string
}

/** Links for a person to choose from: all of an identifier, or those that fit a request equally. */
export function linksPage(
  links: readonly ResolverLink[],
  at: PagePlace & { readonly kind: 'links' | 'choices' },
): string {
  const { kind, language } = at
  const title = words[`${kind}Title`][language]
  const items = links.map((link) => `<li>${linkItem(link)}</li>`).join('\n')
  const main = `<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(words[`${kind}About`][language])}</p>
<ul>
${items}
</ul>`
  return writePage({ ...at, title, main })
}

function linkItem({ href, title, hreflang, media_type, link_type }: ResolverLink): string {
  const [language] = hreflang
  const spoken = language === undefined ? '' : ` hreflang="${escapeHtml(language)}"`
  const kind = link_type.slice(link_type.lastIndexOf('/') + 1)
  const told = [kind, ...hreflang, ...(media_type === undefined ? [] : [media_type])].join(', ')
  return `<a href="${escapeHtml(href)}"${spoken} rel="noopener noreferrer">${escapeHtml(title)}</a> <small>${escapeHtml(told)}</small>`
}

/** What went wrong, in words for whoever scanned a code. */
export function problemPage(failure: SymbolonError, at: PagePlace): string {
  const { title, hint } = describeError(failure, at.language)
  const main = `<div class="verdict open"><div><h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(hint)}</p></div></div>`
  return writePage({ ...at, title, main })
}
