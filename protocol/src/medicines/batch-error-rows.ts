import type { ErrorRow } from '../kernel/index.ts'

/** What may be wrong with a batch, its serial numbers, its tree and the tokens of its packs. */
export const batchErrorRows = {
  MEDICINES_ORDER_INVALID: {
    status: 400,
    retry: 'ask',
    title: {
      en: 'The batch is not valid at {field}: {reason}',
      el: 'Η παρτίδα δεν είναι έγκυρη στο {field}: {reason}',
    },
    hint: {
      en: 'A batch has a GTIN of 14 digits, a lot number, an expiry and a number of packs.',
      el: 'Μια παρτίδα έχει GTIN 14 ψηφίων, αριθμό παρτίδας, ημερομηνία λήξης και πλήθος συσκευασιών.',
    },
    shows: ['field', 'reason'],
  },
  MEDICINES_BATCH_SIZE: {
    status: 400,
    retry: 'ask',
    title: { en: 'A batch has 1 to {max} packs', el: 'Μια παρτίδα έχει από 1 έως {max} συσκευασίες' },
    hint: { en: 'Divide the packs among more batches.', el: 'Μοιράστε τις συσκευασίες σε περισσότερες παρτίδες.' },
    shows: ['max'],
  },
  MEDICINES_GTIN_FULL: {
    status: 400,
    retry: 'never',
    title: {
      en: 'Serial numbers are made for at most {max} packs of one GTIN, and for no fewer than the batch has',
      el: 'Σειριακοί αριθμοί δίνονται για έως {max} συσκευασίες ενός GTIN και όχι για λιγότερες από της παρτίδας',
    },
    hint: {
      en: 'Check how many packs of this GTIN there are, this batch included.',
      el: 'Ελέγξτε πόσες συσκευασίες αυτού του GTIN υπάρχουν, μαζί με αυτή την παρτίδα.',
    },
    shows: ['max'],
  },
  MEDICINES_SERIALS_EXHAUSTED: {
    status: 503,
    retry: 'later',
    title: {
      en: 'Not enough serial numbers were found that are not in use',
      el: 'Δεν βρέθηκαν αρκετοί σειριακοί αριθμοί που να μη χρησιμοποιούνται',
    },
    hint: {
      en: 'Try again; if it stays so, the source of random numbers is broken.',
      el: 'Δοκιμάστε ξανά· αν το σφάλμα παραμένει, έχει χαλάσει η πηγή τυχαίων αριθμών.',
    },
    shows: [],
  },
  MEDICINES_SERIAL_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'This is not a serial number of a pack', el: 'Αυτός δεν είναι σειριακός αριθμός συσκευασίας' },
    hint: {
      en: 'It has 1 to 20 characters: Latin letters, digits and the signs that GS1 allows, without spaces.',
      el: 'Έχει από 1 έως 20 χαρακτήρες: λατινικά γράμματα, ψηφία και τα σημεία που επιτρέπει το GS1, χωρίς κενά.',
    },
    shows: [],
  },
  MEDICINES_SERIALS_MALFORMED: {
    status: 400,
    retry: 'never',
    title: {
      en: 'Serial numbers that are not valid: {count}',
      el: 'Σειριακοί αριθμοί που δεν είναι έγκυροι: {count}',
    },
    hint: {
      en: 'Correct them: 1 to 20 characters that GS1 allows. The first, counted from 0: {indexes}.',
      el: 'Διορθώστε τους: από 1 έως 20 χαρακτήρες που επιτρέπει το GS1. Οι πρώτοι, με αρίθμηση από το 0: {indexes}.',
    },
    shows: ['count', 'indexes'],
  },
  MEDICINES_SERIALS_REPEATED: {
    status: 409,
    retry: 'never',
    title: {
      en: 'Serial numbers that stand in the list more than once: {count}',
      el: 'Σειριακοί αριθμοί που υπάρχουν στη λίστα πάνω από μία φορά: {count}',
    },
    hint: {
      en: 'Give each pack a number of its own. The first, counted from 0, with the place of the same number: {pairs}.',
      el: 'Δώστε σε κάθε συσκευασία δικό της αριθμό. Οι πρώτοι, με αρίθμηση από το 0, και η θέση του ίδιου αριθμού: {pairs}.',
    },
    shows: ['count', 'pairs'],
  },
  MEDICINES_INDEX_INVALID: {
    status: 404,
    retry: 'never',
    title: {
      en: 'The batch has no pack with this index: it has {count} packs',
      el: 'Η παρτίδα δεν έχει συσκευασία με αυτόν τον δείκτη: έχει {count} συσκευασίες',
    },
    hint: { en: 'Indexes are counted from 0.', el: 'Οι δείκτες αριθμούνται από το 0.' },
    shows: ['count'],
  },
  MEDICINES_CROWN_INVALID: {
    status: 500,
    retry: 'never',
    title: {
      en: 'What is stored of the tree does not belong to this batch',
      el: 'Όσα έχουν αποθηκευτεί από το δέντρο δεν ανήκουν σε αυτή την παρτίδα',
    },
    hint: {
      en: 'Build the tree again from the serial numbers and the secret of the batch.',
      el: 'Φτιάξτε ξανά το δέντρο από τους σειριακούς αριθμούς και το μυστικό της παρτίδας.',
    },
    shows: [],
  },
  MEDICINES_TOKEN_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'This is not the token of a pack', el: 'Αυτό δεν είναι διακριτικό συσκευασίας' },
    hint: {
      en: 'It is a whole number, at most 78 digits: copy it again.',
      el: 'Είναι ακέραιος αριθμός με έως 78 ψηφία: αντιγράψτε τον ξανά.',
    },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
