import {
  type HeaderLink,
  LINKSET_CONTEXT,
  LINKSET_MEDIA_TYPE,
  linkHeader,
  linksetForm,
  linksetOf,
  pathOf,
  type Resolution,
  type ResolverLink,
  type ResolverRequest,
  redirectTarget,
  wantsPage,
} from '@symbolon/protocol/custody'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { originOf } from '../../kernel/index.ts'
import { pagePlaceOf } from './page-language.ts'
import { pagePolicy } from './page-style.ts'
import type { OwnPage } from './ports.ts'
import { linksPage } from './resolver-pages.ts'

/** Seconds that a redirect or a list of links may be kept: links change, and a recall has to be seen soon. */
export const RESOLUTION_KEPT_S = 60

const html = 'text/html; charset=utf-8'

/** One look-up, on its way to an answer. */
export interface LookUp {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly asked: ResolverRequest
  /** The request came in the short form of a tag: its whole form is told. */
  readonly was_compressed?: true
}

/** Sends what was decided, with the way to all links in the Link header. @source GS1-Conformant Resolver 1.2 §2.9, §2.10 */
export function answerRequest(
  look: LookUp,
  { resolution, page, own }: { resolution: Resolution; page: OwnPage | undefined; own: ResolverLink | undefined },
): FastifyReply {
  const { request, reply, asked } = look
  const { accept } = request.headers
  reply.header('vary', 'Accept, Accept-Language').header('cache-control', `public, max-age=${RESOLUTION_KEPT_S}`)
  reply.header('link', linkHeader(headerLinks(look)))
  if (resolution.outcome !== 'redirect') return sendLinks(look, resolution)
  const { link, by } = resolution
  const isHere = page !== undefined && link === own && by === 'default' && asked.link_type === undefined
  if (isHere && wantsPage(accept)) return sendPage({ request, reply }, page)
  return reply.code(307).header('location', redirectTarget(link.href, asked.query)).send('')
}

/** @source GS1-Conformant Resolver 1.2 §2.3 (owl:sameAs), §2.9 */
function headerLinks({ request, asked: { elements }, was_compressed }: LookUp): HeaderLink[] {
  const whole = `${originOf(request)}${pathOf(elements)}`
  const linkset = { href: `${whole}?linkType=linkset`, rel: 'linkset', type: LINKSET_MEDIA_TYPE }
  const links: HeaderLink[] = [{ ...linkset, title: 'All links of this identifier' }]
  return was_compressed ? [...links, { href: whole, rel: 'owl:sameAs', title: 'This link in full' }] : links
}

function sendLinks(look: LookUp, { outcome, links }: Exclude<Resolution, { outcome: 'redirect' }>): FastifyReply {
  const { request, reply } = look
  const form = linksetForm(request.headers.accept)
  const root = originOf(request)
  reply.code(outcome === 'choices' ? 300 : 200)
  if (form === 'text/html') {
    const place = pagePlaceOf(request.url, request.headers['accept-language'])
    const kind = outcome === 'choices' ? 'choices' : 'links'
    return reply
      .type(html)
      .header('content-language', place.language)
      .send(linksPage(links, { ...place, kind }))
  }
  const context = { href: LINKSET_CONTEXT, rel: 'http://www.w3.org/ns/json-ld#context', title: 'Linkset context' }
  const linkset = linksetOf(root, links)
  const isLd = form === 'application/ld+json'
  if (!isLd) reply.header('link', linkHeader([...headerLinks(look), { ...context, type: 'application/ld+json' }]))
  const text = JSON.stringify(isLd ? { '@context': LINKSET_CONTEXT, ...linkset } : linkset)
  // As bytes, since a charset would be put behind the media type of a text, which JSON has none of.
  return reply.type(form).send(Buffer.from(text))
}

/** A status is true for a moment: no copy of the page is kept, which leaves no trace on the reader's side either. */
export function sendPage({ request, reply }: Pick<LookUp, 'request' | 'reply'>, page: OwnPage): FastifyReply {
  const place = pagePlaceOf(request.url, request.headers['accept-language'])
  return reply
    .type(html)
    .header('content-language', place.language)
    .header('content-security-policy', pagePolicy)
    .header('cache-control', 'no-store')
    .header('vary', 'Accept, Accept-Language')
    .send(page.write(place))
}
