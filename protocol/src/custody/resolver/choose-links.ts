import { languageWeight, mediaWeight, type Preference } from './accepted.ts'
import type { ResolverLink } from './resolver-link.ts'

/** What a request wants of what stands at the end of a link. */
export interface Wanted {
  readonly media: readonly Preference[]
  readonly languages: readonly Preference[]
}

/**
 * The links that fit a request best: by media type, then by language. Where nothing is wanted, or nothing fits, a link
 * is as good as another.
 * @source GS1-Conformant Resolver 1.2 §2.6.3
 */
export function bestLinks(links: readonly ResolverLink[], { media, languages }: Wanted): readonly ResolverLink[] {
  const fitting = heaviest(links, ({ media_type }) => mediaWeight(media, media_type ?? '*/*'))
  const spoken = heaviest(fitting, ({ hreflang }) => weightIn(languages, hreflang))
  if (spoken.length < fitting.length || languages.length === 0) return spoken
  const neutral = spoken.filter(({ hreflang }) => hreflang.length === 0)
  return neutral.length > 0 && spoken.every((link) => weightIn(languages, link.hreflang) === 0) ? neutral : spoken
}

/** True when the request says by itself that it wants the link: its language by name, or its media type. */
export function isWanted(link: ResolverLink, { media, languages }: Wanted): boolean {
  if (link.hreflang.length > 0) return weightIn(languages, link.hreflang) > 0
  return link.media_type !== undefined && media.length > 0 && mediaWeight(named(media), link.media_type) > 0
}

function named(media: readonly Preference[]): readonly Preference[] {
  const specific = media.filter(({ range }) => range !== '*/*')
  return specific.length > 0 ? specific : [{ range: 'none/none', weight: 0 }]
}

function weightIn(languages: readonly Preference[], hreflang: readonly string[]): number {
  return Math.max(0, ...hreflang.map((language) => languageWeight(languages, language)))
}

function heaviest(links: readonly ResolverLink[], weightOf: (link: ResolverLink) => number): readonly ResolverLink[] {
  const top = Math.max(...links.map(weightOf))
  return links.filter((link) => weightOf(link) === top)
}
