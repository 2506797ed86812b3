import { isAskedFor, mediaWeight, preferencesOf } from './accepted.ts'
import { DEFAULT_LINK, DEFAULT_LINK_MULTI } from './link-types.ts'
import { LINKSET_MEDIA_TYPE } from './resolve-links.ts'
import type { ResolverLink } from './resolver-link.ts'

/** What turns a linkset into JSON-LD. @source GS1-Conformant Resolver 1.2 §2.10 */
export const LINKSET_CONTEXT = 'https://ref.gs1.org/standards/resolver/linkset-context'

/** One link as a linkset has it. */
export interface LinksetTarget {
  readonly href: string
  readonly title: string
  readonly type?: string
  readonly hreflang?: readonly string[]
}

/** The links of one identifier: `anchor` is its Digital Link, every other member a link type with its links. */
export type LinkContext = { readonly anchor: string } & Readonly<Record<string, string | readonly LinksetTarget[]>>

/** A list of links. @source RFC 9264 §4.2; GS1-Conformant Resolver 1.2 §2.10 and its schema */
export interface Linkset {
  readonly linkset: readonly LinkContext[]
}

/**
 * The links as a linkset, those of each identifier under its own Digital Link; the default link stands in it once more,
 * with nothing but its title.
 * @param root address that Digital Links of this resolver begin with, without a slash at its end
 * @source GS1-Conformant Resolver 1.2 §2.5.8, §2.10
 */
export function linksetOf(root: string, links: readonly ResolverLink[]): Linkset {
  const anchors = [...new Set(links.map(({ anchor }) => anchor))]
  return {
    linkset: anchors.map((anchor) =>
      contextOf(
        `${root}${anchor}`,
        links.filter((link) => link.anchor === anchor),
      ),
    ),
  }
}

function contextOf(anchor: string, links: readonly ResolverLink[]): LinkContext {
  const targets: Record<string, LinksetTarget[]> = {}
  const add = (type: string, target: LinksetTarget) => {
    const known = targets[type] ?? []
    targets[type] = [...known, target]
  }
  for (const link of links) {
    add(link.link_type, targetOf(link))
    if (link.role === 'default') add(DEFAULT_LINK, { href: link.href, title: link.title })
    if (link.role === 'variant') add(DEFAULT_LINK_MULTI, targetOf(link))
  }
  return { anchor, ...targets }
}

function targetOf({ href, title, media_type, hreflang }: ResolverLink): LinksetTarget {
  return {
    href,
    title,
    ...(media_type !== undefined && { type: media_type }),
    ...(hreflang.length > 0 && { hreflang }),
  }
}

/** A form that a list of links can have. */
export type LinksetForm = 'application/linkset+json' | 'application/json' | 'application/ld+json' | 'text/html'

const forms: readonly LinksetForm[] = [LINKSET_MEDIA_TYPE, 'application/json', 'application/ld+json', 'text/html']

/** The form that a request wants a list of links in: the one it names and wants most, else the linkset in JSON. */
export function linksetForm(accept: string | undefined): LinksetForm {
  const wanted = preferencesOf(accept)
  const named = forms.filter((form) => wanted.some(({ range, weight }) => range === form && weight > 0))
  const top = Math.max(0, ...named.map((form) => mediaWeight(wanted, form)))
  return named.find((form) => mediaWeight(wanted, form) === top) ?? LINKSET_MEDIA_TYPE
}

/** True when a request wants a page for people to read, as browsers do. */
export function wantsPage(accept: string | undefined): boolean {
  return isAskedFor(preferencesOf(accept), 'text/html')
}
