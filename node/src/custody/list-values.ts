import type { Statement } from '../kernel/index.ts'
import { isSeen, sight } from './policy.ts'
import type { EventAsking } from './query-statement.ts'

/** What the values of may be listed. */
export type ResourceField = 'type' | 'epc' | 'biz_step' | 'biz_location' | 'read_point' | 'disposition'

/** One page of the values that a field has in the events that the party may see, ascending. */
export function listValues(
  field: ResourceField,
  { party, now }: EventAsking,
  page: { readonly after: string | undefined; readonly limit: number },
): Statement {
  return {
    name: `custody_list_${field}`,
    text: field === 'epc' ? epcText : fieldText(field),
    values: [party, new Date(now), page.after ?? '', page.limit],
  }
}

/** In the order of the index, so that a page ends where it is full. */
const epcText = `with ${sight}
  select about.epc as value from sight cross join custody.event_epc about join custody.event e on e.event = about.event
  where about.epc > $3 and about.role <= 5 and ${isSeen('e')}
  group by about.epc order by about.epc limit $4`

function fieldText(field: string): string {
  return `with ${sight}
    select e.${field} as value from sight cross join custody.event e
    where e.${field} collate "C" > $3 and ${isSeen('e')}
    group by e.${field} order by e.${field} collate "C" limit $4`
}
