import type { Words } from '../../kernel/index.ts'
import type { AlertCause, AlertResolution, AlertState } from './alert.ts'
import { cloneRuleWords } from './clone-finding.ts'

/** The states of an alert as people read them. */
export const alertStates = {
  open: { en: 'open', el: 'ανοιχτή' },
  assigned: { en: 'taken on', el: 'την έχει αναλάβει κάποιος' },
  resolved: { en: 'resolved', el: 'έκλεισε' },
} as const satisfies Readonly<Record<AlertState['state'], Words>>

/** The resolutions as people read them. */
export const alertResolutions = {
  technical: { en: 'data or device were at fault', el: 'έφταιγαν τα δεδομένα ή η συσκευή' },
  process: { en: 'the pack was handled in another order', el: 'η συσκευασία ακολούθησε άλλη σειρά χειρισμού' },
  unexplained: { en: 'no cause was found', el: 'δεν βρέθηκε αιτία' },
  confirmed: {
    en: 'manufacturer and authority confirmed that the pack is not legitimate',
    el: 'ο παρασκευαστής και η αρχή επιβεβαίωσαν ότι η συσκευασία δεν είναι νόμιμη',
  },
} as const satisfies Readonly<Record<AlertResolution, Words>>

/** What an alert was raised for, in one sentence. It speaks of a number or of data, never of what is in a box. */
export const alertCauseWords: Readonly<Record<AlertCause, Words>> = {
  ...cloneRuleWords,
  batch_unknown: {
    en: 'A lot was read that is not in the records.',
    el: 'Διαβάστηκε παρτίδα που δεν υπάρχει στις εγγραφές.',
  },
  expiry_differs: {
    en: 'The expiry that was read differs from the record.',
    el: 'Η ημερομηνία λήξης που διαβάστηκε διαφέρει από την εγγραφή.',
  },
  lot_differs: {
    en: 'The lot that was read differs from the record.',
    el: 'Η παρτίδα που διαβάστηκε διαφέρει από την εγγραφή.',
  },
  scanner_fault: {
    en: 'A scanner did not read the code as it is.',
    el: 'Ένας σαρωτής δεν διάβασε τον κωδικό όπως είναι.',
  },
  used_again_here: {
    en: 'A pack was scanned again where it had been dispensed or taken out of use.',
    el: 'Μια συσκευασία σαρώθηκε ξανά εκεί όπου είχε χορηγηθεί ή βγει εκτός χρήσης.',
  },
  used_elsewhere: {
    en: 'A number was scanned whose pack had been dispensed or taken out of use elsewhere.',
    el: 'Σαρώθηκε αριθμός του οποίου η συσκευασία είχε χορηγηθεί ή βγει εκτός χρήσης αλλού.',
  },
  stolen: {
    en: 'A number was scanned whose pack was reported stolen.',
    el: 'Σαρώθηκε αριθμός του οποίου η συσκευασία έχει δηλωθεί κλεμμένη.',
  },
  illegitimate: {
    en: 'A number was scanned whose pack was confirmed as not legitimate.',
    el: 'Σαρώθηκε αριθμός του οποίου η συσκευασία έχει επιβεβαιωθεί ως μη νόμιμη.',
  },
}
