import type { ErrorRow } from '../kernel/index.ts'

/** Why the contract Packs refuses a call. */
export const contractErrorRows = {
  MEDICINES_PACK_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no pack with this token', el: 'Δεν υπάρχει συσκευασία με αυτό το διακριτικό' },
    hint: { en: 'Check the batch and the index of the pack.', el: 'Ελέγξτε την παρτίδα και τη θέση της συσκευασίας.' },
    shows: [],
  },
  MEDICINES_PACK_ENDED: {
    status: 410,
    retry: 'never',
    title: { en: 'The pack has left the supply chain', el: 'Η συσκευασία έχει βγει από την αλυσίδα διανομής' },
    hint: {
      en: 'Look at its state: it was supplied, destroyed or taken out otherwise.',
      el: 'Δείτε την κατάστασή της: έχει χορηγηθεί, καταστραφεί ή αποσυρθεί με άλλον τρόπο.',
    },
    shows: [],
  },
  MEDICINES_BATCH_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no batch with this number', el: 'Δεν υπάρχει παρτίδα με αυτόν τον αριθμό' },
    hint: { en: 'Check the number of the batch.', el: 'Ελέγξτε τον αριθμό της παρτίδας.' },
    shows: [],
  },
  MEDICINES_BATCH_EXISTS: {
    status: 409,
    retry: 'never',
    title: { en: 'The batch has been commissioned already', el: 'Η παρτίδα έχει ήδη καταχωριστεί' },
    hint: { en: 'Nothing is left to do: it stands once.', el: 'Δεν απομένει κάτι να κάνετε: υπάρχει μία φορά.' },
    shows: [],
  },
  MEDICINES_BATCH_COUNT_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'A batch has 1 to 16,777,216 packs', el: 'Μια παρτίδα έχει από 1 έως 16.777.216 συσκευασίες' },
    hint: { en: 'Commission it as more than one batch.', el: 'Καταχωρίστε την ως περισσότερες παρτίδες.' },
    shows: [],
  },
  MEDICINES_LEDGER_GTIN_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The GTIN is not valid', el: 'Το GTIN δεν είναι έγκυρο' },
    hint: { en: 'Check its digits, the last one too.', el: 'Ελέγξτε τα ψηφία του, και το τελευταίο.' },
    shows: [],
  },
  MEDICINES_LEDGER_EXPIRY_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The expiry date is past or too far away',
      el: 'Η ημερομηνία λήξης έχει παρέλθει ή είναι πολύ μακρινή',
    },
    hint: {
      en: 'Give a date from today on, less than eleven years away.',
      el: 'Δώστε ημερομηνία από σήμερα και έπειτα, σε λιγότερο από έντεκα έτη.',
    },
    shows: [],
  },
  MEDICINES_LEDGER_TEXT_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'A lot and a serial number have 1 to 20 characters',
      el: 'Η παρτίδα και ο σειριακός αριθμός έχουν από 1 έως 20 χαρακτήρες',
    },
    hint: { en: 'Check both as they are printed.', el: 'Ελέγξτε και τα δύο όπως είναι τυπωμένα.' },
    shows: [],
  },
  MEDICINES_PREFIX_NOT_HELD: {
    status: 403,
    retry: 'ask',
    title: {
      en: 'The party does not hold the GS1 prefix of this GTIN',
      el: 'Ο φορέας δεν κατέχει το πρόθεμα GS1 αυτού του GTIN',
    },
    hint: {
      en: 'Prove the licence first; a licence that ended has to be renewed.',
      el: 'Τεκμηριώστε πρώτα την άδεια· μια άδεια που έληξε χρειάζεται ανανέωση.',
    },
    shows: [],
  },
  MEDICINES_NOT_LICENSED: {
    status: 403,
    retry: 'ask',
    title: { en: 'The party has no role that allows this', el: 'Ο φορέας δεν έχει ρόλο που να το επιτρέπει' },
    hint: {
      en: 'An authority grants the role of manufacturer, wholesaler, pharmacy or care provider.',
      el: 'Μια αρχή δίνει τον ρόλο του παρασκευαστή, του χονδρεμπόρου, του φαρμακείου ή του παρόχου φροντίδας.',
    },
    shows: [],
  },
  MEDICINES_NOT_REGULATOR: {
    status: 403,
    retry: 'never',
    title: { en: 'Only a regulator may do this', el: 'Μόνο ρυθμιστική αρχή μπορεί να το κάνει' },
    hint: { en: 'Ask the regulator.', el: 'Απευθυνθείτε στη ρυθμιστική αρχή.' },
    shows: [],
  },
  MEDICINES_NOT_MAKER: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The batch was not made by this party, or is another product or lot',
      el: 'Η παρτίδα δεν είναι αυτού του παρασκευαστή ή αφορά άλλο προϊόν ή άλλη παρτίδα παραγωγής',
    },
    hint: { en: 'Check the batch that you name.', el: 'Ελέγξτε την παρτίδα που ορίζετε.' },
    shows: [],
  },
  MEDICINES_RANGE_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The packs are not a range of one batch', el: 'Οι συσκευασίες δεν είναι συνεχόμενες σε μία παρτίδα' },
    hint: {
      en: 'Name at least one pack, and none past the end of the batch.',
      el: 'Ορίστε τουλάχιστον μία συσκευασία και καμία πέρα από το τέλος της παρτίδας.',
    },
    shows: [],
  },
  MEDICINES_RANGE_STRADDLES: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'The packs are not in one range on the ledger',
      el: 'Οι συσκευασίες δεν βρίσκονται σε μία ενιαία σειρά στο κατάστιχο',
    },
    hint: {
      en: 'Look at the ranges of today and name each of them.',
      el: 'Δείτε τις σημερινές σειρές και ορίστε καθεμία.',
    },
    shows: [],
  },
  MEDICINES_NOT_HOLDER: {
    status: 403,
    retry: 'ask',
    title: { en: 'The packs are held by another party', el: 'Τις συσκευασίες τις κατέχει άλλος φορέας' },
    hint: { en: 'Look at who holds them now.', el: 'Δείτε ποιος τις κατέχει τώρα.' },
    shows: [],
  },
  MEDICINES_RANGE_MOVED: {
    status: 409,
    retry: 'ask',
    title: { en: 'The packs have moved since this was signed', el: 'Οι συσκευασίες μετακινήθηκαν αφότου υπογράφηκε' },
    hint: { en: 'Sign the handover again as they stand now.', el: 'Υπογράψτε ξανά την παράδοση όπως έχουν τώρα.' },
    shows: [],
  },
  MEDICINES_MARKED_PACKS: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'Some of the packs are ended, opened or in quarantine, and stay where they are',
      el: 'Κάποιες συσκευασίες έχουν τερματιστεί, ανοιχτεί ή είναι σε καραντίνα και μένουν όπου είναι',
    },
    hint: { en: 'Hand over the packs around them.', el: 'Παραδώστε τις συσκευασίες γύρω από αυτές.' },
    shows: [],
  },
  MEDICINES_STATE_INVALID: {
    status: 409,
    retry: 'ask',
    title: { en: 'The pack’s state does not allow this', el: 'Η κατάσταση της συσκευασίας δεν το επιτρέπει' },
    hint: { en: 'Look at the state that it has now.', el: 'Δείτε την κατάσταση που έχει τώρα.' },
    shows: [],
  },
  MEDICINES_ROUND_CHANGED: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'The pack became active again since this was signed',
      el: 'Η συσκευασία έγινε ξανά ενεργή αφότου υπογράφηκε',
    },
    hint: { en: 'Sign it again as the pack stands now.', el: 'Υπογράψτε ξανά όπως έχει τώρα η συσκευασία.' },
    shows: [],
  },
  MEDICINES_UNDO_LATE: {
    status: 409,
    retry: 'never',
    title: { en: 'More than ten days have passed', el: 'Έχουν περάσει περισσότερες από δέκα ημέρες' },
    hint: { en: 'It can no longer be undone.', el: 'Δεν μπορεί πλέον να αναιρεθεί.' },
    shows: [],
  },
  MEDICINES_PAST_EXPIRY: {
    status: 409,
    retry: 'never',
    title: { en: 'The batch is past its expiry date', el: 'Η παρτίδα έχει λήξει' },
    hint: { en: 'Take the packs out of the stock.', el: 'Αποσύρετε τις συσκευασίες από το απόθεμα.' },
    shows: [],
  },
  MEDICINES_RECALLED: {
    status: 409,
    retry: 'never',
    title: { en: 'The batch is recalled', el: 'Η παρτίδα έχει ανακληθεί' },
    hint: {
      en: 'Do not dispense it. Send it back or destroy it.',
      el: 'Μην τη χορηγήσετε. Επιστρέψτε την ή καταστρέψτε την.',
    },
    shows: [],
  },
  MEDICINES_WITHDRAWN: {
    status: 409,
    retry: 'never',
    title: { en: 'The product is withdrawn', el: 'Το προϊόν έχει αποσυρθεί' },
    hint: {
      en: 'Do not dispense it. Send it back or destroy it.',
      el: 'Μην το χορηγήσετε. Επιστρέψτε το ή καταστρέψτε το.',
    },
    shows: [],
  },
  MEDICINES_RECEIVER_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The packs cannot go to this receiver',
      el: 'Οι συσκευασίες δεν μπορούν να παραδοθούν σε αυτόν τον παραλήπτη',
    },
    hint: { en: 'Name another party that takes them.', el: 'Ορίστε άλλον φορέα που τις δέχεται.' },
    shows: [],
  },
  MEDICINES_NOT_ACCEPTED: {
    status: 403,
    retry: 'ask',
    title: {
      en: 'The receiver has not said that it takes packs from this sender',
      el: 'Ο παραλήπτης δεν έχει δηλώσει ότι δέχεται συσκευασίες από αυτόν τον αποστολέα',
    },
    hint: { en: 'Ask the receiver to accept first.', el: 'Ζητήστε πρώτα από τον παραλήπτη να το δεχθεί.' },
    shows: [],
  },
  MEDICINES_ACCEPTANCE_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'An acceptance lasts at most a year', el: 'Μια αποδοχή ισχύει το πολύ ένα έτος' },
    hint: { en: 'Give an earlier end.', el: 'Δώστε νωρίτερη λήξη.' },
    shows: [],
  },
  MEDICINES_NOT_APPROVED: {
    status: 403,
    retry: 'never',
    title: { en: 'The account may not act for the holder', el: 'Ο λογαριασμός δεν μπορεί να ενεργήσει για τον κάτοχο' },
    hint: { en: 'The holder has to approve it first.', el: 'Πρέπει πρώτα να τον εγκρίνει ο κάτοχος.' },
    shows: [],
  },
  MEDICINES_LIST_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The list is empty, too long or not in order',
      el: 'Ο κατάλογος είναι κενός, πολύ μεγάλος ή χωρίς σειρά',
    },
    hint: { en: 'Send it in smaller parts.', el: 'Στείλτε τον σε μικρότερα μέρη.' },
    shows: [],
  },
  MEDICINES_INTENT_EXPIRED: {
    status: 409,
    retry: 'ask',
    title: { en: 'The signed intent is past its deadline', el: 'Η προθεσμία της υπογεγραμμένης εντολής έχει παρέλθει' },
    hint: { en: 'Sign it again with a later deadline.', el: 'Υπογράψτε την ξανά με μεταγενέστερη προθεσμία.' },
    shows: [],
  },
  MEDICINES_INTENT_SIGNATURE_INVALID: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The signature is not from the party that it has to be from',
      el: 'Η υπογραφή δεν ανήκει στον φορέα που πρέπει να υπογράψει',
    },
    hint: {
      en: 'Sign for this chain and this contract, with the key of the party.',
      el: 'Υπογράψτε για αυτή την αλυσίδα και αυτό το συμβόλαιο, με το κλειδί του φορέα.',
    },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
