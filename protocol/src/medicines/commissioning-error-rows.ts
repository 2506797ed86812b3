import type { ErrorRow } from '../kernel/index.ts'

/** What may stand between a batch and the ledger. */
export const commissioningErrorRows = {
  MEDICINES_BATCH_STATE: {
    status: 409,
    retry: 'never',
    title: {
      en: 'This can’t be done with a batch that is {state}',
      el: 'Αυτό δεν γίνεται με παρτίδα στην κατάσταση «{state}»',
    },
    hint: {
      en: 'A batch is open, then sealed, then saved, then recorded, and never goes back.',
      el: 'Μια παρτίδα είναι ανοικτή, μετά σφραγισμένη, μετά αποθηκευμένη, μετά καταχωρισμένη, και ποτέ δεν γυρίζει πίσω.',
    },
    shows: ['state'],
  },
  MEDICINES_LOT_TAKEN: {
    status: 409,
    retry: 'never',
    title: {
      en: 'This lot of the product has another expiry',
      el: 'Αυτή η παρτίδα του προϊόντος έχει άλλη ημερομηνία λήξης',
    },
    hint: {
      en: 'Packs of one lot expire on one day. Use another lot number, or the expiry of the first batch.',
      el: 'Οι συσκευασίες μιας παρτίδας λήγουν την ίδια ημέρα. Δώστε άλλον αριθμό παρτίδας ή την ημερομηνία λήξης της πρώτης.',
    },
    shows: [],
  },
  MEDICINES_SERIALS_PLACE: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'Serial numbers can’t be put at this place: {serials_known} are known, and pieces begin at multiples of {piece}',
      el: 'Οι σειριακοί αριθμοί δεν μπορούν να μπουν σε αυτή τη θέση: γνωστοί είναι {serials_known}, και τα τμήματα αρχίζουν σε πολλαπλάσια του {piece}',
    },
    hint: {
      en: 'Go on at the last multiple of {piece} that is not beyond {serials_known}.',
      el: 'Συνεχίστε από το τελευταίο πολλαπλάσιο του {piece} που δεν ξεπερνά το {serials_known}.',
    },
    shows: ['serials_known', 'piece'],
  },
  MEDICINES_SERIALS_MISSING: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'The batch has {count} packs and {serials_known} serial numbers',
      el: 'Η παρτίδα έχει {count} συσκευασίες και {serials_known} σειριακούς αριθμούς',
    },
    hint: { en: 'Send the others first.', el: 'Στείλτε πρώτα τους υπόλοιπους.' },
    shows: ['serials_known', 'count'],
  },
  MEDICINES_SERIALS_TAKEN: {
    status: 409,
    retry: 'never',
    title: {
      en: 'Serial numbers that another batch of the product has: {count}',
      el: 'Σειριακοί αριθμοί που έχει άλλη παρτίδα του προϊόντος: {count}',
    },
    hint: {
      en: 'Give these packs other numbers. The first, counted from 0: {indexes}.',
      el: 'Δώστε σε αυτές τις συσκευασίες άλλους αριθμούς. Οι πρώτες, με αρίθμηση από το 0: {indexes}.',
    },
    shows: ['count', 'indexes'],
  },
  MEDICINES_LICENCE_MISSING: {
    status: 403,
    retry: 'never',
    title: {
      en: 'Your party holds no GS1 licence here that covers the product number {gtin}',
      el: 'Ο φορέας σας δεν έχει εδώ άδεια GS1 που να καλύπτει τον κωδικό προϊόντος {gtin}',
    },
    hint: {
      en: 'Prove the licence of its prefix first.',
      el: 'Υποβάλετε πρώτα την άδεια του προθέματός του.',
    },
    shows: ['gtin'],
  },
  MEDICINES_ROLE_MISSING: {
    status: 403,
    retry: 'never',
    title: {
      en: 'Your party needs one of these roles now: {roles}',
      el: 'Ο φορέας σας χρειάζεται τώρα έναν από αυτούς τους ρόλους: {roles}',
    },
    hint: {
      en: 'An accredited authority gives roles, for a time.',
      el: 'Τους ρόλους τους δίνει διαπιστευμένη αρχή, για ορισμένο χρόνο.',
    },
    shows: ['roles'],
  },
  MEDICINES_PRODUCT_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: {
      en: 'Nobody has described this product here',
      el: 'Κανείς δεν έχει περιγράψει εδώ αυτό το προϊόν',
    },
    hint: {
      en: 'Check the 14 digits. Whoever holds the GS1 licence describes it.',
      el: 'Ελέγξτε τα 14 ψηφία. Το περιγράφει όποιος έχει την άδεια GS1.',
    },
    shows: [],
  },
  MEDICINES_DEADLINE_INVALID: {
    status: 400,
    retry: 'ask',
    title: {
      en: 'The deadline is past or more than {days_max} days away',
      el: 'Η προθεσμία έχει περάσει ή απέχει πάνω από {days_max} ημέρες',
    },
    hint: { en: 'Sign again with another deadline.', el: 'Υπογράψτε ξανά με άλλη προθεσμία.' },
    shows: ['days_max'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
