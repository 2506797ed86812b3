import { SymbolonError, type Words } from '../kernel/index.ts'

/** What is looked at in a proof of a receipt, in this order; the sign-in and the ledger only where they are named. */
export const proofChecks = {
  form: { en: 'the file is a proof of logging', el: 'το αρχείο είναι τεκμήριο καταγραφής' },
  inclusion: { en: 'the receipt stands in the log', el: 'η απόδειξη υπάρχει στο μητρώο διαφάνειας' },
  signature: { en: 'the log has signed the checkpoint', el: 'το μητρώο διαφάνειας έχει υπογράψει το σημείο αναφοράς' },
  witnesses: { en: 'enough witnesses have signed', el: 'έχουν υπογράψει αρκετοί μάρτυρες' },
  whole: { en: 'nothing in the file was changed', el: 'τίποτα στο αρχείο δεν έχει αλλάξει' },
  sign_in: {
    en: 'the sign-in that the receipt names is signed by its account',
    el: 'η σύνδεση που αναφέρει η απόδειξη είναι υπογεγραμμένη από τον λογαριασμό της',
  },
  anchor: { en: 'the ledger has the checkpoint', el: 'το κατάστιχο έχει το σημείο αναφοράς' },
} as const satisfies Record<string, Words>

/** One thing that is looked at in a proof. */
export type ProofCheck = keyof typeof proofChecks

const checkByCode: Readonly<Record<string, ProofCheck>> = {
  LOG_INCLUSION_UNPROVEN: 'inclusion',
  LOG_SIGNATURE_INVALID: 'signature',
  LOG_SIGNATURE_MISSING: 'signature',
  LOG_QUORUM_MISSING: 'witnesses',
  LOG_PROOF_ALTERED: 'whole',
  LOG_SIGN_IN_UNPROVEN: 'sign_in',
  LOG_ANCHOR_UNPROVEN: 'anchor',
}

/** Which check an error of a verification comes from; `undefined` when the proof could not be looked at. */
export function failedCheck(error: unknown): ProofCheck | undefined {
  if (!(error instanceof SymbolonError)) return undefined
  return checkByCode[error.code] ?? (error.code.startsWith('LOG_') ? 'form' : undefined)
}
