import type { ErrorRow } from '../kernel/index.ts'

/** Why the contract Checkpoints refuses an intent. */
export const contractErrorRows = {
  LOG_ANCHOR_SIZE_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'A log on the ledger has at least one entry and fewer than 2^48',
      el: 'Ένα μητρώο διαφάνειας στο κατάστιχο έχει τουλάχιστον μία εγγραφή και λιγότερες από 2^48',
    },
    hint: { en: 'Send it once it has an entry.', el: 'Στείλτε το όταν αποκτήσει εγγραφή.' },
    shows: [],
  },
  LOG_ANCHOR_SHRUNK: {
    status: 409,
    retry: 'never',
    title: {
      en: 'The ledger already holds more entries of this log',
      el: 'Το κατάστιχο έχει ήδη περισσότερες εγγραφές αυτού του μητρώου διαφάνειας',
    },
    hint: {
      en: 'Nothing is wrong if a newer state was sent before. If not, the log was set back: compare it with its witnesses.',
      el: 'Όλα είναι εντάξει αν είχε ήδη σταλεί νεότερη κατάσταση. Διαφορετικά, το μητρώο γύρισε πίσω: συγκρίνετέ το με τους μάρτυρές του.',
    },
    shows: [],
  },
  LOG_ANCHOR_FORKED: {
    status: 409,
    retry: 'never',
    title: {
      en: 'The ledger holds other entries of this log, as many as these',
      el: 'Το κατάστιχο έχει άλλες εγγραφές αυτού του μητρώου διαφάνειας, ισάριθμες με αυτές',
    },
    hint: {
      en: 'Stop the log and keep both states: they contradict each other.',
      el: 'Διακόψτε το μητρώο και κρατήστε και τις δύο καταστάσεις: η μία διαψεύδει την άλλη.',
    },
    shows: [],
  },
  LOG_ANCHOR_DEADLINE_INVALID: {
    status: 400,
    retry: 'ask',
    title: {
      en: 'The deadline is more than one hour ahead',
      el: 'Η προθεσμία απέχει περισσότερο από μία ώρα',
    },
    hint: { en: 'Sign it again with an earlier deadline.', el: 'Υπογράψτε την εντολή ξανά με πλησιέστερη προθεσμία.' },
    shows: [],
  },
  LOG_ANCHOR_EXPIRED: {
    status: 409,
    retry: 'ask',
    title: { en: 'The signed intent is past its deadline', el: 'Η προθεσμία της υπογεγραμμένης εντολής έχει παρέλθει' },
    hint: { en: 'Sign it again with a later deadline.', el: 'Υπογράψτε την ξανά με μεταγενέστερη προθεσμία.' },
    shows: [],
  },
  LOG_ANCHOR_KEY_USED: {
    status: 409,
    retry: 'never',
    title: {
      en: 'The account is the key of this log, or was it before',
      el: 'Ο λογαριασμός είναι ή υπήρξε κλειδί αυτού του μητρώου διαφάνειας',
    },
    hint: {
      en: 'Choose an account that was never its key.',
      el: 'Επιλέξτε λογαριασμό που δεν υπήρξε ποτέ κλειδί του.',
    },
    shows: [],
  },
  LOG_ANCHOR_SIGNATURE_INVALID: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The signature is not from the key of this log',
      el: 'Η υπογραφή δεν ανήκει στο κλειδί αυτού του μητρώου διαφάνειας',
    },
    hint: {
      en: 'Sign for this chain and this contract, with the key that the log has now.',
      el: 'Υπογράψτε για αυτή την αλυσίδα και αυτό το συμβόλαιο, με το κλειδί που έχει τώρα το μητρώο.',
    },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
