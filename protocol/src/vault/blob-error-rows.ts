import type { ErrorRow } from '../kernel/index.ts'

/** What may be wrong with ciphertext that a node stores. */
export const blobErrorRows = {
  VAULT_BLOB_TOO_LARGE: {
    status: 413,
    retry: 'ask',
    title: {
      en: 'A sealed file of more than {max_bytes} bytes is not accepted',
      el: 'Σφραγισμένο αρχείο πάνω από {max_bytes} bytes δεν γίνεται δεκτό',
    },
    hint: {
      en: 'Split the record into several smaller ones.',
      el: 'Χωρίστε τον φάκελο σε περισσότερους, μικρότερους.',
    },
    shows: ['max_bytes'],
  },
  VAULT_UNHELD_TOO_MUCH: {
    status: 413,
    retry: 'later',
    title: {
      en: 'More than {max_bytes} bytes of sealed files would wait for their record',
      el: 'Περισσότερα από {max_bytes} bytes σφραγισμένων αρχείων θα περίμεναν τον φάκελό τους',
    },
    hint: {
      en: 'Add the records of the files that you have sent, or wait a day: files without a record are removed.',
      el: 'Προσθέστε τους φακέλους των αρχείων που στείλατε ή περιμένετε μία ημέρα: αρχεία χωρίς φάκελο αφαιρούνται.',
    },
    shows: ['max_bytes'],
  },
  VAULT_BLOB_MISMATCH: {
    status: 422,
    retry: 'later',
    title: {
      en: 'What arrived is not the sealed file that was announced',
      el: 'Αυτό που έφτασε δεν είναι το σφραγισμένο αρχείο που είχε αναγγελθεί',
    },
    hint: { en: 'Nothing was stored; send the file again.', el: 'Δεν αποθηκεύτηκε τίποτα· στείλτε ξανά το αρχείο.' },
    shows: [],
  },
  VAULT_BLOB_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no such sealed file for you', el: 'Δεν υπάρχει τέτοιο σφραγισμένο αρχείο για εσάς' },
    hint: { en: 'Upload it first, or check the record.', el: 'Ανεβάστε το πρώτα ή ελέγξτε τον φάκελο.' },
    shows: [],
  },
  VAULT_BLOB_ENDING: {
    status: 409,
    retry: 'never',
    title: { en: 'This sealed file is being destroyed', el: 'Αυτό το σφραγισμένο αρχείο καταστρέφεται' },
    hint: {
      en: 'Seal the record again; new keys make a new file.',
      el: 'Σφραγίστε ξανά τον φάκελο· νέα κλειδιά δίνουν νέο αρχείο.',
    },
    shows: [],
  },
  VAULT_RANGE_INVALID: {
    status: 416,
    retry: 'never',
    title: {
      en: 'The file has no such range; it holds {size_bytes} bytes',
      el: 'Το αρχείο δεν έχει τέτοιο τμήμα· έχει {size_bytes} bytes',
    },
    hint: { en: 'Ask for one range inside the file.', el: 'Ζητήστε ένα τμήμα μέσα στο αρχείο.' },
    shows: ['size_bytes'],
  },
  VAULT_STORE_UNREACHABLE: {
    status: 503,
    retry: 'later',
    title: { en: 'The store of sealed files does not answer', el: 'Η αποθήκη των σφραγισμένων αρχείων δεν απαντά' },
    hint: {
      en: 'Nothing was lost; wait a moment and repeat the same request.',
      el: 'Δεν χάθηκε τίποτα· περιμένετε λίγο και επαναλάβετε το ίδιο αίτημα.',
    },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
