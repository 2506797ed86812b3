import { eventReceiptText } from '@symbolon/protocol/custody'
import type { Id } from '@symbolon/protocol/kernel'
import { software } from '../kernel/index.ts'
import type { EntrySource } from '../log/index.ts'

/** What an entry commits to of an event. */
export interface CapturedEvent {
  readonly name: Id<'receipt'>
  /** `ni` URI, or its digest as 64 hexadecimal digits. */
  readonly hash: string
  readonly captor: Id<'party'>
  readonly at: Date
  /** True of a declaration that the event is in error. */
  readonly is_declaration: boolean
}

/**
 * Events as the log reads them: those of captures that it may not have taken in yet. They have no one subject: an event
 * lies in clear beside its salt, and the door that proves it shows both to those who may see the event.
 */
export const eventSource: EntrySource = {
  name: 'events',
  sql: `select e.entry as name, null::text as subject, encode(e.hash, 'hex') as hash, e.captor, e.recorded_at as at,
      e.declared_at is not null as is_declaration
    from custody.batch b join custody.event e on e.entry between b.first_entry and b.last_entry`,
  bodyOf: (row) => capturedBody(row as unknown as CapturedEvent),
}

/** The one spelling of what the log commits to. */
export function capturedBody({ name, hash, captor, at, is_declaration }: CapturedEvent): string {
  return eventReceiptText({
    v: 1,
    receipt: name,
    kind: is_declaration ? 'declared' : 'captured',
    at: at.toISOString(),
    event: `ni:///sha-256;${hash}?ver=CBV2.0`,
    captor,
    software,
  })
}
