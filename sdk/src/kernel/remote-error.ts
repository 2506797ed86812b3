import { type ErrorFacts, type ErrorRow, type Retry, SymbolonError } from '@symbolon/protocol/kernel'
/** The problem body of a node. @source RFC 9457 §3.1 */
export interface Problem {
  readonly code: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly request_id?: string
  readonly retryable?: boolean
}

/** An error that a node answered: one row of the same tables, with its words in the client's language. */
export class RemoteError extends SymbolonError {
  readonly status: number
  /** `req_…`: what to quote when asking the operator. */
  readonly requestId: string | undefined

  constructor(problem: Problem, requestId?: string) {
    super(problem.code, rowOf(problem), factsOf(problem))
    this.status = problem.status
    this.requestId = problem.request_id ?? requestId
  }

  /** What to do now, one sentence. */
  get hint(): string {
    return this.row.hint.en
  }

  get retry(): Retry {
    return this.row.retry
  }
}

/** True when the value is a problem body and not, say, the page of a proxy. */
export function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false
  const { code, title, status } = value as Record<string, unknown>
  return typeof code === 'string' && typeof title === 'string' && typeof status === 'number'
}

/** The problem in a body: RFC 9457 under /v1, an OperationOutcome under /fhir, nothing in the page of a proxy. */
export function problemIn(body: unknown, status: number): Problem | undefined {
  if (isProblem(body)) return body
  const { resourceType, issue } = (body ?? {}) as { resourceType?: unknown; issue?: readonly OutcomeIssue[] }
  const [first] = resourceType === 'OperationOutcome' && Array.isArray(issue) ? (issue as OutcomeIssue[]) : []
  if (first === undefined) return undefined
  const code = first.details?.coding?.find((coding) => coding.code !== undefined)?.code ?? first.code ?? 'unknown'
  const title = first.details?.text ?? first.diagnostics ?? code
  const retryable = first.code === 'transient' || first.code === 'throttled'
  return { code, title, status, retryable, ...(first.diagnostics !== undefined && { detail: first.diagnostics }) }
}

/** @source FHIR R4 OperationOutcome */
interface OutcomeIssue {
  readonly code?: string
  readonly diagnostics?: string
  readonly details?: { readonly text?: string; readonly coding?: readonly { readonly code?: string }[] }
}

function rowOf(problem: Problem): ErrorRow {
  const title = plain(problem.title)
  const hint = plain(problem.detail ?? '')
  return {
    status: problem.status,
    retry: problem.retryable === true ? 'later' : 'never',
    title: { en: title, el: title },
    hint: { en: hint, el: hint },
    shows: [],
  }
}

// The words arrive with their facts filled in: braces in them are not places to fill.
function plain(text: string): string {
  return text.replace(/[{}]/g, '')
}

const standardMembers = new Set(['type', 'title', 'status', 'code', 'detail', 'instance', 'request_id', 'retryable'])

function factsOf(problem: Problem): ErrorFacts {
  return Object.fromEntries(Object.entries(problem).filter(([name]) => !standardMembers.has(name)))
}
