import type { ErrorRow } from '../kernel/index.ts'

/** What may keep an entry from standing in the log. */
export const writerErrorRows = {
  LOG_IN_USE: {
    status: 503,
    retry: 'later',
    title: {
      en: 'Another node appends to the log',
      el: 'Ένας άλλος κόμβος γράφει στο μητρώο διαφάνειας',
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
  LOG_KEY_CHANGED: {
    status: 500,
    retry: 'never',
    title: {
      en: 'The transparency log in this database has another key',
      el: 'Το μητρώο διαφάνειας σε αυτή τη βάση δεδομένων έχει άλλο κλειδί',
    },
    hint: {
      en: 'Put keys/log.key of the data folder that the log was begun in into this one.',
      el: 'Τοποθετήστε σε αυτόν τον φάκελο δεδομένων το keys/log.key του φακέλου στον οποίο ξεκίνησε το μητρώο.',
    },
    shows: [],
  },
  LOG_ORIGIN_CHANGED: {
    status: 500,
    retry: 'never',
    title: {
      en: 'The transparency log in this database is called {origin}',
      el: 'Το μητρώο διαφάνειας σε αυτή τη βάση δεδομένων ονομάζεται {origin}',
    },
    hint: {
      en: 'Set SYMBOLON_LOG_ORIGIN to that name, or leave it out.',
      el: 'Δώστε στο SYMBOLON_LOG_ORIGIN αυτό το όνομα ή παραλείψτε το.',
    },
    shows: ['origin'],
  },
  LOG_FORKED: {
    status: 500,
    retry: 'never',
    title: {
      en: 'The stored log is not the one whose {size} entries were signed before',
      el: 'Το αποθηκευμένο μητρώο διαφάνειας δεν είναι εκείνο του οποίου είχαν υπογραφεί {size} εγγραφές',
    },
    hint: {
      en: 'The database was probably set back to an older state. Restore the newest one; never sign another history.',
      el: 'Η βάση δεδομένων πιθανότατα επανήλθε σε παλαιότερη κατάσταση. Επαναφέρετε τη νεότερη· μην υπογράψετε ποτέ άλλο ιστορικό.',
    },
    shows: ['size'],
  },
  LOG_NOT_PUBLISHED: {
    status: 404,
    retry: 'later',
    title: {
      en: 'The log has published no checkpoint yet',
      el: 'Το μητρώο διαφάνειας δεν έχει δημοσιεύσει ακόμη σημείο αναφοράς',
    },
    hint: { en: 'Ask again in a minute.', el: 'Δοκιμάστε ξανά σε ένα λεπτό.' },
    shows: [],
  },
} as const satisfies Record<string, ErrorRow>
