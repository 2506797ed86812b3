import { custodyErrors, type EventQuery, parseEventQuery } from '@symbolon/protocol/custody'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requireParty } from '../../identity/index.ts'
import type { App } from '../../kernel/index.ts'
import type { CustodyDoor } from '../door.ts'
import { findEventById } from '../find-event.ts'
import { findEvents } from '../find-events.ts'
import { queryDocument } from '../present-events.ts'
import type { EventRowRead } from '../query-statement.ts'
import { epcFormats, readHeader } from './epcis-headers.ts'
import { parametersIn, tellNext } from './epcis-pages.ts'

const tags = ['epcis']
export const pageOfEvents = z.looseObject({
  perPage: z.string().optional().describe('Events on one page'),
  nextPageToken: z.string().optional().describe('From Link, rel="next"'),
})
export const queryDocumentSchema = z.unknown().meta({
  id: 'EPCISQueryDocument',
  description: 'EPCIS 2.0 §10: events, each with eventID and recordTime; the conditions of a query are those of §8.2.7',
})

export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** GET /epcis/events. @source EPCIS 2.0 §12.7 */
export function eventRoutes(app: App, door: CustodyDoor): void {
  const response = { 200: queryDocumentSchema }
  const list = { tags, summary: 'Query events', querystring: pageOfEvents, response }
  app.get('/events', { schema: list }, (request, reply) =>
    answerQuery(door, { request, reply }, parseEventQuery(parametersIn(request))),
  )
  const show = { tags, summary: 'Show an event', params: z.object({ eventID: z.string() }), response }
  app.get('/events/:eventID', { schema: show }, async (request, reply) => {
    const { party } = requireParty(request)
    const asking = { party, now: door.context.clock.now() }
    const rows = await door.context.database.query<EventRowRead>(findEventById(asking, request.params.eventID))
    if (rows.length === 0) throw custodyErrors.CUSTODY_EVENT_UNKNOWN()
    return answerEvents(door, { request, reply }, { rows })
  })
}

/** A page of what the query finds for whoever asks. */
export async function answerQuery(
  door: CustodyDoor,
  exchange: Exchange,
  query: EventQuery,
  queryName?: string,
): Promise<FastifyReply> {
  const { party } = requireParty(exchange.request)
  const asking = { party, now: door.context.clock.now() }
  const { rows, next } = await findEvents(door.context.database, asking, query)
  if (next !== undefined) tellNext(exchange, next.token, next.expires_at)
  return answerEvents(door, exchange, { rows, ...(queryName !== undefined && { queryName }) })
}

function answerEvents(
  { context }: CustodyDoor,
  { request, reply }: Exchange,
  answer: { readonly rows: readonly EventRowRead[]; readonly queryName?: string },
): FastifyReply {
  const format = readHeader(request, { name: 'GS1-EPC-Format', values: epcFormats })
  const document = queryDocument({ ...answer, format, now: context.clock.now() })
  return reply
    .header('gs1-epc-format', format)
    .header('content-type', 'application/ld+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(document)
}
