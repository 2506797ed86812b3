import { kernelErrors, SymbolonError } from '@symbolon/protocol/kernel'
import type { FastifyRequest } from 'fastify'
import type { $ZodIssue } from 'zod/v4/core'
import { isFault } from '../lifecycle/faults.ts'

/** One field of a request that is not as agreed. */
export interface RequestIssue {
  /** @source RFC 6901 */
  readonly pointer: string
  readonly in: string
  readonly code: string
}

/** Which fields of a request were refused; travels as the cause of KERNEL_REQUEST_INVALID. */
export class RequestIssues extends Error {
  readonly issues: readonly RequestIssue[]

  constructor(part: string, issues: readonly $ZodIssue[]) {
    super('request issues')
    this.issues = issues
      .slice(0, issuesMax)
      .map((issue) => ({ pointer: pointerOf(issue.path), in: part, code: issue.code }))
  }
}

const issuesMax = 20

/** The one error that leaves the server, whatever was thrown. Presenters write it as a problem or an OperationOutcome. */
export function failureOf(thrown: unknown, request: FastifyRequest): SymbolonError {
  if (thrown instanceof SymbolonError) return thrown
  if (isFault(thrown, 'ENOSPC', '53100')) return kernelErrors.KERNEL_DISK_FULL({}, { cause: thrown })
  const make = httpFaults[codeOf(thrown)]
  if (make) return make({}, { cause: thrown })
  request.log.error({ err: thrown }, 'unexpected')
  return kernelErrors.KERNEL_INTERNAL({}, { cause: thrown })
}

/** A field list that a presenter may show, or nothing. */
export function issuesOf(failure: SymbolonError): readonly RequestIssue[] {
  return failure.cause instanceof RequestIssues ? failure.cause.issues : []
}

const httpFaults: Readonly<Record<string, (typeof kernelErrors)['KERNEL_INTERNAL']>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: kernelErrors.KERNEL_MEDIA_TYPE_UNSUPPORTED,
  FST_ERR_CTP_INVALID_TYPE: kernelErrors.KERNEL_MEDIA_TYPE_UNSUPPORTED,
  FST_ERR_CTP_BODY_TOO_LARGE: kernelErrors.KERNEL_BODY_TOO_LARGE,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: kernelErrors.KERNEL_BODY_INCOMPLETE,
  ECONNRESET: kernelErrors.KERNEL_BODY_INCOMPLETE,
  FST_ERR_BAD_URL: kernelErrors.KERNEL_HTTP_MALFORMED,
  FST_ERR_MAX_PARAM_LENGTH: kernelErrors.KERNEL_HTTP_MALFORMED,
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
