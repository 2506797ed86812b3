import type { ErrorRow } from '../kernel/index.ts'

/** What may stand between packs and their next holder. */
export const handoverErrorRows = {
  MEDICINES_HANDOVER_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no such handover for you', el: 'Δεν υπάρχει για εσάς τέτοια παράδοση' },
    hint: {
      en: 'Check the identifier. A handover is shown to its two parties alone.',
      el: 'Ελέγξτε το αναγνωριστικό. Μια παράδοση τη βλέπουν μόνο τα δύο μέρη της.',
    },
    shows: [],
  },
  MEDICINES_HANDOVER_STATE: {
    status: 409,
    retry: 'never',
    title: {
      en: 'The handover is {state}; this is done while it is offered',
      el: 'Η παράδοση είναι στην κατάσταση «{state}»· αυτό γίνεται όσο προσφέρεται',
    },
    hint: {
      en: 'An offer ends when it is accepted, refused or withdrawn, or at its deadline.',
      el: 'Μια προσφορά παύει με την αποδοχή, την άρνηση ή την απόσυρσή της, ή με την προθεσμία της.',
    },
    shows: ['state'],
  },
  MEDICINES_RANGE_NOT_HELD: {
    status: 409,
    retry: 'never',
    title: {
      en: 'Your party does not hold range {range} as it is named',
      el: 'Ο φορέας σας δεν κατέχει το διάστημα {range} όπως ονομάζεται',
    },
    hint: {
      en: 'Look up what you hold: packs of one range have moved together, and `moves` says how often. Counted from 0.',
      el: 'Δείτε τι κατέχετε: οι συσκευασίες ενός διαστήματος μετακινήθηκαν μαζί, και το `moves` λέει πόσες φορές. Η αρίθμηση ξεκινά από το 0.',
    },
    shows: ['range'],
  },
  MEDICINES_RANGE_MARKED: {
    status: 409,
    retry: 'never',
    title: {
      en: 'Range {range} holds packs that are not active',
      el: 'Το διάστημα {range} έχει συσκευασίες που δεν είναι ενεργές',
    },
    hint: {
      en: 'Leave them out: name the ranges before and behind them. Counted from 0.',
      el: 'Αφήστε τες έξω: ονομάστε τα διαστήματα πριν και μετά από αυτές. Η αρίθμηση ξεκινά από το 0.',
    },
    shows: ['range'],
  },
  MEDICINES_RANGE_OFFERED: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'Packs of range {range} stand in another offer, or twice in this one',
      el: 'Συσκευασίες του διαστήματος {range} υπάρχουν σε άλλη προσφορά ή δύο φορές σε αυτή',
    },
    hint: {
      en: 'Withdraw the other offer first, or wait for its deadline. Counted from 0.',
      el: 'Αποσύρετε πρώτα την άλλη προσφορά ή περιμένετε την προθεσμία της. Η αρίθμηση ξεκινά από το 0.',
    },
    shows: ['range'],
  },
  MEDICINES_RECEIVER_UNLICENSED: {
    status: 409,
    retry: 'never',
    title: {
      en: 'The receiver may not hold packs of medicines',
      el: 'Ο παραλήπτης δεν επιτρέπεται να κατέχει συσκευασίες φαρμάκων',
    },
    hint: {
      en: 'Manufacturers, wholesalers, pharmacies and care providers may, while their role lasts. Nobody receives from itself.',
      el: 'Επιτρέπεται σε παρασκευαστές, χονδρεμπόρους, φαρμακεία και παρόχους φροντίδας, όσο ισχύει ο ρόλος τους. Κανείς δεν παραλαμβάνει από τον εαυτό του.',
    },
    shows: [],
  },
  MEDICINES_CONTAINER_INVALID: {
    status: 400,
    retry: 'ask',
    title: {
      en: 'A container is named by an SSCC of 18 digits with a right check digit',
      el: 'Ένας περιέκτης ονομάζεται με SSCC 18 ψηφίων, με σωστό το τελευταίο',
    },
    hint: { en: 'Check the digits.', el: 'Ελέγξτε τα ψηφία.' },
    shows: [],
  },
  MEDICINES_CONTAINER_HOLDS: {
    status: 409,
    retry: 'never',
    title: {
      en: 'What is in containers does not fit this at range {range}',
      el: 'Όσα βρίσκονται σε περιέκτες δεν ταιριάζουν με αυτό στο διάστημα {range}',
    },
    hint: {
      en: 'Packs are packed into one container at a time, and unpacked as they were packed. Counted from 0.',
      el: 'Οι συσκευασίες μπαίνουν σε έναν περιέκτη κάθε φορά και βγαίνουν όπως μπήκαν. Η αρίθμηση ξεκινά από το 0.',
    },
    shows: ['range'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
