import type { Words } from '@symbolon/protocol/kernel'
import type { CountedWords } from '../kernel/index.ts'

/** What the commands `record` and `demo` say. */
export const words = {
  adding: { en: 'Adding', el: 'Προσθήκη' },
  addedOne: {
    en: '{mark} {name}: {entries} → {record}',
    el: '{mark} {name}: {entries} → {record}',
  },
  already: { en: '{mark} {name}: added before as {record}', el: '{mark} {name}: έχει ήδη προστεθεί ως {record}' },
  failedOne: { en: '{mark} {name}: {title}', el: '{mark} {name}: {title}' },
  would: { en: '{mark} {name}: {entries}', el: '{mark} {name}: {entries}' },
  contents: { en: 'contents', el: 'περιεχόμενο' },
  changed: { en: 'changed', el: 'άλλαξαν' },
  outside: {
    en: 'references to something outside the file, kept',
    el: 'αναφορές σε κάτι εκτός του αρχείου, διατηρήθηκαν',
  },
  notUnderstood: { en: 'not understood', el: 'δεν έγιναν κατανοητά' },
  rejected: { en: 'not added', el: 'δεν προστέθηκαν' },
  sensitive: { en: 'sensitive', el: 'ευαίσθητες' },
  andMore: { en: '… and {n} more (--json)', el: '… και {n} ακόμη (--json)' },
  sum: { en: '{added}, {already}, {failed}; {entries}.', el: '{added}, {already}, {failed}· {entries}.' },
  wouldAdd: { en: '{files} would be added with {entries}.', el: 'Θα γινόταν προσθήκη: {files} με {entries}.' },
  passedOver: {
    en: '{name}: {files} of an operating system passed over (__MACOSX, .DS_Store)',
    el: '{name}: παραλείφθηκαν {files} του λειτουργικού συστήματος (__MACOSX, .DS_Store)',
  },
  readApart: {
    en: '{name}: {files} together are too large; references from one file to another were left as they are',
    el: '{name}: {files} μαζί είναι πολύ μεγάλα· οι αναφορές από αρχείο σε αρχείο έμειναν όπως είναι',
  },
  emptyRecord: {
    en: 'No record yet. Link a hospital, add a file or look at an example.',
    el: 'Δεν υπάρχει ακόμη φάκελος. Συνδέστε νοσοκομείο, ανεβάστε αρχείο ή δείτε ένα παράδειγμα.',
  },
  record: { en: 'Record', el: 'Φάκελος' },
  entry: { en: 'Entry', el: 'Εγγραφή' },
  state: { en: 'State', el: 'Κατάσταση' },
  version: { en: 'Version', el: 'Έκδοση' },
  entriesHead: { en: 'Entries', el: 'Εγγραφές' },
  size: { en: 'Size', el: 'Μέγεθος' },
  addedAt: { en: 'Added', el: 'Προστέθηκε' },
  source: { en: 'From', el: 'Από' },
  category: { en: 'Category', el: 'Κατηγορία' },
  date: { en: 'Date', el: 'Ημερομηνία' },
  kind: { en: 'Kind', el: 'Είδος' },
  title: { en: 'Title', el: 'Τίτλος' },
  receipt: { en: 'Receipt', el: 'Απόδειξη' },
  saved: { en: 'saved', el: 'αποθηκεύτηκε' },
  recorded: { en: 'recorded', el: 'καταγράφηκε' },
  erased: { en: 'erased', el: 'διαγράφηκε' },
  exported: {
    en: '{files} written to {folder}. Your ledger of use tells it: receipt {receipt}.',
    el: 'Εξαγωγή: {files} στη διαδρομή {folder}. Το κατάστιχο χρήσης σας την αναφέρει: απόδειξη {receipt}.',
  },
  wouldExport: {
    en: '{record} with {entries} would be exported ({form}).',
    el: 'Θα γινόταν εξαγωγή του φακέλου {record} με {entries} ({form}).',
  },
  amended: {
    en: '{record} is now version {version}: {entries}. {grants} the new version. Receipt {receipt}.',
    el: 'Ο φάκελος {record} είναι πλέον στην έκδοση {version}: {entries}. Τη νέα έκδοση {grants}. Απόδειξη {receipt}.',
  },
  amending: {
    en: '{record} becomes version {version}: {entries}.',
    el: 'Ο φάκελος {record} περνά στην έκδοση {version}: {entries}.',
  },
  wouldAmend: {
    en: '{record} would become version {version}: {from} → {entries}.',
    el: 'Ο φάκελος {record} θα περνούσε στην έκδοση {version}: {from} → {entries}.',
  },
  confirmAmend: {
    en: 'Replace the content of {record}: {from} → {entries}? The present version is destroyed; nobody can bring it back, not even you.',
    el: 'Να αντικατασταθεί το περιεχόμενο του φακέλου {record}: {from} → {entries}; Η σημερινή έκδοση καταστρέφεται· κανείς δεν μπορεί να την επαναφέρει, ούτε εσείς.',
  },
  pending: {
    en: 'Saved. The receipt is being issued.',
    el: 'Αποθηκεύτηκε. Η απόδειξη εκδίδεται.',
  },
  sumPending: {
    en: '{files} saved; the receipt is being issued.',
    el: '{files} σε αναμονή· η απόδειξη εκδίδεται.',
  },
  sumUntried: {
    en: 'Stopped before the end: {files} not added. Run the same command again; what was added is known already.',
    el: 'Διακόπηκε πριν από το τέλος: {files} χωρίς προσθήκη. Εκτελέστε ξανά την ίδια εντολή· όσα προστέθηκαν είναι ήδη γνωστά.',
  },
  confirmErase: {
    en: 'Erase {record} with its {entries} for ever? Nobody can bring it back, not even you.',
    el: 'Να διαγραφεί για πάντα ο φάκελος {record} με {entries}; Κανείς δεν θα μπορεί να τον επαναφέρει, ούτε εσείς.',
  },
  erasedDone: {
    en: '{record} is erased: keys and content are destroyed. Receipt {receipt}.',
    el: 'Ο φάκελος {record} διαγράφηκε: κλειδιά και περιεχόμενο καταστράφηκαν. Απόδειξη {receipt}.',
  },
  wouldErase: {
    en: '{record} with {entries} would be destroyed.',
    el: 'Ο φάκελος {record} με {entries} θα καταστρεφόταν.',
  },
} as const satisfies Record<string, Words>

