import type { ErrorRow } from '../kernel/index.ts'

/** What may be wrong with keys, notes, checkpoints, policies, requests to a witness, and proofs as files. */
export const noteErrorRows = {
  LOG_KEY_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is not a valid key of a log or a witness: {reason}',
      el: 'Αυτό δεν είναι έγκυρο κλειδί μητρώου διαφάνειας ή μάρτυρα: {reason}',
    },
    hint: { en: 'Copy the key again, whole.', el: 'Αντιγράψτε ξανά ολόκληρο το κλειδί.' },
    shows: ['reason'],
  },
  LOG_NOTE_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is not a valid signed note: {reason}',
      el: 'Αυτό δεν είναι έγκυρο υπογεγραμμένο σημείωμα: {reason}',
    },
    hint: {
      en: 'Fetch it again, whole, without a program that changes its lines.',
      el: 'Λάβετέ το ξανά ολόκληρο, χωρίς πρόγραμμα που αλλάζει τις γραμμές του.',
    },
    shows: ['reason'],
  },
  LOG_SIGNATURE_INVALID: {
    status: 422,
    retry: 'never',
    title: {
      en: 'A signature under the name {key_name} is not valid',
      el: 'Μια υπογραφή με το όνομα {key_name} δεν είναι έγκυρη',
    },
    hint: {
      en: 'Fetch the checkpoint again from its source and do not trust this copy.',
      el: 'Λάβετε ξανά το σημείο αναφοράς από την πηγή του και μην εμπιστευτείτε αυτό το αντίγραφο.',
    },
    shows: ['key_name'],
  },
  LOG_SIGNATURE_MISSING: {
    status: 422,
    retry: 'never',
    title: {
      en: 'No log that is trusted here has signed the checkpoint',
      el: 'Κανένα μητρώο διαφάνειας που θεωρείται αξιόπιστο εδώ δεν έχει υπογράψει το σημείο αναφοράς',
    },
    hint: {
      en: 'Name the key of the log, or a policy that lists it.',
      el: 'Δώστε το κλειδί του μητρώου διαφάνειας ή μια πολιτική που το περιέχει.',
    },
    shows: [],
  },
  LOG_CHECKPOINT_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is not a valid checkpoint of a log: {reason}',
      el: 'Αυτό δεν είναι έγκυρο σημείο αναφοράς μητρώου διαφάνειας: {reason}',
    },
    hint: {
      en: 'Fetch the checkpoint again, whole.',
      el: 'Λάβετε ξανά ολόκληρο το σημείο αναφοράς.',
    },
    shows: ['reason'],
  },
  LOG_POLICY_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The policy of trust is not valid at line {line}: {reason}',
      el: 'Η πολιτική εμπιστοσύνης δεν είναι έγκυρη στη γραμμή {line}: {reason}',
    },
    hint: { en: 'Correct the line and try again.', el: 'Διορθώστε τη γραμμή και δοκιμάστε ξανά.' },
    shows: ['line', 'reason'],
  },
  LOG_QUORUM_MISSING: {
    status: 422,
    retry: 'later',
    title: {
      en: 'Too few witnesses have signed the checkpoint for the quorum {quorum}',
      el: 'Πολύ λίγοι μάρτυρες έχουν υπογράψει το σημείο αναφοράς για την απαρτία {quorum}',
    },
    hint: {
      en: 'Fetch the proof again later, when more witnesses have signed.',
      el: 'Λάβετε ξανά το τεκμήριο αργότερα, όταν θα έχουν υπογράψει περισσότεροι μάρτυρες.',
    },
    shows: ['quorum'],
  },
  LOG_REQUEST_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The request to the witness is not valid: {reason}',
      el: 'Το αίτημα προς τον μάρτυρα δεν είναι έγκυρο: {reason}',
    },
    hint: {
      en: 'Send the old size, the proof lines, an empty line and the checkpoint.',
      el: 'Στείλτε το παλαιό μέγεθος, τις γραμμές του τεκμηρίου, μια κενή γραμμή και το σημείο αναφοράς.',
    },
    shows: ['reason'],
  },
  LOG_PROOF_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is not a valid proof of logging: {reason}',
      el: 'Αυτό δεν είναι έγκυρο τεκμήριο καταγραφής: {reason}',
    },
    hint: {
      en: 'Copy the file again, whole, without a program that changes its lines.',
      el: 'Αντιγράψτε ξανά ολόκληρο το αρχείο, χωρίς πρόγραμμα που αλλάζει τις γραμμές του.',
    },
    shows: ['reason'],
  },
  LOG_OPENING_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'What opens a log entry begins with {bytes} random bytes',
      el: 'Ό,τι ανοίγει μια εγγραφή του μητρώου διαφάνειας αρχίζει με {bytes} τυχαία bytes',
    },
    hint: { en: 'Copy the value again, whole.', el: 'Αντιγράψτε ξανά ολόκληρη την τιμή.' },
    shows: ['bytes'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
