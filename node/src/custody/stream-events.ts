import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { type EpcFormat, parseEventQuery } from '@symbolon/protocol/custody'
import { writeCursor } from '../kernel/index.ts'
import type { CustodyDoor } from './door.ts'
import { eventOf } from './present-events.ts'
import { parametersOfJson } from './query-parameters.ts'
import { nextEvents } from './standing-events.ts'
import type { StandingQuery } from './subscription-store.ts'

/** How often a stream looks for more, and how long it says nothing. */
const look_ms = 250
const silence_ms_max = 15_000

/** The place behind an event: acknowledged, the next time begins there. */
export function cursorOf({ subscription }: Pick<StandingQuery, 'subscription'>, place: number): string {
  return writeCursor([subscription, place])
}

export interface Streaming {
  readonly standing: StandingQuery
  readonly format: EpcFormat
  isOver(): boolean
}

/**
 * The events of a subscription as they come into the log, one a line with the cursor behind it, without an end. It
 * begins at what was acknowledged, so that what a broken stream carried comes again. An empty line shows that it lives.
 */
export function streamEvents(door: CustodyDoor, streaming: Streaming): Readable {
  return Readable.from(lines(door, streaming), { objectMode: false })
}

async function* lines(
  { context, ending }: CustodyDoor,
  { standing, format, isOver }: Streaming,
): AsyncGenerator<string> {
  const { database, clock } = context
  const query = parseEventQuery(parametersOfJson(standing.parameters))
  let silent_ms = 0
  for (let from = standing.acknowledged; !isOver() && !ending.aborted; ) {
    const { rows, next, has_more } = await nextEvents(database, standing, { query, from, now: clock.now() })
    for (const row of rows) {
      const cursor = cursorOf(standing, row.index + 1)
      yield `${JSON.stringify({ cursor, event: eventOf(row, { format, isBare: false }) })}\n`
    }
    from = next
    silent_ms = rows.length > 0 ? 0 : silent_ms + look_ms
    if (silent_ms >= silence_ms_max) {
      silent_ms = 0
      yield '\n'
    }
    if (!has_more) await wait(look_ms, undefined, { signal: ending }).catch(() => undefined)
  }
}
