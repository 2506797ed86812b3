import { SymbolonError, type Words } from '../../kernel/index.ts'
import { failedCheck, type ProofCheck, proofChecks } from '../../log/index.ts'

/** What is looked at in the trace of a pack, in this order; the ledger only where it is named. */
export const traceChecks = {
  form: { en: 'the file is the trace of a pack', el: 'το αρχείο είναι ιστορικό συσκευασίας' },
  pack: { en: 'the pack stands in its batch', el: 'η συσκευασία ανήκει στην παρτίδα παραγωγής της' },
  contents: {
    en: 'the events say what the log has committed to',
    el: 'τα συμβάντα λένε αυτά για τα οποία δεσμεύτηκε το μητρώο διαφάνειας',
  },
  inclusion: { en: 'the events stand in the log', el: 'τα συμβάντα υπάρχουν στο μητρώο διαφάνειας' },
  signature: proofChecks.signature,
  witnesses: proofChecks.witnesses,
  whole: proofChecks.whole,
  anchor: proofChecks.anchor,
  ledger: {
    en: 'the ledger has the batch and its handovers',
    el: 'το κατάστιχο έχει την παρτίδα παραγωγής και τις παραδόσεις της',
  },
} as const satisfies Record<string, Words>

/** One thing that is looked at in a trace. */
export type TraceCheck = keyof typeof traceChecks

const checkByCode: Readonly<Record<string, TraceCheck>> = {
  MEDICINES_TRACE_INVALID: 'form',
  MEDICINES_TRACE_PACK_UNPROVEN: 'pack',
  MEDICINES_TRACE_EVENT_DIFFERS: 'contents',
  MEDICINES_TRACE_ALTERED: 'whole',
  MEDICINES_TRACE_LEDGER_DIFFERS: 'ledger',
}

/** Which check an error of a verification comes from; `undefined` when the trace could not be looked at. */
export function failedTraceCheck(error: unknown): TraceCheck | undefined {
  if (!(error instanceof SymbolonError)) return undefined
  const check: TraceCheck | ProofCheck | undefined = checkByCode[error.code] ?? failedCheck(error)
  return check === 'sign_in' ? undefined : check
}
