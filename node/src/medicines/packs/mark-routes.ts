import type { Hex } from '@symbolon/protocol/kernel'
import { type packStateNumbers, parseReadCell } from '@symbolon/protocol/medicines'
import { z } from 'zod'
import type { App } from '../../kernel/index.ts'
import { holderRoles, requireRole } from '../policy.ts'
import { type ActOutcome, actOnPacks, type WishedAct } from './mark-packs.ts'
import { commandOfState, type MarkState } from './pack-acts.ts'
import type { PacksDoor } from './packs-door.ts'
import { MARK_PACKS_MAX } from './packs-limits.ts'

const tags = ['packs']
const states = Object.keys(commandOfState) as [MarkState, ...MarkState[]]
export const placeSchema = z.strictObject({ h3: z.string().max(16) }).optional()
const range = {
  batch: z.string().max(40),
  first: z.int().min(0).describe('Index of the first pack, from 0'),
  count: z.int().min(1).max(MARK_PACKS_MAX),
  round: z.int().min(0).max(65_535).describe('How often the packs became active again; 0 unless undone before'),
  deadline: z.int().min(0).describe('Seconds since 1970; signed'),
  signature: z.string().regex(/^0x[0-9a-fA-F]{130}$/),
  place: placeSchema,
}
const marking = z.strictObject({ ...range, state: z.enum(states) })
const undoing = z.strictObject(range)

const outcome = z
  .object({
    batch: z.string(),
    first: z.int(),
    count: z.int(),
    pack_state: z.string(),
    state: z.enum(['saved', 'recorded']).describe('`recorded`: on the ledger; `saved`: it will be'),
    block: z.int().nullable(),
    transaction: z.string().nullable(),
  })
  .meta({ id: 'PackAct', description: 'What came of a mark or an undo' })

/** POST /v1/packs/marks and /v1/packs/undo: signed by whoever holds the packs. */
export function markRoutes(app: App, door: PacksDoor): void {
  const { context } = door
  const config = { idempotency: 'by-handler', problems: ['404'] } as const
  const response = { 200: outcome }
  const markSchema = { tags, summary: 'Mark packs, as dispensed or otherwise ended', body: marking, response }
  app.post('/v1/packs/marks', { schema: markSchema, config }, async (request) => {
    const actor = await requireRole(context, request, holderRoles)
    const wish = wishOf(request.body)
    return present(wish, await actOnPacks(door, actor, wish))
  })
  const undoSchema = { tags, summary: 'Undo what you did with packs, within ten days', body: undoing, response }
  app.post('/v1/packs/undo', { schema: undoSchema, config }, async (request) => {
    const actor = await requireRole(context, request, holderRoles)
    const wish = wishOf(request.body)
    return present(wish, await actOnPacks(door, actor, wish))
  })
}

function wishOf(body: z.infer<typeof undoing> & { state?: MarkState }): WishedAct {
  const { place, signature, ...fields } = body
  return { ...fields, signature: signature as Hex, cell: place && parseReadCell(place.h3) }
}

function present(wish: WishedAct, { batch, settlement }: ActOutcome): z.infer<typeof outcome> {
  const { first, count, state = 'active' satisfies keyof typeof packStateNumbers } = wish
  return {
    batch,
    first,
    count,
    pack_state: state,
    state: settlement ? 'recorded' : 'saved',
    block: settlement?.block ?? null,
    transaction: settlement?.transaction ?? null,
  }
}
