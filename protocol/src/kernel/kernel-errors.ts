import { defineErrors } from './errors.ts'
import { httpErrorRows } from './http-error-rows.ts'
import { nodeErrorRows } from './node-error-rows.ts'

/** Errors of the ground that every slice stands on: text, identifiers, requests, the ledger, the database. */
export const kernelErrors = defineErrors({
  KERNEL_JSON_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The text is not valid JSON at position {position}: {reason}',
      el: 'Το κείμενο δεν είναι έγκυρο JSON στη θέση {position}: {reason}',
    },
    hint: {
      en: 'Check that the file is complete and encoded as UTF-8.',
      el: 'Ελέγξτε ότι το αρχείο είναι πλήρες και σε κωδικοποίηση UTF-8.',
    },
    shows: ['position', 'reason'],
  },
  KERNEL_JSON_REFUSED: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The JSON is refused at position {position}: {reason}',
      el: 'Το JSON δεν γίνεται δεκτό στη θέση {position}: {reason}',
    },
    hint: {
      en: 'Duplicate keys, unsafe numbers, __proto__ and more than 64 levels are never accepted.',
      el: 'Διπλά κλειδιά, μη ασφαλείς αριθμοί, __proto__ και πάνω από 64 επίπεδα δεν γίνονται ποτέ δεκτά.',
    },
    shows: ['position', 'reason'],
  },
  KERNEL_JSON_UNWRITABLE: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The value cannot be written as JSON: {reason}',
      el: 'Η τιμή δεν μπορεί να γραφτεί ως JSON: {reason}',
    },
    hint: {
      en: 'Only whole text and numbers that are finite and exact can be signed.',
      el: 'Υπογράφονται μόνο ολόκληρο κείμενο και αριθμοί πεπερασμένοι και ακριβείς.',
    },
    shows: ['reason'],
  },
  KERNEL_ID_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is not an identifier of the form {expected}',
      el: 'Αυτό δεν είναι αναγνωριστικό της μορφής {expected}',
    },
    hint: { en: 'Copy the identifier again, whole.', el: 'Αντιγράψτε ξανά ολόκληρο το αναγνωριστικό.' },
    shows: ['expected'],
  },
  KERNEL_BYTES_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The text is not valid {encoding}', el: 'Το κείμενο δεν είναι έγκυρο {encoding}' },
    hint: { en: 'Copy the value again, whole.', el: 'Αντιγράψτε ξανά ολόκληρη την τιμή.' },
    shows: ['encoding'],
  },
  ...httpErrorRows,
  ...nodeErrorRows,
  KERNEL_MERKLE_INVALID: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The parts of the Merkle proof do not fit together: {reason}',
      el: 'Τα τμήματα της διαδρομής Merkle δεν ταιριάζουν μεταξύ τους: {reason}',
    },
    hint: {
      en: 'Ask whoever sent the proof to make it again.',
      el: 'Ζητήστε από όποιον έστειλε τη διαδρομή να τη φτιάξει ξανά.',
    },
    shows: ['reason'],
  },
})
