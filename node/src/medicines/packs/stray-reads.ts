import type { Id } from '@symbolon/protocol/kernel'
import type { Queries } from '../../kernel/index.ts'
import { packEpc } from '../events/event-words.ts'
import type { EventCapture } from '../ports.ts'
import type { AskedPack } from './asked-alerts.ts'
import { PATH_GRACE_HOURS, STRAYS_KEPT_MAX } from './packs-limits.ts'
import { tokenIdText } from './present-pack.ts'

/**
 * Reads by parties that neither made nor hold the pack, until the offer that explains them had its time to follow the
 * goods. In memory alone: who read which pack is written down nowhere unless nothing explains it.
 */
export class StrayReads {
  readonly #strays = new Map<string, AskedPack>()
  #oldest_hour = Number.POSITIVE_INFINITY

  /** Of one party and pack the first counts. @returns false when there are too many, and it is not kept */
  add(stray: AskedPack): boolean {
    const key = `${tokenIdText(stray.place)} ${stray.read.asker}`
    if (this.#strays.has(key)) return true
    if (this.#strays.size >= STRAYS_KEPT_MAX) return false
    this.#strays.set(key, stray)
    this.#oldest_hour = Math.min(this.#oldest_hour, stray.read.hour)
    return true
  }

  /** Those whose time is over; they are not kept any longer. @param hour the present one, whole hours since 1970 */
  takeDue(hour: number): AskedPack[] {
    const isDue = (since: number) => hour - since > PATH_GRACE_HOURS
    if (!isDue(this.#oldest_hour)) return []
    const due = [...this.#strays].filter(([, { read }]) => isDue(read.hour))
    for (const [key] of due) this.#strays.delete(key)
    this.#oldest_hour = Number.POSITIVE_INFINITY
    for (const { read } of this.#strays.values()) this.#oldest_hour = Math.min(this.#oldest_hour, read.hour)
    return due.map(([, stray]) => stray)
  }
}

/**
 * Accounts of all that the path of each pack names: who made it, held it, was offered it, whatever came of the offer; and
 * the reader, where an event of one of those names it with the pack, as of a warehouse that works for a holder.
 */
export async function readLinks(
  queries: Queries,
  of: { readonly strays: readonly AskedPack[]; readonly events: Pick<EventCapture, 'isNamedParty'> },
): Promise<readonly (readonly string[])[]> {
  const paths = await readPaths(queries, of.strays)
  return Promise.all(
    of.strays.map(async ({ place, party, read: { asker } }, at) => {
      const { links = [], captors = [] } = paths[at] ?? {}
      if (links.includes(asker)) return links
      const epc = packEpc({ gtin: place.batch.facts.gtin, serial: place.batch.serialOf(place.index) })
      return (await of.events.isNamedParty({ party, epc, captors })) ? [...links, asker] : links
    }),
  )
}

interface Path {
  readonly links: readonly string[]
  readonly captors: readonly Id<'party'>[]
}

async function readPaths(queries: Queries, packs: readonly AskedPack[]): Promise<Path[]> {
  if (packs.length === 0) return []
  return queries.query<Path>({
    name: 'medicines_path_links',
    text: `select path.links, array(select p.party from identity.party p where p.address = any(path.links)) as captors
      from unnest($1::text[], $2::integer[]) with ordinality a (batch, index, place)
      cross join lateral (select array(
        select b.maker_address from medicines.batch b where b.batch = a.batch
        union select h.holder from medicines.holding h
          where h.batch = a.batch and h.first <= a.index and h.until > a.index
        union select c.holder from medicines.change c
          where c.batch = a.batch and c.kind = 'move' and c.first <= a.index and c.first + c.count > a.index and c.holder is not null
        union select unnest(array[h.from_address, h.to_address])
          from medicines.handover_range r join medicines.handover h using (handover)
          where r.batch = a.batch and r.first <= a.index and r.first + r.count > a.index
      ) as links) path
      order by a.place`,
    values: [packs.map(({ place }) => place.batch.facts.batch), packs.map(({ place }) => place.index)],
  })
}
