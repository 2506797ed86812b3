import type { Words } from '@symbolon/protocol/kernel'

/** What happens at each step of the story. */
export const demoWords = {
  title: {
    en: 'DEMO · a record, from adding to erasing',
    el: 'ΕΠΙΔΕΙΞΗ · ένας φάκελος, από την προσθήκη ως τη διαγραφή',
  },
  added: {
    en: 'Eleni adds a file. {entries} entries are sealed with her keys; the node holds only ciphertext. Receipt {receipt}.',
    el: 'Η Ελένη προσθέτει ένα αρχείο. {entries} εγγραφές σφραγίζονται με τα κλειδιά της· ο κόμβος κρατά μόνο κρυπτογραφημένα δεδομένα. Απόδειξη {receipt}.',
  },
  given: {
    en: 'She lets Hospital A see her tests since 2015, for treatment, for 7 days: {entries} of {of} entries.',
    el: 'Δίνει πρόσβαση στο Νοσοκομείο Α στις εξετάσεις της από το 2015, για θεραπεία, για 7 ημέρες: {entries} από {of} εγγραφές.',
  },
  read: {
    en: 'The hospital asks for laboratory tests and gets {total}: exactly what it was let into.',
    el: 'Το νοσοκομείο ζητά εργαστηριακές εξετάσεις και λαμβάνει {total}: ακριβώς όσες του επιτράπηκαν.',
  },
  hidden: {
    en: 'It asks for conditions and gets {total}. Whether there are any is not revealed.',
    el: 'Ζητά παθήσεις και λαμβάνει {total}. Το αν υπάρχουν δεν αποκαλύπτεται.',
  },
  readOther: {
    en: 'The hospital asks for laboratory tests and gets {total} where {entries} were shared: this must not happen.',
    el: 'Το νοσοκομείο ζητά εργαστηριακές εξετάσεις και λαμβάνει {total} ενώ του επιτράπηκαν {entries}: αυτό δεν πρέπει να συμβαίνει.',
  },
  notHidden: {
    en: 'It asks for conditions and gets {total}, which were not shared: this must not happen.',
    el: 'Ζητά παθήσεις και λαμβάνει {total}, που δεν του επιτράπηκαν: αυτό δεν πρέπει να συμβαίνει.',
  },
  nothingLeft: {
    en: 'The hospital asks again and gets {total} of this record; other accesses that she gave it go on.',
    el: 'Το νοσοκομείο ζητά ξανά και λαμβάνει {total} από αυτόν τον φάκελο· άλλες προσβάσεις που του έδωσε συνεχίζονται.',
  },
  ledger: {
    en: 'Eleni sees who read: {who}, for {purpose}, {entries} entries.',
    el: 'Η Ελένη βλέπει ποιος διάβασε: {who}, με σκοπό «{purpose}», {entries} εγγραφές.',
  },
  revoked: {
    en: 'She stops the access. {entries} entries had been seen; that is told, not hidden.',
    el: 'Διακόπτει την πρόσβαση. Είχαν ήδη διαβαστεί {entries} εγγραφές· αυτό λέγεται, δεν κρύβεται.',
  },
  refused: {
    en: 'The hospital asks again and is refused: “{reason}”',
    el: 'Το νοσοκομείο ρωτά ξανά και δεν γίνεται δεκτό: «{reason}»',
  },
  notRefused: {
    en: 'The hospital could still read: this must not happen.',
    el: 'Το νοσοκομείο μπορεί ακόμη να διαβάσει: αυτό δεν πρέπει να συμβαίνει.',
  },
  erased: {
    en: 'She erases the record: keys and content are destroyed for ever. Receipt {receipt}.',
    el: 'Διαγράφει τον φάκελο: κλειδιά και περιεχόμενο καταστρέφονται για πάντα. Απόδειξη {receipt}.',
  },
  gone: { en: 'Opening it now: “{reason}”', el: 'Το άνοιγμά του τώρα: «{reason}»' },
  notGone: { en: 'It still opens: this must not happen.', el: 'Ανοίγει ακόμη: αυτό δεν πρέπει να συμβαίνει.' },
  proved: {
    en: 'Proof: receipt {receipt} is entry {index} of {size} in the log. Anybody can verify it.',
    el: 'Τεκμήριο: η απόδειξη {receipt} είναι η εγγραφή {index} από {size} στο μητρώο διαφάνειας. Οποιοσδήποτε μπορεί να το επαληθεύσει.',
  },
  unproved: {
    en: 'No proof of receipt {receipt}: {reason}.',
    el: 'Χωρίς τεκμήριο για την απόδειξη {receipt}: {reason}.',
  },
  done: { en: 'Played in {seconds} s.', el: 'Ολοκληρώθηκε σε {seconds} δ.' },
} as const satisfies Record<string, Words>
