import type { Words } from '../../kernel/index.ts'
import type { ScanFault } from './pack-scan.ts'
import type { VerdictReason } from './verdict.ts'

/** A sentence on a pack, and what to do. `{time}`, `{date}`, `{place}` and `{user}` are filled in. */
export interface VerdictWords {
  readonly said: Words
  readonly todo: Words
}

const scanAgain: Words = { en: 'Scan it again.', el: 'Σαρώστε την ξανά.' }
const setAside: Words = {
  en: 'Set the pack aside and report it. Do not give it back to the patient.',
  el: 'Απομονώστε τη συσκευασία και αναφέρετέ το. Μην την επιστρέψετε στον ασθενή.',
}
const returnIt: Words = {
  en: 'Set it aside and return it to the supplier.',
  el: 'Ξεχωρίστε την και επιστρέψτε την στον προμηθευτή.',
}
const checkShelf: Words = {
  en: 'Check whether two packs were mixed up. Undo only if this pack never left your hands.',
  el: 'Δείτε μήπως μπερδεύτηκαν δύο συσκευασίες. Αναιρέστε μόνο αν η συσκευασία δεν έφυγε από τα χέρια σας.',
}
const comparePrinted: Words = {
  en: 'Compare what was scanned with what is printed. If they are equal, ask the manufacturer before you dispense it.',
  el: 'Συγκρίνετε τα σαρωμένα στοιχεία με τα τυπωμένα. Αν ταυτίζονται, ρωτήστε τον παρασκευαστή πριν τη χορηγήσετε.',
}

