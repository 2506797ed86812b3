import type { Milliseconds } from '../../kernel/index.ts'
import type { KnownPack } from '../pack/known-pack.ts'
import type { AlertKind, EmvsClass } from './emvs-classes.ts'
import type { PackScan, ScanFault } from './pack-scan.ts'

/** `not_checked` is neither: nothing is known against the pack, and nothing for it. */
export type VerdictOutcome = 'may_be_dispensed' | 'do_not_dispense' | 'not_checked'

/** Why; each has its words in `verdictWords`. */
export type VerdictReason =
  | 'genuine'
  | 'genuine_part'
  | 'unreadable'
  | 'expired'
  | 'recalled'
  | 'withdrawn'
  | 'offline'
  | 'stale'
  | 'scanner_fault'
  | 'product_unknown'
  | 'batch_unknown'
  | 'serial_unknown'
  | 'expiry_differs'
  | 'lot_differs'
  | 'just_dispensed_here'
  | 'dispensed_here'
  | 'dispensed_elsewhere'
  | 'ended_here'
  | 'ended_elsewhere'
  | 'stolen'
  | 'illegitimate'
  | 'quarantined'
  | 'in_transit'
  | 'sent_on'
  | 'not_held'

/** What is said of a pack to a professional who would dispense it. */
export interface Verdict {
  readonly outcome: VerdictOutcome
  readonly reason: VerdictReason
  /** The class of the alert that is raised; none is raised without one. */
  readonly emvs?: EmvsClass
  readonly kind?: AlertKind
  /** Where it was ended, against where it is now. */
  readonly location?: 'same' | 'other'
  /** A fault of the scanner that explains it. */
  readonly fault?: ScanFault
  /** When it was ended, for who may know. */
  readonly ended_at?: Milliseconds
  /** Identifier of the site where it was ended; staff only, never on a public page. */
  readonly ended_place?: string
  /** Until when whoever asks may undo it. */
  readonly undo_until?: Milliseconds
  /** The time of the records that the verdict rests on; absent when cut off. */
  readonly as_of?: Milliseconds
}

/** Who asks, and where. */
export interface AskedHere {
  /** Identifier of the party. */
  readonly actor: string
  /** Identifier of the site. */
  readonly place: string
}

/** What a verdict rests on. */
export interface VerdictBasis {
  readonly scan: PackScan
  /** What `findPack` found. */
  readonly pack?: KnownPack
  /** What `findPack` says was wrong with the reading. */
  readonly fault?: ScanFault
  /** What is known where no pack was found: the product, and the scanned lot of it. */
  readonly knows?: { readonly product: boolean; readonly lot: boolean }
  readonly here: AskedHere
  readonly now: Milliseconds
  /** How old the state of the ledger is, milliseconds; absent when cut off from it. */
  readonly ledger_age_ms?: number
  /** Older than this it says nothing, milliseconds; LEDGER_AGE_MINUTES_MAX unless whoever judges takes less. */
  readonly ledger_age_ms_max?: number
}

/** Minutes after which the state of the ledger is too old to say that a pack may be dispensed. */
export const LEDGER_AGE_MINUTES_MAX = 15
