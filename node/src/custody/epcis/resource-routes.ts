import { type EventQuery, parseEventQuery } from '@symbolon/protocol/custody'
import { z } from 'zod'
import { requireParty } from '../../identity/index.ts'
import { type App, readCursor, writeCursor } from '../../kernel/index.ts'
import type { CustodyDoor } from '../door.ts'
import { listValues, type ResourceField } from '../list-values.ts'
import { STANDARD_CONTEXT } from '../present-events.ts'
import { fullEpc } from '../stored-epc.ts'
import { pageSizeOf, parametersIn, tellNext } from './epcis-pages.ts'
import { answerQuery, pageOfEvents, queryDocumentSchema } from './event-routes.ts'

const tags = ['epcis']

/** What events are found by, each with the parameter of a query that names it. @source EPCIS 2.0 §12.7.1 */
interface Resource {
  readonly path: string
  readonly parameter: string
  readonly field: ResourceField
  readonly type: string
  readonly member: string
}

const resources: readonly Resource[] = [
  { path: 'eventTypes', parameter: 'eventType', field: 'type', type: 'EventTypeItemList', member: 'eventType' },
  { path: 'epcs', parameter: 'MATCH_anyEPC', field: 'epc', type: 'EPCItemList', member: 'epc' },
  { path: 'bizSteps', parameter: 'EQ_bizStep', field: 'biz_step', type: 'BizStepItemList', member: 'bizStep' },
  {
    path: 'bizLocations',
    parameter: 'EQ_bizLocation',
    field: 'biz_location',
    type: 'BizLocationItemList',
    member: 'bizLocation',
  },
  {
    path: 'readPoints',
    parameter: 'EQ_readPoint',
    field: 'read_point',
    type: 'ReadPointItemList',
    member: 'readPoint',
  },
  {
    path: 'dispositions',
    parameter: 'EQ_disposition',
    field: 'disposition',
    type: 'DispositionItemList',
    member: 'disposition',
  },
]

/** The top-level resources besides events, captures and queries. @source EPCIS 2.0 §12.7.1 */
export const resourcePaths: readonly string[] = resources.map(({ path }) => path)

export function resourceRoutes(app: App, door: CustodyDoor): void {
  for (const resource of resources) {
    listRoute(app, door, resource)
    const value = z.object({ value: z.string().describe('Percent-encoded') })
    const parts = {
      tags,
      summary: `What ${resource.path} have below them`,
      params: value,
      response: { 200: z.array(z.string()) },
    }
    app.get(`/${resource.path}/:value`, { schema: parts }, async (request) => {
      requireParty(request)
      queryOf(resource, request.params.value)
      return ['events']
    })
    const found = {
      tags,
      summary: `Events by ${resource.path}`,
      params: value,
      querystring: pageOfEvents,
      response: { 200: queryDocumentSchema },
    }
    app.get(`/${resource.path}/:value/events`, { schema: found }, (request, reply) => {
      const { conditions } = queryOf(resource, request.params.value)
      const query = parseEventQuery(parametersIn(request))
      return answerQuery(door, { request, reply }, { ...query, conditions: [...conditions, ...query.conditions] })
    })
  }
}

function queryOf({ parameter }: Resource, value: string): EventQuery {
  return parseEventQuery({ [parameter]: value })
}

function listRoute(app: App, { context }: CustodyDoor, resource: Resource): void {
  const { path, field, type, member } = resource
  const schema = {
    tags,
    summary: `List ${path} of the events that you may see`,
    querystring: pageOfEvents,
    response: { 200: z.looseObject({ '@context': z.string(), type: z.string() }) },
  }
  app.get(`/${path}`, { schema }, async (request, reply) => {
    const { party } = requireParty(request)
    const { limit, token } = pageSizeOf(request)
    const [after] = readCursor(token, ['']) ?? []
    const statement = listValues(field, { party, now: context.clock.now() }, { after, limit: limit + 1 })
    const values = (await context.database.query<{ value: string }>(statement)).map((row) => row.value)
    const shown = values.slice(0, limit)
    const last = shown.at(-1)
    if (values.length > limit && last !== undefined) tellNext({ request, reply }, writeCursor([last]))
    return { '@context': STANDARD_CONTEXT, type, [member]: shown.map(field === 'epc' ? fullEpc : (value) => value) }
  })
}
