import type { Id, JsonObject } from '@symbolon/protocol/kernel'
import { SERIAL_ROW_BYTES, serialAt } from '@symbolon/protocol/medicines'
import type { NodeContext, Queries } from '../../kernel/index.ts'
import type { RangeRow } from '../handovers/handover-store.ts'
import { CHUNK_PACKS, EVENT_EPCS_MAX } from '../medicines-limits.ts'
import type { EventCapture } from '../ports.ts'
import type { ToldEvent } from './event-queue.ts'
import { containerLink, eventAt, lotLink, packEpc, partyLink } from './event-words.ts'

/** Packs on their way from one party to another. */
export interface ToldHandover {
  readonly handover: Id<'handover'>
  readonly container: string | null
  readonly ranges: readonly RangeRow[]
  readonly from: Id<'party'>
  readonly to: Id<'party'>
}

interface Telling {
  readonly context: Pick<NodeContext, 'database'>
  readonly events: EventCapture
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Told by the sender when it offers the packs. @source CBV 2.0 §7.1 (shipping) */
export async function shippingEvent(told: ToldHandover, telling: Telling): Promise<ToldEvent> {
  return { party: told.from, body: await bodyOf(told, telling, { bizStep: 'shipping', disposition: 'in_transit' }) }
}

/** Told by the receiver once the ledger has it. @source CBV 2.0 §7.1 (receiving) */
export async function receivingEvent(told: ToldHandover, telling: Telling): Promise<ToldEvent> {
  return { party: told.to, body: await bodyOf(told, telling, { bizStep: 'receiving', disposition: 'in_progress' }) }
}

/** Told by the sender when the offer is over. @source CBV 2.0 §7.1 (void_shipping) */
export async function voidShippingEvent(told: ToldHandover, telling: Telling): Promise<ToldEvent> {
  return {
    party: told.from,
    body: await bodyOf(told, telling, { bizStep: 'void_shipping', disposition: 'in_progress' }),
  }
}

async function bodyOf(told: ToldHandover, { context, events, at }: Telling, step: JsonObject): Promise<JsonObject> {
  const [from, to] = await Promise.all([events.glnOf(told.from), events.glnOf(told.to)])
  return {
    ...eventAt('ObjectEvent', at),
    ...(await whatOf(context.database, told)),
    action: 'OBSERVE',
    ...step,
    bizTransactionList: [{ type: 'desadv', bizTransaction: `urn:symbolon:handover:${told.handover}` }],
    ...(from !== undefined && { sourceList: [{ type: 'owning_party', source: partyLink(from) }] }),
    ...(to !== undefined && { destinationList: [{ type: 'owning_party', destination: partyLink(to) }] }),
  }
}

/** Up to EVENT_EPCS_MAX packs one by one; more by their container, if they are in one, and how many of which lot. */
async function whatOf(queries: Queries, { ranges, container }: ToldHandover): Promise<JsonObject> {
  const unit = container === null ? [] : [containerLink(container)]
  if (packsIn(ranges) <= EVENT_EPCS_MAX) return { epcList: [...unit, ...(await epcsOf(queries, ranges))] }
  return { ...(unit.length > 0 && { epcList: unit }), quantityList: quantitiesOf(ranges) }
}

/** What is in a container, as an aggregation has it. */
export async function childrenOf(queries: Queries, ranges: readonly RangeRow[]): Promise<JsonObject> {
  if (packsIn(ranges) <= EVENT_EPCS_MAX) return { childEPCs: await epcsOf(queries, ranges) }
  return { childQuantityList: quantitiesOf(ranges) }
}

export function packsIn(ranges: readonly Pick<RangeRow, 'count'>[]): number {
  return ranges.reduce((sum, { count }) => sum + count, 0)
}

function quantitiesOf(ranges: readonly RangeRow[]): JsonObject[] {
  const lots = new Map<string, number>()
  for (const range of ranges) lots.set(lotLink(range), (lots.get(lotLink(range)) ?? 0) + range.count)
  return [...lots].map(([epcClass, quantity]) => ({ epcClass, quantity }))
}

async function epcsOf(queries: Queries, ranges: readonly RangeRow[]): Promise<string[]> {
  const epcs: string[] = []
  for (const range of ranges) {
    const chunks = await queries.query<{ chunk: number; rows: Buffer }>({
      name: 'medicines_serials_between',
      text: 'select chunk, rows from medicines.serials where batch = $1 and chunk between $2 and $3 order by chunk',
      values: [
        range.batch,
        Math.floor(range.first / CHUNK_PACKS),
        Math.floor((range.first + range.count - 1) / CHUNK_PACKS),
      ],
    })
    for (const { chunk, rows } of chunks) {
      const start = chunk * CHUNK_PACKS
      const until = Math.min(range.first + range.count - start, rows.length / SERIAL_ROW_BYTES)
      for (let i = Math.max(range.first - start, 0); i < until; i++) {
        epcs.push(packEpc({ gtin: range.gtin, serial: serialAt(rows, i) }))
      }
    }
  }
  return epcs
}
