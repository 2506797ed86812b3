import type { Statement } from '../kernel/index.ts'
import { digestOfNi } from './event-rows.ts'
import { isSeen, sight } from './policy.ts'
import { type EventAsking, eventColumns } from './query-statement.ts'

const nothing = '0'.repeat(64)

/** The digest that a text names an event by: an `ni` URI of CBV 2.0, or 64 hexadecimal digits. */
export function digestIn(text: string): string | undefined {
  const isNi = /^ni:\/\/\/sha-256;[0-9a-f]{64}(?:\?ver=CBV2\.0)?$/.test(text)
  const digest = isNi ? (digestOfNi(text.includes('?') ? text : `${text}?`) ?? '') : text
  return /^[0-9a-f]{64}$/.test(digest) ? digest : undefined
}

/** The event of an id, or of a hash, and the declarations that it is in error. @source EPCIS 2.0 §12.7.2 */
export function findEventById({ party, now }: EventAsking, id: string): Statement {
  return {
    name: 'custody_find_event',
    text: `with ${sight}, named as (
        select event from custody.event where identity = decode($4, 'hex')
        union select event from custody.event where hash = decode($4, 'hex') and declared_at is not null
        union select event from custody.event where event_id = $3 and declared_at is null
        union select r.event from custody.recapture r where r.event_id = $3 and r.party = $1
      )
      select ${eventColumns} from sight cross join named
      join custody.event e on e.event = named.event join custody.context c on c.context = e.context
      where ${isSeen('e')} order by e.declared_at nulls first, e.event`,
    values: [party, new Date(now), id, digestIn(id) ?? nothing],
  }
}
