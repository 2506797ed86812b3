import { custodyErrors } from '../errors.ts'
import { isDescriptive, linkTypeOf } from './link-types.ts'

/** Links that stand at one identifier at most. */
export const RESOLVER_LINKS_MAX = 64
/** UTF-16 units of a link's target. */
export const RESOLVER_HREF_CHARS_MAX = 2_048
/** UTF-16 units of a link's title. */
export const RESOLVER_TITLE_CHARS_MAX = 200
/** Languages that a link's target is in at most. */
export const RESOLVER_LANGUAGES_MAX = 16

/**
 * What a link is at its identifier: `default` the one that is followed when nothing else is asked, `variant` one that is
 * followed in its place by whom its language or media type fits, `other` one that has to be asked for.
 * @source GS1-Conformant Resolver 1.2 §2.5.8
 */
export type ResolverLinkRole = 'default' | 'variant' | 'other'

/** One link from an identifier to something about it. @source GS1-Conformant Resolver 1.2 §2.5 */
export interface ResolverLink {
  /** The identifier: path of its canonical Digital Link, `/01/09506000134352/10/A1`. */
  readonly anchor: string
  /** Address of a link type in the GS1 Web vocabulary. */
  readonly link_type: string
  /** Target, https. */
  readonly href: string
  readonly title: string
  /** Languages of the target, `el` or `el-CY`; none when it has no language. */
  readonly hreflang: readonly string[]
  readonly media_type?: string
  readonly role: ResolverLinkRole
}

/** A link as whoever records it writes it. */
export interface WrittenLink {
  readonly link_type: string
  readonly href: string
  readonly title: string
  readonly hreflang?: readonly string[] | undefined
  readonly media_type?: string | undefined
  readonly role?: ResolverLinkRole | undefined
}

/** The member of a link that is refused. */
type LinkMember = keyof WrittenLink

/**
 * Links as they may stand at an identifier, checked one by one and together.
 * @throws CUSTODY_LINK_INVALID naming the member that is refused, CUSTODY_LINKS_TOO_MANY, CUSTODY_LINK_DEFAULTS
 * @source GS1-Conformant Resolver 1.2 §2.5.1 to §2.5.8
 */
export function resolverLinksAt(anchor: string, written: readonly WrittenLink[]): ResolverLink[] {
  if (written.length > RESOLVER_LINKS_MAX) throw custodyErrors.CUSTODY_LINKS_TOO_MANY({ max: RESOLVER_LINKS_MAX })
  const links = written.map((link, at) => checkedLink(anchor, { link, at }))
  const defaults = links.filter(({ role }) => role === 'default').length
  const variants = links.filter(({ role }) => role === 'variant').length
  if (defaults > 1 || (variants > 0 && defaults === 0)) throw custodyErrors.CUSTODY_LINK_DEFAULTS({ anchor })
  return links
}

function checkedLink(anchor: string, { link, at }: { link: WrittenLink; at: number }): ResolverLink {
  const refuse = (member: LinkMember) => custodyErrors.CUSTODY_LINK_INVALID({ pointer: `/links/${at}/${member}` })
  const link_type = linkTypeOf(link.link_type)
  if (link_type === undefined || !isDescriptive(link_type)) throw refuse('link_type')
  const href = targetOf(link.href)
  if (href === undefined) throw refuse('href')
  if (!isTitle(link.title)) throw refuse('title')
  const { hreflang = [], media_type, role = 'other' } = link
  if (hreflang.length > RESOLVER_LANGUAGES_MAX || !hreflang.every(isLanguageTag)) throw refuse('hreflang')
  if (media_type !== undefined && !/^[a-z]+\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/.test(media_type)) {
    throw refuse('media_type')
  }
  return { anchor, link_type, href, title: link.title, hreflang, ...(media_type !== undefined && { media_type }), role }
}

/** https and nothing that hides where it leads. */
function targetOf(text: string): string | undefined {
  if (text.length > RESOLVER_HREF_CHARS_MAX || !URL.canParse(text)) return undefined
  const { protocol, username, password, href } = new URL(text)
  const isPlain = protocol === 'https:' && username === '' && password === ''
  return isPlain && href.length <= RESOLVER_HREF_CHARS_MAX ? href : undefined
}

function isTitle(text: string): boolean {
  return text.trim() !== '' && text.length <= RESOLVER_TITLE_CHARS_MAX && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)
}

/** The forms of BCP 47 that the schema of linksets knows. */
function isLanguageTag(text: string): boolean {
  return /^[a-z]{2}(-[A-Z]{2})?$/.test(text)
}
