import { custodyErrors } from '@symbolon/protocol/custody'
import type { ErrorFacts, Id, SymbolonError } from '@symbolon/protocol/kernel'
import type { Statement } from '../kernel/index.ts'

/** Days that a capture can be asked after. */
export const CAPTURE_DAYS = 30
/** Faults that a capture tells of. */
export const CAPTURE_ERRORS_MAX = 200

/** A capture as its party may ask after it: it was over before it was acknowledged. */
export interface CaptureJobRow {
  readonly capture: Id<'capture'>
  readonly behaviour: 'rollback' | 'proceed'
  readonly created_at: Date
  /** Events in the document. */
  readonly events: number
  readonly errors: readonly KeptError[]
}

/** An error of our tables, to be told in the language of whoever asks. */
interface KeptError {
  readonly code: string
  readonly facts: ErrorFacts
}

export function insertJob(
  job: Omit<CaptureJobRow, 'errors' | 'created_at'> & { readonly party: Id<'party'>; readonly now: number },
  errors: readonly SymbolonError[],
): Statement {
  const kept = errors.slice(0, CAPTURE_ERRORS_MAX).map(({ code, facts }): KeptError => ({ code, facts }))
  return {
    name: 'custody_insert_job',
    text: `insert into custody.capture_job (capture, party, behaviour, created_at, events, errors)
      values ($1, $2, $3, $4, $5, $6)`,
    values: [job.capture, job.party, job.behaviour, new Date(job.now), job.events, JSON.stringify(kept)],
  }
}

/** Captures of a party, newest first. */
export function listJobs(asked: { party: string; before: string | undefined; limit: number }): Statement {
  return {
    name: 'custody_list_jobs',
    text: `select capture, behaviour, created_at, events, errors from custody.capture_job
      where party = $1 and capture < $2 order by capture desc limit $3`,
    values: [asked.party, asked.before ?? '~', asked.limit],
  }
}

export function findJob(asked: { party: string; capture: string }): Statement {
  return {
    name: 'custody_find_job',
    text: `select capture, behaviour, created_at, events, errors from custody.capture_job
      where party = $1 and capture = $2`,
    values: [asked.party, asked.capture],
  }
}

export function forgetJobs(now: number): Statement {
  return {
    name: 'custody_forget_jobs',
    text: 'delete from custody.capture_job where created_at < $1',
    values: [new Date(now - CAPTURE_DAYS * 86_400_000)],
  }
}

/** The error as it was thrown; one that this version no longer has is told as what is wrong with an event. */
export function errorOf({ code, facts }: KeptError): SymbolonError {
  const make = Object.hasOwn(custodyErrors.rows, code) ? code : 'CUSTODY_EVENT_INVALID'
  return custodyErrors[make as keyof typeof custodyErrors.rows](facts)
}
