import type { ErrorRow } from '../kernel/index.ts'

/** Why a file is not added. */
export const fileErrorRows = {
  RECORDS_FILE_EMPTY: {
    status: 400,
    retry: 'never',
    title: { en: 'The file is empty', el: 'Το αρχείο είναι κενό' },
    hint: { en: 'Download or copy it again.', el: 'Κατεβάστε το ή αντιγράψτε το ξανά.' },
    shows: [],
  },
  RECORDS_FILE_TOO_LARGE: {
    status: 413,
    retry: 'never',
    title: {
      en: 'The file is larger than {size_bytes_max} bytes',
      el: 'Το αρχείο είναι μεγαλύτερο από {size_bytes_max} bytes',
    },
    hint: {
      en: 'Split it into smaller files and add them one by one.',
      el: 'Χωρίστε το σε μικρότερα αρχεία και προσθέστε τα ένα προς ένα.',
    },
    shows: ['size_bytes_max'],
  },
  RECORDS_FILE_ENCODING: {
    status: 400,
    retry: 'never',
    title: { en: 'The file is encoded as {encoding}', el: 'Το αρχείο έχει κωδικοποίηση {encoding}' },
    hint: { en: 'Save it as UTF-8 and add it again.', el: 'Αποθηκεύστε το ως UTF-8 και προσθέστε το ξανά.' },
    shows: ['encoding'],
  },
  RECORDS_FILE_RESOURCES_MANY: {
    status: 413,
    retry: 'never',
    title: {
      en: 'The file holds more than {resources_max} resources',
      el: 'Το αρχείο περιέχει περισσότερους από {resources_max} πόρους',
    },
    hint: {
      en: 'Split it into smaller files and add them one by one.',
      el: 'Χωρίστε το σε μικρότερα αρχεία και προσθέστε τα ένα προς ένα.',
    },
    shows: ['resources_max'],
  },
  RECORDS_BUNDLE_KIND: {
    status: 400,
    retry: 'never',
    title: {
      en: 'A bundle of this type is not added: {type}',
      el: 'Δέσμη αυτού του τύπου δεν προστίθεται: {type}',
    },
    hint: {
      en: 'Bundles of type transaction, batch, collection and document are added.',
      el: 'Προστίθενται δέσμες τύπου transaction, batch, collection και document.',
    },
    shows: ['type'],
  },
  RECORDS_BUNDLE_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The bundle is malformed at {path}', el: 'Η δέσμη δεν έχει σωστή μορφή στο {path}' },
    hint: {
      en: 'Ask whoever made the file for a valid HL7 R4 bundle.',
      el: 'Ζητήστε έγκυρη δέσμη HL7 R4 από όποιον έφτιαξε το αρχείο.',
    },
    shows: ['path'],
  },
  RECORDS_ARCHIVE_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The zip archive cannot be read: {reason}', el: 'Το αρχείο zip δεν διαβάζεται: {reason}' },
    hint: {
      en: 'Make the archive again, or add its files one by one.',
      el: 'Φτιάξτε ξανά το αρχείο zip ή προσθέστε τα αρχεία του ένα προς ένα.',
    },
    shows: ['reason'],
  },
  RECORDS_ARCHIVE_TOO_LARGE: {
    status: 413,
    retry: 'never',
    title: {
      en: 'The zip archive goes over a limit: {limit}',
      el: 'Το αρχείο zip ξεπερνά ένα όριο: {limit}',
    },
    hint: {
      en: 'Unpack it and add its files in smaller groups.',
      el: 'Αποσυμπιέστε το και προσθέστε τα αρχεία του σε μικρότερες ομάδες.',
    },
    shows: ['limit'],
  },
  RECORDS_ARCHIVE_UNSAFE: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The zip archive holds something unsafe: {reason}',
      el: 'Το αρχείο zip περιέχει κάτι μη ασφαλές: {reason}',
    },
    hint: {
      en: 'Paths that leave the archive, links and encrypted files are never opened.',
      el: 'Διαδρομές που βγαίνουν από το αρχείο, σύνδεσμοι και κρυπτογραφημένα αρχεία δεν ανοίγονται ποτέ.',
    },
    shows: ['reason'],
  },
  RECORDS_ARCHIVE_NESTED: {
    status: 400,
    retry: 'never',
    title: { en: 'A zip archive is inside another one', el: 'Ένα αρχείο zip βρίσκεται μέσα σε άλλο' },
    hint: {
      en: 'Unpack the outer archive and add the inner one by itself.',
      el: 'Αποσυμπιέστε το εξωτερικό αρχείο και προσθέστε το εσωτερικό μόνο του.',
    },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