/** What a professional is told. Nothing here calls a pack a fake: a number was seen, not what is in the box. */
export const verdictWords: Readonly<Record<VerdictReason, VerdictWords>> = {
  genuine: {
    said: {
      en: 'Genuine record — may be dispensed. Check the seal.',
      el: 'Γνήσια εγγραφή — μπορεί να χορηγηθεί. Ελέγξτε τη σφραγίδα.',
    },
    todo: { en: 'Dispense it if the seal is intact.', el: 'Χορηγήστε την αν η σφραγίδα είναι άθικτη.' },
  },
  genuine_part: {
    said: {
      en: 'Genuine record, partly supplied — the rest may be dispensed.',
      el: 'Γνήσια εγγραφή, χορηγήθηκε εν μέρει — το υπόλοιπο μπορεί να χορηγηθεί.',
    },
    todo: { en: 'Dispense what remains.', el: 'Χορηγήστε ό,τι απομένει.' },
  },
  unreadable: {
    said: { en: 'The code could not be read.', el: 'Ο κωδικός δεν διαβάστηκε.' },
    todo: {
      en: 'Clean the code and scan it again, or type in the number.',
      el: 'Καθαρίστε τον κωδικό και σαρώστε ξανά, ή πληκτρολογήστε τον αριθμό.',
    },
  },
  expired: {
    said: { en: 'Do not dispense. The pack has expired.', el: 'Μη χορηγείτε. Η συσκευασία έχει λήξει.' },
    todo: { en: 'Put it with the expired medicines.', el: 'Βάλτε την στα ληγμένα φάρμακα.' },
  },
  recalled: {
    said: { en: 'Do not dispense. The lot was recalled.', el: 'Μη χορηγείτε. Η παρτίδα ανακλήθηκε.' },
    todo: returnIt,
  },
  withdrawn: {
    said: { en: 'Do not dispense. The product was withdrawn.', el: 'Μη χορηγείτε. Το προϊόν αποσύρθηκε.' },
    todo: returnIt,
  },
  offline: {
    said: {
      en: 'Not checked yet (offline). This does not mean it is suspect.',
      el: 'Δεν ελέγχθηκε ακόμη (εκτός σύνδεσης). Δεν σημαίνει ότι είναι ύποπτη.',
    },
    todo: {
      en: 'Scan it again when the connection is back. If you have to dispense it now, note its number: it will be verified later.',
      el: 'Σαρώστε ξανά μόλις επανέλθει η σύνδεση. Αν πρέπει να τη χορηγήσετε τώρα, σημειώστε τον αριθμό της: θα επαληθευτεί αργότερα.',
    },
  },
  stale: {
    said: {
      en: 'Not checked: the records here are from {date}, {time}. This does not mean it is suspect.',
      el: 'Δεν ελέγχθηκε: οι εγγραφές εδώ είναι από {date}, {time}. Δεν σημαίνει ότι είναι ύποπτη.',
    },
    todo: { en: 'Scan it again in a few minutes.', el: 'Σαρώστε ξανά σε λίγα λεπτά.' },
  },
  scanner_fault: {
    said: { en: 'The scanner did not read the code as it is.', el: 'Ο σαρωτής δεν διάβασε τον κωδικό όπως είναι.' },
    todo: scanAgain,
  },
  product_unknown: {
    said: {
      en: 'Do not dispense yet. This product is not in the records here.',
      el: 'Μη χορηγείτε ακόμη. Το προϊόν αυτό δεν υπάρχει στις εγγραφές εδώ.',
    },
    todo: {
      en: 'Check that the product bears a code of this system; else follow your usual procedure.',
      el: 'Δείτε αν το προϊόν φέρει κωδικό αυτού του συστήματος· αλλιώς ακολουθήστε τη συνήθη διαδικασία.',
    },
  },
  batch_unknown: {
    said: {
      en: 'Do not dispense yet. The lot is not in the records: its maker may not have sent it in.',
      el: 'Μη χορηγείτε ακόμη. Η παρτίδα δεν υπάρχει στις εγγραφές: ίσως δεν την έχει δηλώσει ο παρασκευαστής.',
    },
    todo: comparePrinted,
  },
  serial_unknown: {
    said: {
      en: 'Do not dispense. No pack with this number was ever recorded.',
      el: 'Μη χορηγείτε. Δεν έχει καταγραφεί ποτέ συσκευασία με αυτόν τον αριθμό.',
    },
    todo: setAside,
  },
  expiry_differs: {
    said: {
      en: 'Do not dispense yet. The expiry that was read differs from the record.',
      el: 'Μη χορηγείτε ακόμη. Η ημερομηνία λήξης που διαβάστηκε διαφέρει από την εγγραφή.',
    },
    todo: comparePrinted,
  },
  lot_differs: {
    said: {
      en: 'Do not dispense yet. The lot that was read differs from the record.',
      el: 'Μη χορηγείτε ακόμη. Η παρτίδα που διαβάστηκε διαφέρει από την εγγραφή.',
    },
    todo: comparePrinted,
  },
  just_dispensed_here: {
    said: { en: 'You have just dispensed this pack.', el: 'Μόλις χορηγήσατε αυτή τη συσκευασία.' },
    todo: { en: 'Nothing has to be done.', el: 'Δεν χρειάζεται να κάνετε κάτι.' },
  },
  dispensed_here: {
    said: {
      en: 'Already dispensed here on {date} at {time}.',
      el: 'Έχει ήδη χορηγηθεί εδώ στις {date}, ώρα {time}.',
    },
    todo: checkShelf,
  },
  dispensed_elsewhere: {
    said: {
      en: 'Do not dispense. This number was used at {place}. Set the pack aside.',
      el: 'Μη χορηγείτε. Ο αριθμός χρησιμοποιήθηκε στο «{place}». Απομονώστε τη συσκευασία.',
    },
    todo: setAside,
  },
  ended_here: {
    said: {
      en: 'Do not dispense. The pack was taken out of use here on {date} at {time}.',
      el: 'Μη χορηγείτε. Η συσκευασία βγήκε εκτός χρήσης εδώ στις {date}, ώρα {time}.',
    },
    todo: checkShelf,
  },
  ended_elsewhere: {
    said: {
      en: 'Do not dispense. The pack with this number was taken out of use at {place}.',
      el: 'Μη χορηγείτε. Η συσκευασία με αυτόν τον αριθμό βγήκε εκτός χρήσης στο «{place}».',
    },
    todo: setAside,
  },
  stolen: {
    said: {
      en: 'Do not dispense. The pack with this number was reported stolen.',
      el: 'Μη χορηγείτε. Η συσκευασία με αυτόν τον αριθμό έχει δηλωθεί κλεμμένη.',
    },
    todo: setAside,
  },
  illegitimate: {
    said: {
      en: 'Do not dispense. Manufacturer and authority have found that the pack with this number is not legitimate.',
      el: 'Μη χορηγείτε. Ο παρασκευαστής και η αρχή διαπίστωσαν ότι η συσκευασία με αυτόν τον αριθμό δεν είναι νόμιμη.',
    },
    todo: setAside,
  },
  quarantined: {
    said: {
      en: 'Do not dispense. The pack is set aside until an alert is resolved.',
      el: 'Μη χορηγείτε. Η συσκευασία είναι σε απομόνωση μέχρι να κλείσει μια ειδοποίηση.',
    },
    todo: { en: 'Keep it apart.', el: 'Κρατήστε την ξεχωριστά.' },
  },
  in_transit: {
    said: {
      en: 'Do not dispense yet. The delivery with this pack has not been received.',
      el: 'Μη χορηγείτε ακόμη. Δεν έχει παραληφθεί η αποστολή με αυτή τη συσκευασία.',
    },
    todo: { en: 'Receive the delivery first.', el: 'Παραλάβετε πρώτα την αποστολή.' },
  },
  sent_on: {
    said: {
      en: 'Do not dispense. You have sent this pack on, and it has not been received yet.',
      el: 'Μη χορηγείτε. Έχετε στείλει τη συσκευασία και δεν έχει παραληφθεί ακόμη.',
    },
    todo: {
      en: 'If it is to stay with you, withdraw the delivery first.',
      el: 'Αν πρόκειται να μείνει σε εσάς, αποσύρετε πρώτα την αποστολή.',
    },
  },
  not_held: {
    said: {
      en: 'Do not dispense yet. By the records somebody else holds this pack.',
      el: 'Μη χορηγείτε ακόμη. Σύμφωνα με τις εγγραφές, τη συσκευασία την κατέχει άλλος.',
    },
    todo: {
      en: 'Ask your supplier to hand it over in the records.',
      el: 'Ζητήστε από τον προμηθευτή σας να καταγράψει την παράδοση.',
    },
  },
}

