import type { z } from 'zod'
import type { handoverSchema } from './handover-schemas.ts'
import { type HandoverRow, type HandoverState, tokenOf } from './handover-store.ts'

/** The state as it is now: an offer past its deadline has ended. */
export function stateOf({ state, deadline }: Pick<HandoverRow, 'state' | 'deadline'>, now: number): HandoverState {
  return state === 'offered' && deadline.getTime() <= now ? 'expired' : state
}

export function presentHandover(row: HandoverRow, now: number): z.infer<typeof handoverSchema> {
  return {
    handover: row.handover,
    state: stateOf(row, now),
    from: row.from_party,
    from_address: row.from_address,
    to: row.to_party,
    to_address: row.to_address,
    container: row.container,
    ranges: row.ranges.map(({ number, ...range }) => ({
      ...range,
      first_token: String(tokenOf({ number, first: range.first })),
    })),
    packs: row.ranges.reduce((sum, { count }) => sum + count, 0),
    deadline: row.deadline.getTime() / 1000,
    offered_at: row.offered_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
    block: row.block,
    transaction: row.transaction,
  }
}
