import type { ErrorRow } from '../kernel/index.ts'

/** What may keep an entry from standing in the log. */
export const writerErrorRows = {
  LOG_IN_USE: {
    status: 503,
    retry: 'later',
    title: {
      en: 'Another node appends to the log',
      el: 'Ένας άλλος κόμβος γράφει στο αρχείο καταγραφής',
    },
    hint: {
      en: 'Ask that node, or try again in a moment.',
      el: 'Απευθυνθείτε σε εκείνον τον κόμβο ή δοκιμάστε ξανά σε λίγο.',
    },
    shows: [],
  },
  LOG_ENTRY_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: {
      en: 'There is no such entry',
      el: 'Δεν υπάρχει τέτοια εγγραφή',
    },
    hint: {
      en: 'Check the identifier; what was erased cannot be proved any more.',
      el: 'Ελέγξτε το αναγνωριστικό· ό,τι διαγράφηκε δεν μπορεί πλέον να αποδειχθεί.',
    },
    shows: [],
  },
} as const satisfies Record<string, ErrorRow>
