import type { ErrorRow } from '../kernel/index.ts'

/** What may be wrong with tiles, bundles and what they prove. */
export const treeErrorRows = {
  LOG_TILE_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The tile of the log is not valid: {reason}',
      el: 'Το πλακίδιο του μητρώου διαφάνειας δεν είναι έγκυρο: {reason}',
    },
    hint: {
      en: 'Fetch the tile again; if it stays so, do not trust this copy of the log.',
      el: 'Λάβετε ξανά το πλακίδιο· αν το σφάλμα παραμένει, μην εμπιστευτείτε αυτό το αντίγραφο.',
    },
    shows: ['reason'],
  },
  LOG_BUNDLE_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The bundle of log entries is not valid: {reason}',
      el: 'Η δέσμη εγγραφών του μητρώου διαφάνειας δεν είναι έγκυρη: {reason}',
    },
    hint: {
      en: 'Fetch the bundle again; if it stays so, do not trust this copy of the log.',
      el: 'Λάβετε ξανά τη δέσμη· αν το σφάλμα παραμένει, μην εμπιστευτείτε αυτό το αντίγραφο.',
    },
    shows: ['reason'],
  },
  LOG_TREE_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The log has no such place: {reason}',
      el: 'Το μητρώο διαφάνειας δεν έχει τέτοια θέση: {reason}',
    },
    hint: {
      en: 'Ask for a place below the size of the log.',
      el: 'Ζητήστε θέση μικρότερη από το μέγεθος του μητρώου διαφάνειας.',
    },
    shows: ['reason'],
  },
  LOG_INCLUSION_UNPROVEN: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The proof does not show that the entry is in the log: {reason}',
      el: 'Το τεκμήριο δεν δείχνει ότι η εγγραφή υπάρχει στο μητρώο διαφάνειας: {reason}',
    },
    hint: {
      en: 'Do not rely on it; fetch the proof again from its source.',
      el: 'Μη βασιστείτε σε αυτό· λάβετε ξανά το τεκμήριο από την πηγή του.',
    },
    shows: ['reason'],
  },
  LOG_CONSISTENCY_UNPROVEN: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The proof does not show that the log has only grown: {reason}',
      el: 'Το τεκμήριο δεν δείχνει ότι το μητρώο διαφάνειας μόνο μεγάλωσε: {reason}',
    },
    hint: {
      en: 'Keep both checkpoints as evidence and tell those who rely on the log.',
      el: 'Κρατήστε και τα δύο σημεία αναφοράς ως στοιχεία και ενημερώστε όσους βασίζονται στο μητρώο διαφάνειας.',
    },
    shows: ['reason'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
