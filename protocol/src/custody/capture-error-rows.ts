import type { ErrorRow } from '../kernel/index.ts'

/** What may be wrong at the door of EPCIS: with what is captured, and with how it is asked for. */
export const captureErrorRows = {
  CUSTODY_CAPTURE_TOO_LARGE: {
    status: 413,
    retry: 'ask',
    title: {
      en: 'A capture has at most {max_bytes} bytes and {max_events} events',
      el: 'Μια καταχώριση έχει έως {max_bytes} byte και {max_events} συμβάντα',
    },
    hint: { en: 'Split it into several captures.', el: 'Χωρίστε την σε περισσότερες καταχωρίσεις.' },
    shows: ['max_bytes', 'max_events'],
  },
  CUSTODY_CAPTURE_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'You have no such capture', el: 'Δεν έχετε τέτοια καταχώριση' },
    hint: {
      en: 'List your captures; they are kept for {days} days, their events for ever.',
      el: 'Δείτε τις καταχωρίσεις σας· διατηρούνται για {days} ημέρες, τα συμβάντα τους για πάντα.',
    },
    shows: ['days'],
  },
  CUSTODY_EVENT_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no such event for you', el: 'Δεν υπάρχει τέτοιο συμβάν για εσάς' },
    hint: {
      en: 'Events are shown to whoever captured them, to the parties and places that they name, and to regulators.',
      el: 'Τα συμβάντα εμφανίζονται σε όποιον τα καταχώρισε, στα μέρη και στους τόπους που αναφέρουν και στις ρυθμιστικές αρχές.',
    },
    shows: [],
  },
  CUSTODY_EVENT_ID_TAKEN: {
    status: 409,
    retry: 'never',
    title: {
      en: 'You have given this event id to another event already',
      el: 'Έχετε ήδη δώσει αυτό το αναγνωριστικό σε άλλο συμβάν',
    },
    hint: {
      en: 'Events are never changed: declare the other one to be in error, and give this one an id of its own.',
      el: 'Τα συμβάντα δεν αλλάζουν ποτέ: δηλώστε ότι το άλλο είναι εσφαλμένο και δώστε σε αυτό δικό του αναγνωριστικό.',
    },
    shows: [],
  },
  CUSTODY_HEADER_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The header {header} has none of the known values', el: 'Η κεφαλίδα {header} δεν έχει γνωστή τιμή' },
    hint: { en: 'Known values: {allowed}.', el: 'Γνωστές τιμές: {allowed}.' },
    shows: ['header', 'allowed'],
  },
  CUSTODY_VERSION_UNSUPPORTED: {
    status: 406,
    retry: 'never',
    title: { en: 'Only EPCIS 2.0 with CBV 2.0 is spoken here', el: 'Εδώ υποστηρίζεται μόνο το EPCIS 2.0 με CBV 2.0' },
    hint: {
      en: 'Send version 2.0 or 2.0.0, or no version at all.',
      el: 'Στείλτε έκδοση 2.0 ή 2.0.0, ή καμία έκδοση.',
    },
    shows: [],
  },
  CUSTODY_FORM_REFUSED: {
    status: 406,
    retry: 'never',
    title: { en: 'Events are answered as JSON only', el: 'Τα συμβάντα δίνονται μόνο ως JSON' },
    hint: {
      en: 'Ask for application/json or application/ld+json.',
      el: 'Ζητήστε application/json ή application/ld+json.',
    },
    shows: [],
  },
  CUSTODY_PAGE_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is not a next page of this query, or its time is over',
      el: 'Αυτή δεν είναι επόμενη σελίδα του ερωτήματος ή έχει λήξει',
    },
    hint: { en: 'Ask for the first page again.', el: 'Ζητήστε ξανά την πρώτη σελίδα.' },
    shows: [],
  },
  CUSTODY_QUERY_TOO_LARGE: {
    status: 413,
    retry: 'ask',
    title: {
      en: 'The query finds more than {max} events',
      el: 'Το ερώτημα βρίσκει περισσότερα από {max} συμβάντα',
    },
    hint: {
      en: 'Add conditions, or ask for pages instead of a maximum.',
      el: 'Προσθέστε συνθήκες ή ζητήστε σελίδες αντί για μέγιστο πλήθος.',
    },
    shows: ['max'],
  },
  CUSTODY_EPC_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'This names no thing: {reason}', el: 'Αυτό δεν ονομάζει κανένα αντικείμενο: {reason}' },
    hint: {
      en: 'Give an EPC URI or a GS1 Digital Link, percent-encoded.',
      el: 'Δώστε EPC URI ή GS1 Digital Link με κωδικοποίηση ποσοστού.',
    },
    shows: ['reason'],
  },
  CUSTODY_IDENTIFIER_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is neither a GLN nor a GS1 company prefix: {reason}',
      el: 'Αυτό δεν είναι GLN ούτε πρόθεμα εταιρείας GS1: {reason}',
    },
    hint: {
      en: 'Give the 13 digits of a GLN, or prefix: and the digits of a company prefix.',
      el: 'Δώστε τα 13 ψηφία ενός GLN, ή prefix: και τα ψηφία ενός προθέματος εταιρείας.',
    },
    shows: ['reason'],
  },
  CUSTODY_IDENTIFIER_TAKEN: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'Another party holds one of these identifiers',
      el: 'Κάποιο από αυτά τα αναγνωριστικά ανήκει σε άλλο μέρος',
    },
    hint: {
      en: 'Ask GS1 whose it is; whoever holds it wrongly has to give it up first.',
      el: 'Ρωτήστε τον GS1 σε ποιον ανήκει· όποιος το κατέχει εσφαλμένα πρέπει πρώτα να το αποδεσμεύσει.',
    },
    shows: [],
  },
  CUSTODY_IDENTIFIER_UNVOUCHED: {
    status: 403,
    retry: 'ask',
    title: {
      en: 'Nobody vouches that these identifiers are yours',
      el: 'Κανείς δεν εγγυάται ότι αυτά τα αναγνωριστικά είναι δικά σας',
    },
    hint: {
      en: 'GLNs are held by institutions with a role; a company prefix also needs a GS1 licence.',
      el: 'Τα GLN ανήκουν σε φορείς με ρόλο· το πρόθεμα εταιρείας χρειάζεται και άδεια GS1.',
    },
    shows: [],
  },
  CUSTODY_RECEIPT_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is not the receipt of an event at {pointer}: {reason}',
      el: 'Αυτό δεν είναι απόδειξη συμβάντος στο σημείο {pointer}: {reason}',
    },
    hint: {
      en: 'Give the text as the proof has it, unchanged.',
      el: 'Δώστε το κείμενο όπως είναι στο τεκμήριο, χωρίς αλλαγές.',
    },
    shows: ['pointer', 'reason'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
