import {
  anchorOf,
  custodyErrors,
  pathOf,
  type ResolverLink,
  readResolverRequest,
  resolverLinksAt,
  type WrittenLink,
} from '@symbolon/protocol/custody'
import type { Id } from '@symbolon/protocol/kernel'
import type { Database, Queries } from '../../kernel/index.ts'
import { deleteLinks, insertLinks, type LinkedAnchor, linkedAnchors } from './link-store.ts'
import type { LinkedKey } from './ports.ts'

/** Identifiers of one key that may have links of their own. */
export const RESOLVER_ANCHORS_MAX = 10_000

/** Where links are recorded. */
export interface LinkPlace {
  readonly anchor: string
  /** Path of the key alone, which equals the anchor where nothing follows it. */
  readonly key: string
  readonly of: LinkedKey
}

/** @throws CUSTODY_DIGITAL_LINK_INVALID, CUSTODY_LINK_ANCHOR */
export function linkPlaceOf(path: string): LinkPlace {
  const { elements, query } = readResolverRequest(path)
  const [key] = elements
  // A path has no query: what would be cut off is refused.
  if (key === undefined || query !== '') throw custodyErrors.CUSTODY_LINK_ANCHOR()
  return { anchor: anchorOf(elements), key: pathOf([key]), of: { ai: key[0], data: key[1] } }
}

/** The links of an identifier are these and no others. @throws CUSTODY_LINK_DEFAULTS, CUSTODY_LINKS_TOO_MANY, CUSTODY_LINK_INVALID */
export function replaceLinks(
  database: Database,
  { place, party, written }: { place: LinkPlace; party: Id<'party'>; written: readonly WrittenLink[] },
): Promise<ResolverLink[]> {
  const links = resolverLinksAt(place.anchor, written)
  const has_default = links.some(({ role }) => role === 'default')
  return changeLinks(database, place, async (queries, others) => {
    requireDefaults(place, [...others, { anchor: place.anchor, has_default }])
    if (others.length >= RESOLVER_ANCHORS_MAX) {
      throw custodyErrors.CUSTODY_LINKS_TOO_MANY({ max: RESOLVER_ANCHORS_MAX })
    }
    await queries.query(deleteLinks(place.anchor))
    await queries.query(insertLinks({ anchor: place.anchor, key: place.key, party, links }))
    return links
  })
}

/** No links stand at the identifier. @throws CUSTODY_LINK_UNKNOWN, CUSTODY_LINK_DEFAULTS */
export function removeLinks(database: Database, place: LinkPlace): Promise<void> {
  return changeLinks(database, place, async (queries, others) => {
    requireDefaults(place, others)
    const gone = await queries.query(deleteLinks(place.anchor))
    if (gone.length === 0) throw custodyErrors.CUSTODY_LINK_UNKNOWN()
  })
}

/** Two changes at one key see each other: each looks at what the other leaves. */
function changeLinks<T>(
  database: Database,
  { anchor, key }: LinkPlace,
  change: (queries: Queries, others: readonly LinkedAnchor[]) => Promise<T>,
): Promise<T> {
  const work = async (queries: Queries) => {
    const linked = await queries.query<LinkedAnchor>(linkedAnchors(key, RESOLVER_ANCHORS_MAX + 1))
    return change(
      queries,
      linked.filter((other) => other.anchor !== anchor),
    )
  }
  return database.transaction(work, { isolation: 'serializable' })
}

/** Each identifier leads somewhere by itself or through its key. @source GS1-Conformant Resolver 1.2 §2.5.9 */
function requireDefaults({ key }: LinkPlace, anchors: readonly LinkedAnchor[]): void {
  const keyHasOne = anchors.some(({ anchor, has_default }) => anchor === key && has_default)
  const all = keyHasOne || anchors.every(({ has_default }) => has_default)
  if (!all) throw custodyErrors.CUSTODY_LINK_DEFAULTS()
}
