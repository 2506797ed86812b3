import { isId } from '@symbolon/protocol/kernel'
import { medicinesErrors } from '@symbolon/protocol/medicines'
import { requireParty } from '../../identity/index.ts'
import type { App } from '../../kernel/index.ts'
import type { MedicinesDoor } from '../door.ts'
import { CONFIRMERS_MAX } from '../medicines-limits.ts'
import { requireRole } from '../policy.ts'
import { confirmerParams, confirmers } from './recall-schemas.ts'

const tags = ['medicines']
const response = { 200: confirmers }

/** /v1/recall-confirmers: persons whom an institution names beforehand, each of whom may confirm its recalls. */
export function confirmerRoutes(app: App, { context, parties }: MedicinesDoor): void {
  const { database, clock } = context
  const list = async (party: string) => {
    const rows = await database.query<{ person: string; named_at: Date }>({
      name: 'medicines_confirmers',
      text: 'select person, named_at from medicines.recall_confirmer where party = $1 order by person',
      values: [party],
    })
    return { items: rows.map(({ person, named_at }) => ({ person, named_at: named_at.toISOString() })) }
  }
  const put = { tags, summary: 'Name a person who may confirm your recalls', params: confirmerParams, response }
  app.put('/v1/recall-confirmers/:person', { schema: put }, async (request) => {
    const { party } = await requireRole(context, request, ['manufacturer', 'regulator'])
    const { person } = request.params
    const known = isId('party', person) ? await parties.byId(person) : undefined
    if (known?.kind !== 'person') throw medicinesErrors.MEDICINES_CONFIRMER_INVALID()
    await database.query({
      name: 'medicines_confirmer_name',
      text: `insert into medicines.recall_confirmer (party, person, named_at) select $1, $2, $3
        where (select count(*) from medicines.recall_confirmer where party = $1) < $4 on conflict do nothing`,
      values: [party, person, new Date(clock.now()), CONFIRMERS_MAX],
    })
    return list(party)
  })
  const remove = { tags, summary: 'Take that back', params: confirmerParams, response }
  app.delete('/v1/recall-confirmers/:person', { schema: remove }, async (request) => {
    const { party } = requireParty(request)
    await database.query({
      name: 'medicines_confirmer_remove',
      text: 'delete from medicines.recall_confirmer where party = $1 and person = $2',
      values: [party, request.params.person],
    })
    return list(party)
  })
  app.get('/v1/recall-confirmers', { schema: { tags, summary: 'Who may confirm your recalls', response } }, (request) =>
    list(requireParty(request).party),
  )
}
