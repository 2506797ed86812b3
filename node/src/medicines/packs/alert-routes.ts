import { isId, type Language } from '@symbolon/protocol/kernel'
import {
  type Alert,
  type AlertAct,
  actOnAlert,
  alertCauseWords,
  alertKinds,
  alertResolutions,
  alertStates,
  emvsClasses,
  medicinesErrors,
} from '@symbolon/protocol/medicines'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, languageOf, pageQuery, pageSchema, presentPage, readCursor } from '../../kernel/index.ts'
import { type Actor, actorOf } from '../policy.ts'
import { type AlertRow, alertOf, findAlert, listAlerts, setStatus } from './alert-store.ts'
import type { PackIndex } from './pack-index.ts'
import type { PacksDoor } from './packs-door.ts'

const tags = ['alerts']
/** The end of year 9999. */
const instant_max = 253_402_300_799_000
const params = z.object({ alert: z.string() })
const states = ['open', 'assigned', 'resolved'] as const

const alertSchema = z
  .object({
    alert: z.string(),
    cause: z.string(),
    emvs: z.string().nullable(),
    kind: z.string(),
    score: z.number().describe('The chance, from 0 to below 1, that the cause is no honest one, by assumed shares'),
    gtin: z.string().nullable(),
    lot: z.string().nullable(),
    batch: z.string().nullable(),
    serial: z.string().nullable().describe('Null where only the lot is known'),
    parties: z
      .array(z.string())
      .nullable()
      .describe('For regulators: who read the pack, made it or holds it; null for anybody else'),
    raised_at: z.string(),
    status: z.looseObject({ state: z.enum(states) }),
    evidence: z.looseObject({}),
    words: z.object({ cause: z.string(), kind: z.string(), emvs: z.string().nullable(), status: z.string() }),
  })
  .meta({ id: 'PackAlert', description: 'Something about a pack that a person has to look at' })

const assigning = z.strictObject({ to: z.enum(['me', 'nobody']) })
const resolving = z.strictObject({ as: z.enum(['technical', 'process', 'unexplained', 'confirmed']) })

/** /v1/alerts: for the parties concerned and for regulators; nobody else learns that there is one. */
export function alertRoutes(app: App, door: PacksDoor): void {
  readRoutes(app, door)
  const assign = {
    tags,
    summary: 'Take an alert on, or leave it',
    params,
    body: assigning,
    response: { 200: alertSchema },
  }
  app.post('/v1/alerts/:alert/assignment', { schema: assign }, async (request) => {
    const actor = await actorOf(door.context, request)
    const act: AlertAct = request.body.to === 'me' ? { act: 'assign', to: actor.party } : { act: 'release' }
    return change(door, { request, actor, act, alert: request.params.alert })
  })
  const resolve = { tags, summary: 'Resolve an alert', params, body: resolving, response: { 200: alertSchema } }
  app.post('/v1/alerts/:alert/resolution', { schema: resolve }, async (request) => {
    const actor = await actorOf(door.context, request)
    const act = resolutionOf(actor, request.body.as)
    return change(door, { request, actor, act, alert: request.params.alert })
  })
}

function readRoutes(app: App, { context, index }: PacksDoor): void {
  const { database } = context
  const list = {
    tags,
    summary: 'Alerts about packs, the newest first',
    querystring: z.object({ ...pageQuery, state: z.enum(states).optional() }),
    response: { 200: pageSchema(alertSchema) },
  }
  app.get('/v1/alerts', { schema: list }, async (request, reply) => {
    const actor = await actorOf(context, request)
    const { limit, after, state } = request.query
    const [at, alert = ''] = readCursor(after, [0, '']) ?? []
    const before = at === undefined ? undefined : ([new Date(Math.min(at, instant_max)), alert] as const)
    const rows = await listAlerts(database, { ...viewer(actor), state, before, limit: limit + 1 })
    const language = languageOf(request.headers['accept-language'])
    return presentPage(
      { request, reply },
      {
        rows,
        limit,
        present: (row) => presentAlert(row, { index, language, actor }),
        keys: (row) => [row.raised_at.getTime(), row.alert],
      },
    )
  })
  const show = { tags, summary: 'Show an alert', params, response: { 200: alertSchema } }
  app.get('/v1/alerts/:alert', { schema: show }, async (request) => {
    const actor = await actorOf(context, request)
    const { alert } = request.params
    const row = isId('alert', alert) && (await findAlert(database, { alert, ...viewer(actor) }))
    if (!row) throw medicinesErrors.MEDICINES_ALERT_UNKNOWN()
    return presentAlert(row, { index, language: languageOf(request.headers['accept-language']), actor })
  })
}

function viewer({ party, roles }: Actor) {
  return { party, seesAll: roles.has('regulator') }
}

/** Manufacturer and authority confirm together; anybody else who says so is told that it needs the two. */
function resolutionOf({ roles }: Actor, as: z.infer<typeof resolving>['as']): AlertAct {
  if (as !== 'confirmed') return { act: 'resolve', as }
  if (roles.has('regulator')) return { act: 'confirm', role: 'regulator' }
  if (roles.has('manufacturer')) return { act: 'confirm', role: 'manufacturer' }
  throw medicinesErrors.MEDICINES_ROLE_MISSING({ roles: ['manufacturer', 'regulator'] })
}

/** @throws MEDICINES_ALERT_UNKNOWN, MEDICINES_ALERT_REFUSED */
async function change(
  { context, index }: PacksDoor,
  of: { request: FastifyRequest; actor: Actor; act: AlertAct; alert: string },
) {
  const { actor, act, alert } = of
  const language = languageOf(of.request.headers['accept-language'])
  return context.database.transaction(async (queries) => {
    const row = isId('alert', alert) && (await findAlert(queries, { alert, ...viewer(actor), lock: 'for update' }))
    if (!row) throw medicinesErrors.MEDICINES_ALERT_UNKNOWN()
    const { status } = actOnAlert(alertOf(row), { act, actor: actor.party, now: context.clock.now() })
    await queries.query(setStatus(row.alert, status))
    return presentAlert({ ...row, status: status as AlertRow['status'] }, { index, language, actor })
  })
}

interface Presenting {
  readonly index: PackIndex
  readonly language: Language
  readonly actor: Actor
}

function presentAlert(row: AlertRow, { index, language, actor: { roles } }: Presenting): z.infer<typeof alertSchema> {
  const { alert, cause, emvs, kind, score, gtin, lot, batch, parties, raised_at, evidence, status } = row
  const words = {
    cause: alertCauseWords[cause][language],
    kind: alertKinds[kind][language],
    emvs: emvs ? emvsClasses[emvs][language] : null,
    status: statusWords(status, language),
  }
  return {
    alert,
    cause,
    emvs: emvs ?? null,
    kind,
    score,
    gtin,
    lot,
    batch,
    serial: serialOf(row, index),
    parties: roles.has('regulator') ? [...parties] : null,
    raised_at: raised_at.toISOString(),
    status: { ...status, state: status.state },
    evidence,
    words,
  }
}

/** The number that was read, or that of the pack; nothing where only its lot is known. */
function serialOf({ evidence, batch, index }: AlertRow, packs: PackIndex): string | null {
  const packed = batch === null || index === null ? undefined : packs.byId(batch)?.serialOf(index)
  return packed ?? evidence.scanned?.serial ?? null
}

function statusWords(status: Alert['status'], language: Language): string {
  if (status.state !== 'resolved') return alertStates[status.state][language]
  return `${alertStates.resolved[language]}: ${alertResolutions[status.resolution][language]}`
}
