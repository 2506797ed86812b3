import { custodyErrors } from '@symbolon/protocol/custody'
import { isId, type JsonValue, newId } from '@symbolon/protocol/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requireParty } from '../../identity/index.ts'
import { type App, languageOf, readCursor, writeCursor } from '../../kernel/index.ts'
import { captureEvents } from '../capture.ts'
import { CAPTURE_DAYS, type CaptureJobRow, errorOf, findJob, insertJob, listJobs } from '../capture-jobs.ts'
import { checkTold } from '../check-told.ts'
import type { CustodyDoor } from '../door.ts'
import { behaviours, captureHeaders, readHeader, tell } from './epcis-headers.ts'
import { baseOf, pageSizeOf, tellNext } from './epcis-pages.ts'
import { epcisPresenter } from './epcis-problem.ts'

const tags = ['epcis']
const jobSchema = z
  .object({
    captureID: z.string(),
    createdAt: z.string(),
    finishedAt: z.string(),
    running: z.boolean(),
    success: z.boolean(),
    captureErrorBehaviour: z.enum(behaviours),
    errors: z.array(z.looseObject({ type: z.string(), title: z.string() })),
  })
  .meta({ id: 'CaptureJob', description: 'EPCIS 2.0 §12.6: a capture; it was over before it was acknowledged' })
const documentSchema = z
  .unknown()
  .meta({ id: 'EPCISDocument', description: 'EPCISDocument or EPCISQueryDocument, EPCIS 2.0 §10' })
const eventSchema = z.unknown().meta({ id: 'EPCISEvent', description: 'One event with its context, EPCIS 2.0 §7.4' })

/** /epcis/capture and POST /epcis/events. @source EPCIS 2.0 §12.6 */
export function captureRoutes(app: App, door: CustodyDoor): void {
  const keyless = { config: { idempotency: 'exempt' } } as const
  const schema = { tags, summary: 'Capture events', body: documentSchema, response: { 202: z.null() } }
  app.post('/capture', { schema, ...keyless }, async (request, reply) => {
    const { party } = requireParty(request)
    const behaviour = readHeader(request, { name: 'GS1-Capture-Error-Behaviour', values: behaviours })
    const { events, refused, context } = await checkTold(request.body as JsonValue, { behaviour })
    const now = door.context.clock.now()
    const capture = newId('capture', now, door.context.random(10))
    const job = { capture, party, behaviour, now, events: events.length + refused.length }
    await captureEvents(door.capturing, {
      party,
      events,
      context,
      beside: (taken) => insertJob(job, [...refused, ...taken]),
      ...(behaviour === 'proceed' && { proceeds: true }),
    })
    tell(reply, { ...captureHeaders, location: `${baseOf(request)}/capture/${capture}` }).removeHeader('connection')
    return reply.code(202).send(null)
  })
  const one = { tags, summary: 'Capture one event', body: eventSchema, response: { 201: z.null() } }
  app.post('/events', { schema: one, ...keyless }, async (request, reply) => {
    const { party } = requireParty(request)
    const { type, events, context } = await checkTold(request.body as JsonValue, { behaviour: 'rollback' })
    const [event] = events
    if (type !== 'event' || !event) throw custodyErrors.CUSTODY_EVENT_INVALID({ pointer: '/type', reason: oneEvent })
    await captureEvents(door.capturing, { party, events, context })
    const location = `${baseOf(request)}/events/${encodeURIComponent(event.facts.hash)}`
    tell(reply, { ...captureHeaders, location }).removeHeader('connection')
    return reply.code(201).send(null)
  })
  jobRoutes(app, door)
}

const oneEvent = { en: 'one event is expected, not a document', el: 'αναμένεται ένα συμβάν και όχι έγγραφο' }

function jobRoutes(app: App, { context: { database } }: CustodyDoor): void {
  const list = { tags, summary: 'List your captures', response: { 200: z.array(jobSchema) } }
  app.get('/capture', { schema: list }, async (request, reply) => {
    const { party } = requireParty(request)
    const { limit, token } = pageSizeOf(request)
    const [before] = readCursor(token, ['']) ?? []
    const rows = await database.query<CaptureJobRow>(listJobs({ party, before, limit: limit + 1 }))
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    if (rows.length > limit && last) tellNext({ request, reply }, writeCursor([last.capture]))
    return shown.map((row) => presentJob(row, request))
  })
  const params = z.object({ capture: z.string() })
  const show = { tags, summary: 'Show a capture', params, response: { 200: jobSchema } }
  app.get('/capture/:capture', { schema: show }, async (request) => {
    const { party } = requireParty(request)
    const { capture } = request.params
    const [row] = isId('capture', capture) ? await database.query<CaptureJobRow>(findJob({ party, capture })) : []
    if (!row) throw custodyErrors.CUSTODY_CAPTURE_UNKNOWN({ days: CAPTURE_DAYS })
    return presentJob(row, request)
  })
}

function presentJob(
  { capture, behaviour, created_at, errors }: CaptureJobRow,
  request: FastifyRequest,
): z.infer<typeof jobSchema> {
  const at = {
    language: languageOf(request.headers['accept-language']),
    path: `/epcis/capture/${capture}`,
    request_id: request.id,
  }
  const createdAt = created_at.toISOString()
  return {
    captureID: capture,
    createdAt,
    finishedAt: createdAt,
    running: false,
    success: errors.length === 0,
    captureErrorBehaviour: behaviour,
    errors: errors.map((kept) => epcisPresenter.present(errorOf(kept), at) as { type: string; title: string }),
  }
}
