import type { Words } from '@symbolon/protocol/kernel'

/** What every command says. */
export const words = {
  about: {
    en: 'Symbolon: your health records, sealed, yours, and a list of who read them.',
    el: 'Symbolon: ο φάκελος υγείας σας, σφραγισμένος, δικός σας, με κατάλογο όσων τον διάβασαν.',
  },
  version: { en: 'show the version', el: 'εμφάνιση της έκδοσης' },
  help: { en: 'show this help', el: 'εμφάνιση αυτής της βοήθειας' },
  usage: { en: 'Usage:', el: 'Χρήση:' },
  options: { en: 'Options:', el: 'Επιλογές:' },
  operands: { en: 'Arguments:', el: 'Ορίσματα:' },
  commands: { en: 'Commands:', el: 'Εντολές:' },
  optionsPlace: { en: '[options]', el: '[επιλογές]' },
  commandPlace: { en: '[command]', el: '[εντολή]' },
  examples: { en: 'Examples:', el: 'Παραδείγματα:' },
  more: {
    en: 'symbolon <command> --help tells more. Exit codes: 0 ok, 1 failed, 2 cancelled, 3 usage or invalid,\n4 sign-in, 5 not found, 6 refused, 7 network, 8 pending, 9 does not match.',
    el: 'Η εντολή symbolon <εντολή> --help δείχνει περισσότερα. Κωδικοί εξόδου: 0 εντάξει, 1 αποτυχία, 2 ακύρωση, 3 λάθος χρήση\nή μη έγκυρο, 4 σύνδεση, 5 δεν βρέθηκε, 6 άρνηση, 7 δίκτυο, 8 σε εκκρεμότητα, 9 δεν ταιριάζει.',
  },
  helpLists: { en: '--help lists all of them.', el: 'Το --help τις δείχνει όλες.' },
  registerFirst: {
    en: 'Register this profile first: symbolon party register --as {profile}',
    el: 'Εγγράψτε πρώτα αυτό το προφίλ: symbolon party register --as {profile}',
  },
  as: { en: 'profile whose keys are used', el: 'προφίλ με τα κλειδιά του οποίου εκτελείται η εντολή' },
  node: { en: 'address of the node', el: 'διεύθυνση του κόμβου' },
  json: { en: 'print the result as JSON', el: 'εμφάνιση του αποτελέσματος ως JSON' },
  lang: { en: 'en or el', el: 'en ή el' },
  noInput: { en: 'never ask; fail instead', el: 'χωρίς ερωτήσεις· αποτυχία όπου χρειάζεται απάντηση' },
  dryRun: { en: 'show what would happen and change nothing', el: 'εμφάνιση όσων θα συνέβαιναν, χωρίς καμία αλλαγή' },
  yes: { en: 'do not ask for confirmation', el: 'χωρίς ερώτηση επιβεβαίωσης' },
  defect: { en: 'Something unexpected went wrong', el: 'Συνέβη κάτι απρόβλεπτο' },
  defectHint: {
    en: 'Nothing more is known; SYMBOLON_DEBUG=1 shows the trace. Please report it.',
    el: 'Δεν είναι γνωστό κάτι άλλο· το SYMBOLON_DEBUG=1 δείχνει λεπτομέρειες. Παρακαλούμε αναφέρετέ το.',
  },
  proceed: { en: '{question} [y/N] ', el: '{question} [ν/Ο] ' },
  nothingChanged: { en: 'Nothing was changed (--dry-run).', el: 'Δεν άλλαξε τίποτα (--dry-run).' },
} as const satisfies Record<string, Words>
