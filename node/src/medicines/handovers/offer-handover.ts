import { type Hex, type Id, isId, newId } from '@symbolon/protocol/kernel'
import { handOverIntent, medicinesErrors } from '@symbolon/protocol/medicines'
import type { MedicinesDoor } from '../door.ts'
import { saveEvents } from '../events/event-queue.ts'
import { shippingEvent } from '../events/handover-events.ts'
import { OFFER_DAYS_MAX } from '../medicines-limits.ts'
import { type Actor, holderLicence } from '../policy.ts'
import { placeOf, requireDeadline, requireSigned } from '../relay.ts'
import { requireOfferable } from './check-ranges.ts'
import { requireContainer } from './container.ts'
import type { Offering } from './handover-schemas.ts'
import {
  findHandover,
  findOffer,
  type HandoverRow,
  insertHandover,
  lockOffers,
  type RangeRow,
  tokenOf,
} from './handover-store.ts'

/**
 * The packs are offered to the receiver until the deadline; nothing of it is on the ledger. Said again, it is the same offer.
 * @throws MEDICINES_RECEIVER_UNLICENSED, MEDICINES_RANGE_…, MEDICINES_CONTAINER_INVALID, MEDICINES_DEADLINE_INVALID,
 * MEDICINES_INTENT_SIGNATURE_INVALID
 */
export async function offerHandover(door: MedicinesDoor, sender: Actor, wish: Offering): Promise<HandoverRow> {
  const { context, events } = door
  const { clock, database, random } = context
  const now = clock.now()
  const signed = { party: sender.party, signature: wish.signature as Hex }
  const before = await findOffer(database, signed)
  if (before) return before
  requireDeadline(wish.deadline, { now, days_max: OFFER_DAYS_MAX })
  const container = wish.container === undefined ? null : requireContainer(wish.container)
  const receiver = await requireReceiver(door, { to: wish.to, sender })
  const asked = { ranges: wish.ranges, holder: sender.address, now: new Date(now) }
  const ranges = await requireOfferable(database, asked)
  const sides = { from: sender.address, to: receiver.address }
  const intent = intentOf({ ranges, ...sides, deadline: wish.deadline })
  await requireSigned(handOverIntent({ ...placeOf(context), ...intent }), wish.signature as Hex, sender.address)
  const wanted = newId('handover', now, random(10))
  const told = { handover: wanted, container, ranges, from: sender.party, to: receiver.party }
  const event = await shippingEvent(told, { context, events, at: now })
  const handover = await database.transaction(async (queries) => {
    await queries.query(lockOffers(sender.party))
    // What was true before it may have changed since.
    const meanwhile = await findOffer(queries, signed)
    if (meanwhile) return meanwhile.handover
    await requireOfferable(queries, asked)
    await queries.query(
      insertHandover({
        handover: wanted,
        from_party: sender.party,
        from_address: sender.address,
        to_party: receiver.party,
        to_address: receiver.address,
        container,
        deadline: new Date(wish.deadline * 1000),
        from_signature: wish.signature as Hex,
        offered_at: new Date(now),
        ranges,
      }),
    )
    await saveEvents(queries, [event])
    return wanted
  })
  return (await findHandover(database, { handover, party: sender.party })) as HandoverRow
}

/** What both sides sign. */
export function intentOf(of: {
  readonly ranges: readonly Pick<RangeRow, 'number' | 'first' | 'count' | 'moves'>[]
  readonly from: Hex
  readonly to: Hex
  /** Seconds since 1970. */
  readonly deadline: number
}) {
  const ranges = of.ranges.map(({ number, first, count, moves }) => ({
    first: tokenOf({ number, first }),
    count,
    moves,
  }))
  return { ranges, from: of.from, to: of.to, deadline: BigInt(of.deadline) }
}

async function requireReceiver(
  { parties }: MedicinesDoor,
  { to, sender }: { readonly to: string; readonly sender: Actor },
): Promise<{ readonly party: Id<'party'>; readonly address: Hex }> {
  const receiver = isId('party', to) ? await parties.byId(to) : undefined
  const roles = new Set(receiver?.roles.map(({ role }) => role))
  if (!receiver || receiver.party === sender.party || !holderLicence(roles)) {
    throw medicinesErrors.MEDICINES_RECEIVER_UNLICENSED()
  }
  return receiver
}
