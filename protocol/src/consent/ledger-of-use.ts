import type { Id, Words } from '../kernel/index.ts'
import type { Purpose } from './purposes.ts'
import type { ExportForm, ReceiptKind, ReceiptRecord } from './receipt.ts'

/** The questions of the ledger of use. */
export const ledgerGroups = {
  now: { en: 'Can see now', el: 'Μπορεί να δει τώρα' },
  seen: { en: 'Has seen', el: 'Έχει δει' },
  refused: { en: 'Was refused', el: 'Δεν έγινε δεκτός' },
  exported: { en: 'Was exported', el: 'Έχει εξαχθεί' },
} as const satisfies Readonly<Record<string, Words>>

/** `now`, `seen`, `refused`, or `exported`: what was taken out with the owner's own keys. */
export type LedgerGroup = keyof typeof ledgerGroups

/** One row of a patient's ledger of use; one read of many entries is one row. */
export interface LedgerRow {
  readonly group: LedgerGroup
  /** The receipt of what happened; for `now`, of the giving. */
  readonly receipt: Id<'receipt'> | null
  readonly kind: ReceiptKind
  readonly who: { readonly party: Id<'party'>; readonly name: Words | null }
  /** Whom of its own people the reader named. */
  readonly for_whom: string | null
  readonly purpose: Purpose | null
  readonly grant: Id<'grant'> | null
  readonly records: readonly ReceiptRecord[]
  /** True when the keys of all that the grant covers were handed out, so that any of it may have been read. */
  readonly everything: boolean
  /** Entries that the receipt names; 0 when nothing of anybody was found, and when the reader opened a capsule itself. */
  readonly entries: number
  readonly at: string
  readonly until?: string
  /** `now`: when the reader's node first opened the capsule to index it. */
  readonly indexed_at?: string
  readonly bytes?: number
  /** `exported`: in which form. */
  readonly form?: ExportForm
  /** Code of the error that refused it, with its words in the reader's language. */
  readonly reason?: string
  /** Whether the receipt can be proved, and its place in the log; `null` for a row without a receipt. */
  readonly proof: LedgerProof | null
}

/** `pending`: no published checkpoint covers the receipt yet. `destroyed`: what opened it is gone for ever. */
export interface LedgerProof {
  readonly state: 'pending' | 'ready' | 'destroyed'
  readonly index: number | null
}
