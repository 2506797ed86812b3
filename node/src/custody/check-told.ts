import { type CheckedEvent, openDocument } from '@symbolon/protocol/custody'
import { type JsonValue, SymbolonError } from '@symbolon/protocol/kernel'

/** Events that are checked before others have their turn. */
export const TURN_EVENTS_MAX = 50

/** What a document tells, as far as it keeps the rules. */
export interface ToldEvents {
  readonly type: 'EPCISDocument' | 'EPCISQueryDocument' | 'event'
  readonly context: JsonValue
  /** Each once. */
  readonly events: readonly CheckedEvent[]
  /** Of events that are left out. */
  readonly refused: readonly SymbolonError[]
}

/**
 * Checks a document without keeping others waiting.
 * @param whole all events, or the fault of the first that has one
 * @throws CUSTODY_DOCUMENT_INVALID, CUSTODY_CONTEXT_INVALID, CUSTODY_EVENT_INVALID, CUSTODY_LIMIT_EXCEEDED
 */
export async function checkTold(
  document: JsonValue,
  { behaviour }: { readonly behaviour: 'rollback' | 'proceed' },
): Promise<ToldEvents> {
  const { type, context, checked } = openDocument(document)
  const events = new Set<CheckedEvent>()
  const refused: SymbolonError[] = []
  let turn = 0
  for (const one of checked()) {
    if (!(one instanceof SymbolonError)) events.add(one)
    else if (behaviour === 'rollback') throw one
    else refused.push(one)
    if (++turn % TURN_EVENTS_MAX === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  const told = [...events]
  return { type, context, events: type === 'event' ? told.map(withoutContext) : told, refused }
}

/** The context of an event that comes alone is its document's. */
function withoutContext({ event, facts }: CheckedEvent): CheckedEvent {
  const { '@context': _, ...members } = event
  return { event: members, facts }
}
