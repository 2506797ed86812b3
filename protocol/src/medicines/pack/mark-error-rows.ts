import type { ErrorRow } from '../../kernel/index.ts'

/** Why a pack was not marked, or nothing is said of it. */
export const markErrorRows = {
  MEDICINES_MARK_BUSY: {
    status: 409,
    retry: 'later',
    title: {
      en: 'Something else is being done with one of the packs at this moment',
      el: 'Αυτή τη στιγμή γίνεται κάτι άλλο με μία από τις συσκευασίες',
    },
    hint: { en: 'Look at its state in a moment.', el: 'Δείτε σε λίγο την κατάστασή της.' },
    shows: [],
  },
  MEDICINES_STATUS_STALE: {
    status: 503,
    retry: 'later',
    title: {
      en: 'The node does not know now how the packs stand',
      el: 'Ο κόμβος δεν γνωρίζει τώρα την κατάσταση των συσκευασιών',
    },
    hint: {
      en: 'Try again in a moment. Nothing was found against any pack.',
      el: 'Δοκιμάστε ξανά σε λίγο. Δεν βρέθηκε τίποτα εις βάρος κάποιας συσκευασίας.',
    },
    shows: [],
  },
  MEDICINES_NUMBER_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: {
      en: 'No pack with these numbers is recorded here',
      el: 'Δεν είναι καταγεγραμμένη εδώ συσκευασία με αυτά τα στοιχεία',
    },
    hint: { en: 'Compare the numbers with the printed ones.', el: 'Συγκρίνετε τα στοιχεία με τα τυπωμένα.' },
    shows: [],
  },
  MEDICINES_QUEUED_TIME: {
    status: 400,
    retry: 'never',
    title: {
      en: 'An act of the queue was signed for another deadline than {days} days after its time',
      el: 'Μια πράξη της ουράς υπογράφηκε με προθεσμία διαφορετική από {days} ημέρες μετά τον χρόνο της',
    },
    hint: {
      en: 'The deadline that is signed says when the act was done: sign it at once, with this deadline.',
      el: 'Η προθεσμία που υπογράφεται δείχνει πότε έγινε η πράξη: υπογράψτε αμέσως, με αυτή την προθεσμία.',
    },
    shows: ['days'],
  },
  MEDICINES_ALERT_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no such alert for you', el: 'Δεν υπάρχει για εσάς τέτοια ειδοποίηση' },
    hint: { en: 'List your alerts.', el: 'Δείτε τις ειδοποιήσεις σας.' },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
