import type { SymbolonError } from '../../kernel/index.ts'
import { custodyErrors } from '../errors.ts'
import { type Gs1Reason, gs1Reasons } from '../gs1-reasons.ts'

/** What is wrong with a value and at which of its characters, counted from 0. */
export interface Flaw {
  readonly reason: Gs1Reason
  readonly at: number
}

/** Where GS1 data are wrong, and why; `ai` is left out before the first application identifier. */
export interface Gs1Fault {
  readonly reason: Gs1Reason
  readonly position: number
  readonly ai?: string | undefined
}

/** The one error of GS1 data. It names places and reasons and never holds the data. */
export function gs1Error({ reason, position, ai = '–' }: Gs1Fault): SymbolonError {
  return custodyErrors.CUSTODY_GS1_INVALID({ ai, position, reason: gs1Reasons[reason], reason_code: reason })
}
