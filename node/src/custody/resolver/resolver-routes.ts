import {
  describeResolver,
  levelsOf,
  RESOLVER_DESCRIPTION_PATH,
  type ResolverLink,
  readResolverRequest,
  resolvedKeys,
  resolveLinks,
  uncompressedPath,
} from '@symbolon/protocol/custody'
import { kernelErrors } from '@symbolon/protocol/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, limitResolutions, type NodeContext, originOf } from '../../kernel/index.ts'
import { answerRequest, type LookUp } from './answer-request.ts'
import { explainOnPages } from './explain-on-pages.ts'
import { readLinks } from './link-store.ts'
import { pagePolicy } from './page-style.ts'
import type { FindOwnPage, OwnPage } from './ports.ts'

export interface ResolverDoor {
  readonly context: NodeContext
  readonly findOwnPage: FindOwnPage
}

const methods = ['GET', 'HEAD', 'OPTIONS'] as const
const refused = ['POST', 'PUT', 'PATCH', 'DELETE'] as const

/**
 * Every path of a Digital Link at the root of this node, and the description file. Whoever looks one up changes nothing
 * and is written down nowhere. @source GS1-Conformant Resolver 1.2
 */
export function resolverRoutes(app: App, door: ResolverDoor): void {
  explainOnPages(app)
  const route = { schema: { hide: true }, onRequest: [inviteEveryPage, limitResolutions] }
  const refusing = { schema: { hide: true }, onRequest: refuseMethod, config: { idempotency: 'exempt' } } as const
  for (const key of resolvedKeys) {
    const path = `/${key}/*`
    app.get(path, route, (request, reply) => lookUp(door, { request, reply, asked: readResolverRequest(request.url) }))
    app.options(path, route, (_request, reply) => reply.code(204).header('allow', methods.join(', ')).send())
    app.route({ ...refusing, method: [...refused], url: path, handler: refuseMethod })
  }
  for (const form of ['/eh*', '/ex*']) {
    app.get(form, route, (request, reply) => lookUp(door, { request, reply, ...uncompressed(request.url) }))
  }
  app.get(RESOLVER_DESCRIPTION_PATH, { ...route, config: { etag: true } }, (request, reply) =>
    reply.type('application/json').send(Buffer.from(JSON.stringify(describeResolver(originOf(request))))),
  )
}

/** A page of any site may ask, and read what it is led to. @source GS1-Conformant Resolver 1.2 §2.2; WHATWG Fetch */
function inviteEveryPage(_request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  reply.header('content-security-policy', pagePolicy)
  reply.header('access-control-allow-origin', '*')
  reply.header('access-control-allow-methods', methods.join(', '))
  reply.header('access-control-allow-headers', 'Accept, Accept-Language')
  reply.header('access-control-expose-headers', 'Link, Location')
  done()
}

async function refuseMethod(): Promise<never> {
  throw kernelErrors.KERNEL_METHOD_NOT_ALLOWED({ allowed: [...methods] })
}

/** What a tag says in short. @source GS1-Conformant Resolver 1.2 §2.3 */
function uncompressed(url: string): Pick<LookUp, 'asked' | 'was_compressed'> {
  const mark = url.indexOf('?')
  const [path, query] = mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark)]
  const whole = uncompressedPath(path.replace(/^\//, '').replace(/\/$/, ''))
  return { asked: readResolverRequest(`${whole}${query}`), was_compressed: true }
}

async function lookUp({ context: { database }, findOwnPage }: ResolverDoor, look: LookUp): Promise<FastifyReply> {
  const { request, asked } = look
  const levels = levelsOf(asked.elements)
  const [stored, page] = await Promise.all([readLinks(database, levels), findOwnPage(asked)])
  const own = page && ownLink(page, originOf(request))
  const links = own === undefined ? stored : [own, ...stored.map((link) => besideOwn(link, own))]
  const { accept, 'accept-language': accept_language } = request.headers
  const resolution = resolveLinks(levels, { links, link_type: asked.link_type, accept, accept_language })
  return answerRequest(look, { resolution, page, own })
}

/** A page of this node is the default of what it is about: nobody leads past what it says of a recall. */
function ownLink({ path, anchor, link_type, title }: OwnPage, root: string): ResolverLink {
  const [href, media_type] = [`${root}${path}`, 'text/html']
  return { anchor, link_type, href, title: title.en, hreflang: ['el', 'en'], media_type, role: 'default' }
}

function besideOwn(link: ResolverLink, own: ResolverLink): ResolverLink {
  return link.anchor === own.anchor ? { ...link, role: 'other' } : link
}
