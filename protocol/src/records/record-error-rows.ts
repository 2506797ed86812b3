import type { ErrorRow } from '../kernel/index.ts'

/** What may be wrong with a request about a record that a node holds. */
export const recordErrorRows = {
  RECORDS_RECORD_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'You have no such record', el: 'Δεν έχετε τέτοιον φάκελο' },
    hint: {
      en: 'List your records and choose one of those.',
      el: 'Δείτε τους φακέλους σας και επιλέξτε έναν από αυτούς.',
    },
    shows: [],
  },
  RECORDS_RECORD_ERASED: {
    status: 410,
    retry: 'never',
    title: { en: 'The record was erased, for ever', el: 'Ο φάκελος διαγράφηκε οριστικά' },
    hint: {
      en: 'Add the file again if you still have it; it becomes a new record.',
      el: 'Προσθέστε ξανά το αρχείο αν το έχετε ακόμη· θα γίνει νέος φάκελος.',
    },
    shows: [],
  },
  RECORDS_RECORD_EXISTS: {
    status: 409,
    retry: 'never',
    title: {
      en: 'A record with this identifier exists with other content',
      el: 'Υπάρχει φάκελος με αυτό το αναγνωριστικό και άλλο περιεχόμενο',
    },
    hint: { en: 'Use a new identifier for a new record.', el: 'Χρησιμοποιήστε νέο αναγνωριστικό για νέον φάκελο.' },
    shows: [],
  },
  RECORDS_RECORD_BUSY: {
    status: 409,
    retry: 'later',
    title: {
      en: 'The last change of the record is still being recorded',
      el: 'Η τελευταία αλλαγή του φακέλου καταγράφεται ακόμη',
    },
    hint: { en: 'Wait a moment and repeat the same request.', el: 'Περιμένετε λίγο και επαναλάβετε το ίδιο αίτημα.' },
    shows: [],
  },
  RECORDS_BLOB_MISSING: {
    status: 409,
    retry: 'never',
    title: {
      en: 'The sealed file of the record was not uploaded by you, or has another size',
      el: 'Το σφραγισμένο αρχείο του φακέλου δεν ανέβηκε από εσάς ή έχει άλλο μέγεθος',
    },
    hint: {
      en: 'Upload the sealed file, then add the record.',
      el: 'Ανεβάστε το σφραγισμένο αρχείο και μετά προσθέστε τον φάκελο.',
    },
    shows: [],
  },
  RECORDS_EXPORT_ENTRIES: {
    status: 422,
    retry: 'never',
    title: {
      en: 'An export of this record names at most {max} entries; {named} were named',
      el: 'Η εξαγωγή αυτού του φακέλου μπορεί να ορίζει το πολύ {max} εγγραφές· ορίστηκαν {named}',
    },
    hint: {
      en: 'Name entries of this record, or none to export the whole.',
      el: 'Ορίστε εγγραφές αυτού του φακέλου ή καμία, για να εξαχθεί ολόκληρος.',
    },
    shows: ['max', 'named'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
