import { defineErrors } from '../kernel/index.ts'
import { contractErrorRows } from './contract-error-rows.ts'

/** Errors of keys, sign-in, parties and roles. */
export const identityErrors = defineErrors({
  ...contractErrorRows,
  IDENTITY_KEYRING_LOCKED: {
    status: 401,
    retry: 'ask',
    title: {
      en: 'The keyring does not open with {unlocker}',
      el: 'Η κλειδοθήκη δεν ανοίγει με {unlocker}',
    },
    hint: {
      en: 'Type it again. If the passphrase is forgotten, the printed recovery code opens the same keyring.',
      el: 'Πληκτρολογήστε ξανά. Αν ξεχάσατε τη φράση πρόσβασης, ο τυπωμένος κωδικός ανάκτησης ανοίγει την ίδια κλειδοθήκη.',
    },
    shows: ['unlocker'],
  },
  IDENTITY_KEYRING_DAMAGED: {
    status: 422,
    retry: 'never',
    title: { en: 'The keyring file is damaged', el: 'Το αρχείο της κλειδοθήκης είναι κατεστραμμένο' },
    hint: {
      en: 'Open the other file of the same keyring, or restore this one from a backup.',
      el: 'Ανοίξτε το άλλο αρχείο της ίδιας κλειδοθήκης ή επαναφέρετε αυτό από αντίγραφο ασφαλείας.',
    },
    shows: [],
  },
  IDENTITY_SEALING_INVALID: {
    status: 500,
    retry: 'never',
    title: {
      en: 'The keyring cannot be sealed: {field} is out of its range',
      el: 'Η κλειδοθήκη δεν μπορεί να σφραγιστεί: το πεδίο {field} είναι εκτός ορίων',
    },
    hint: {
      en: 'A root has 32 bytes and a work factor is a whole number from 1 to 20.',
      el: 'Η ρίζα έχει 32 bytes και ο συντελεστής κόστους είναι ακέραιος από 1 έως 20.',
    },
    shows: ['field'],
  },
  IDENTITY_PASSPHRASE_TOO_SHORT: {
    status: 400,
    retry: 'ask',
    title: {
      en: 'The passphrase is shorter than {characters_min} characters',
      el: 'Η φράση πρόσβασης έχει λιγότερους από {characters_min} χαρακτήρες',
    },
    hint: {
      en: 'Choose four or five words that do not belong together.',
      el: 'Επιλέξτε τέσσερις ή πέντε λέξεις που δεν ταιριάζουν μεταξύ τους.',
    },
    shows: ['characters_min'],
  },
  IDENTITY_RECOVERY_CODE_INVALID: {
    status: 400,
    retry: 'ask',
    title: { en: 'The recovery code has a typing mistake', el: 'Ο κωδικός ανάκτησης έχει λάθος πληκτρολόγησης' },
    hint: {
      en: 'Compare it with the printed sheet: eight groups of four characters.',
      el: 'Συγκρίνετέ τον με το τυπωμένο φύλλο: οκτώ ομάδες των τεσσάρων χαρακτήρων.',
    },
    shows: [],
  },
  IDENTITY_SIGN_IN_MESSAGE_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The sign-in message does not have the right form', el: 'Το μήνυμα σύνδεσης δεν έχει τη σωστή μορφή' },
    hint: {
      en: 'Build it from the answer of POST /v1/sign-in/nonces, word for word (ERC-4361).',
      el: 'Συντάξτε το από την απάντηση του POST /v1/sign-in/nonces, κατά λέξη (ERC-4361).',
    },
    shows: [],
  },
  IDENTITY_SIGN_IN_REFUSED: {
    status: 401,
    retry: 'ask',
    title: {
      en: 'The sign-in message is not for here and now: {field}',
      el: 'Το μήνυμα σύνδεσης δεν αφορά αυτόν τον κόμβο και αυτή τη στιγμή: {field}',
    },
    hint: {
      en: 'Ask for a new nonce and sign the message that this node shows.',
      el: 'Ζητήστε νέο αριθμό μίας χρήσης και υπογράψτε το μήνυμα που δείχνει αυτός ο κόμβος.',
    },
    shows: ['field'],
  },
  IDENTITY_NONCE_SPENT: {
    status: 401,
    retry: 'ask',
    title: {
      en: 'The nonce was used, has expired or is not from this node',
      el: 'Ο αριθμός μίας χρήσης χρησιμοποιήθηκε, έληξε ή δεν προέρχεται από αυτόν τον κόμβο',
    },
    hint: { en: 'Ask for a new nonce and sign again.', el: 'Ζητήστε νέο αριθμό μίας χρήσης και υπογράψτε ξανά.' },
    shows: [],
  },
  IDENTITY_SIGNATURE_INVALID: {
    status: 401,
    retry: 'never',
    title: { en: 'The signature is not from this address', el: 'Η υπογραφή δεν ανήκει σε αυτή τη διεύθυνση' },
    hint: {
      en: 'Sign exactly the text that was sent, with the key of the address in it.',
      el: 'Υπογράψτε ακριβώς το κείμενο που στάλθηκε, με το κλειδί της διεύθυνσης που αναγράφεται.',
    },
    shows: [],
  },
  IDENTITY_SIGNED_OUT: {
    status: 401,
    retry: 'ask',
    title: { en: 'You are not signed in, or the session has ended', el: 'Δεν έχετε συνδεθεί ή η σύνδεσή σας έληξε' },
    hint: {
      en: 'Sign in again; a session lasts 30 minutes.',
      el: 'Συνδεθείτε ξανά· κάθε σύνδεση διαρκεί 30 λεπτά.',
    },
    shows: [],
  },
  IDENTITY_KIND_UNKNOWN: {
    status: 400,
    retry: 'never',
    title: { en: 'There is no such kind of party', el: 'Δεν υπάρχει τέτοιο είδος μέρους' },
    hint: { en: 'Choose one of: {kinds}.', el: 'Επιλέξτε ένα από: {kinds}.' },
    shows: ['kinds'],
  },
  IDENTITY_ROLE_UNKNOWN: {
    status: 400,
    retry: 'never',
    title: { en: 'There is no such role', el: 'Δεν υπάρχει τέτοιος ρόλος' },
    hint: { en: 'Choose one of: {roles}.', el: 'Επιλέξτε έναν από: {roles}.' },
    shows: ['roles'],
  },
  IDENTITY_PROFILE_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The party profile is not valid: {field}', el: 'Το προφίλ του μέρους δεν είναι έγκυρο: {field}' },
    hint: {
      en: 'Correct the field; handles are lower-case letters, digits and hyphens, recipients start with age1pq1.',
      el: 'Διορθώστε το πεδίο· τα σύντομα ονόματα έχουν πεζά λατινικά γράμματα, ψηφία και παύλες, οι παραλήπτες αρχίζουν με age1pq1.',
    },
    shows: ['field'],
  },
  IDENTITY_PARTY_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no such party here', el: 'Δεν υπάρχει τέτοιο μέρος εδώ' },
    hint: {
      en: 'Institutions are listed by GET /v1/parties; a person is found only by the exact pty_… identifier.',
      el: 'Οι φορείς βρίσκονται με GET /v1/parties· ένα άτομο βρίσκεται μόνο με το ακριβές αναγνωριστικό pty_….',
    },
    shows: [],
  },
  IDENTITY_PARTY_MISSING: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'This account stands for no party yet',
      el: 'Αυτός ο λογαριασμός δεν αντιστοιχεί ακόμη σε κάποιο μέρος',
    },
    hint: {
      en: 'Create it first: PUT /v1/parties/me for a person, POST /v1/parties for an institution.',
      el: 'Δημιουργήστε το πρώτα: PUT /v1/parties/me για άτομο, POST /v1/parties για φορέα.',
    },
    shows: [],
  },
  IDENTITY_PARTY_EXISTS: {
    status: 409,
    retry: 'never',
    title: {
      en: 'The account already stands for a party of another kind',
      el: 'Ο λογαριασμός αντιστοιχεί ήδη σε μέρος άλλου είδους',
    },
    hint: {
      en: 'Use another keyring: a person and an institution never share one.',
      el: 'Χρησιμοποιήστε άλλη κλειδοθήκη: ένα άτομο και ένας φορέας δεν έχουν ποτέ την ίδια.',
    },
    shows: [],
  },
  IDENTITY_RECIPIENT_FIXED: {
    status: 409,
    retry: 'never',
    title: {
      en: 'The account already has a recipient, and a session alone cannot change it',
      el: 'Ο λογαριασμός έχει ήδη παραλήπτη και μια σύνδεση μόνη της δεν μπορεί να τον αλλάξει',
    },
    hint: {
      en: 'Register with the recipient of the keyring that signed in.',
      el: 'Εγγραφείτε με τον παραλήπτη της κλειδοθήκης που συνδέθηκε.',
    },
    shows: [],
  },
  IDENTITY_HANDLE_TAKEN: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'The handle {handle} belongs to another institution',
      el: 'Το σύντομο όνομα {handle} ανήκει σε άλλον φορέα',
    },
    hint: { en: 'Choose another handle.', el: 'Επιλέξτε άλλο σύντομο όνομα.' },
    shows: ['handle'],
  },
})
