import type { Language, Words } from '@symbolon/protocol/kernel'

export type Facts = Readonly<Record<string, string | number>>

/** A text of a catalogue in one language, with its `{facts}` filled in. */
export function say(words: Words, language: Language, facts: Facts = {}): string {
  return words[language].replace(/\{(\w+)\}/g, (place, name: string) => String(facts[name] ?? place))
}

/** A number of things: `one` for 1, `many` otherwise; both languages split there. */
export interface CountedWords {
  readonly one: Words
  readonly many: Words
}

/** `1 record`, `12 records`. */
export function sayCount(words: CountedWords, language: Language, count: number): string {
  return say(count === 1 ? words.one : words.many, language, { n: formatCount(count, language) })
}

/** 2.162 in Greek, 2,162 in English. */
export function formatCount(count: number, language: Language): string {
  const mark = language === 'el' ? '.' : ','
  return String(count).replace(/\B(?=(\d{3})+$)/g, mark)
}

/** `24/11/2026 14:32` in Greek, `2026-11-24 14:32` in English, in the time zone of the machine. */
export function formatInstant(instant: string | number, language: Language): string {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return String(instant)
  const two = (part: number) => String(part).padStart(2, '0')
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`
  const [year, month, day] = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())]
  return language === 'el' ? `${day}/${month}/${year} ${time}` : `${year}-${month}-${day} ${time}`
}

/** `1.0 MB`; powers of ten. */
export function formatBytes(bytes: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  const text = unit === 0 ? String(size) : size.toFixed(1)
  return `${language === 'el' ? text.replace('.', ',') : text} ${units[unit]}`
}
