import { custodyErrors, RESOLVER_HREF_CHARS_MAX, type ResolverLink } from '@symbolon/protocol/custody'
import { z } from 'zod'
import { requireParty } from '../../identity/index.ts'
import type { App, NodeContext } from '../../kernel/index.ts'
import { readLinks } from './link-store.ts'
import type { MayWriteLinks } from './ports.ts'
import { linkPlaceOf, removeLinks, replaceLinks } from './write-links.ts'

const tags = ['links']
const querystring = z.object({
  of: z.string().describe('Path of a GS1 Digital Link: /01/09506000134352, /01/09506000134352/10/A1'),
})
const role = z
  .enum(['default', 'variant', 'other'])
  .describe('default: followed unless something else is asked; variant: in its place, where language or type fits')
const written = z.object({
  link_type: z.string().max(200).describe('Of the GS1 Web vocabulary: gs1:pip, or its address'),
  href: z.string().max(RESOLVER_HREF_CHARS_MAX).describe('https'),
  title: z.string(),
  hreflang: z.array(z.string()).optional().describe('el, el-CY'),
  media_type: z.string().optional(),
  role: role.optional(),
})
const linksSchema = z
  .object({
    of: z.string(),
    links: z.array(
      z.object({
        link_type: z.string(),
        href: z.string(),
        title: z.string(),
        hreflang: z.array(z.string()),
        media_type: z.string().nullable(),
        role,
      }),
    ),
  })
  .meta({ id: 'ResolverLinks', description: 'Where one GS1 identifier leads (GS1-Conformant Resolver 1.2)' })

export interface LinkDoor {
  readonly context: NodeContext
  readonly mayWriteLinks: MayWriteLinks
}

/** /v1/links: what the resolver knows, written by whoever holds the GS1 prefix. */
export function linkRoutes(app: App, { context: { database }, mayWriteLinks }: LinkDoor): void {
  const read = {
    tags,
    security: [],
    summary: 'Links of one identifier, without those of its key',
    querystring,
    response: { 200: linksSchema },
  }
  app.get('/v1/links', { schema: read, config: { problems: ['404'] } }, async (request) => {
    const { anchor } = linkPlaceOf(request.query.of)
    const links = await readLinks(database, [anchor])
    if (links.length === 0) throw custodyErrors.CUSTODY_LINK_UNKNOWN()
    return present(anchor, links)
  })

  const put = {
    tags,
    summary: 'Set all links of one identifier; repeating it changes nothing',
    querystring,
    body: z.object({ links: z.array(written).min(1) }),
    response: { 200: linksSchema },
  }
  app.put('/v1/links', { schema: put }, async (request) => {
    const place = linkPlaceOf(request.query.of)
    const { party } = requireParty(request)
    if (!(await mayWriteLinks(party, place.of))) throw custodyErrors.CUSTODY_LINK_NOT_YOURS()
    return present(place.anchor, await replaceLinks(database, { place, party, written: request.body.links }))
  })

  const remove = { tags, summary: 'Remove all links of one identifier', querystring, response: { 204: z.null() } }
  app.delete('/v1/links', { schema: remove, config: { problems: ['404'] } }, async (request, reply) => {
    const place = linkPlaceOf(request.query.of)
    const { party } = requireParty(request)
    if (!(await mayWriteLinks(party, place.of))) throw custodyErrors.CUSTODY_LINK_NOT_YOURS()
    await removeLinks(database, place)
    return reply.code(204).send(null)
  })
}

function present(of: string, links: readonly ResolverLink[]) {
  return {
    of,
    links: links.map(({ link_type, href, title, hreflang, media_type = null, role }) => ({
      link_type,
      href,
      title,
      hreflang: [...hreflang],
      media_type,
      role,
    })),
  }
}
