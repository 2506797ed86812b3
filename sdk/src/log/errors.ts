import { defineErrors } from '@symbolon/protocol/kernel'

/** What may be wrong with a log that is read over HTTP. */
export const logReadingErrors = defineErrors({
  LOG_UNREACHABLE: {
    status: 503,
    retry: 'later',
    title: {
      en: 'The log at {url} does not answer',
      el: 'Το μητρώο διαφάνειας στη διεύθυνση {url} δεν απαντά',
    },
    hint: {
      en: 'Check the address and that its node runs, then try again.',
      el: 'Βεβαιωθείτε για τη διεύθυνση και ότι ο κόμβος του λειτουργεί, και δοκιμάστε ξανά.',
    },
    shows: ['url'],
  },
  LOG_ANSWER_INVALID: {
    status: 502,
    retry: 'never',
    title: {
      en: 'The log at {url} gave no valid answer (status {status})',
      el: 'Το μητρώο διαφάνειας στη διεύθυνση {url} δεν έδωσε έγκυρη απάντηση (κατάσταση {status})',
    },
    hint: {
      en: 'Check the address; nothing is followed to another one.',
      el: 'Βεβαιωθείτε για τη διεύθυνση· δεν ακολουθούνται ανακατευθύνσεις σε άλλη.',
    },
    shows: ['url', 'status'],
  },
  LOG_ANSWER_TOO_LARGE: {
    status: 502,
    retry: 'never',
    title: {
      en: 'The log at {url} answered with more than {bytes_max} bytes',
      el: 'Το μητρώο διαφάνειας στη διεύθυνση {url} απάντησε με περισσότερα από {bytes_max} bytes',
    },
    hint: {
      en: 'This is not what a log serves there; check the address.',
      el: 'Δεν είναι αυτό που θα έπρεπε να υπάρχει εκεί· βεβαιωθείτε για τη διεύθυνση.',
    },
    shows: ['url', 'bytes_max'],
  },
  LOG_TILE_UNTRUE: {
    status: 422,
    retry: 'never',
    title: {
      en: 'What the log serves as {path} does not lead to the root of its checkpoint',
      el: 'Αυτό που δίνει το μητρώο διαφάνειας ως {path} δεν οδηγεί στη ρίζα του σημείου αναφοράς',
    },
    hint: {
      en: 'Try again; if it stays so, do not rely on this copy of the log and tell its operator.',
      el: 'Δοκιμάστε ξανά· αν επιμένει, μη βασιστείτε σε αυτό το αντίγραφο και ενημερώστε τον διαχειριστή.',
    },
    shows: ['path'],
  },
  LOG_HISTORY_SHRUNK: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The log has become smaller: it had {seen} entries and now says {size}',
      el: 'Το μητρώο διαφάνειας μίκρυνε: είχε {seen} εγγραφές και τώρα δηλώνει {size}',
    },
    hint: {
      en: 'It may have been restored from an old backup. Keep both checkpoints as evidence.',
      el: 'Ίσως επαναφέρθηκε από παλαιό αντίγραφο ασφαλείας. Κρατήστε και τα δύο σημεία αναφοράς ως στοιχεία.',
    },
    shows: ['seen', 'size'],
  },
  LOG_HISTORY_FORKED: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The log contradicts itself: its {size} entries do not begin with the {seen} that were seen before',
      el: 'Το μητρώο διαφάνειας αυτοαναιρείται: οι {size} εγγραφές του δεν αρχίζουν με τις {seen} που είχε πριν',
    },
    hint: {
      en: 'Keep both signed checkpoints as evidence and tell everybody who relies on the log.',
      el: 'Κρατήστε και τα δύο υπογεγραμμένα σημεία αναφοράς ως στοιχεία και ενημερώστε όσους βασίζονται στο μητρώο.',
    },
    shows: ['seen', 'size'],
  },
  LOG_ANCHOR_UNTRUE: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The ledger holds another root for {size} entries than the log',
      el: 'Το κατάστιχο έχει άλλη ρίζα για {size} εγγραφές από αυτήν του μητρώου διαφάνειας',
    },
    hint: {
      en: 'The log was changed after it was anchored. Keep what it serves and tell its operator.',
      el: 'Το μητρώο άλλαξε μετά την αγκύρωσή του. Κρατήστε όσα δίνει και ενημερώστε τον διαχειριστή του.',
    },
    shows: ['size'],
  },
  LOG_ANCHOR_ENTRY_UNTRUE: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The log tells of an anchor that is not as the ledger has it: {receipt}',
      el: 'Το μητρώο διαφάνειας αναφέρει αγκύρωση που δεν είναι όπως την έχει το κατάστιχο: {receipt}',
    },
    hint: {
      en: 'Keep the proof of the receipt and what the ledger says, and tell those who rely on the log.',
      el: 'Κρατήστε το τεκμήριο της απόδειξης και όσα λέει το κατάστιχο, και ενημερώστε όσους βασίζονται στο μητρώο.',
    },
    shows: ['receipt'],
  },
  LOG_KEY_UNEXPECTED: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The log has another key than the one that is remembered for {origin}',
      el: 'Το μητρώο διαφάνειας έχει άλλο κλειδί από αυτό που έχει απομνημονευτεί για το {origin}',
    },
    hint: {
      en: 'Ask its operator by another way before you trust the new key.',
      el: 'Ρωτήστε τον διαχειριστή του με άλλον τρόπο πριν εμπιστευτείτε το νέο κλειδί.',
    },
    shows: ['origin'],
  },
  LOG_LEDGER_OTHER: {
    status: 422,
    retry: 'ask',
    title: {
      en: 'This log is not anchored on the ledger {chain_id}',
      el: 'Αυτό το μητρώο διαφάνειας δεν αγκυρώνεται στο κατάστιχο {chain_id}',
    },
    hint: {
      en: 'Give the address of the ledger that `symbolon log status` names.',
      el: 'Δώστε τη διεύθυνση του κατάστιχου που δείχνει το `symbolon log status`.',
    },
    shows: ['chain_id'],
  },
  LOG_OPENING_UNTRUE: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The proof of the receipt {receipt} rests on entries that the log does not have',
      el: 'Το τεκμήριο για την απόδειξη {receipt} στηρίζεται σε εγγραφές που το μητρώο διαφάνειας δεν έχει',
    },
    hint: {
      en: 'The node shows you another log than everybody else. Keep the proof and tell those who rely on the log.',
      el: 'Ο κόμβος δείχνει σε εσάς άλλο μητρώο από ό,τι στους υπόλοιπους. Κρατήστε το τεκμήριο και ενημερώστε όσους βασίζονται στο μητρώο.',
    },
    shows: ['receipt'],
  },
  LOG_NODE_UNTRUE: {
    status: 422,
    retry: 'never',
    title: {
      en: 'What the node says of its log is not what the log has signed: {what}',
      el: 'Όσα λέει ο κόμβος για το μητρώο διαφάνειας δεν είναι όσα υπέγραψε το μητρώο: {what}',
    },
    hint: {
      en: 'Rely on the signed checkpoint alone and tell the operator of the node.',
      el: 'Βασιστείτε μόνο στο υπογεγραμμένο σημείο αναφοράς και ενημερώστε τον διαχειριστή του κόμβου.',
    },
    shows: ['what'],
  },
})
