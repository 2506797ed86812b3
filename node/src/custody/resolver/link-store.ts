import type { ResolverLink, ResolverLinkRole } from '@symbolon/protocol/custody'
import type { Id } from '@symbolon/protocol/kernel'
import type { Queries, Statement } from '../../kernel/index.ts'

interface Row {
  readonly anchor: string
  readonly link_type: string
  readonly href: string
  readonly title: string
  readonly hreflang: string[]
  readonly media_type: string | null
  readonly role: ResolverLinkRole
}

/** All links at the identifiers, in the order that they were recorded in. */
export async function readLinks(queries: Queries, anchors: readonly string[]): Promise<ResolverLink[]> {
  const rows = await queries.query<Row>({
    name: 'custody_resolver_links',
    text: `select anchor, link_type, href, title, hreflang, media_type, role from custody.resolver_link
      where anchor = any($1) order by anchor, position`,
    values: [anchors],
  })
  return rows.map(({ media_type, ...row }) => ({ ...row, ...(media_type !== null && { media_type }) }))
}

/** Identifiers of a key that have links, and whether one of them is a default, up to a number of them. */
export interface LinkedAnchor {
  readonly anchor: string
  readonly has_default: boolean
}

export function linkedAnchors(key: string, max: number): Statement {
  return {
    name: 'custody_resolver_anchors',
    text: `select anchor, bool_or(role = 'default') as has_default from custody.resolver_link
      where key = $1 group by anchor limit $2`,
    values: [key, max],
  }
}

/** Answers with one row for each link that stood there. */
export function deleteLinks(anchor: string): Statement {
  return {
    name: 'custody_resolver_links_delete',
    text: 'delete from custody.resolver_link where anchor = $1 returning 1',
    values: [anchor],
  }
}

export interface LinksToWrite {
  readonly anchor: string
  readonly key: string
  readonly party: Id<'party'>
  readonly links: readonly ResolverLink[]
}

export function insertLinks({ anchor, key, party, links }: LinksToWrite): Statement {
  return {
    name: 'custody_resolver_links_insert',
    text: `insert into custody.resolver_link
        (anchor, key, party, position, link_type, href, title, hreflang, media_type, role)
      select $1, $2, $3, position - 1, link->>'link_type', link->>'href', link->>'title',
        array(select jsonb_array_elements_text(link->'hreflang')), link->>'media_type', link->>'role'
      from jsonb_array_elements($4::jsonb) with ordinality as given (link, position)`,
    values: [anchor, key, party, JSON.stringify(links)],
  }
}
