import { canonicalId, custodyErrors } from '@symbolon/protocol/custody'
import type { Words } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import { requireParty } from '../identity/index.ts'
import { type App, pageQuery, pageSchema, presentPage, readCursor } from '../kernel/index.ts'
import type { CustodyDoor } from './door.ts'
import { type JourneyEventRow, journeyEvents, journeyPlace } from './journey-statement.ts'
import { eventOf, niOf } from './present-events.ts'
import { fullEpc, storedEpc } from './stored-epc.ts'

const tags = ['custody']
const params = z.object({ epc: z.string().describe('EPC URI or GS1 Digital Link, percent-encoded') })
const stepSchema = z
  .object({
    hash: z.string(),
    epc: z.string().describe('What the event is about: the thing, what held it then, or what it was made from'),
    role: z.enum(['self', 'container', 'input']),
    in_force: z.boolean().describe('False of what was declared to be in error, and of the declaration'),
    event: z.looseObject({ eventID: z.string(), recordTime: z.string() }),
  })
  .meta({ id: 'JourneyStep', description: 'One event of a journey, as EPCIS has it' })
const placeSchema = z
  .object({
    epc: z.string(),
    at: z.string(),
    containers: z
      .array(z.object({ epc: z.string(), since: z.string(), until: z.string().nullable() }))
      .describe('What it was in then, the nearest first'),
    place: z
      .object({
        hash: z.string(),
        epc: z.string().describe('The thing itself, or the container by which it was there'),
        event_time: z.string(),
        read_point: z.string().nullable(),
        biz_location: z.string().nullable(),
        biz_step: z.string().nullable(),
        disposition: z.string().nullable(),
      })
      .nullable()
      .describe('The last event until then that tells a place'),
  })
  .meta({ id: 'JourneyPlace', description: 'Where a thing was, and in what' })

interface PlaceRow {
  readonly containers: { readonly epc: string; readonly since: string; readonly until: string | null }[] | null
  readonly event_time: Date | null
  readonly read_point: string | null
  readonly biz_location: string | null
  readonly biz_step: string | null
  readonly disposition: string | null
  readonly hash: string
  readonly epc: string
}

/** /v1/custody/{epc}/journey and /place: where a thing was, by itself or in what held it, and what it was made from. */
export function journeyRoutes(app: App, { context: { database, clock } }: CustodyDoor): void {
  const schema = {
    tags,
    summary: 'Journey of a thing',
    params,
    querystring: z.object(pageQuery),
    response: { 200: pageSchema(stepSchema) },
  }
  app.get('/v1/custody/:epc/journey', { schema }, async (request, reply) => {
    const { party } = requireParty(request)
    const asking = { party, now: clock.now(), epc: parseThing(request.params.epc) }
    const { limit, after } = request.query
    const page = { after: readCursor(after, [0, 0]), limit: limit + 1 }
    const rows = await database.query<JourneyEventRow>(journeyEvents(asking, page))
    const keys = ({ event_time, event }: JourneyEventRow) => [event_time.getTime(), event]
    return presentPage({ request, reply }, { rows, limit, present: presentStep, keys })
  })
  const querystring = z.object({ at: z.iso.datetime({ offset: true }).optional() })
  const where = {
    tags,
    summary: 'Where a thing was at an instant',
    params,
    querystring,
    response: { 200: placeSchema },
  }
  app.get('/v1/custody/:epc/place', { schema: where }, async (request) => {
    const { party } = requireParty(request)
    const now = clock.now()
    const epc = parseThing(request.params.epc)
    const at = request.query.at === undefined ? now : Date.parse(request.query.at)
    const [row] = await database.query<PlaceRow>(journeyPlace({ party, now, epc }, at))
    return { epc: fullEpc(epc), at: new Date(at).toISOString(), ...presentPlace(row) }
  })
}

const noUri: Words = { en: 'it is no URI', el: 'δεν είναι URI' }

/** As the tables have it. @throws CUSTODY_EPC_INVALID */
export function parseThing(text: string): string {
  const isUri = /^[a-z][a-z0-9+.-]*:[^\s\0]+$/i.test(text)
  if (!isUri) throw custodyErrors.CUSTODY_EPC_INVALID({ reason: noUri })
  return storedEpc(canonicalId(text) ?? text)
}

function presentStep(row: JourneyEventRow): z.infer<typeof stepSchema> {
  const event = eventOf(row, { format: 'No_Preference', isBare: false })
  return {
    hash: niOf(row.hash),
    epc: fullEpc(row.epc),
    role: row.role,
    in_force: row.in_force,
    event: JSON.parse(JSON.stringify(event)),
  }
}

function presentPlace(row: PlaceRow | undefined): Pick<z.infer<typeof placeSchema>, 'containers' | 'place'> {
  const containers = (row?.containers ?? []).map(({ epc, since, until }) => ({
    epc: fullEpc(epc),
    since: new Date(since).toISOString(),
    until: until === null ? null : new Date(until).toISOString(),
  }))
  if (!row?.event_time) return { containers, place: null }
  const { read_point, biz_location, biz_step, disposition } = row
  const told = { read_point, biz_location, biz_step, disposition, event_time: row.event_time.toISOString() }
  return { containers, place: { ...told, hash: niOf(row.hash), epc: fullEpc(row.epc) } }
}
