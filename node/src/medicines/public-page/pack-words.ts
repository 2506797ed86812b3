import type { Words } from '@symbolon/protocol/kernel'
import { type ClassState, publicWords } from '@symbolon/protocol/medicines'
import type { JourneyStep } from './public-pack.ts'

/** What stands at the top of the page, and what to do. */
export interface VerdictWords {
  readonly verdict: Words
  readonly what: Words
  readonly advice: Words
}

/** One verdict for each thing that can be said of a pack. */
export const verdicts = {
  genuine: {
    verdict: { en: 'Genuine record, not dispensed yet', el: 'Γνήσια εγγραφή, δεν έχει χορηγηθεί ακόμη' },
    what: {
      en: 'The maker recorded this number, and nobody has dispensed it so far.',
      el: 'Ο παρασκευαστής έχει καταχωρίσει αυτόν τον αριθμό και κανείς δεν τον έχει χορηγήσει μέχρι τώρα.',
    },
    advice: publicWords.genuine.todo,
  },
  differs: {
    verdict: { en: 'The code and the record differ', el: 'Ο κωδικός και η εγγραφή διαφέρουν' },
    what: {
      en: 'The number is known, but the code says another lot or expiry than the maker’s record. Most often this is a fault of printing or scanning.',
      el: 'Ο αριθμός είναι γνωστός, αλλά ο κωδικός δείχνει άλλη παρτίδα ή λήξη από την εγγραφή του παρασκευαστή. Συνήθως είναι σφάλμα εκτύπωσης ή σάρωσης.',
    },
    advice: {
      en: 'Scan the code once more. If they still differ, show the box to your pharmacist before you use it.',
      el: 'Σαρώστε τον κωδικό ακόμη μία φορά. Αν εξακολουθούν να διαφέρουν, δείξτε το κουτί στον φαρμακοποιό σας πριν το χρησιμοποιήσετε.',
    },
  },
  dispensed: {
    verdict: { en: 'Genuine record, already dispensed', el: 'Γνήσια εγγραφή, έχει ήδη χορηγηθεί' },
    what: {
      en: 'A pharmacy or hospital has dispensed the pack with this number. If you were given it there, this is as it should be.',
      el: 'Ένα φαρμακείο ή νοσοκομείο έχει χορηγήσει τη συσκευασία με αυτόν τον αριθμό. Αν σας την έδωσαν εκεί, έτσι πρέπει να είναι.',
    },
    advice: publicWords.ended.todo,
  },
  ended: {
    verdict: { en: 'No longer in the supply chain', el: 'Δεν βρίσκεται πια στην αλυσίδα διάθεσης' },
    what: {
      en: 'The pack with this number has left the supply chain and is not meant for dispensing.',
      el: 'Η συσκευασία με αυτόν τον αριθμό έχει βγει από την αλυσίδα διάθεσης και δεν προορίζεται για χορήγηση.',
    },
    advice: {
      en: 'Do not use it before you have asked a pharmacist. Keep the box.',
      el: 'Μην το χρησιμοποιήσετε πριν ρωτήσετε φαρμακοποιό. Κρατήστε το κουτί.',
    },
  },
  class_ended: {
    verdict: { en: 'Do not use', el: 'Μην το χρησιμοποιήσετε' },
    what: {
      en: 'This pack must not be used any more.',
      el: 'Αυτή η συσκευασία δεν πρέπει να χρησιμοποιηθεί πια.',
    },
    advice: {
      en: 'Take the box to a pharmacist. If you have used it already and feel unwell, call your doctor. Do not stop a treatment by yourself.',
      el: 'Πηγαίνετε το κουτί σε φαρμακοποιό. Αν το έχετε ήδη χρησιμοποιήσει και δεν αισθάνεστε καλά, καλέστε τον γιατρό σας. Μη διακόψετε μόνοι σας μια θεραπεία.',
    },
  },
  unknown: {
    verdict: { en: 'Unknown number', el: 'Άγνωστος αριθμός' },
    what: {
      en: 'The product is known here, this serial number is not. The code may have been read or typed wrongly, or its record is kept elsewhere.',
      el: 'Το προϊόν είναι γνωστό εδώ, αυτός ο σειριακός αριθμός όχι. Ίσως ο κωδικός διαβάστηκε ή γράφτηκε λάθος, ή η εγγραφή του τηρείται αλλού.',
    },
    advice: publicWords.unknown.todo,
  },
  not_checked: {
    verdict: { en: 'Not checked now', el: 'Δεν ελέγχθηκε τώρα' },
    what: {
      en: 'This service cannot see the newest records at the moment. This does not mean that the pack is suspect, and not that it is in order.',
      el: 'Η υπηρεσία δεν βλέπει αυτή τη στιγμή τις νεότερες εγγραφές. Δεν σημαίνει ότι η συσκευασία είναι ύποπτη, ούτε ότι είναι εντάξει.',
    },
    advice: publicWords.not_checked.todo,
  },
} as const satisfies Record<string, VerdictWords>

