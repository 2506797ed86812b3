import { custodyErrors, parseEventQuery } from '@symbolon/protocol/custody'
import type { JsonObject, JsonValue } from '@symbolon/protocol/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requireParty } from '../../identity/index.ts'
import { type App, readCursor, writeCursor } from '../../kernel/index.ts'
import type { CustodyDoor } from '../door.ts'
import {
  deleteQuery,
  findQuery,
  insertQuery,
  listQueries,
  type NamedQueryRow,
  type OwnQuery,
  QUERIES_MAX,
  QUERY_NAME_CHARS_MAX,
} from '../named-queries.ts'
import { parametersOfJson } from '../query-parameters.ts'
import { baseOf, pageSizeOf, parametersIn, tellNext } from './epcis-pages.ts'
import { answerQuery, pageOfEvents, queryDocumentSchema } from './event-routes.ts'

const tags = ['epcis']
const queryName = z.object({ name: z.string() })
const querySchema = z
  .object({ name: z.string(), query: z.looseObject({}) })
  .meta({ id: 'EPCISQuery', description: 'EPCIS 2.0 §12.8: conditions of §8.2.7 under a name' })

/** /epcis/queries: queries under a name of their party’s. @source EPCIS 2.0 §12.8 */
export function queryRoutes(app: App, door: CustodyDoor): void {
  const { database } = door.context
  addRoute(app, door)
  listRoute(app, door)
  const show = { tags, summary: 'Show a query', params: queryName, response: { 200: querySchema } }
  app.get('/queries/:name', { schema: show }, async (request) => presentQuery(await ownQuery(door, request)))
  const remove = {
    tags,
    summary: 'Delete a query and its subscriptions',
    params: queryName,
    response: { 204: z.null() },
  }
  app.delete('/queries/:name', { schema: remove }, async (request, reply) => {
    const [gone] = await database.query(deleteQuery(named(request)))
    if (!gone) throw custodyErrors.CUSTODY_QUERY_UNKNOWN()
    return reply.code(204).send(null)
  })
  const response = { 200: queryDocumentSchema }
  const found = { tags, summary: 'Events that a query finds', params: queryName, querystring: pageOfEvents, response }
  app.get('/queries/:name/events', { schema: found }, async (request, reply) => {
    const { name, parameters } = await ownQuery(door, request)
    const query = parseEventQuery(parametersOfJson(parameters))
    const { per_page, next_page_token } = parseEventQuery(pagingIn(request))
    const page = {
      ...(per_page !== undefined && { per_page }),
      ...(next_page_token !== undefined && { next_page_token }),
    }
    return answerQuery(door, { request, reply }, { ...query, ...page }, name)
  })
}

function addRoute(app: App, { context: { database, clock } }: CustodyDoor): void {
  const schema = { tags, summary: 'Keep a query', body: z.unknown(), response: { 201: z.null() } }
  app.post('/queries', { schema, config: { idempotency: 'exempt' } }, async (request, reply) => {
    const { party } = requireParty(request)
    const { name, query } = readQuery(request.body as JsonValue)
    parseEventQuery(parametersOfJson(query))
    const [kept] = await database.query(insertQuery({ party, name }, query, clock.now()))
    if (!kept) {
      const [taken] = await database.query(findQuery({ party, name }))
      throw taken
        ? custodyErrors.CUSTODY_QUERY_NAME_TAKEN()
        : custodyErrors.CUSTODY_QUERIES_TOO_MANY({ max: QUERIES_MAX })
    }
    reply.header('location', `${baseOf(request)}/queries/${name}`)
    return reply.removeHeader('connection').code(201).send(null)
  })
}

function listRoute(app: App, { context: { database } }: CustodyDoor): void {
  const schema = {
    tags,
    summary: 'List your queries',
    querystring: pageOfEvents,
    response: { 200: z.array(querySchema) },
  }
  app.get('/queries', { schema }, async (request, reply) => {
    const { party } = requireParty(request)
    const { limit, token } = pageSizeOf(request)
    const [after] = readCursor(token, ['']) ?? []
    const rows = await database.query<NamedQueryRow>(listQueries({ party, after, limit: limit + 1 }))
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    if (rows.length > limit && last) tellNext({ request, reply }, writeCursor([last.name]))
    return shown.map(presentQuery)
  })
}

/** @throws CUSTODY_QUERY_NAME_INVALID */
function readQuery(body: JsonValue): { readonly name: string; readonly query: JsonObject } {
  const { name, query } = isObject(body) ? body : {}
  const isNamed = typeof name === 'string' && /^[\w.-]{1,64}$/.test(name)
  if (!isNamed || !isObject(query)) throw custodyErrors.CUSTODY_QUERY_NAME_INVALID({ max: QUERY_NAME_CHARS_MAX })
  return { name, query }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function pagingIn(request: FastifyRequest): Record<string, string | string[]> {
  const { perPage, nextPageToken } = parametersIn(request)
  return { ...(perPage !== undefined && { perPage }), ...(nextPageToken !== undefined && { nextPageToken }) }
}

type OfQuery = FastifyRequest<{ Params: { name: string } }>

/** The query that the path names, of whoever asks. */
export function named(request: OfQuery): OwnQuery {
  return { party: requireParty(request).party, name: request.params.name }
}

/** @throws CUSTODY_QUERY_UNKNOWN */
export async function ownQuery({ context }: CustodyDoor, request: OfQuery): Promise<NamedQueryRow> {
  const [row] = await context.database.query<NamedQueryRow>(findQuery(named(request)))
  if (!row) throw custodyErrors.CUSTODY_QUERY_UNKNOWN()
  return row
}

function presentQuery({ name, parameters }: NamedQueryRow): z.infer<typeof querySchema> {
  return { name, query: parameters }
}
