import { medicinesErrors } from '@symbolon/protocol/medicines'
import type { App, Queries } from '../../kernel/index.ts'
import type { MedicinesDoor } from '../door.ts'
import { saveEvents } from '../events/event-queue.ts'
import { containerLink, eventAt } from '../events/event-words.ts'
import { childrenOf, packsIn } from '../events/handover-events.ts'
import { type Actor, holderRoles, requireRole } from '../policy.ts'
import { requireHeld } from './check-ranges.ts'
import { requireContainer } from './container.ts'
import { packed, packing } from './handover-schemas.ts'
import { columnsOf, type RangeRow } from './handover-store.ts'

const tags = ['medicines']

/** /v1/packings: which packs are in which container; an aggregation event each time. */
export function packingRoutes(app: App, door: MedicinesDoor): void {
  const schema = { tags, body: packing, response: { 201: packed } }
  const pack = { ...schema, summary: 'Pack packs into a container' }
  app.post('/v1/packings', { schema: pack }, async (request, reply) => {
    const actor = await requireRole(door.context, request, holderRoles)
    return reply.code(201).send(await change(door, actor, { ...request.body, action: 'ADD' }))
  })
  const unpack = { ...schema, summary: 'Take packs out of a container, as they were packed' }
  app.post('/v1/packings/unpackings', { schema: unpack }, async (request, reply) => {
    const actor = await requireRole(door.context, request, holderRoles)
    return reply.code(201).send(await change(door, actor, { ...request.body, action: 'DELETE' }))
  })
}

interface Packing {
  readonly container: string
  readonly ranges: readonly { batch: string; first: number; count: number; moves: number }[]
  readonly action: 'ADD' | 'DELETE'
}

async function change({ context }: MedicinesDoor, actor: Actor, wish: Packing) {
  const { database, clock } = context
  const container = requireContainer(wish.container)
  const at = clock.now()
  await database.transaction(async (queries) => {
    const { rows } = await requireHeld(queries, { ranges: wish.ranges, holder: actor.address, now: new Date(at) })
    await requireFit(queries, { rows, container, action: wish.action })
    const store = wish.action === 'ADD' ? packText : unpackText
    await queries.query({ ...store, values: [...columnsOf(rows), container, actor.party, new Date(at)] })
    await saveEvents(queries, [{ party: actor.party, body: await bodyOf(queries, { ...wish, rows, container, at }) }])
  })
  return { container, packs: packsIn(wish.ranges), at: new Date(at).toISOString() }
}

async function bodyOf(
  queries: Queries,
  of: { rows: readonly RangeRow[]; container: string; at: number; action: 'ADD' | 'DELETE' },
) {
  return {
    ...eventAt('AggregationEvent', of.at),
    parentID: containerLink(of.container),
    ...(await childrenOf(queries, of.rows)),
    action: of.action,
    bizStep: of.action === 'ADD' ? 'packing' : 'unpacking',
    disposition: 'in_progress',
  }
}

/** A pack is in one container at a time; whole packings are undone, nothing else. @throws MEDICINES_CONTAINER_HOLDS */
async function requireFit(
  queries: Queries,
  { rows, container, action }: { rows: readonly RangeRow[]; container: string; action: 'ADD' | 'DELETE' },
): Promise<void> {
  const misfits = await queries.query<{ range: number }>({
    ...(action === 'ADD' ? packedAlready : notPacked),
    values: [...columnsOf(rows), ...(action === 'ADD' ? [] : [container])],
  })
  const [misfit] = misfits
  if (misfit) throw medicinesErrors.MEDICINES_CONTAINER_HOLDS({ range: misfit.range })
}

const asked = `unnest($1::text[], $2::integer[], $3::integer[], $4::integer[]) with ordinality
  r (batch, first, count, moves, place)`
const packedAlready = {
  name: 'medicines_packed_already',
  text: `select (r.place - 1)::integer as range from ${asked}
    where exists (select from medicines.packing p where p.unpacked_at is null and p.batch = r.batch
      and p.first < r.first + r.count and p.first + p.count > r.first) order by r.place limit 1`,
}
const notPacked = {
  name: 'medicines_not_packed',
  text: `select (r.place - 1)::integer as range from ${asked}
    where not exists (select from medicines.packing p where p.unpacked_at is null and p.container = $5
      and p.batch = r.batch and p.first = r.first and p.count = r.count) order by r.place limit 1`,
}
const packText = {
  name: 'medicines_pack',
  text: `insert into medicines.packing (container, batch, first, count, party, packed_at)
    select $5, r.batch, r.first, r.count, $6, $7 from ${asked}`,
}
const unpackText = {
  name: 'medicines_unpack',
  text: `update medicines.packing p set unpacked_at = $7 from ${asked}
    where p.unpacked_at is null and p.container = $5 and p.batch = r.batch and p.first = r.first and p.count = r.count
      and $6::text is not null`,
}
