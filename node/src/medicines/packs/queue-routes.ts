import { type Hex, SymbolonError, sha256, toHex, utf8 } from '@symbolon/protocol/kernel'
import { medicinesErrors, parseReadCell } from '@symbolon/protocol/medicines'
import { z } from 'zod'
import type { App } from '../../kernel/index.ts'
import { type Actor, holderRoles, requireRole } from '../policy.ts'
import { actOnPacks, requireIntent, type WishedAct } from './mark-packs.ts'
import { placeSchema } from './mark-routes.ts'
import { mergeQueue, type QueuedWish } from './merge-queue.ts'
import type { PacksDoor } from './packs-door.ts'
import { QUEUED_ACTS_MAX, QUEUED_DEADLINE_DAYS } from './packs-limits.ts'
import { tokenIdText } from './present-pack.ts'

const tags = ['packs']
const day_s = 86_400

const queued = z.strictObject({
  act: z.enum(['supply', 'undo']),
  batch: z.string().max(40),
  index: z.int().min(0),
  round: z.int().min(0).max(65_535),
  signed_at: z.int().min(0).describe('Seconds since 1970, by the clock of the device'),
  deadline: z
    .int()
    .min(0)
    .describe(`Signed; always ${QUEUED_DEADLINE_DAYS} days after signed_at, so that it says when`),
  signature: z.string().regex(/^0x[0-9a-fA-F]{130}$/),
  place: placeSchema,
})
const body = z.strictObject({ acts: z.array(queued).min(1).max(QUEUED_ACTS_MAX) })

const results = z
  .object({
    acts: z.array(
      z.object({
        outcome: z
          .enum(['recorded', 'saved', 'conflict', 'refused'])
          .describe('`conflict`: somebody dispensed it before, by the signed times; an alert says so'),
        code: z.string().nullable().describe('Of the error, where it is refused'),
        is_clock_ahead: z.boolean().describe('It was signed later than it came in, by more than an hour'),
      }),
    ),
  })
  .meta({ id: 'QueuedActs', description: 'What came of each act, in their order' })

/** POST /v1/packs/queued-marks: what a party did while it had no network. Sent twice, it is once. */
export function queueRoutes(app: App, door: PacksDoor): void {
  const schema = { tags, summary: 'Merge what was dispensed without a network', body, response: { 200: results } }
  const config = { idempotency: 'by-handler', problems: ['404'] } as const
  app.post('/v1/packs/queued-marks', { schema, config }, async (request) => {
    const actor = await requireRole(door.context, request, holderRoles)
    await door.follower.followUpToNow()
    const wishes = await Promise.all(request.body.acts.map((act) => readQueued(door, actor, act)))
    const merged = await mergeQueue(door, actor, wishes)
    const acts: z.infer<typeof results>['acts'] = []
    // In the order of their signed times: an undo finds what it undoes.
    for (const { wish, isHolding, isClockAhead } of merged) {
      const carried = isHolding ? await carryOut(door, actor, wish) : { outcome: 'conflict' as const, code: null }
      acts[wish.place] = { ...carried, is_clock_ahead: isClockAhead }
    }
    return { acts }
  })
}

/** A queued act, its signature verified. The time that is merged by is the one that follows from what was signed. */
async function readQueued(door: PacksDoor, actor: Actor, act: z.infer<typeof queued>): Promise<QueuedWish> {
  const { batch: id, index, round, signed_at, deadline, place } = act
  if (deadline - signed_at !== QUEUED_DEADLINE_DAYS * day_s)
    throw medicinesErrors.MEDICINES_QUEUED_TIME({ days: QUEUED_DEADLINE_DAYS })
  const batch = door.index.requireById(id)
  if (index >= batch.facts.count) throw medicinesErrors.MEDICINES_RANGE_INVALID()
  const wish: WishedAct = {
    batch: id,
    first: index,
    count: 1,
    state: act.act === 'supply' ? 'supplied' : undefined,
    round,
    deadline,
    signature: act.signature as Hex,
    cell: place && parseReadCell(place.h3),
    signed_at: signed_at * 1000,
  }
  await requireIntent(door, { batch, actor, wish })
  const token = tokenIdText({ batch, index })
  const digest = toHex(sha256(utf8(`${act.act} ${token} ${round} ${deadline} ${actor.address}`)))
  return { wish, act: act.act, token, batch, index, id: digest }
}

type Carried = Pick<z.infer<typeof results>['acts'][number], 'outcome' | 'code'>

async function carryOut(door: PacksDoor, actor: Actor, { wish }: QueuedWish): Promise<Carried> {
  try {
    const { settlement } = await actOnPacks(door, actor, wish)
    return { outcome: settlement ? 'recorded' : 'saved', code: null }
  } catch (error) {
    if (!(error instanceof SymbolonError) || error.row.retry === 'later') throw error
    return { outcome: 'refused', code: error.code }
  }
}
