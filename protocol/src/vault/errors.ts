import { defineErrors } from '../kernel/index.ts'
import { blobErrorRows } from './blob-error-rows.ts'

/** Errors of seals: age files, recipients and identities, manifests, capsules, entries. */
export const vaultErrors = defineErrors({
  ...blobErrorRows,
  VAULT_HEADER_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is not a valid sealed file: {reason}',
      el: 'Αυτό δεν είναι έγκυρο σφραγισμένο αρχείο: {reason}',
    },
    hint: {
      en: 'Check that the file is complete and was not changed by a program that treats it as text.',
      el: 'Ελέγξτε ότι το αρχείο είναι πλήρες και ότι δεν το άλλαξε πρόγραμμα που το χειρίζεται ως κείμενο.',
    },
    shows: ['reason'],
  },
  VAULT_HEADER_ALTERED: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The header of the sealed file was altered',
      el: 'Η κεφαλίδα του σφραγισμένου αρχείου έχει αλλοιωθεί',
    },
    hint: {
      en: 'Fetch the file again from its source and do not trust this copy.',
      el: 'Λάβετε ξανά το αρχείο από την πηγή του και μην εμπιστευτείτε αυτό το αντίγραφο.',
    },
    shows: [],
  },
  VAULT_ARMOR_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The text form of the sealed file is damaged',
      el: 'Η μορφή κειμένου του σφραγισμένου αρχείου είναι κατεστραμμένη',
    },
    hint: {
      en: 'Copy it again, whole, with its first and last line.',
      el: 'Αντιγράψτε την ξανά ολόκληρη, με την πρώτη και την τελευταία γραμμή της.',
    },
    shows: [],
  },
  VAULT_IDENTITY_MISMATCH: {
    status: 403,
    retry: 'ask',
    title: { en: 'This key does not open the seal', el: 'Αυτό το κλειδί δεν ανοίγει τη σφραγίδα' },
    hint: {
      en: 'Use the key or the passphrase that it was sealed for.',
      el: 'Χρησιμοποιήστε το κλειδί ή τη φράση πρόσβασης για την οποία σφραγίστηκε.',
    },
    shows: [],
  },
  VAULT_PAYLOAD_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The sealed content is incomplete or was altered',
      el: 'Το σφραγισμένο περιεχόμενο είναι ελλιπές ή έχει αλλοιωθεί',
    },
    hint: {
      en: 'Fetch the content again from its source and do not trust this copy.',
      el: 'Λάβετε ξανά το περιεχόμενο από την πηγή του και μην εμπιστευτείτε αυτό το αντίγραφο.',
    },
    shows: [],
  },
  VAULT_RECIPIENT_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is not a recipient that a seal can be made for',
      el: 'Αυτός δεν είναι παραλήπτης για τον οποίο μπορεί να γίνει σφραγίδα',
    },
    hint: {
      en: 'A recipient starts with age1pq1 (or age1 for an exported file): copy it again, whole.',
      el: 'Ο παραλήπτης αρχίζει με age1pq1 (ή age1 για εξαγόμενο αρχείο): αντιγράψτε τον ξανά ολόκληρο.',
    },
    shows: [],
  },
  VAULT_RECIPIENTS_MIXED: {
    status: 400,
    retry: 'ask',
    title: {
      en: 'Post-quantum and classical recipients cannot share one sealed file',
      el: 'Μετακβαντικοί και κλασικοί παραλήπτες δεν μπορούν να μοιράζονται ένα σφραγισμένο αρχείο',
    },
    hint: {
      en: 'Make one file for each kind; a passphrase goes with no other recipient either.',
      el: 'Φτιάξτε ένα αρχείο για κάθε είδος· ούτε η φράση πρόσβασης συνδυάζεται με άλλους παραλήπτες.',
    },
    shows: [],
  },
  VAULT_IDENTITY_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'This is not a secret key for seals', el: 'Αυτό δεν είναι μυστικό κλειδί για σφραγίδες' },
    hint: {
      en: 'A secret key starts with AGE-SECRET-KEY-: copy it again, whole.',
      el: 'Ένα μυστικό κλειδί αρχίζει με AGE-SECRET-KEY-: αντιγράψτε το ξανά ολόκληρο.',
    },
    shows: [],
  },
  VAULT_WORK_FACTOR_REFUSED: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The work factor of the passphrase is not between 1 and {max}',
      el: 'Ο συντελεστής εργασίας της φράσης πρόσβασης δεν είναι από 1 έως {max}',
    },
    hint: {
      en: 'Open only files that you expected; this one would keep the machine busy for very long.',
      el: 'Ανοίγετε μόνο αρχεία που περιμένατε· αυτό θα απασχολούσε τον υπολογιστή για πολλή ώρα.',
    },
    shows: ['max'],
  },
  VAULT_MANIFEST_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The manifest of the record is not valid at {field}',
      el: 'Ο κατάλογος του φακέλου δεν είναι έγκυρος στο πεδίο {field}',
    },
    hint: {
      en: 'Fetch the record again; if it stays so, the program that sealed it made a mistake.',
      el: 'Λάβετε ξανά τον φάκελο· αν το σφάλμα παραμένει, έσφαλε το πρόγραμμα που τον σφράγισε.',
    },
    shows: ['field'],
  },
  VAULT_CAPSULE_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The capsule of the grant is not valid at {field}',
      el: 'Η κάψουλα της άδειας δεν είναι έγκυρη στο πεδίο {field}',
    },
    hint: {
      en: 'Ask whoever gave the grant to give it again.',
      el: 'Ζητήστε από όποιον έδωσε την άδεια να τη δώσει ξανά.',
    },
    shows: ['field'],
  },
  VAULT_ENTRY_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'The record has no such entry', el: 'Ο φάκελος δεν έχει τέτοια εγγραφή' },
    hint: {
      en: 'List the entries of the record and choose at least one.',
      el: 'Δείτε τις εγγραφές του φακέλου και επιλέξτε τουλάχιστον μία.',
    },
    shows: [],
  },
  VAULT_ENTRY_MISMATCH: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The opened entry is not the one that was sealed',
      el: 'Η εγγραφή που άνοιξε δεν είναι αυτή που σφραγίστηκε',
    },
    hint: {
      en: 'Do not use this entry; tell whoever serves it that its content was replaced.',
      el: 'Μη χρησιμοποιήσετε αυτή την εγγραφή· ενημερώστε όποιον τη διαθέτει ότι το περιεχόμενό της αντικαταστάθηκε.',
    },
    shows: [],
  },
  VAULT_COMMITMENT_MISMATCH: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The record does not match its token',
      el: 'Ο φάκελος δεν ταιριάζει με το διακριτικό του',
    },
    hint: {
      en: 'Do not use this record: what was opened is not what the token vouches for.',
      el: 'Μη χρησιμοποιήσετε αυτόν τον φάκελο: αυτό που άνοιξε δεν είναι αυτό για το οποίο εγγυάται το διακριτικό.',
    },
    shows: [],
  },
  VAULT_LIMIT_EXCEEDED: {
    status: 413,
    retry: 'ask',
    title: { en: 'More than {max} {what} in one seal', el: 'Πάνω από {max} {what} σε μία σφραγίδα' },
    hint: { en: 'Split it into several smaller ones.', el: 'Χωρίστε το σε περισσότερα, μικρότερα.' },
    shows: ['max', 'what'],
  },
})
