import { defineErrors } from '@symbolon/protocol/kernel'

/** Errors of the commands `witness` and `log` themselves. */
export const logCommandErrors = defineErrors({
  LOG_WITNESS_IN_USE: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'Another witness works in the folder {folder}',
      el: 'Ένας άλλος μάρτυρας εργάζεται στον φάκελο {folder}',
    },
    hint: {
      en: 'Stop it first, or give this one a key and a folder of its own (--key, --state).',
      el: 'Τερματίστε τον πρώτα ή δώστε σε αυτόν δικό του κλειδί και φάκελο (--key, --state).',
    },
    shows: ['folder'],
  },
  LOG_WITNESS_STATE_DAMAGED: {
    status: 422,
    retry: 'never',
    title: {
      en: 'What the witness remembers in {file} is damaged',
      el: 'Όσα θυμάται ο μάρτυρας στο αρχείο {file} είναι κατεστραμμένα',
    },
    hint: {
      en: 'Do not delete it: a witness that forgets may sign two states of a log. Make a new key and a new folder.',
      el: 'Μην το διαγράψετε: ένας μάρτυρας που ξεχνά μπορεί να υπογράψει δύο καταστάσεις ενός μητρώου. Δημιουργήστε νέο κλειδί και νέο φάκελο.',
    },
    shows: ['file'],
  },
  LOG_WITNESS_FILES_FAILED: {
    status: 500,
    retry: 'later',
    title: {
      en: 'The witness could not keep its files ({reason})',
      el: 'Ο μάρτυρας δεν μπόρεσε να φυλάξει τα αρχεία του ({reason})',
    },
    hint: {
      en: 'Nothing was signed. Check the disk and the permissions, then try again.',
      el: 'Δεν υπογράφηκε τίποτα. Εξετάστε τον δίσκο και τα δικαιώματα και δοκιμάστε ξανά.',
    },
    shows: ['reason'],
  },
  LOG_WITNESS_KEY_KIND: {
    status: 422,
    retry: 'ask',
    title: {
      en: 'The key in {file} is not the key of a witness',
      el: 'Το κλειδί στο αρχείο {file} δεν είναι κλειδί μάρτυρα',
    },
    hint: {
      en: 'Name another file; a new key is made where there is none.',
      el: 'Δώστε άλλο αρχείο· όπου δεν υπάρχει, δημιουργείται νέο κλειδί.',
    },
    shows: ['file'],
  },
  LOG_WITNESS_ADDRESS_TAKEN: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'The witness cannot listen at {address} ({reason})',
      el: 'Ο μάρτυρας δεν μπορεί να δεχτεί συνδέσεις στη διεύθυνση {address} ({reason})',
    },
    hint: { en: 'Choose another one with --listen.', el: 'Επιλέξτε άλλη με --listen.' },
    shows: ['address', 'reason'],
  },
})
