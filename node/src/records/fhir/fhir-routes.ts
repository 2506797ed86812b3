import { isReceiptType, isResourceType, parseSearch, recordsErrors } from '@symbolon/protocol/records'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, languageOf, useErrorPresenter } from '../../kernel/index.ts'
import { capabilityStatement } from './capability-statement.ts'
import { createFhirReader, type FhirReader } from './fhir-reader.ts'
import { baseOf, formType, queryOf, readerOf, requireForm, requireJson, requireNoParameters } from './fhir-request.ts'
import { fhirMediaType, outcomePresenter } from './operation-outcome.ts'
import type { FhirParts } from './ports.ts'
import { readReceipt, receiptViewOf, searchReceipts } from './receipt-view.ts'
import { searchBundle } from './search-bundle.ts'

/** Bytes of the parameters of a search by POST. */
const formBytesMax = 16 * 1024

interface Door {
  readonly parts: FhirParts
  readonly reader: FhirReader
}

/**
 * /fhir: FHIR R4 4.0.1 for hosted institutions, and receipts as AuditEvent and Provenance for persons and auditors. Read
 * only; every error is an OperationOutcome.
 */
export async function fhirRoutes(app: App, parts: FhirParts): Promise<void> {
  const reader = createFhirReader(parts)
  app.addHook('onClose', () => reader.stop())
  await app.register(async (scope) => addRoutes(scope as App, { parts, reader }), { prefix: '/fhir' })
}

function addRoutes(app: App, door: Door): void {
  useErrorPresenter(app, outcomePresenter)
  const form = { parseAs: 'string', bodyLimit: formBytesMax } as const
  app.addContentTypeParser<string>(formType, form, (_request, body, done) => done(null, body))
  const date = new Date(door.parts.context.clock.now()).toISOString()
  app.get('/metadata', (request, reply) => {
    requireJson(request, queryOf(request))
    return send(reply, JSON.stringify(capabilityStatement({ base: baseOf(request), date })))
  })
  app.get<{ Params: { type: string } }>('/:type', (request, reply) =>
    search(door, { request, reply, query: queryOf(request) }),
  )
  const byForm = {
    config: { idempotency: 'exempt' },
    onRequest: async (request: FastifyRequest) => requireForm(request),
  } as const
  app.post<{ Params: { type: string } }>('/:type/_search', byForm, (request, reply) => {
    const query = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
    return search(door, { request, reply, query: new URLSearchParams([...queryOf(request), ...query]) })
  })
  app.get<{ Params: { type: string; id: string } }>('/:type/:id', (request, reply) => read(door, { request, reply }))
}

async function read(
  { parts, reader }: Door,
  { request, reply }: { request: FastifyRequest<{ Params: { type: string; id: string } }>; reply: FastifyReply },
): Promise<FastifyReply> {
  const { type, id } = request.params
  const query = queryOf(request)
  requireJson(request, query)
  const view = isReceiptType(type) ? await receiptViewOf(parts, request, type) : undefined
  if (view !== undefined) {
    requireNoParameters(type, query)
    return send(reply, await readReceipt(view, id))
  }
  const asking = readerOf(parts, request)
  if (!isResourceType(type)) throw recordsErrors.RECORDS_FHIR_SEARCH_TYPE()
  requireNoParameters(type, query)
  return send(reply, await reader.read(asking, { type, id }))
}

async function search(
  { parts, reader }: Door,
  exchange: { request: FastifyRequest<{ Params: { type: string } }>; reply: FastifyReply; query: URLSearchParams },
): Promise<FastifyReply> {
  const { request, reply, query } = exchange
  const { type } = request.params
  requireJson(request, query)
  const view = isReceiptType(type) ? await receiptViewOf(parts, request, type) : undefined
  if (view !== undefined) return send(reply, await searchReceipts(view, query))
  const asking = readerOf(parts, request)
  const base = baseOf(request)
  const search = parseSearch(type, query, { base })
  const found = await reader.search(asking, search)
  query.delete('_page')
  const language = languageOf(request.headers['accept-language'])
  return send(reply, searchBundle({ search, found, base, query, language }))
}

function send(reply: FastifyReply, json: string | Buffer): FastifyReply {
  return reply.header('content-type', fhirMediaType).header('cache-control', 'no-store').send(json)
}
