import type { ErrorRow } from './errors.ts'

/** Errors of a running node: its folder, its database, its ledger. Rows of the kernel's one table. */
export const nodeErrorRows = {
  KERNEL_CONFIG_INVALID: {
    status: 500,
    retry: 'ask',
    title: { en: 'The setting {setting} is not valid', el: 'Η ρύθμιση {setting} δεν είναι έγκυρη' },
    hint: {
      en: 'Correct it or leave it out, then start again.',
      el: 'Διορθώστε την ή παραλείψτε την και ξεκινήστε ξανά.',
    },
    shows: ['setting'],
  },
  KERNEL_DATA_FOLDER_IN_USE: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'Another node already runs on this data folder (process {pid})',
      el: 'Ένας άλλος κόμβος χρησιμοποιεί ήδη αυτόν τον φάκελο δεδομένων (διεργασία {pid})',
    },
    hint: {
      en: 'Use the running node, stop it, or give this one another folder with --data.',
      el: 'Χρησιμοποιήστε τον κόμβο που λειτουργεί, τερματίστε τον ή δώστε άλλον φάκελο δεδομένων με --data.',
    },
    shows: ['pid'],
  },
  KERNEL_DATA_FOLDER_UNUSABLE: {
    status: 500,
    retry: 'ask',
    title: {
      en: 'The data folder cannot be used: {reason}',
      el: 'Ο φάκελος δεδομένων δεν μπορεί να χρησιμοποιηθεί: {reason}',
    },
    hint: {
      en: 'Choose a folder on a local disk that this account may write to.',
      el: 'Επιλέξτε κατάλογο σε τοπικό δίσκο στον οποίο ο λογαριασμός αυτός μπορεί να γράψει.',
    },
    shows: ['reason'],
  },
  KERNEL_PORT_IN_USE: {
    status: 409,
    retry: 'ask',
    title: { en: 'Port {port} is already in use', el: 'Η θύρα {port} χρησιμοποιείται ήδη' },
    hint: {
      en: 'Stop the other program or choose another port with --port.',
      el: 'Τερματίστε το άλλο πρόγραμμα ή επιλέξτε άλλη θύρα με --port.',
    },
    shows: ['port'],
  },
  KERNEL_DATABASE_UNREACHABLE: {
    status: 503,
    retry: 'later',
    title: { en: 'The database does not answer', el: 'Η βάση δεδομένων δεν απαντά' },
    hint: {
      en: 'Send it again in a moment; the same request is never carried out twice. Operators: check DATABASE_URL and the database log.',
      el: 'Στείλτε το ξανά σε λίγο· το ίδιο αίτημα δεν εκτελείται ποτέ δύο φορές. Διαχειριστές: ελέγξτε το DATABASE_URL και το αρχείο καταγραφής της βάσης δεδομένων.',
    },
    shows: [],
  },
  KERNEL_DATABASE_TOO_OLD: {
    status: 500,
    retry: 'ask',
    title: {
      en: 'PostgreSQL {version} is too old; 16 or newer is needed',
      el: 'Η PostgreSQL {version} είναι πολύ παλιά· απαιτείται η έκδοση 16 ή νεότερη',
    },
    hint: {
      en: 'Upgrade the database or leave DATABASE_URL out to use the built-in one.',
      el: 'Αναβαθμίστε τη βάση δεδομένων ή παραλείψτε το DATABASE_URL για να χρησιμοποιηθεί η ενσωματωμένη.',
    },
    shows: ['version'],
  },
  KERNEL_DATABASE_NEWER: {
    status: 500,
    retry: 'ask',
    title: {
      en: 'The database was written by a newer version of Symbolon (migration {migration})',
      el: 'Η βάση δεδομένων γράφτηκε από νεότερη έκδοση του Symbolon (μετάβαση {migration})',
    },
    hint: {
      en: 'Start the newer version; this one would damage the data.',
      el: 'Εκκινήστε τη νεότερη έκδοση· αυτή θα κατέστρεφε τα δεδομένα.',
    },
    shows: ['migration'],
  },
  KERNEL_DATABASE_START_FAILED: {
    status: 500,
    retry: 'ask',
    title: {
      en: 'The built-in database did not start: {reason}',
      el: 'Η ενσωματωμένη βάση δεδομένων δεν ξεκίνησε: {reason}',
    },
    hint: {
      en: 'Read postgres/server.log in the data folder; free disk space or memory if it asks for it.',
      el: 'Διαβάστε το postgres/server.log στον φάκελο δεδομένων· ελευθερώστε χώρο ή μνήμη αν το ζητά.',
    },
    shows: ['reason'],
  },
  KERNEL_DISK_FULL: {
    status: 507,
    retry: 'later',
    title: { en: 'The disk of the node is full', el: 'Ο δίσκος του κόμβου είναι γεμάτος' },
    hint: {
      en: 'Nothing was lost and nothing of this request was kept; free disk space and send it again.',
      el: 'Τίποτα δεν χάθηκε και τίποτα από αυτό το αίτημα δεν κρατήθηκε· ελευθερώστε χώρο και στείλτε το ξανά.',
    },
    shows: [],
  },
  KERNEL_LEDGER_IN_USE: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'Another node already writes to the ledger of this database',
      el: 'Ένας άλλος κόμβος γράφει ήδη στο κατάστιχο αυτής της βάσης δεδομένων',
    },
    hint: {
      en: 'An embedded ledger has one writer: stop the other node or use another database.',
      el: 'Στο ενσωματωμένο κατάστιχο γράφει ένας μόνο κόμβος: τερματίστε τον άλλο ή χρησιμοποιήστε άλλη βάση δεδομένων.',
    },
    shows: [],
  },
  KERNEL_LEDGER_MISMATCH: {
    status: 500,
    retry: 'never',
    title: {
      en: 'Block {block} of the ledger does not replay to what was recorded',
      el: 'Το μπλοκ {block} του κατάστιχου δεν αναπαράγεται όπως είχε καταγραφεί',
    },
    hint: {
      en: 'The stored blocks were altered or damaged; the node does not start. Restore the database from a backup.',
      el: 'Τα αποθηκευμένα μπλοκ αλλοιώθηκαν ή καταστράφηκαν· ο κόμβος δεν ξεκινά. Επαναφέρετε τη βάση δεδομένων από αντίγραφο ασφαλείας.',
    },
    shows: ['block'],
  },
  KERNEL_LEDGER_REVERTED: {
    status: 409,
    retry: 'never',
    title: { en: 'The ledger refused the operation', el: 'Το κατάστιχο αρνήθηκε την ενέργεια' },
    hint: {
      en: 'Read the current state again before you repeat it.',
      el: 'Διαβάστε ξανά την τρέχουσα κατάσταση πριν την επαναλάβετε.',
    },
    shows: ['contract', 'solidity_error'],
  },
  KERNEL_LEDGER_FULL: {
    status: 507,
    retry: 'ask',
    title: {
      en: 'The embedded ledger holds its {limit} transactions and takes no more',
      el: 'Το ενσωματωμένο κατάστιχο έφτασε τις {limit} συναλλαγές και δεν δέχεται άλλες',
    },
    hint: {
      en: 'Reading and stopping access still work; move to a network ledger to add more.',
      el: 'Η ανάγνωση και η διακοπή πρόσβασης λειτουργούν· για να προσθέσετε, μεταφερθείτε σε δικτυακό κατάστιχο.',
    },
    shows: ['limit'],
  },
  KERNEL_LEDGER_UNAVAILABLE: {
    status: 503,
    retry: 'later',
    title: { en: 'The ledger takes no operations right now', el: 'Το κατάστιχο δεν δέχεται ενέργειες αυτή τη στιγμή' },
    hint: {
      en: 'What was accepted is kept and will be recorded; try again in a moment.',
      el: 'Όσα έγιναν δεκτά διατηρούνται και θα καταγραφούν· δοκιμάστε ξανά σε λίγο.',
    },
    shows: [],
  },
  KERNEL_LEDGER_UNKNOWN_COMMAND: {
    status: 404,
    retry: 'never',
    title: { en: 'No such operation was given to the ledger', el: 'Δεν δόθηκε τέτοια ενέργεια στο κατάστιχο' },
    hint: {
      en: 'Send the request again; it was never accepted.',
      el: 'Στείλτε ξανά το αίτημα· δεν έγινε ποτέ δεκτό.',
    },
    shows: [],
  },
} as const satisfies Record<string, ErrorRow>