export const stopWords = {
  withdrawn: {
    en: 'The product has been withdrawn from the market.',
    el: 'Το προϊόν έχει αποσυρθεί από την αγορά.',
  },
  recalled: {
    en: 'The maker or the authorities have recalled this lot.',
    el: 'Ο παρασκευαστής ή οι αρχές έχουν ανακαλέσει αυτή την παρτίδα.',
  },
  expired: { en: 'The expiry date has passed.', el: 'Η ημερομηνία λήξης έχει περάσει.' },
} as const satisfies Record<ClassState, Words>

export const stepWords = {
  made: { en: 'Made', el: 'Παρασκευάστηκε' },
  sent: { en: 'Sent on', el: 'Στάλθηκε' },
  arrived: { en: 'Arrived', el: 'Παραλήφθηκε' },
  returned: { en: 'Sent back', el: 'Επιστράφηκε' },
  repackaged: { en: 'Packaged anew', el: 'Συσκευάστηκε εκ νέου' },
  dispensed: { en: 'Dispensed', el: 'Χορηγήθηκε' },
  ended: { en: 'Left the supply chain', el: 'Βγήκε από την αλυσίδα διάθεσης' },
} as const satisfies Record<JourneyStep, Words>

/** Everything else that the page says. */
export const pageWords = {
  title: { en: 'Where this pack stands', el: 'Η κατάσταση αυτής της συσκευασίας' },
  pack: { en: 'The pack', el: 'Η συσκευασία' },
  product: { en: 'Product', el: 'Προϊόν' },
  maker: { en: 'Maker', el: 'Παρασκευαστής' },
  lot: { en: 'Lot', el: 'Παρτίδα' },
  expiry: { en: 'Expiry', el: 'Λήξη' },
  gtin: { en: 'Product number (GTIN)', el: 'Αριθμός προϊόντος (GTIN)' },
  serial: { en: 'Serial number', el: 'Σειριακός αριθμός' },
  as_of: { en: 'Status as of', el: 'Η κατάσταση όπως ήταν στις' },
  differs_lot: {
    en: 'Lot in the code: {code}. Lot in the record: {record}.',
    el: 'Παρτίδα στον κωδικό: {code}. Παρτίδα στην εγγραφή: {record}.',
  },
  differs_expiry: {
    en: 'Expiry in the code: {code}. Expiry in the record: {record}.',
    el: 'Λήξη στον κωδικό: {code}. Λήξη στην εγγραφή: {record}.',
  },
  also_dispensed: {
    en: 'The pack with this number has been dispensed already.',
    el: 'Η συσκευασία με αυτόν τον αριθμό έχει ήδη χορηγηθεί.',
  },
  also_ended: {
    en: 'The pack with this number has already left the supply chain.',
    el: 'Η συσκευασία με αυτόν τον αριθμό έχει ήδη βγει από την αλυσίδα διάθεσης.',
  },
  also_not_checked: {
    en: 'Newer records could not be looked up just now.',
    el: 'Νεότερες εγγραφές δεν ήταν δυνατόν να αναζητηθούν τώρα.',
  },
  also_unknown: {
    en: 'The serial number itself is not known here.',
    el: 'Ο ίδιος ο σειριακός αριθμός δεν είναι γνωστός εδώ.',
  },
  also_differs: {
    en: 'The code says another lot or expiry than the record.',
    el: 'Ο κωδικός δείχνει άλλη παρτίδα ή λήξη από την εγγραφή.',
  },
  advice: { en: 'What to do', el: 'Τι να κάνετε' },
  journey: { en: 'Its way so far', el: 'Η διαδρομή της μέχρι τώρα' },
  journeyAbout: {
    en: 'Countries and months only. Pharmacies, hospitals and people are never shown.',
    el: 'Μόνο χώρες και μήνες. Φαρμακεία, νοσοκομεία και πρόσωπα δεν εμφανίζονται ποτέ.',
  },
  proof: { en: 'Proof', el: 'Τεκμήριο' },
  proofCan: {
    en: 'A proof shows that the number is genuine and where it stands in the supply chain.',
    el: 'Το τεκμήριο δείχνει ότι ο αριθμός είναι γνήσιος και πού βρίσκεται στην αλυσίδα διάθεσης.',
  },
  proofCannot: {
    en: 'It cannot show that this box and what is in it are genuine: a number can be copied. So look at the seal and the box as well.',
    el: 'Δεν μπορεί να δείξει ότι αυτό το κουτί και το περιεχόμενό του είναι γνήσια: ένας αριθμός μπορεί να αντιγραφεί. Γι’ αυτό εξετάστε και τη σφραγίδα και το κουτί.',
  },
  download: { en: 'Download the proof', el: 'Λήψη του τεκμηρίου' },
} as const satisfies Record<string, Words>
