import type { ErrorRow } from '../kernel/index.ts'

/** What may be wrong with a grant that someone wants to give. */
export const grantErrorRows = {
  CONSENT_TERMS_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The terms of the grant are not valid at {pointer}: {reason}',
      el: 'Οι όροι της άδειας δεν είναι έγκυροι στο {pointer}: {reason}',
    },
    hint: {
      en: 'Build the terms again with this version of the software.',
      el: 'Συντάξτε ξανά τους όρους με αυτή την έκδοση του λογισμικού.',
    },
    shows: ['pointer', 'reason'],
  },
  CONSENT_PERIOD_INVALID: {
    status: 400,
    retry: 'ask',
    title: {
      en: 'The period of the grant is not valid: {reason}',
      el: 'Η διάρκεια της άδειας δεν είναι έγκυρη: {reason}',
    },
    hint: {
      en: 'Choose an end within {months} months from now.',
      el: 'Επιλέξτε λήξη μέσα σε {months} μήνες από τώρα.',
    },
    shows: ['reason', 'months'],
  },
  CONSENT_PURPOSE_UNKNOWN: {
    status: 400,
    retry: 'ask',
    title: { en: 'This purpose is not known', el: 'Ο σκοπός αυτός δεν είναι γνωστός' },
    hint: { en: 'Choose one of: {purposes}.', el: 'Επιλέξτε έναν από: {purposes}.' },
    shows: ['purposes'],
  },
  CONSENT_PURPOSE_FORBIDDEN: {
    status: 403,
    retry: 'never',
    title: { en: 'No grant may be given for this use: {use}', el: 'Δεν επιτρέπεται άδεια για αυτή τη χρήση: {use}' },
    hint: {
      en: 'Nobody can allow this use here, not even the patient.',
      el: 'Κανείς δεν μπορεί να επιτρέψει εδώ αυτή τη χρήση, ούτε ο ασθενής.',
    },
    shows: ['use'],
  },
  CONSENT_DUO_INVALID: {
    status: 400,
    retry: 'ask',
    title: {
      en: 'The research conditions are not valid: {reason}',
      el: 'Οι όροι της έρευνας δεν είναι έγκυροι: {reason}',
    },
    hint: {
      en: 'With the purpose HRESCH, name in `duo` (--duo) one of {permissions} and, if you wish, any of {modifiers}, each once.',
      el: 'Με σκοπό HRESCH, ορίστε στο `duo` (--duo) έναν από τους {permissions} και, αν θέλετε, όσους από τους {modifiers}, μία φορά τον καθένα.',
    },
    shows: ['reason', 'permissions', 'modifiers'],
  },
  CONSENT_OTHER_LEDGER: {
    status: 400,
    retry: 'never',
    title: { en: 'The grant was made for another ledger', el: 'Η άδεια συντάχθηκε για άλλο κατάστιχο' },
    hint: {
      en: 'Check which node you are connected to and give the grant again.',
      el: 'Ελέγξτε σε ποιον κόμβο είστε συνδεδεμένοι και δώστε ξανά την άδεια.',
    },
    shows: [],
  },
  CONSENT_RECORD_NOT_YOURS: {
    status: 403,
    retry: 'never',
    title: {
      en: 'A record in the grant is not yours',
      el: 'Ένας φάκελος της άδειας δεν είναι δικός σας',
    },
    hint: { en: 'List your records and choose from those.', el: 'Δείτε τους φακέλους σας και επιλέξτε από αυτούς.' },
    shows: ['record'],
  },
  CONSENT_RECORD_CHANGING: {
    status: 409,
    retry: 'later',
    title: {
      en: 'A record in the grant is just being changed or erased',
      el: 'Ένας φάκελος της άδειας αλλάζει ή διαγράφεται αυτή τη στιγμή',
    },
    hint: { en: 'Wait a moment and give the grant again.', el: 'Περιμένετε λίγο και δώστε ξανά την άδεια.' },
    shows: [],
  },
  CONSENT_GRANTS_CHANGED: {
    status: 409,
    retry: 'later',
    title: {
      en: 'A grant over the record was given just now',
      el: 'Μόλις δόθηκε άδεια για αυτόν τον φάκελο',
    },
    hint: {
      en: 'Repeat the command: it takes the new grant into account.',
      el: 'Επαναλάβετε την εντολή: θα λάβει υπόψη τη νέα άδεια.',
    },
    shows: [],
  },
  CONSENT_AUTHORITY_INVALID: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The record’s own signature under the grant is missing or wrong',
      el: 'Η υπογραφή του ίδιου του φακέλου στην άδεια λείπει ή είναι λανθασμένη',
    },
    hint: {
      en: 'Open your keyring and sign the grant again.',
      el: 'Ανοίξτε την κλειδοθήκη σας και υπογράψτε ξανά την άδεια.',
    },
    shows: ['record'],
  },
  CONSENT_GRANTEE_UNKNOWN: {
    status: 404,
    retry: 'ask',
    title: {
      en: 'The party that the grant names is not registered',
      el: 'Ο αποδέκτης της άδειας δεν είναι εγγεγραμμένος',
    },
    hint: {
      en: 'Look the party up again and check its address.',
      el: 'Αναζητήστε ξανά τον αποδέκτη και ελέγξτε τη διεύθυνσή του.',
    },
    shows: [],
  },
  CONSENT_ROLE_MISSING: {
    status: 403,
    retry: 'ask',
    title: {
      en: 'The party does not hold a role that this purpose needs',
      el: 'Ο φορέας δεν έχει ρόλο που απαιτεί αυτός ο σκοπός',
    },
    hint: {
      en: 'An accredited authority has to grant or renew one of: {roles}.',
      el: 'Διαπιστευμένη αρχή πρέπει να δώσει ή να ανανεώσει έναν από τους ρόλους: {roles}.',
    },
    shows: ['roles'],
  },
  CONSENT_CAPSULE_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'A sealed capsule is missing or damaged', el: 'Μια σφραγισμένη κάψουλα λείπει ή είναι κατεστραμμένη' },
    hint: { en: 'Make the grant again from the record.', el: 'Συντάξτε ξανά την άδεια από τον φάκελο.' },
    shows: ['grant'],
  },
  CONSENT_GRANT_EXISTS: {
    status: 409,
    retry: 'never',
    title: {
      en: 'A grant with this identifier already exists with other terms',
      el: 'Υπάρχει ήδη άδεια με αυτό το αναγνωριστικό και άλλους όρους',
    },
    hint: { en: 'Use a new identifier for a new grant.', el: 'Χρησιμοποιήστε νέο αναγνωριστικό για νέα άδεια.' },
    shows: ['grant'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
