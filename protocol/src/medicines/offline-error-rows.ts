import type { ErrorRow } from '../kernel/index.ts'

/** What may be wrong with signed codes and status files, which are checked without a network. */
export const offlineErrorRows = {
  MEDICINES_CODE_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is not the signed code of a pack: {reason}',
      el: 'Αυτός δεν είναι υπογεγραμμένος κωδικός συσκευασίας: {reason}',
    },
    hint: {
      en: 'Scan the pack again; if it stays so, check it online.',
      el: 'Σαρώστε ξανά τη συσκευασία· αν επιμένει, επαληθεύστε τη μέσω σύνδεσης.',
    },
    shows: ['reason'],
  },
  MEDICINES_STATUS_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The status file is not valid at byte {position}: {reason}',
      el: 'Το αρχείο κατάστασης δεν είναι έγκυρο στο byte {position}: {reason}',
    },
    hint: {
      en: 'Fetch it again from a node; packs stay unchecked until then.',
      el: 'Λάβετέ το ξανά από κόμβο· ως τότε οι συσκευασίες μένουν ανεπαλήθευτες.',
    },
    shows: ['position', 'reason'],
  },
  MEDICINES_STATUS_SIGNATURE_INVALID: {
    status: 401,
    retry: 'never',
    title: {
      en: 'The status file was changed, or its key is not one of those that are trusted here',
      el: 'Το αρχείο κατάστασης αλλοιώθηκε ή το κλειδί του δεν είναι από τα έμπιστα εδώ',
    },
    hint: {
      en: 'Do not use it. Fetch it again from a node that you trust.',
      el: 'Μην το χρησιμοποιήσετε. Λάβετέ το ξανά από κόμβο που εμπιστεύεστε.',
    },
    shows: [],
  },
  MEDICINES_STATUS_BASE_OTHER: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'These changes belong to another status file than the one that is here',
      el: 'Αυτές οι αλλαγές ανήκουν σε άλλο αρχείο κατάστασης από αυτό που υπάρχει εδώ',
    },
    hint: { en: 'Fetch the whole file.', el: 'Λάβετε ολόκληρο το αρχείο.' },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
