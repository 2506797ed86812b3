import { custodyErrors } from '../errors.ts'
import { isAskedFor, preferencesOf } from './accepted.ts'
import { bestLinks, isWanted, type Wanted } from './choose-links.ts'
import { DEFAULT_LINK, DEFAULT_LINK_MULTI, linkTypeOf } from './link-types.ts'
import type { ResolverLink } from './resolver-link.ts'

/** Media type of a linkset in JSON. @source RFC 9264 §4.2 */
export const LINKSET_MEDIA_TYPE = 'application/linkset+json'

/** What a request says beside its identifier. */
export interface ResolverQuestion {
  /** The value of `linkType`. */
  readonly link_type?: string | undefined
  /** Headers of the request. */
  readonly accept?: string | undefined
  readonly accept_language?: string | undefined
}

/** What a resolver does with a request: sends it on (307), lets it choose (300), or lists every link (200). */
export type Resolution =
  | { readonly outcome: 'redirect'; readonly link: ResolverLink; readonly by: 'default' | 'request' }
  | { readonly outcome: 'choices'; readonly links: readonly ResolverLink[] }
  | { readonly outcome: 'linkset'; readonly links: readonly ResolverLink[] }

/**
 * Decides where a request for an identifier is led: to the link type that it asks for, at the most specific identifier
 * that has one; else to the default link, unless its headers fit a variant of it.
 * @param levels identifiers whose links hold, the most specific first, as `levelsOf` gives them
 * @param links all links at these, in any order
 * @throws CUSTODY_LINK_UNKNOWN when there are none, CUSTODY_LINK_TYPE_UNKNOWN
 * @source GS1-Conformant Resolver 1.2 §2.2, §2.5.9, §2.6, §2.9
 */
export function resolveLinks(
  levels: readonly string[],
  { links, ...question }: ResolverQuestion & { readonly links: readonly ResolverLink[] },
): Resolution {
  const known = levels.flatMap((level) => links.filter(({ anchor }) => anchor === level))
  if (known.length === 0) throw custodyErrors.CUSTODY_LINK_UNKNOWN()
  const wanted = { media: preferencesOf(question.accept), languages: preferencesOf(question.accept_language) }
  const { link_type } = question
  if (asksForAll(link_type, wanted)) return { outcome: 'linkset', links: known }
  const type = link_type === undefined ? DEFAULT_LINK : linkTypeOf(link_type)
  if (type === DEFAULT_LINK) return defaultOf(known, { wanted, isNamed: link_type !== undefined })
  const atLevel = levels
    .map((level) => known.filter((link) => link.anchor === level && hasType(link, type)))
    .find(({ length }) => length > 0)
  if (atLevel === undefined) throw custodyErrors.CUSTODY_LINK_TYPE_UNKNOWN()
  return oneOf(bestLinks(atLevel, wanted))
}

/** `all` is how older requests ask for the linkset. */
function asksForAll(linkType: string | undefined, { media }: Wanted): boolean {
  return linkType === 'linkset' || linkType === 'all' || isAskedFor(media, LINKSET_MEDIA_TYPE)
}

function hasType(link: ResolverLink, type: string | undefined): boolean {
  return type === DEFAULT_LINK_MULTI ? link.role === 'variant' : link.link_type === type
}

function oneOf(links: readonly ResolverLink[]): Resolution {
  const [first, ...others] = links
  if (first === undefined) throw custodyErrors.CUSTODY_LINK_TYPE_UNKNOWN()
  return others.length === 0 ? { outcome: 'redirect', link: first, by: 'request' } : { outcome: 'choices', links }
}

/** A variant is followed only when the request alone decides for it; whoever names the default link gets that one. */
function defaultOf(
  known: readonly ResolverLink[],
  { wanted, isNamed }: { readonly wanted: Wanted; readonly isNamed: boolean },
): Resolution {
  const link = known.find(({ role }) => role === 'default')
  if (link === undefined) throw custodyErrors.CUSTODY_LINK_TYPE_UNKNOWN()
  const variants = known.filter((other) => other.anchor === link.anchor && other.role === 'variant')
  const wantedOnes = isNamed ? [] : variants.filter((variant) => isWanted(variant, wanted))
  const best = wantedOnes.length === 0 ? [] : bestLinks(wantedOnes, wanted)
  const [only] = best
  if (only !== undefined && best.length === 1) return { outcome: 'redirect', link: only, by: 'request' }
  return { outcome: 'redirect', link, by: 'default' }
}
