import type { Milliseconds } from '../../kernel/index.ts'
import { classStateOf, type KnownPack } from '../pack/known-pack.ts'
import type { PackState } from '../pack/pack-state.ts'
import { differenceOf } from './differences.ts'
import type { PackScan } from './pack-scan.ts'
import { LEDGER_AGE_MINUTES_MAX } from './verdict.ts'
import type { VerdictWords } from './verdict-words.ts'

/** The five things that the page of a pack says to anybody. It names no pharmacy, no patient and no time of day. */
export type PublicOutcome = 'genuine' | 'ended' | 'class_ended' | 'unknown' | 'not_checked'

/** States in which a pack is on its way to a patient. */
const awaited: readonly PackState[] = ['active', 'in_transit', 'partly_supplied']

/** What the outcome follows from. */
export interface PublicAsking {
  /** What the printed code says besides the number; a lot or expiry that is not the record's is an unknown number. */
  readonly scan: PackScan
  readonly pack?: KnownPack
  readonly now: Milliseconds
  /** How old the state of the ledger is, milliseconds; absent when cut off from it. */
  readonly ledger_age_ms?: number
  /** Older than this it says nothing, milliseconds; LEDGER_AGE_MINUTES_MAX unless the node takes less. */
  readonly ledger_age_ms_max?: number
}

/** What anybody is told of a pack: one of five outcomes. Asking changes nothing. */
export function publicOutcomeOf(asked: PublicAsking): PublicOutcome {
  const { pack, now } = asked
  return pack && classStateOf(pack, now) ? 'class_ended' : ownOutcomeOf(asked)
}

/** What is told of the pack itself, whatever holds for its lot or product. */
export function ownOutcomeOf(asked: PublicAsking): Exclude<PublicOutcome, 'class_ended'> {
  const { scan, pack, now, ledger_age_ms = Number.POSITIVE_INFINITY } = asked
  const { ledger_age_ms_max = LEDGER_AGE_MINUTES_MAX * 60_000 } = asked
  if (ledger_age_ms > ledger_age_ms_max) return 'not_checked'
  if (!pack || differenceOf(scan, pack, now)) return 'unknown'
  return awaited.includes(pack.state) ? 'genuine' : 'ended'
}

/** The words of the page. */
export const publicWords: Readonly<Record<PublicOutcome, VerdictWords>> = {
  genuine: {
    said: {
      en: 'Genuine record: the maker issued this number, and it has not been dispensed yet.',
      el: 'Γνήσια εγγραφή: τον αριθμό τον εξέδωσε ο παρασκευαστής και δεν έχει χορηγηθεί ακόμη.',
    },
    todo: {
      en: 'The number is proved, not the box: a number can be copied. Check that the seal is intact.',
      el: 'Τεκμηριώνεται ο αριθμός και όχι το κουτί: ένας αριθμός αντιγράφεται. Ελέγξτε αν η σφραγίδα είναι άθικτη.',
    },
  },
  ended: {
    said: {
      en: 'The pack with this number has been dispensed, or taken out of use.',
      el: 'Η συσκευασία με αυτόν τον αριθμό έχει χορηγηθεί ή έχει βγει εκτός χρήσης.',
    },
    todo: {
      en: 'If a pharmacy gave it to you, this is as it should be. If you have it from elsewhere, do not take it and ask a pharmacist.',
      el: 'Αν σας την έδωσε φαρμακείο, έτσι πρέπει να είναι. Αν την πήρατε από αλλού, μην πάρετε το φάρμακο και ρωτήστε φαρμακοποιό.',
    },
  },
  class_ended: {
    said: {
      en: 'Do not use it: the medicine has expired, its lot was recalled or the product was withdrawn.',
      el: 'Μην το χρησιμοποιήσετε: το φάρμακο έχει λήξει, η παρτίδα του ανακλήθηκε ή το προϊόν αποσύρθηκε.',
    },
    todo: { en: 'Take it to a pharmacy.', el: 'Παραδώστε το σε φαρμακείο.' },
  },
  unknown: {
    said: {
      en: 'No pack with these numbers is recorded here.',
      el: 'Δεν είναι καταγεγραμμένη εδώ συσκευασία με αυτά τα στοιχεία.',
    },
    todo: {
      en: 'Compare the number with the printed one. If it is the same, ask a pharmacist before you take the medicine.',
      el: 'Συγκρίνετε τον αριθμό με τον τυπωμένο. Αν είναι ο ίδιος, ρωτήστε φαρμακοποιό πριν πάρετε το φάρμακο.',
    },
  },
  not_checked: {
    said: {
      en: 'Not checked now. This does not mean that the medicine is suspect.',
      el: 'Δεν ελέγχθηκε τώρα. Δεν σημαίνει ότι το φάρμακο είναι ύποπτο.',
    },
    todo: { en: 'Try again in a few minutes.', el: 'Δοκιμάστε ξανά σε λίγα λεπτά.' },
  },
}
