import type { Id } from '@symbolon/protocol/kernel'
import { isId } from '@symbolon/protocol/kernel'
import { recordsErrors } from '@symbolon/protocol/records'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Endings } from '../consent/index.ts'
import { requireParty, sealedBodies } from '../identity/index.ts'
import { type App, type NodeContext, pageQuery, pageSchema, presentPage, readCursor } from '../kernel/index.ts'
import type { TransparencyLog } from '../log/index.ts'
import { type BlobStore, sendBlob } from '../vault/index.ts'
import { addRecord } from './add-record.ts'
import { amendRecord, liveRecord } from './amend-record.ts'
import { eraseRecord } from './erase-record.ts'
import { exportRecord } from './export-record.ts'
import { presentChange, presentDetail, presentErasure, presentRecord } from './present-record.ts'
import * as schemas from './record-schemas.ts'
import { findManifest, findRecord, listRecords, type RecordRow } from './record-store.ts'

export interface RecordsDoor {
  readonly context: NodeContext
  readonly store: BlobStore
  /** Where the receipt of an export stands before anything leaves under it. */
  readonly log: TransparencyLog
  readonly endings?: Pick<Endings, 'blobErased'>
}

const tags = ['records']
const change = { config: { idempotency: 'by-handler', problems: ['410'] }, ...sealedBodies } as const
const params = z.object({ record: z.string() })

/** /v1/records: add, list, show, fetch, amend, export, erase; each of them for the owner alone. */
export function recordRoutes(app: App, door: RecordsDoor): void {
  changeRoutes(app, door)
  exportRoute(app, door)
  readRoutes(app, door)
}

function changeRoutes(app: App, door: RecordsDoor): void {
  const { context } = door
  const addSchema = {
    tags,
    summary: 'Add a sealed record',
    body: schemas.adding,
    response: { 201: schemas.changedRecord },
  }
  app.post('/v1/records', { schema: addSchema, ...change }, async (request, reply) => {
    const { party } = requireParty(request)
    const { row, already } = await addRecord(context, party, request.body)
    return reply.code(201).send(presentChange(row, { already }))
  })
  const amendSchema = {
    tags,
    summary: 'Amend a record: a new version under new keys',
    params,
    body: schemas.amending,
    response: { 201: schemas.changedRecord },
  }
  app.post('/v1/records/:record/versions', { schema: amendSchema, ...change }, async (request, reply) => {
    const row = await amendRecord(context, ownedRecord(request, request.params.record), request.body)
    return reply.code(201).send(presentChange(row, { already: false }))
  })
  const eraseSchema = {
    tags,
    summary: 'Erase a record, for ever',
    params,
    body: schemas.erasing,
    response: { 200: schemas.erasedRecord },
  }
  app.post('/v1/records/:record/erasure', { schema: eraseSchema, ...change }, async (request) => {
    const { row, settlement } = await eraseRecord(door, ownedRecord(request, request.params.record), request.body)
    return presentErasure(row, settlement)
  })
}

/** The answer is made again at a repeat: a manifest that was kept to be repeated would outlive the record. */
function exportRoute(app: App, door: RecordsDoor): void {
  const schema = {
    tags,
    summary: 'Export a record: what opens it, under a receipt',
    params,
    body: schemas.exporting,
    response: { 201: schemas.exportedRecord },
  }
  const config = { idempotency: 'by-handler' } as const
  app.post('/v1/records/:record/exports', { schema, config }, async (request, reply) => {
    const { form, entries = [] } = request.body
    const { sign_in } = requireParty(request)
    const asked = { form, entries: entries as Id<'entry'>[], sign_in, key: request.idempotencyKey ?? '' }
    const { receipt, row } = await exportRecord(door, { ...ownedRecord(request, request.params.record), ...asked })
    reply.code(201).header('cache-control', 'no-store')
    return reply.send({ receipt, record: presentDetail(row, row.manifest) })
  })
}

function readRoutes(app: App, { context, store }: RecordsDoor): void {
  const { database } = context
  const listSchema = {
    tags,
    summary: 'List your records',
    querystring: z.object(pageQuery),
    response: { 200: pageSchema(schemas.recordSummary) },
  }
  app.get('/v1/records', { schema: listSchema }, async (request, reply) => {
    const { party } = requireParty(request)
    const { limit } = request.query
    const [after] = readCursor(request.query.after, ['']) ?? []
    const rows = await database.query<RecordRow>(listRecords({ party, after, limit: limit + 1 }))
    return presentPage({ request, reply }, { rows, limit, present: presentRecord, keys: ({ record }) => [record] })
  })
  const showSchema = { tags, summary: 'Show a record', params, response: { 200: schemas.recordDetail } }
  app.get('/v1/records/:record', { schema: showSchema, config: { problems: ['410'] } }, async (request) => {
    const owned = ownedRecord(request, request.params.record)
    const row = await findRecord(database, owned)
    const manifest = row && (await findManifest(database, row.record))
    if (!row) throw recordsErrors.RECORDS_RECORD_UNKNOWN()
    if (!manifest) throw recordsErrors.RECORDS_RECORD_ERASED()
    return presentDetail(row, manifest)
  })
  const blobSchema = { tags, summary: 'Ciphertext of a record', params }
  const config = { octets: 'given', problems: ['410'] } as const
  app.get('/v1/records/:record/blob', { schema: blobSchema, config }, async (request, reply) => {
    const { blob, size_bytes } = await liveRecord(context, ownedRecord(request, request.params.record))
    if (blob === null || size_bytes === null) throw recordsErrors.RECORDS_RECORD_ERASED()
    return sendBlob({ request, reply }, { store, sha256: blob, size_bytes })
  })
}

/** Somebody else's record and one that never was look the same. */
function ownedRecord(request: FastifyRequest, record: string): { record: Id<'record'>; party: Id<'party'> } {
  const { party } = requireParty(request)
  if (!isId('record', record)) throw recordsErrors.RECORDS_RECORD_UNKNOWN()
  return { record, party }
}
