import type { Language, Milliseconds } from '../../kernel/index.ts'
import type { Verdict } from './verdict.ts'
import { dispensedHereToday, scanFaultWords, verdictWords } from './verdict-words.ts'

/** What only whoever shows a verdict knows. */
export interface Teller {
  readonly language: Language
  readonly now: Milliseconds
  /** IANA name, `Europe/Athens`. */
  readonly time_zone: string
  /** The name of the site where a pack was ended, if the reader may know it. */
  readonly place?: string
  /** The name of the colleague who ended it, if the reader may know it. */
  readonly user?: string
}

/** A verdict in words. */
export interface SaidVerdict {
  readonly said: string
  readonly todo: string
}

const localeOf = (language: Language) => (language === 'el' ? 'el-GR' : 'en-GB')
const elsewhere = { en: 'another site', el: 'άλλο σημείο' } as const

/** A verdict in one language; a fault of the scanner is said with it, and before anything else is asked for. */
export function sayVerdict(verdict: Verdict, teller: Teller): SaidVerdict {
  const { language } = teller
  const { said, todo } = verdictWords[verdict.reason]
  const fault = verdict.fault && scanFaultWords[verdict.fault]
  const sentence = isTodayByName(verdict, teller) ? dispensedHereToday : said
  const filled = fillIn(sentence[language], verdict, teller)
  return {
    said: fault && verdict.fault !== 'unreadable' ? `${filled} ${fault.said[language]}` : filled,
    todo: (fault?.todo ?? todo)[language],
  }
}

function isTodayByName({ reason, ended_at }: Verdict, teller: Teller): boolean {
  if (reason !== 'dispensed_here' || teller.user === undefined || ended_at === undefined) return false
  return dateOf(ended_at, teller) === dateOf(teller.now, teller)
}

function fillIn(text: string, { ended_at, as_of }: Verdict, teller: Teller): string {
  const at = ended_at ?? as_of
  const facts: Readonly<Record<string, () => string | undefined>> = {
    date: () => (at === undefined ? undefined : dateOf(at, teller)),
    time: () => (at === undefined ? undefined : timeOf(at, teller)),
    place: () => teller.place ?? elsewhere[teller.language],
    user: () => teller.user,
  }
  return text.includes('{') ? text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name]?.() ?? '…') : text
}

function dateOf(at: Milliseconds, { language, time_zone }: Teller): string {
  return formatOf('date', { language, time_zone }).format(at)
}

function timeOf(at: Milliseconds, { language, time_zone }: Teller): string {
  const time = formatOf('time', { language, time_zone }).format(at)
  // Where nobody's zone is known, a sentence says whose time it tells.
  return time_zone === 'UTC' ? `${time} UTC` : time
}

const styles = {
  date: { dateStyle: 'short' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>

/** Zones of which the formats are kept: making one takes longer than the whole verdict. */
const ZONES_KEPT_MAX = 64
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(style: keyof typeof styles, { language, time_zone }: Pick<Teller, 'language' | 'time_zone'>) {
  const key = `${style} ${language} ${time_zone}`
  const known = formats.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(localeOf(language), { ...styles[style], timeZone: time_zone })
  if (formats.size >= Object.keys(styles).length * ZONES_KEPT_MAX) formats.clear()
  formats.set(key, format)
  return format
}
