import type { Words } from '@symbolon/protocol/kernel'

/** What happens at each step of the story. */
export const demoWords = {
  title: {
    en: 'DEMO · packs of a medicine, from the maker to the patient',
    el: 'ΕΠΙΔΕΙΞΗ · συσκευασίες ενός φαρμάκου, από τον παρασκευαστή ως τον ασθενή',
  },
  licence: {
    en: 'The maker holds the number {prefix}. A test root of this demo says so, not GS1.',
    el: 'Ο παρασκευαστής κατέχει τον αριθμό {prefix}. Το λέει μια δοκιμαστική αρχή αυτής της επίδειξης, όχι ο GS1.',
  },
  products: { en: 'Its products: {names}.', el: 'Τα προϊόντα του: {names}.' },
  commissioned: {
    en: 'It makes {packs} packs for {countries}, lot {lot}: one entry of the ledger, a number and a token for each.',
    el: 'Δημιουργεί {packs} συσκευασίες ({countries}), παρτίδα {lot}: μία καταχώριση στο κατάστιχο, ένας αριθμός και ένα διακριτικό για την καθεμία.',
  },
  packed: {
    en: '{packs} of them go onto the pallet {container}.',
    el: '{packs} από αυτές μπαίνουν στην παλέτα {container}.',
  },
  shipped: {
    en: 'The pallet is offered to the wholesaler: {handover}.',
    el: 'Η παλέτα προσφέρεται στον χονδρέμπορο: {handover}.',
  },
  received: {
    en: 'The wholesaler accepts. {packs} packs change hands at once.',
    el: 'Ο χονδρέμπορος αποδέχεται. {packs} συσκευασίες αλλάζουν χέρια με μία κίνηση.',
  },
  supplied: {
    en: '{pharmacy} receives {packs} packs from the wholesaler.',
    el: '{pharmacy}: παραλαβή {packs} συσκευασιών από τον χονδρέμπορο.',
  },
  verified: { en: 'Pharmacy A scans a pack: “{said}”', el: 'Το Φαρμακείο Α σαρώνει μια συσκευασία: «{said}»' },
  notVerified: {
    en: 'Pharmacy A scans a good pack and hears “{said}”: this must not happen.',
    el: 'Το Φαρμακείο Α σαρώνει μια σωστή συσκευασία και ακούει «{said}»: αυτό δεν πρέπει να συμβαίνει.',
  },
  dispensed: {
    en: 'It dispenses the pack in the same act: {serial}.',
    el: 'Τη χορηγεί με την ίδια κίνηση: {serial}.',
  },
  notDispensed: {
    en: 'The pack could not be dispensed: “{said}”. This must not happen.',
    el: 'Η συσκευασία δεν μπόρεσε να χορηγηθεί: «{said}». Αυτό δεν πρέπει να συμβαίνει.',
  },
  clone: {
    en: 'Pharmacy B is offered a copy of the same code: “{said}”',
    el: 'Στο Φαρμακείο Β φέρνουν αντίγραφο του ίδιου κωδικού: «{said}»',
  },
  cloneDispensed: {
    en: 'Pharmacy B could dispense the same number again: this must not happen.',
    el: 'Το Φαρμακείο Β μπόρεσε να χορηγήσει ξανά τον ίδιο αριθμό: αυτό δεν πρέπει να συμβαίνει.',
  },
  alert: {
    en: 'The regulator sees why: “{cause}” Score {score}; nobody says that the pack is a fake.',
    el: 'Η ρυθμιστική αρχή βλέπει γιατί: «{cause}» Βαθμός {score}· κανείς δεν λέει ότι η συσκευασία είναι πλαστή.',
  },
  noAlert: {
    en: 'No alert was raised about the copy: this must not happen.',
    el: 'Δεν υπήρξε ειδοποίηση για το αντίγραφο: αυτό δεν πρέπει να συμβαίνει.',
  },
  diverted: {
    en: 'Pharmacy B, in Cyprus, scans a pack of that lot. The regulator sees: “{cause}” Score {score}.',
    el: 'Το Φαρμακείο Β, στην Κύπρο, σαρώνει συσκευασία αυτής της παρτίδας. Η ρυθμιστική αρχή βλέπει: «{cause}» Βαθμός {score}.',
  },
  notDiverted: {
    en: 'No alert was raised about a pack that is found abroad: this must not happen.',
    el: 'Δεν υπήρξε ειδοποίηση για συσκευασία που βρέθηκε στο εξωτερικό: αυτό δεν πρέπει να συμβαίνει.',
  },
  undone: {
    en: 'The patient never took it home: Pharmacy A undoes it, and the pack is active again.',
    el: 'Ο ασθενής δεν την πήρε: το Φαρμακείο Α το αναιρεί και η συσκευασία είναι ξανά ενεργή.',
  },
  anybody: {
    en: 'A patient asks with the code alone, without an account: “{said}”',
    el: 'Ένας ασθενής ρωτά μόνο με τον κωδικό, χωρίς λογαριασμό: «{said}»',
  },
  traced: {
    en: 'The regulator follows the pack to its origin: events {steps}, from {first} to {last}.',
    el: 'Η ρυθμιστική αρχή ακολουθεί τη συσκευασία ως την αρχή της: συμβάντα {steps}, από {first} ως {last}.',
  },
  notTraced: {
    en: 'A step of the way of the pack is missing or out of its order: this must not happen.',
    el: 'Ένα βήμα της πορείας της συσκευασίας λείπει ή δεν είναι στη σειρά του: αυτό δεν πρέπει να συμβαίνει.',
  },
  proposed: {
    en: 'A fault is found. The maker proposes to recall the lot: {recall}.',
    el: 'Βρέθηκε ελάττωμα. Ο παρασκευαστής προτείνει να ανακληθεί η παρτίδα: {recall}.',
  },
  alone: {
    en: 'It cannot do so alone: “{reason}”',
    el: 'Δεν αρκεί μόνος του: «{reason}»',
  },
  notAlone: {
    en: 'One person could recall a lot alone: this must not happen.',
    el: 'Ένα πρόσωπο μόνο του μπόρεσε να ανακαλέσει παρτίδα: αυτό δεν πρέπει να συμβαίνει.',
  },
  recalled: {
    en: 'Maria confirms it. {holders} holders with {packs} packs are told.',
    el: 'Η Μαρία επιβεβαιώνει. Ενημερώνονται {holders} κάτοχοι με {packs} συσκευασίες.',
  },
  acknowledged: {
    en: 'Pharmacy A sets {packs} packs aside and says so. Answers so far: {answered} of {holders}.',
    el: 'Το Φαρμακείο Α θέτει {packs} συσκευασίες σε απομόνωση και το δηλώνει. Απαντήσεις ως τώρα: {answered} από {holders}.',
  },
  stopped: {
    en: 'Whoever scans a pack of it now hears: “{said}”',
    el: 'Όποιος σαρώνει τώρα συσκευασία της ακούει: «{said}»',
  },
  notStopped: {
    en: 'A pack that was recalled is still said to be good: this must not happen.',
    el: 'Συσκευασία που ανακλήθηκε χαρακτηρίζεται ακόμη σωστή: αυτό δεν πρέπει να συμβαίνει.',
  },
  labelled: { en: 'Its label: {file}', el: 'Η ετικέτα της: {file}' },
  done: { en: 'Played in {seconds} s.', el: 'Ολοκληρώθηκε σε {seconds} δ.' },
} as const satisfies Record<string, Words>

export const pharmacyWords = {
  'pharmacy-a': { en: 'Pharmacy A', el: 'Φαρμακείο Α' },
  'pharmacy-b': { en: 'Pharmacy B', el: 'Φαρμακείο Β' },
} as const satisfies Record<string, Words>