export const counted = {
  entries: { one: { en: '{n} entry', el: '{n} εγγραφή' }, many: { en: '{n} entries', el: '{n} εγγραφές' } },
  files: { one: { en: '{n} file', el: '{n} αρχείο' }, many: { en: '{n} files', el: '{n} αρχεία' } },
  added: { one: { en: '{n} added', el: '{n} προστέθηκε' }, many: { en: '{n} added', el: '{n} προστέθηκαν' } },
  already: {
    one: { en: '{n} there already', el: '{n} υπήρχε ήδη' },
    many: { en: '{n} there already', el: '{n} υπήρχαν ήδη' },
  },
  failed: { one: { en: '{n} failed', el: '{n} απέτυχε' }, many: { en: '{n} failed', el: '{n} απέτυχαν' } },
  openingGrants: {
    one: { en: '{n} grant opens', el: 'ανοίγει {n} άδεια' },
    many: { en: '{n} grants open', el: 'ανοίγουν {n} άδειες' },
  },
} as const satisfies Record<string, CountedWords>

/** What `--help` says of `record`. */
export const helpWords = {
  add: {
    en: 'add files: from hospitals and apps, documents, zips, whole folders of them',
    el: 'προσθήκη αρχείων: από νοσοκομεία και εφαρμογές, έγγραφα, zip, ολόκληροι κατάλογοι',
  },
  list: { en: 'list your records', el: 'λίστα των φακέλων σας' },
  show: { en: 'list the entries of a record', el: 'λίστα των εγγραφών ενός φακέλου' },
  open: { en: 'print entries of a record as they are', el: 'εμφάνιση εγγραφών ενός φακέλου όπως είναι' },
  export: { en: 'write a record to files', el: 'εξαγωγή ενός φακέλου σε αρχεία' },
  amend: {
    en: 'replace the content of a record by a new version',
    el: 'αντικατάσταση του περιεχομένου ενός φακέλου με νέα έκδοση',
  },
  erase: { en: 'destroy a record for ever', el: 'οριστική καταστροφή ενός φακέλου' },
  optionEntry: { en: 'only this entry (repeatable)', el: 'μόνο αυτή η εγγραφή (επαναλαμβάνεται)' },
  optionTo: { en: 'folder to write to (made if missing)', el: 'κατάλογος προορισμού (δημιουργείται αν λείπει)' },
  optionForm: {
    en: 'bundle and the files beside it (usual), original or age',
    el: 'bundle με τα αρχεία δίπλα του (σύνηθες), original ή age',
  },
  optionAge: { en: 'short for --form age', el: 'συντομογραφία του --form age' },
  optionRecipient: {
    en: 'who opens the age files: age1… (repeatable; usually you)',
    el: 'ποιος ανοίγει τα αρχεία age: age1… (επαναλαμβάνεται· συνήθως εσείς)',
  },
  optionPassphraseFile: {
    en: 'file with a passphrase; several entries become one .zip.age',
    el: 'αρχείο με φράση πρόσβασης· πολλές εγγραφές γίνονται ένα .zip.age',
  },
  optionCategory: { en: 'only this category (repeatable)', el: 'μόνο αυτή η κατηγορία (επαναλαμβάνεται)' },
  demoRecords: {
    en: 'play the story of a record, from adding to erasing',
    el: 'η ιστορία ενός φακέλου, από την προσθήκη ως τη διαγραφή',
  },
} as const satisfies Record<string, Words>
