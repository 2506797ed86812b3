import type { ErrorRow } from '../kernel/index.ts'

/** Why a grant does not open, and what may be wrong with a request under it. */
export const openingErrorRows = {
  CONSENT_GRANT_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no such grant for you', el: 'Δεν υπάρχει τέτοια άδεια για εσάς' },
    hint: { en: 'List the grants that you gave or received.', el: 'Δείτε τις άδειες που δώσατε ή λάβατε.' },
    shows: [],
  },
  CONSENT_GRANT_NONE: {
    status: 403,
    retry: 'ask',
    title: { en: 'No grant lets you read this', el: 'Καμία άδεια δεν σας επιτρέπει να το διαβάσετε' },
    hint: {
      en: 'Ask the patient for a grant for this purpose.',
      el: 'Ζητήστε από τον ασθενή άδεια για αυτόν τον σκοπό.',
    },
    shows: [],
  },
  CONSENT_GRANT_REVOKED: {
    status: 403,
    retry: 'never',
    title: { en: 'Access was stopped at {ended_at}', el: 'Η πρόσβαση διακόπηκε στις {ended_at}' },
    hint: { en: 'Ask the patient for a new grant.', el: 'Ζητήστε από τον ασθενή νέα άδεια.' },
    shows: ['ended_at'],
  },
  CONSENT_GRANT_EXPIRED: {
    status: 403,
    retry: 'never',
    title: { en: 'The grant expired at {ended_at}', el: 'Η άδεια έληξε στις {ended_at}' },
    hint: { en: 'Ask the patient for a new grant.', el: 'Ζητήστε από τον ασθενή νέα άδεια.' },
    shows: ['ended_at'],
  },
  CONSENT_GRANT_NOT_YET: {
    status: 403,
    retry: 'later',
    title: { en: 'The grant begins at {not_before}', el: 'Η άδεια αρχίζει στις {not_before}' },
    hint: { en: 'Try again after that time.', el: 'Δοκιμάστε ξανά μετά από αυτή την ώρα.' },
    shows: ['not_before'],
  },
  CONSENT_GRANT_UNRECORDED: {
    status: 409,
    retry: 'later',
    title: {
      en: 'The grant is saved but not yet recorded on the ledger',
      el: 'Η άδεια αποθηκεύτηκε αλλά δεν έχει ακόμη καταγραφεί στο κατάστιχο',
    },
    hint: { en: 'Wait a moment and repeat the same request.', el: 'Περιμένετε λίγο και επαναλάβετε το ίδιο αίτημα.' },
    shows: [],
  },
  CONSENT_GRANT_EMPTY: {
    status: 410,
    retry: 'never',
    title: {
      en: 'What the grant opened has been erased or has a new version',
      el: 'Όσα άνοιγε η άδεια έχουν διαγραφεί ή έχουν νέα έκδοση',
    },
    hint: { en: 'Ask the patient for a new grant.', el: 'Ζητήστε από τον ασθενή νέα άδεια.' },
    shows: [],
  },
  CONSENT_PURPOSE_MISMATCH: {
    status: 403,
    retry: 'ask',
    title: { en: 'The grant was given for another purpose', el: 'Η άδεια δόθηκε για άλλον σκοπό' },
    hint: {
      en: 'Open it for the purpose that it names, or ask for a grant for yours.',
      el: 'Ανοίξτε την για τον σκοπό που αναφέρει ή ζητήστε άδεια για τον δικό σας.',
    },
    shows: [],
  },
  CONSENT_OPENING_INVALID: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The signature under the request to open is not the grantee’s',
      el: 'Η υπογραφή στο αίτημα ανοίγματος δεν είναι του αποδέκτη',
    },
    hint: {
      en: 'Sign the request again with the account that the grant names.',
      el: 'Υπογράψτε ξανά το αίτημα με τον λογαριασμό που αναφέρει η άδεια.',
    },
    shows: [],
  },
  CONSENT_OPENING_LATE: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The request to open is past its deadline, or its deadline is too far ahead',
      el: 'Η προθεσμία του αιτήματος ανοίγματος έχει παρέλθει ή είναι πολύ μακρινή',
    },
    hint: {
      en: 'Sign a new request with a deadline of at most {minutes} minutes.',
      el: 'Υπογράψτε νέο αίτημα με προθεσμία το πολύ {minutes} λεπτών.',
    },
    shows: ['minutes'],
  },
  CONSENT_OPENING_REPLAYED: {
    status: 409,
    retry: 'never',
    title: { en: 'This signed request was used before', el: 'Αυτό το υπογεγραμμένο αίτημα έχει ήδη χρησιμοποιηθεί' },
    hint: { en: 'Sign a new request with a new nonce.', el: 'Υπογράψτε νέο αίτημα με νέο αριθμό μίας χρήσης.' },
    shows: [],
  },
  CONSENT_OPENING_OVER: {
    status: 403,
    retry: 'ask',
    title: { en: 'The time to fetch under this receipt is over', el: 'Ο χρόνος λήψης με αυτή την απόδειξη έχει λήξει' },
    hint: {
      en: 'Open the grant again; you then have {minutes} minutes.',
      el: 'Ανοίξτε ξανά την άδεια· θα έχετε {minutes} λεπτά.',
    },
    shows: ['minutes'],
  },
  CONSENT_REVOCATION_INVALID: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The signature cannot stop the access of this grant',
      el: 'Η υπογραφή δεν μπορεί να διακόψει την πρόσβαση αυτής της άδειας',
    },
    hint: {
      en: 'Open the keyring that gave the grant and try again.',
      el: 'Ανοίξτε την κλειδοθήκη που έδωσε την άδεια και δοκιμάστε ξανά.',
    },
    shows: [],
  },
  CONSENT_DELEGATION_INVALID: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The signature cannot name a delegate for this grant',
      el: 'Η υπογραφή δεν μπορεί να ορίσει εκπρόσωπο για αυτή την άδεια',
    },
    hint: {
      en: 'Open the keyring that gave the grant and try again.',
      el: 'Ανοίξτε την κλειδοθήκη που έδωσε την άδεια και δοκιμάστε ξανά.',
    },
    shows: [],
  },
  CONSENT_FOR_WHOM_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'Whom this is for is told in up to {characters_max} plain characters',
      el: 'Το για ποιον γίνεται η ανάγνωση δηλώνεται με έως {characters_max} απλούς χαρακτήρες',
    },
    hint: {
      en: 'Name a department or a member of your staff by your own reference, never a patient.',
      el: 'Δηλώστε ένα τμήμα ή ένα μέλος του προσωπικού σας με τον δικό σας κωδικό, ποτέ έναν ασθενή.',
    },
    shows: ['characters_max'],
  },
  CONSENT_RECEIPT_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no such receipt for you', el: 'Δεν υπάρχει τέτοια απόδειξη για εσάς' },
    hint: { en: 'Look for it in your ledger of use.', el: 'Αναζητήστε την στο κατάστιχο χρήσης σας.' },
    shows: [],
  },
  CONSENT_RECEIPT_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The receipt is not valid at {pointer}: {reason}',
      el: 'Η απόδειξη δεν είναι έγκυρη στο {pointer}: {reason}',
    },
    hint: { en: 'Fetch the receipt again, whole.', el: 'Λάβετε ξανά ολόκληρη την απόδειξη.' },
    shows: ['pointer', 'reason'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
