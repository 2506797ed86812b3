import type { Words } from '../../../protocol/src/kernel/index.ts'

/** What the page says, by the name of its place. */
export const words = {
  title: { en: 'Verify a proof', el: 'Επαλήθευση τεκμηρίου' },
  about: {
    en: 'Choose a file that ends in .tlog-proof. It is looked at on this device: the page has no network and sends nothing.',
    el: 'Επιλέξτε ένα αρχείο που λήγει σε .tlog-proof. Εξετάζεται σε αυτή τη συσκευή: η σελίδα δεν έχει δίκτυο και δεν στέλνει τίποτα.',
  },
  askFile: { en: 'Proof', el: 'Τεκμήριο' },
  askPolicy: {
    en: 'Policy of trust, if you have one: it names the log and its witnesses',
    el: 'Πολιτική εμπιστοσύνης, αν έχετε: ορίζει το μητρώο διαφάνειας και τους μάρτυρές του',
  },
  holds: { en: 'The proof holds', el: 'Το τεκμήριο ισχύει' },
  fails: { en: 'The proof does not hold', el: 'Το τεκμήριο δεν ισχύει' },
  unread: { en: 'The file could not be looked at', el: 'Το αρχείο δεν μπόρεσε να εξεταστεί' },
  ownWord: {
    en: 'Nobody but the file says whose log this is. Compare the key of the log with one that you know, or choose a policy.',
    el: 'Μόνο το ίδιο το αρχείο λέει τίνος είναι το μητρώο. Συγκρίνετε το κλειδί του μητρώου με κάποιο που γνωρίζετε ή επιλέξτε πολιτική.',
  },
  notLooked: { en: 'not looked at', el: 'δεν εξετάστηκε' },
  receipt: { en: 'Receipt', el: 'Απόδειξη' },
  kind: { en: 'Kind', el: 'Είδος' },
  at: { en: 'When', el: 'Πότε' },
  actor: { en: 'Who', el: 'Ποιος' },
  subject: { en: 'About whom', el: 'Για ποιον' },
  purpose: { en: 'Why', el: 'Γιατί' },
  account: { en: 'Account that signed in', el: 'Λογαριασμός που συνδέθηκε' },
  log: { en: 'Log', el: 'Μητρώο διαφάνειας' },
  place: { en: 'Place', el: 'Θέση' },
  placeText: { en: 'entry {index} of {size}', el: 'εγγραφή {index} από {size}' },
  key: { en: 'Key of the log', el: 'Κλειδί του μητρώου' },
  witness: { en: 'Witness', el: 'Μάρτυρας' },
  anchor: { en: 'Ledger, as the file says', el: 'Κατάστιχο, όπως λέει το αρχείο' },
  whole: { en: 'The receipt in full', el: 'Ολόκληρη η απόδειξη' },
} as const satisfies Record<string, Words>
