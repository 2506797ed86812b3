import { equalBytes, kernelErrors } from '@symbolon/protocol/kernel'
import type { NodeContext } from '../context.ts'
import type { Job } from '../slice.ts'
import { IDEMPOTENCY_KEPT_MS, IDEMPOTENCY_LEASE_MS } from './http-limits.ts'

/** What was answered to a request. */
export interface StoredAnswer {
  readonly status: number
  readonly media_type: string
  readonly body: string
}

/** One request under one key of one caller. */
export interface KeyedRequest {
  readonly key: Buffer
  readonly request: Buffer
}

/** Where answers to repeated requests are kept. */
export interface IdempotencyStore {
  /**
   * Nothing when the request may run now, or the answer it got before.
   * @throws KERNEL_IDEMPOTENCY_KEY_REUSED, KERNEL_IDEMPOTENCY_KEY_IN_FLIGHT
   */
  begin(keyed: KeyedRequest): Promise<StoredAnswer | undefined>
  finish(keyed: KeyedRequest, answer: StoredAnswer): Promise<void>
  /** The key is free again: nothing was done. */
  release(keyed: KeyedRequest): Promise<void>
  /** Forgets requests that a process which is gone left without an answer. Only where no other process shares the database. */
  releaseAll(): Promise<void>
  readonly cleaning: Job
}

interface Row {
  request: Buffer
  leased_until: number
  status: number | null
  media_type: string | null
  body: string | null
}

export function createIdempotencyStore({ database, clock }: Pick<NodeContext, 'database' | 'clock'>): IdempotencyStore {
  return {
    async begin({ key, request }) {
      const now = clock.now()
      const values = [key, request, now + IDEMPOTENCY_LEASE_MS, now + IDEMPOTENCY_KEPT_MS, now]
      if ((await database.query({ ...beginSql, values })).length > 0) return undefined
      const [row] = await database.query<Row>({ ...readSql, values: [key] })
      return earlierAnswer(row, { request, now })
    },
    async finish({ key, request }, { status, media_type, body }) {
      await database.query({ ...finishSql, values: [key, request, status, media_type, body] })
    },
    async release({ key, request }) {
      await database.query({ ...releaseSql, values: [key, request] })
    },
    async releaseAll() {
      await database.query(releaseAllSql)
    },
    cleaning: {
      name: 'forget old answers',
      every_ms: 600_000,
      run: async () => void (await database.query({ ...cleanSql, values: [clock.now()] })),
    },
  }
}

function earlierAnswer(row: Row | undefined, at: { request: Buffer; now: number }): StoredAnswer {
  if (row && !equalBytes(row.request, at.request)) throw kernelErrors.KERNEL_IDEMPOTENCY_KEY_REUSED()
  if (!row || row.status === null) {
    const wait_ms = row ? row.leased_until - at.now : 1000
    throw kernelErrors.KERNEL_IDEMPOTENCY_KEY_IN_FLIGHT({
      seconds: Math.max(1, Math.min(5, Math.ceil(wait_ms / 1000))),
    })
  }
  return { status: row.status, media_type: row.media_type ?? 'application/json', body: row.body ?? '' }
}

const beginSql = {
  name: 'kernel_idempotency_begin',
  text: `insert into kernel.idempotency as kept (key, request, leased_until, expires_at) values ($1, $2, $3, $4)
    on conflict (key) do update
      set request = $2, leased_until = $3, expires_at = $4, status = null, media_type = null, body = null
      where kept.expires_at <= $5 or (kept.status is null and kept.leased_until <= $5 and kept.request = $2)
    returning 1`,
}
const readSql = {
  name: 'kernel_idempotency_read',
  text: 'select request, leased_until, status, media_type, body from kernel.idempotency where key = $1',
}
const finishSql = {
  name: 'kernel_idempotency_finish',
  text: `update kernel.idempotency set status = $3, media_type = $4, body = $5
    where key = $1 and request = $2 and status is null`,
}
const releaseSql = {
  name: 'kernel_idempotency_release',
  text: 'delete from kernel.idempotency where key = $1 and request = $2 and status is null',
}
const releaseAllSql = {
  name: 'kernel_idempotency_release_all',
  text: 'delete from kernel.idempotency where status is null',
}
const cleanSql = {
  name: 'kernel_idempotency_clean',
  text: 'delete from kernel.idempotency where expires_at <= $1',
}