/** The same day, with the name of who did it: said where both are known. */
export const dispensedHereToday: Words = {
  en: 'Already dispensed here today at {time} by {user}.',
  el: 'Έχει ήδη χορηγηθεί εδώ σήμερα στις {time} από {user}.',
}

/** What the scanner did, and what to do about it. */
export const scanFaultWords: Readonly<Record<ScanFault, VerdictWords>> = {
  unreadable: { said: { en: 'Nothing could be read.', el: 'Δεν διαβάστηκε τίποτα.' }, todo: scanAgain },
  letter_case: {
    said: {
      en: 'The scanner changed capital and small letters.',
      el: 'Ο σαρωτής άλλαξε τα κεφαλαία και τα πεζά γράμματα.',
    },
    todo: { en: 'Switch Caps Lock off and scan it again.', el: 'Απενεργοποιήστε το Caps Lock και σαρώστε ξανά.' },
  },
  keyboard_layout: {
    said: {
      en: 'The scanner typed with another keyboard layout.',
      el: 'Ο σαρωτής πληκτρολόγησε με άλλη διάταξη πληκτρολογίου.',
    },
    todo: {
      en: 'Set the keyboard to English, or the scanner to your layout, and scan it again.',
      el: 'Ορίστε το πληκτρολόγιο στα αγγλικά ή τον σαρωτή στη διάταξή σας και σαρώστε ξανά.',
    },
  },
  missing_fnc1: {
    said: {
      en: 'The scanner left out the separator (FNC1) between two fields.',
      el: 'Ο σαρωτής παρέλειψε το διαχωριστικό (FNC1) ανάμεσα σε δύο πεδία.',
    },
    todo: {
      en: 'Set the scanner to send the GS character and scan it again.',
      el: 'Ρυθμίστε τον σαρωτή να στέλνει τον χαρακτήρα GS και σαρώστε ξανά.',
    },
  },
  swapped_date: {
    said: {
      en: 'Day, month and year of the expiry are in another order.',
      el: 'Η ημέρα, ο μήνας και το έτος της λήξης είναι με άλλη σειρά.',
    },
    todo: {
      en: 'Correct the settings of the scanner or type year, month, day, and try again.',
      el: 'Διορθώστε τις ρυθμίσεις του σαρωτή ή πληκτρολογήστε έτος, μήνα, ημέρα και δοκιμάστε ξανά.',
    },
  },
}
