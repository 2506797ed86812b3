import { defineErrors } from '@symbolon/protocol/kernel'
/** Errors that the caller's side finds by itself, before or without an answer from a node. */
export const sdkErrors = defineErrors({
  SDK_NODE_UNREACHABLE: {
    status: 503,
    retry: 'later',
    title: {
      en: 'No connection to the node at {url}. Nothing was lost',
      el: 'Δεν υπάρχει σύνδεση με τον κόμβο στη διεύθυνση {url}. Τίποτα δεν χάθηκε',
    },
    hint: {
      en: 'Check that the node runs (`symbolon status`), then repeat the same command.',
      el: 'Βεβαιωθείτε ότι ο κόμβος λειτουργεί (`symbolon status`) και επαναλάβετε την ίδια εντολή.',
    },
    shows: ['url'],
  },
  SDK_LEDGER_UNREACHABLE: {
    status: 503,
    retry: 'later',
    title: {
      en: 'No answer from the ledger at {url}',
      el: 'Δεν απαντά το κατάστιχο στη διεύθυνση {url}',
    },
    hint: {
      en: 'Check the address (--rpc) and try again; without it everything else is verified all the same.',
      el: 'Ελέγξτε τη διεύθυνση (--rpc) και δοκιμάστε ξανά· χωρίς αυτήν όλα τα υπόλοιπα επαληθεύονται κανονικά.',
    },
    shows: ['url'],
  },
  SDK_ANSWER_INVALID: {
    status: 502,
    retry: 'never',
    title: {
      en: 'The address {url} answered something that is not an answer of a Symbolon node (status {status})',
      el: 'Η διεύθυνση {url} έδωσε απάντηση που δεν προέρχεται από κόμβο Symbolon (κατάσταση {status})',
    },
    hint: {
      en: 'Check the address of the node; another program or a proxy may be listening there.',
      el: 'Ελέγξτε τη διεύθυνση του κόμβου· ίσως απαντά άλλο πρόγραμμα ή ενδιάμεσος διακομιστής.',
    },
    shows: ['url', 'status'],
  },
  SDK_KEYRING_MISSING: {
    status: 401,
    retry: 'ask',
    title: { en: 'This action needs an opened keyring', el: 'Η ενέργεια χρειάζεται ανοικτή κλειδοθήκη' },
    hint: {
      en: 'Give the keyring root to `createClient`, or name a profile with --as.',
      el: 'Δώστε τη ρίζα της κλειδοθήκης στο `createClient` ή ορίστε προφίλ με --as.',
    },
    shows: [],
  },
  SDK_SELECTION_EMPTY: {
    status: 422,
    retry: 'ask',
    title: {
      en: 'Nothing in the chosen records matches this selection',
      el: 'Καμία εγγραφή των επιλεγμένων φακέλων δεν ταιριάζει με αυτή την επιλογή',
    },
    hint: {
      en: 'Widen the categories or the dates; sensitive entries are included only when their labels are named.',
      el: 'Διευρύνετε τις κατηγορίες ή τις ημερομηνίες· οι ευαίσθητες εγγραφές περιλαμβάνονται μόνο αν τις κατονομάσετε.',
    },
    shows: [],
  },
  SDK_NOTHING_VALID: {
    status: 422,
    retry: 'ask',
    title: {
      en: 'Nothing in the file is valid (resources refused: {rejected})',
      el: 'Τίποτα στο αρχείο δεν είναι έγκυρο (πόροι που απορρίφθηκαν: {rejected})',
    },
    hint: {
      en: 'The report names each one with what is wrong; ask whoever made the file.',
      el: 'Η αναφορά κατονομάζει τον καθένα και το πρόβλημά του· απευθυνθείτε σε όποιον έφτιαξε το αρχείο.',
    },
    shows: ['rejected'],
  },
  SDK_PARTIES_TOO_MANY: {
    status: 422,
    retry: 'never',
    title: {
      en: 'Access is given to at most {max} parties at once and here are {count}',
      el: 'Πρόσβαση δίνεται σε έως {max} αποδέκτες μαζί και εδώ είναι {count}',
    },
    hint: { en: 'Split the list.', el: 'Χωρίστε τη λίστα.' },
    shows: ['max', 'count'],
  },
  SDK_TOKEN_MISMATCH: {
    status: 422,
    retry: 'never',
    title: {
      en: 'What was opened does not match the token of {record}',
      el: 'Το περιεχόμενο που άνοιξε δεν ταιριάζει με το διακριτικό του φακέλου {record}',
    },
    hint: {
      en: 'Do not use it. Tell whoever gave it to you and the operator of the node.',
      el: 'Μην το χρησιμοποιήσετε. Ενημερώστε όποιον σας το έδωσε και τον διαχειριστή του κόμβου.',
    },
    shows: ['record'],
  },
  SDK_NODE_UNTRUE: {
    status: 502,
    retry: 'never',
    title: {
      en: 'What the node says of {what} does not match what was signed',
      el: 'Όσα αναφέρει ο κόμβος για το {what} δεν ταιριάζουν με όσα υπογράφηκαν',
    },
    hint: {
      en: 'Nothing was signed or sealed. Check the address of the node and tell its operator.',
      el: 'Τίποτα δεν υπογράφηκε ούτε σφραγίστηκε. Ελέγξτε τη διεύθυνση του κόμβου και ενημερώστε τον διαχειριστή του.',
    },
    shows: ['what'],
  },
  SDK_ENTRY_MISSING: {
    status: 404,
    retry: 'never',
    title: { en: 'The record has no entry {entry}', el: 'Ο φάκελος δεν έχει εγγραφή {entry}' },
    hint: {
      en: 'List the entries first: `symbolon record show`.',
      el: 'Δείτε πρώτα τις εγγραφές: `symbolon record show`.',
    },
    shows: ['entry'],
  },
})
