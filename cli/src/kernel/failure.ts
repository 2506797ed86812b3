import {
  describeError,
  type SymbolonError,
  SymbolonError as SymbolonErrorClass,
  shownFacts,
} from '@symbolon/protocol/kernel'
import { asTyped } from './command-name.ts'
import type { Output } from './output.ts'
import { words } from './words.ts'

/** What `--json` and a report say of an error; never more than its row lets out. */
export interface Failure {
  readonly code: string
  readonly title: string
  readonly hint: string
  readonly retry: string
  readonly request_id?: string
}

export function failureOf(error: unknown, output: Output): Failure {
  if (!(error instanceof SymbolonErrorClass)) {
    return {
      code: 'CLI_DEFECT',
      title: output.words(words.defect),
      hint: output.words(words.defectHint),
      retry: 'never',
    }
  }
  const { title, hint } = describeError(error, output.language)
  const failure = {
    ...shownFacts(error),
    code: error.code,
    title: asTyped(title),
    hint: adviceOn(error, output) ?? asTyped(hint),
    retry: error.row.retry,
  }
  const requestId = requestIdOf(error)
  return requestId === undefined ? failure : { ...failure, request_id: requestId }
}

// What a node says to programs is of no use to a person at a terminal.
function adviceOn(error: SymbolonError, output: Output): string | undefined {
  if (error.code !== 'IDENTITY_PARTY_MISSING') return undefined
  return output.words(words.registerFirst, { profile: output.profile ?? '…' })
}

/** Prints an error on the standard error: the sentence, what to do, and what to quote. */
export function showFailure(error: unknown, output: Output): void {
  const failure = failureOf(error, output)
  if (output.json) {
    output.error(JSON.stringify({ error: failure }))
    return
  }
  const reference = [failure.code, failure.request_id].filter((part) => part !== undefined).join(' · ')
  output.error(`${output.style('bad', '✕')} ${sentence(failure.title)}`)
  if (failure.hint !== '') output.error(`  ${failure.hint}`)
  output.error(`  ${output.style('faint', reference)}`)
}

function sentence(title: string): string {
  return /[.;?!…]$/.test(title) ? title : `${title}.`
}

function requestIdOf(error: SymbolonError): string | undefined {
  const { requestId } = error as { requestId?: unknown }
  return typeof requestId === 'string' ? requestId : undefined
}
