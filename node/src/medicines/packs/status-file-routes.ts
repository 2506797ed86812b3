import {
  IndexSet,
  isEnded,
  medicinesErrors,
  packStateOf,
  type StatusBatch,
  signStatusFile,
} from '@symbolon/protocol/medicines'
import { z } from 'zod'
import type { App } from '../../kernel/index.ts'
import { holderRoles, requireRole } from '../policy.ts'
import type { PackBatch } from './pack-batch.ts'
import type { PacksDoor } from './packs-door.ts'
import { STATUS_FILE_BATCHES_MAX, STATUS_FILE_HOURS, STATUS_ROUNDS_MAX } from './packs-limits.ts'

const tags = ['packs']
const second_ms = 1000
const hour_ms = 3_600_000
const batchId = z.string().max(40)
const querystring = z.object({
  batch: z
    .union([batchId, z.array(batchId).min(1).max(STATUS_FILE_BATCHES_MAX)])
    .describe('The batches that the file is about; may be repeated'),
})

const rounds = z
  .object({
    items: z.array(
      z.object({
        batch: z.string(),
        rounds: z
          .array(z.object({ first: z.int(), count: z.int(), round: z.int() }))
          .describe(`Neighbours, ascending; at most ${STATUS_ROUNDS_MAX} runs`),
      }),
    ),
  })
  .meta({
    id: 'PackRounds',
    description: 'How often packs became active again, of those that did: a signature says it',
  })

/** What a device takes along for a day without a network: the signed status of packs, and the rounds that it signs acts for. */
export function statusFileRoutes(app: App, door: PacksDoor): void {
  statusFileRoute(app, door)
  roundsRoute(app, door)
}

/** GET /v1/packs/rounds: a wrong one makes a signature that nobody takes, so they are signed by nobody. */
function roundsRoute(app: App, door: PacksDoor): void {
  const schema = { tags, summary: 'Rounds of the packs of some batches', querystring, response: { 200: rounds } }
  app.get('/v1/packs/rounds', { schema, config: { problems: ['404'] } }, async (request) => {
    await requireRole(door.context, request, [...holderRoles, 'regulator'])
    const ids = new Set([request.query.batch].flat())
    const batches = Array.from(ids, (id) => door.index.requireById(id))
    return {
      items: batches.map((batch) => ({
        batch: batch.facts.batch,
        rounds: batch.rounds().slice(0, STATUS_ROUNDS_MAX),
      })),
    }
  })
}

/** GET /v1/packs/status-file */
function statusFileRoute(app: App, door: PacksDoor): void {
  const schema = { tags, summary: 'Signed status of the packs of some batches, for use without a network', querystring }
  const config = { octets: 'given', problems: ['404'] } as const
  app.get('/v1/packs/status-file', { schema, config }, async (request, reply) => {
    await requireRole(door.context, request, [...holderRoles, 'regulator'])
    const ids = new Set([request.query.batch].flat())
    const file = writeStatusFile(door, ids)
    return reply.header('cache-control', 'no-store').type('application/octet-stream').send(file)
  })
}

/** @throws MEDICINES_STATUS_STALE, MEDICINES_BATCH_UNKNOWN */
function writeStatusFile(door: PacksDoor, ids: ReadonlySet<string>): Buffer {
  const { index, context, age_ms_max, vouchedKey } = door
  const { asOf } = index
  if (asOf === undefined || context.clock.now() - asOf > age_ms_max) throw medicinesErrors.MEDICINES_STATUS_STALE()
  const issued_at = Math.floor(asOf / second_ms) * second_ms
  const batches = Array.from(ids, (id) => statusOf(door, index.requireById(id)))
  const number = issued_at / second_ms
  const valid_until = issued_at + STATUS_FILE_HOURS * hour_ms
  const file = signStatusFile({ number, issued_at, valid_until, scope: 'named', batches }, vouchedKey().key)
  return Buffer.from(file.buffer, file.byteOffset, file.byteLength)
}

function statusOf({ index }: PacksDoor, batch: PackBatch): StatusBatch {
  const { root, gtin, lot, expiry, count } = batch.facts
  const has = (isWanted: (state: NonNullable<ReturnType<typeof packStateOf>>) => boolean) =>
    IndexSet.of(
      count,
      batch.indexesIn((number) => {
        const state = packStateOf(number)
        return state !== undefined && isWanted(state)
      }),
    )
  const held = has((state) => state === 'quarantined' || state === 'quarantined_by_regulator')
  return { root, gtin, lot, expiry, count, ...index.standingOf(batch), ended: has(isEnded), held }
}
