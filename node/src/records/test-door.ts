import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { consentErrors } from '@symbolon/protocol/consent'
import { custodyErrors } from '@symbolon/protocol/custody'
import { identityErrors } from '@symbolon/protocol/identity'
import { kernelErrors } from '@symbolon/protocol/kernel'
import { logErrors } from '@symbolon/protocol/log'
import { medicinesErrors } from '@symbolon/protocol/medicines'
import { noticesErrors } from '@symbolon/protocol/notices'
import { recordsErrors } from '@symbolon/protocol/records'
import { vaultErrors } from '@symbolon/protocol/vault'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { createConsentSlice, receiptSource } from '../consent/index.ts'
import { createCustodySlice, eventSource } from '../custody/index.ts'
import { createIdentitySlice, type HostedInstitutions, type IdentitySlice } from '../identity/index.ts'
import { hostOf } from '../kernel/http/test-app.ts'
import { type App, createApp, type NodeContext, type Slice } from '../kernel/index.ts'
import { startTestKernel, type TestKernel, type TestKernelOptions } from '../kernel/test-node.ts'
import { createLogSlice, type LogSlice } from '../log/index.ts'
import { createIdentifierVoucher, createMedicinesSlice } from '../medicines/index.ts'
import { createNoticesSlice, createWebhookSender } from '../notices/index.ts'
import { type BlobStore, createSealToReaders, createVaultSlice, openBlobStore } from '../vault/index.ts'
import { HostedMemory } from './fhir/index.ts'
import { createRecordOwners } from './record-owners.ts'
import { createRecordsSlice } from './slice.ts'

/** A clock that tests set. */
export interface TestClock {
  now(): number
  offset_ms: number
}

/** Everything of a node but the socket, with invented people. */
export interface World {
  readonly kernel: TestKernel
  readonly app: App
  readonly store: BlobStore
  /** Where receipts stand before a key leaves. */
  readonly log: LogSlice
  /** What the FHIR door remembers. */
  readonly memory: HostedMemory
  readonly clock: TestClock
  stop(): Promise<void>
}

export interface Reply {
  readonly status: number
  readonly body: ReturnType<typeof JSON.parse>
  readonly raw: Buffer
  readonly headers: LightMyRequestResponse['headers']
}

const problems = {
  ...kernelErrors.rows,
  ...identityErrors.rows,
  ...logErrors.rows,
  ...vaultErrors.rows,
  ...custodyErrors.rows,
  ...consentErrors.rows,
  ...recordsErrors.rows,
  ...medicinesErrors.rows,
  ...noticesErrors.rows,
}

export async function startWorld(
  options: Pick<TestKernelOptions<Slice>, 'config'> & {
    store?: BlobStore
    hosted?: Pick<HostedInstitutions, 'at'>
  } = {},
): Promise<World> {
  const clock: TestClock = { offset_ms: 0, now: () => Date.now() + clock.offset_ms }
  let identity: ReturnType<typeof createIdentitySlice> | undefined
  let store: BlobStore | undefined
  let memory: HostedMemory | undefined
  let log: LogSlice | undefined
  const kernel = await startTestKernel({
    ...options,
    context: { clock },
    async slices(context: NodeContext) {
      identity = createIdentitySlice(context)
      store = options.store ?? (await openBlobStore(context.config))
      const { hosted } = { ...identity, ...options }
      const owners = createRecordOwners(context, { store })
      memory = new HostedMemory(store)
      log = createLogSlice(context, { sources, sealToReaders: createSealToReaders(context) })
      return [
        identity,
        log,
        createVaultSlice(context, { store }),
        ...goodsSlices(context, { identity, log }),
        createConsentSlice(context, { owners, log: log.transparency, endings: memory }),
        createRecordsSlice(context, { store, hosted, log: log.transparency, memory }),
        createNoticesSlice(context),
      ] as Slice[]
    },
  })
  if (!identity || !store || !memory || !log) throw new Error('the slices were not made')
  const app = await createApp({ context: kernel, slices: kernel.slices, sessions: identity.sessions, problems })
  return {
    kernel,
    app,
    store,
    log,
    memory,
    clock,
    async stop() {
      await app.close()
      await kernel.stop()
    },
  }
}

const sources = [receiptSource, eventSource]

/**
 * Slices of things, which records know nothing of: here for their doors. Medicines are not started, since following the
 * ledger they would ask the database beside what tests count.
 */
function goodsSlices(context: NodeContext, { identity, log }: { identity: IdentitySlice; log: LogSlice }): Slice[] {
  const webhooks = createWebhookSender(context.config)
  const vouch = createIdentifierVoucher(context)
  const custody = createCustodySlice(context, { log: log.transparency, vouch, webhooks })
  const ports = { parties: identity.parties, events: custody, vouchedKey: log.vouchedKey }
  return [custody, { ...createMedicinesSlice(context, ports), start: () => Promise.resolve() }]
}

/** One request, signed in when somebody is named. */
export async function ask(
  world: World,
  request: {
    as?: { readonly token: string }
    method: InjectOptions['method']
    path: string
    body?: unknown
    bytes?: Uint8Array
    headers?: Record<string, string>
  },
): Promise<Reply> {
  const { as, method, path, body, bytes } = request
  const answer = await world.app.inject({
    ...(method && { method }),
    url: path,
    headers: {
      host: hostOf(world.app),
      ...(as && { authorization: `Bearer ${as.token}` }),
      ...(method === 'POST' && { 'idempotency-key': randomBytes(12).toString('hex') }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(bytes && { 'content-type': 'application/octet-stream' }),
      ...request.headers,
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
    ...(bytes && { payload: Buffer.from(bytes) }),
  })
  const isJson = String(answer.headers['content-type'] ?? '').includes('json')
  return {
    status: answer.statusCode,
    body: isJson ? answer.json() : undefined,
    raw: answer.rawPayload,
    headers: answer.headers,
  }
}

/** As `ask`, and the answer has to be this status. */
export async function askFor(world: World, status: number, request: Parameters<typeof ask>[1]): Promise<Reply> {
  const reply = await ask(world, request)
  if (reply.status !== status)
    throw new Error(
      `${request.method} ${request.path}: ${reply.status} ${reply.body?.code} ${JSON.stringify(reply.body)}`,
    )
  return reply
}

/** One run of a job of the slices. */
export async function runJob({ kernel }: World, name: string): Promise<void> {
  const job = kernel.slices.flatMap(({ jobs = [] }) => jobs).find((one) => one.name === name)
  assert.ok(job, name)
  await job.run()
}

export function bytes(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(randomBytes(size))
}
