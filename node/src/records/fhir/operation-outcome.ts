import { describeError, type Language, type SymbolonError } from '@symbolon/protocol/kernel'
import { type ErrorPresenter, issuesOf } from '../../kernel/index.ts'

export const fhirMediaType = 'application/fhir+json; charset=utf-8'
/** Names our own codes among the details of an issue. */
export const problemSystem = 'urn:symbolon:problem'

/** @source R4 value set issue-type */
const issueTypes: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  406: 'not-supported',
  409: 'conflict',
  410: 'deleted',
  413: 'too-costly',
  415: 'not-supported',
  422: 'processing',
  429: 'throttled',
  500: 'exception',
}

/** An error as an OperationOutcome, in the reader's language. @source R4 §2.28 OperationOutcome */
export function presentOutcome(failure: SymbolonError, { language }: { language: Language }) {
  return { resourceType: 'OperationOutcome', language, issue: [issueOf(failure, language)] }
}

/** What an answer has to say of itself, beside what it found. @source R4 §3.1.1.4.4 outcome entries */
export function presentNotice(failure: SymbolonError, { language }: { language: Language }) {
  const isUnderWay = failure.row.retry === 'later'
  const issue = { ...issueOf(failure, language), severity: isUnderWay ? 'information' : 'warning' }
  return { resourceType: 'OperationOutcome', language, issue: [isUnderWay ? { ...issue, code: 'incomplete' } : issue] }
}

export const outcomePresenter: ErrorPresenter = { mediaType: fhirMediaType, present: presentOutcome }

function issueOf(failure: SymbolonError, language: Language) {
  const { title, hint } = describeError(failure, language)
  const fields = issuesOf(failure).map(({ in: part, pointer }) => `${part}${pointer}`)
  return {
    severity: 'error',
    code:
      failure.row.retry === 'later' && failure.row.status >= 500
        ? 'transient'
        : (issueTypes[failure.row.status] ?? 'processing'),
    details: { coding: [{ system: problemSystem, code: failure.code }], text: title },
    diagnostics: hint,
    ...(fields.length > 0 && { expression: fields }),
  }
}
