import type { Language, Milliseconds, Words } from '@symbolon/protocol/kernel'
import { escapeHtml, writePage } from '../../custody/index.ts'
import { type CodeOfPack, type PackView, viewPack } from './pack-view.ts'
import { pageWords, stepWords, stopWords, verdicts } from './pack-words.ts'
import type { JourneyLine, PublicPack } from './public-pack.ts'
import { sayCountry, sayExpiry, sayMoment, sayMonth } from './told-dates.ts'

/** What the page is written from. */
export interface PackPage {
  readonly pack: PublicPack
  readonly gtin: string
  readonly serial: string
  /** What the code says of lot and expiry. */
  readonly code: CodeOfPack
  readonly now: Milliseconds
}

interface Writing extends PackPage {
  readonly language: Language
  readonly view: PackView
  say(words: Words): string
  date(yymmdd: string): string
}

/** Shape and colour of each verdict; its words say the same. */
const looks: Readonly<Record<PackView['verdict'], { tone: string; shape: string }>> = {
  genuine: { tone: 'good', shape: '<circle cx="28" cy="28" r="24"/><path d="M17 29l8 8 15-17"/>' },
  differs: { tone: 'care', shape: '<path d="M28 6L52 48H4z"/><path d="M28 20v14M28 40v2"/>' },
  dispensed: { tone: 'told', shape: '<circle cx="28" cy="28" r="24"/><path d="M28 25v16M28 15v3"/>' },
  ended: { tone: 'care', shape: '<path d="M28 6L52 48H4z"/><path d="M28 20v14M28 40v2"/>' },
  class_ended: {
    tone: 'stop',
    shape: '<path d="M18 4h20l14 14v20L38 52H18L4 38V18z"/><path d="M19 19l18 18M37 19L19 37"/>',
  },
  unknown: {
    tone: 'open',
    shape: '<path stroke-dasharray="6 5" d="M5 5h46v46H5z"/><path d="M20 21c1-11 17-10 16 0 0 6-8 6-8 13M28 40v2"/>',
  },
  not_checked: { tone: 'open', shape: '<path stroke-dasharray="6 5" d="M5 5h46v46H5z"/><path d="M28 15v14l9 6"/>' },
}

/** The public page of a pack, in one language. */
export function writePackPage(page: PackPage, at: { readonly language: Language; readonly alternate: string }): string {
  const { language } = at
  const writing: Writing = {
    ...page,
    language,
    view: viewPack(page.pack, page),
    say: (words) => escapeHtml(words[language]),
    date: (yymmdd) => sayExpiry(yymmdd, { language, now: page.now }),
  }
  const main = [verdictPart, advicePart, packPart, journeyPart, proofPart].map((part) => part(writing)).join('\n')
  const title = `${verdicts[writing.view.verdict].verdict[language]} · ${page.pack.product[language]}`
  return writePage({ ...at, title, main })
}

function verdictPart({ view, pack, say, language, now }: Writing): string {
  const { tone, shape } = looks[view.verdict]
  const { verdict, what } = verdicts[view.verdict]
  const reasons = view.stops.map((stop) => stopWords[stop])
  const told = (reasons.length > 0 ? reasons : [what]).map((words) => `<p>${say(words)}</p>`)
  const age = pack.as_of === undefined ? '' : sayMoment(pack.as_of, { now, language })
  const status = age === '' ? '' : `\n<p><small>${say(pageWords.as_of)} ${escapeHtml(age)}</small></p>`
  return `<div class="verdict ${tone}">
<svg viewBox="0 0 56 56" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>
<div><h1>${say(verdict)}</h1>
${told.join('\n')}</div>
</div>${status}${notesOf({ view, pack })
    .map((words) => `\n<p class="note">${say(words)}</p>`)
    .join('')}`
}

/** What else is true of a pack that must not be used: the one thing does not hide the other. */
function notesOf({ view, pack: { outcome, is_dispensed } }: Pick<Writing, 'view' | 'pack'>): Words[] {
  if (view.verdict !== 'class_ended') return []
  const also = { ended: is_dispensed ? 'also_dispensed' : 'also_ended', not_checked: 'also_not_checked', unknown: 'also_unknown' } as const // biome-ignore format: a table
  const notes = outcome in also ? [pageWords[also[outcome as keyof typeof also]]] : []
  return view.differs.length > 0 ? [...notes, pageWords.also_differs] : notes
}

function advicePart({ view, say }: Writing): string {
  return `<h2>${say(pageWords.advice)}</h2>\n<p>${say(verdicts[view.verdict].advice)}</p>`
}

function packPart(writing: Writing): string {
  const { pack, gtin, serial, say, date, language } = writing
  const rows: (readonly [Words, string | undefined])[] = [
    [pageWords.product, pack.product[language]],
    [pageWords.maker, pack.maker],
    [pageWords.lot, pack.lot],
    [pageWords.expiry, pack.expiry && date(pack.expiry)],
    [pageWords.gtin, gtin],
    [pageWords.serial, serial],
  ]
  const told = rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`<dt>${say(name)}</dt><dd>${escapeHtml(value)}</dd>`],
  )
  return `<h2>${say(pageWords.pack)}</h2>\n<dl>\n${told.join('\n')}\n</dl>${differencePart(writing)}`
}

function differencePart({ view, pack, code, say, date }: Writing): string {
  const lines = view.differs.map((member) => {
    const shown = (value = '') => escapeHtml(member === 'expiry' ? date(value) : value)
    const told = { code: shown(code[member]), record: shown(pack[member]) }
    return say(pageWords[`differs_${member}`]).replace(/\{(code|record)\}/g, (_, name: keyof typeof told) => told[name])
  })
  return lines.map((line) => `\n<p class="note">${line}</p>`).join('')
}

function journeyPart({ pack: { journey }, say, language }: Writing): string {
  if (journey.length === 0) return ''
  const line = ({ step, country, month }: JourneyLine) => {
    const where = country === undefined ? [] : [escapeHtml(sayCountry(country, language))]
    return `<li>${[say(stepWords[step]), ...where, escapeHtml(sayMonth(month, language))].join(' · ')}</li>`
  }
  return `<h2>${say(pageWords.journey)}</h2>\n<ol>\n${journey.map(line).join('\n')}\n</ol>\n<p><small>${say(pageWords.journeyAbout)}</small></p>`
}

function proofPart({ pack: { proof }, say }: Writing): string {
  const way =
    proof === undefined
      ? ''
      : `\n<p><a class="button" href="${escapeHtml(proof)}" download="">${say(pageWords.download)}</a></p>`
  return `<h2>${say(pageWords.proof)}</h2>\n<p>${say(pageWords.proofCan)}</p>\n<p>${say(pageWords.proofCannot)}</p>${way}`
}
