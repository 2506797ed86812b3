import type { Id, JsonObject, JsonValue } from '@symbolon/protocol/kernel'
import type { NodeContext } from '../kernel/index.ts'
import { type CaptureParts, captureEvents } from './capture.ts'
import { checkTold } from './check-told.ts'

/** Events that a higher slice tells in the name of a party, of what the party has done there. */
export interface ToldBySlice {
  readonly party: Id<'party'>
  /** JSON-LD context of all of them. */
  readonly context: JsonValue
  readonly events: readonly JsonObject[]
}

/**
 * The events are captured as if the party had sent them; those that are there already stay as they are.
 * @throws what is wrong with the first that keeps no rule; LOG_IN_USE
 */
export async function tellEvents(parts: CaptureParts, { party, context, events }: ToldBySlice): Promise<void> {
  const document = {
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: new Date(parts.clock.now()).toISOString(),
    epcisBody: { eventList: [...events] },
  }
  const told = await checkTold(document, { behaviour: 'rollback' })
  await captureEvents(parts, { party, context: told.context, events: told.events })
}

/** One GLN of 13 digits that the party has told: by it others see the events that name them. */
export async function glnOf(
  { database }: Pick<NodeContext, 'database'>,
  party: Id<'party'>,
): Promise<string | undefined> {
  const [row] = await database.query<{ identifier: string }>({
    name: 'custody_gln_of',
    text: `select identifier from custody.party_identifier
      where party = $1 and identifier ~ '^[0-9]{13}$' order by claimed_at, identifier limit 1`,
    values: [party],
  })
  return row?.identifier
}
