import type { ErrorRow } from '../kernel/index.ts'

/** Why the contract Records refuses an intent. */
export const contractErrorRows = {
  RECORDS_TOKEN_EXISTS: {
    status: 409,
    retry: 'never',
    title: { en: 'A record with this token already exists', el: 'Υπάρχει ήδη φάκελος με αυτό το διακριτικό' },
    hint: {
      en: 'Add the record again; it gets a new token.',
      el: 'Προσθέστε ξανά τον φάκελο· θα λάβει νέο διακριτικό.',
    },
    shows: [],
  },
  RECORDS_OWNER_USED: {
    status: 409,
    retry: 'never',
    title: {
      en: 'The address already holds a record or held one before',
      el: 'Η διεύθυνση κατέχει ήδη φάκελο ή κατείχε έναν στο παρελθόν',
    },
    hint: {
      en: 'Every record needs an address of its own that was never used.',
      el: 'Κάθε φάκελος χρειάζεται δική του διεύθυνση που δεν έχει χρησιμοποιηθεί ποτέ.',
    },
    shows: [],
  },
  RECORDS_COMMITMENT_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The commitment of the record is not valid', el: 'Η δέσμευση του φακέλου δεν είναι έγκυρη' },
    hint: { en: 'Seal the record again.', el: 'Σφραγίστε ξανά τον φάκελο.' },
    shows: [],
  },
  RECORDS_TOKEN_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no record with this token', el: 'Δεν υπάρχει φάκελος με αυτό το διακριτικό' },
    hint: { en: 'List your records and choose from those.', el: 'Δείτε τους φακέλους σας και επιλέξτε από αυτούς.' },
    shows: [],
  },
  RECORDS_TOKEN_ERASED: {
    status: 410,
    retry: 'never',
    title: { en: 'The record was erased for ever', el: 'Ο φάκελος έχει διαγραφεί οριστικά' },
    hint: { en: 'Add the file again as a new record.', el: 'Προσθέστε ξανά το αρχείο ως νέο φάκελο.' },
    shows: [],
  },
  RECORDS_VERSION_INVALID: {
    status: 409,
    retry: 'ask',
    title: { en: 'The record has been changed meanwhile', el: 'Ο φάκελος άλλαξε στο μεταξύ' },
    hint: {
      en: 'Open the newest version, make the change again and sign it.',
      el: 'Ανοίξτε τη νεότερη έκδοση, κάντε ξανά την αλλαγή και υπογράψτε την.',
    },
    shows: [],
  },
  RECORDS_INTENT_EXPIRED: {
    status: 409,
    retry: 'ask',
    title: { en: 'The signed intent is past its deadline', el: 'Η προθεσμία της υπογεγραμμένης εντολής έχει παρέλθει' },
    hint: { en: 'Sign it again with a later deadline.', el: 'Υπογράψτε την ξανά με μεταγενέστερη προθεσμία.' },
    shows: [],
  },
  RECORDS_INTENT_SIGNATURE_INVALID: {
    status: 403,
    retry: 'never',
    title: { en: 'The signature is not from the record’s owner', el: 'Η υπογραφή δεν ανήκει στον κάτοχο του φακέλου' },
    hint: {
      en: 'Sign for this chain and this contract, with the account of the record.',
      el: 'Υπογράψτε για αυτή την αλυσίδα και αυτό το συμβόλαιο, με τον λογαριασμό του φακέλου.',
    },
    shows: [],
  },
  RECORDS_TOKEN_LOCKED: {
    status: 403,
    retry: 'never',
    title: {
      en: 'A record is never transferred and takes no operators',
      el: 'Ένας φάκελος δεν μεταβιβάζεται ποτέ και δεν δέχεται διαχειριστές',
    },
    hint: {
      en: 'Give access to whoever shall read it instead.',
      el: 'Δώστε πρόσβαση σε όποιον θέλετε να τον διαβάσει.',
    },
    shows: [],
  },
  RECORDS_BATCH_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'A batch holds 1 to 250 records', el: 'Μια δέσμη έχει από 1 έως 250 φακέλους' },
    hint: { en: 'Send them in smaller batches.', el: 'Στείλτε τους σε μικρότερες δέσμες.' },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
