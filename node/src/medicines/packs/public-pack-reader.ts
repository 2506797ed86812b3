import { digitalLinkOf } from '@symbolon/protocol/custody'
import type { Milliseconds } from '@symbolon/protocol/kernel'
import {
  type ClassState,
  classStateOf,
  type KnownPack,
  ownOutcomeOf,
  packStateNumbers,
} from '@symbolon/protocol/medicines'
import type { Queries } from '../../kernel/index.ts'
import type { JourneyLine, JourneyStep, PublicPack, ReadPublicPack } from '../public-page/public-pack.ts'
import { knownPackOf } from './known-pack.ts'
import type { PackPlace } from './pack-index.ts'
import type { PacksDoor } from './packs-door.ts'
import { MARK_PACKS_MAX } from './packs-limits.ts'

/** What anybody may be told of a pack; the page of a pack shows it. */
export function publicPackReader(door: PacksDoor): ReadPublicPack {
  const { index, names, age_ms_max, context } = door
  return async (gtin, serial) => {
    const place = index.find({ gtin, serial })
    const product = names.nameOf(gtin)
    if (!place && !product && !index.knows(gtin, undefined).product) return undefined
    const now = context.clock.now()
    const { asOf } = index
    const pack = place && knownPackOf(index, place)
    // What holds for the lot or the product is told beside it, so that neither hides the other.
    const outcome = ownOutcomeOf({
      scan: { gtin, serial },
      ...(pack && { pack }),
      now,
      ...(asOf !== undefined && { ledger_age_ms: Math.max(0, now - asOf) }),
      ledger_age_ms_max: age_ms_max,
    })
    const told = { outcome, product: product ?? { el: gtin, en: gtin }, ...(asOf !== undefined && { as_of: asOf }) }
    if (!place || !pack) return { ...told, stops: [], journey: [] }
    return { ...told, ...(await presentKnown(door, { place, pack, now })) }
  }
}

async function presentKnown(
  { context, names }: PacksDoor,
  { place, pack, now }: { readonly place: PackPlace; readonly pack: KnownPack; readonly now: Milliseconds },
): Promise<Omit<PublicPack, 'outcome' | 'product' | 'as_of'>> {
  const maker = names.makerOf(place.batch.facts.maker)
  const { gtin, serial, lot, expiry, state } = pack
  const link = digitalLinkOf([
    ['01', gtin],
    ['21', serial],
  ])
  return {
    ...(state === 'supplied' && { is_dispensed: true }),
    stops: stopsOf(pack, now),
    ...(maker && { maker: maker.el === maker.en ? maker.en : `${maker.el} · ${maker.en}` }),
    lot,
    expiry,
    journey: await readJourney(context.database, place),
    proof: `/v1/packs/proof?link=${encodeURIComponent(link)}`,
  }
}

/** Everything that speaks against using it. */
function stopsOf({ is_withdrawn, is_recalled, expiry }: KnownPack, now: Milliseconds): ClassState[] {
  const isExpired = classStateOf({ is_withdrawn: false, is_recalled: false, expiry }, now) !== undefined
  return [
    ...(is_withdrawn ? (['withdrawn'] as const) : []),
    ...(is_recalled ? (['recalled'] as const) : []),
    ...(isExpired ? (['expired'] as const) : []),
  ]
}

/** Something that happened to a pack. */
export interface PackChange {
  readonly kind: 'batch' | 'move' | 'mark'
  readonly state: number | null
  readonly at: Date
  /** Country of who made or received it; null for a mark, and where the party says none. */
  readonly country: string | null
}

/** What the ledger said of one pack, oldest first. */
export function readPackChanges(queries: Queries, { batch, index }: PackPlace): Promise<PackChange[]> {
  return queries.query<PackChange>({
    name: 'medicines_pack_changes',
    text: `select told.kind, told.state, told.at, party.country from (
        select change, kind, state, at, holder from medicines.change
          where batch = $1 and kind in ('batch', 'move') and first <= $2 and first + count > $2
        union all
        select change, kind, state, at, null from medicines.change
          where batch = $1 and kind = 'mark' and first <= $2 and first > $2::integer - $3::integer and first + count > $2
      ) told left join identity.known_party party on party.address = told.holder order by told.change`,
    values: [batch.facts.batch, index, MARK_PACKS_MAX],
  })
}

/** Steps by month, and by country where the party says in which one it works: never a place within it, never a day. */
async function readJourney(queries: Queries, place: PackPlace): Promise<JourneyLine[]> {
  const changes = await readPackChanges(queries, place)
  let country: string | null = null
  return changes.flatMap((change) => {
    // What is done with a pack is done where it is held.
    if (change.kind !== 'mark') country = change.country
    const step = stepOf(change)
    return step ? [{ step, ...(country !== null && { country }), month: change.at.toISOString().slice(0, 7) }] : []
  })
}

function stepOf({ kind, state }: PackChange): JourneyStep | undefined {
  if (kind === 'batch') return 'made'
  if (kind === 'move') return 'arrived'
  if (state === packStateNumbers.supplied) return 'dispensed'
  if (state === packStateNumbers.active) return 'returned'
  if (state === packStateNumbers.repackaged) return 'repackaged'
  const stays: readonly (number | null)[] = [
    packStateNumbers.partly_supplied,
    packStateNumbers.quarantined,
    packStateNumbers.quarantined_by_regulator,
  ]
  return stays.includes(state) ? undefined : 'ended'
}
