import { custodyErrors, pathOf, type ResolverRequest, readResolverRequest } from '@symbolon/protocol/custody'
import { explainOnPages, type FindOwnPage, type OwnPage, sendPage } from '../../custody/index.ts'
import { type App, limitResolutions, type NodeContext } from '../../kernel/index.ts'
import { writePackPage } from './pack-page.ts'
import { pageWords } from './pack-words.ts'
import type { ReadPublicPack } from './public-pack.ts'

/** What the public pages of packs are made with. */
export interface PackPagesParts {
  readonly context: Pick<NodeContext, 'clock'>
  readonly readPublicPack: ReadPublicPack
}

/** Traceability information about the thing itself. @source GS1 Web vocabulary, gs1:traceability */
const traceability = 'https://ref.gs1.org/voc/traceability'

/** The page of the pack that a Digital Link names, for the resolver. */
export function packPageFinder({ context: { clock }, readPublicPack }: PackPagesParts): FindOwnPage {
  return async ({ elements, attributes }): Promise<OwnPage | undefined> => {
    const named = new Map(elements)
    const [gtin, serial] = [named.get('01'), named.get('21')]
    if (gtin === undefined || serial === undefined) return undefined
    const pack = await readPublicPack(gtin, serial)
    if (pack === undefined) return undefined
    const code = { lot: named.get('10'), expiry: attributes.get('17') }
    const path = pathOf(elements)
    return {
      path: `/packs${path}`,
      anchor: pathOf([
        ['01', gtin],
        ['21', serial],
      ]),
      link_type: traceability,
      title: pageWords.title,
      write: (at) => writePackPage({ pack, gtin, serial, code, now: clock.now() }, at),
    }
  }
}

/** `/packs/01/…/21/…`: where the page of a pack stands for whoever was led to it. */
export async function addPackPages(app: App, parts: PackPagesParts): Promise<void> {
  const find = packPageFinder(parts)
  await app.register(async (scope) => {
    const pages = scope as App
    explainOnPages(pages)
    const route = { schema: { hide: true }, onRequest: limitResolutions }
    pages.get('/packs/*', route, async (request, reply) => {
      const page = await find(requestAt(request.url))
      if (page === undefined) throw custodyErrors.CUSTODY_LINK_UNKNOWN()
      return sendPage({ request, reply }, page)
    })
  })
}

function requestAt(url: string): ResolverRequest {
  return readResolverRequest(url.slice('/packs'.length))
}
