/** Characters of a header that are looked at, and preferences that are taken from it. */
const HEADER_CHARS_MAX = 1_000
const PREFERENCES_MAX = 32

/** One preference of a request: a media range or a language range, and its weight from 0 to 1. */
export interface Preference {
  readonly range: string
  readonly weight: number
}

/** Preferences of an Accept or Accept-Language header, in its order; none when there is no header. @source RFC 9110 §12.4 */
export function preferencesOf(header: string | undefined): Preference[] {
  const parts = (header ?? '').slice(0, HEADER_CHARS_MAX).split(',').slice(0, PREFERENCES_MAX)
  return parts.flatMap((part) => {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
    if (range === '') return []
    const q = parameters.find((parameter) => parameter.startsWith('q='))
    const weight = q === undefined ? 1 : Number(q.slice(2))
    return [{ range, weight: weight >= 0 && weight <= 1 ? weight : 0 }]
  })
}

/** How much a media type is wanted: the weight of the most specific range that it falls under; 1 when nothing is asked. */
export function mediaWeight(preferences: readonly Preference[], mediaType: string): number {
  if (preferences.length === 0) return 1
  const ranges = [mediaType, `${mediaType.split('/')[0]}/*`, '*/*']
  return ranges.map((range) => weightOf(preferences, range)).find((weight) => weight !== undefined) ?? 0
}

/** True when a header names the media type itself, and nothing that it names is wanted more. */
export function isAskedFor(preferences: readonly Preference[], mediaType: string): boolean {
  const weight = weightOf(preferences, mediaType) ?? 0
  return weight > 0 && preferences.every((other) => other.weight <= weight)
}

/**
 * How much a language is wanted: the weight of the range that names it, then of a range that it is shortened from
 * (`el-GR` finds `el`), then of one that it makes narrower.
 * @source RFC 4647 §3.4 (lookup), §3.3.1 (basic filtering)
 */
export function languageWeight(preferences: readonly Preference[], language: string): number {
  const tag = language.toLowerCase()
  const exact = weightOf(preferences, tag)
  if (exact !== undefined) return exact
  const near = preferences.filter(({ range }) => range.startsWith(`${tag}-`) || tag.startsWith(`${range}-`))
  return Math.max(0, ...near.map(({ weight }) => weight))
}

function weightOf(preferences: readonly Preference[], range: string): number | undefined {
  return preferences.find((preference) => preference.range === range)?.weight
}
