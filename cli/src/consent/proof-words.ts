import type { Words } from '@symbolon/protocol/kernel'

/** What the command `proof` says. */
export const proofWords = {
  waiting: {
    en: 'Waiting for the next checkpoint of the log',
    el: 'Αναμονή για το επόμενο σημείο αναφοράς του μητρώου',
  },
  written: {
    en: 'Proof written to {path}: entry {index} of {size}.\nAnybody can verify it: symbolon proof verify {path}',
    el: 'Το τεκμήριο γράφτηκε στο {path}: εγγραφή {index} από {size}.\nΟποιοσδήποτε μπορεί να το επαληθεύσει: symbolon proof verify {path}',
  },
  holds: { en: 'The proof holds.', el: 'Το τεκμήριο ισχύει.' },
  fails: { en: 'The proof does not hold.', el: 'Το τεκμήριο δεν ισχύει.' },
  notAsked: { en: '{check}: not looked at', el: '{check}: δεν εξετάστηκε' },
  noPolicy: { en: 'no policy was named (--policy)', el: 'δεν ορίστηκε πολιτική (--policy)' },
  noLedger: { en: 'no ledger was asked (--rpc)', el: 'δεν ρωτήθηκε κατάστιχο (--rpc)' },
  noSignIn: { en: 'the receipt names none', el: 'η απόδειξη δεν αναφέρει καμία' },
  signInMissing: { en: 'the file does not hold it', el: 'το αρχείο δεν την περιέχει' },
  account: { en: 'Account that signed in', el: 'Λογαριασμός που συνδέθηκε' },
  accountText: { en: '{address}, {time}, at {domain}', el: '{address}, {time}, στο {domain}' },
  accountLimit: {
    en: 'The key of this account opened the session within which this happened. It did not sign what was asked for. Whose account it is: symbolon party show.',
    el: 'Το κλειδί αυτού του λογαριασμού άνοιξε τη σύνδεση μέσα στην οποία έγινε η ενέργεια. Δεν υπέγραψε τι ζητήθηκε. Σε ποιον ανήκει ο λογαριασμός: symbolon party show.',
  },
  notReached: { en: 'a check before it failed', el: 'απέτυχε προηγούμενη επαλήθευση' },
  ownWord: {
    en: 'Nobody but the file says whose log this is. Name a policy (--policy) that lists the key of the log.',
    el: 'Μόνο το ίδιο το αρχείο λέει τίνος είναι το μητρώο. Ορίστε πολιτική (--policy) που περιέχει το κλειδί του.',
  },
  pageWritten: {
    en: 'Page written to {path}. It verifies proofs in a browser, without a network.',
    el: 'Η σελίδα γράφτηκε στο {path}. Επαληθεύει τεκμήρια σε πρόγραμμα περιήγησης, χωρίς δίκτυο.',
  },
} as const satisfies Record<string, Words>

/** How far a row of the ledger is from its proof. */
export const proofStateWords = {
  pending: { en: 'pending', el: 'αναμένεται' },
  ready: { en: 'ready', el: 'διαθέσιμο' },
  destroyed: { en: 'destroyed', el: 'καταστράφηκε' },
} as const satisfies Record<string, Words>

/** What `--help` says of `proof`. */
export const proofHelpWords = {
  get: {
    en: 'a file that proves a receipt, or an event by its digest, to anybody, without this node',
    el: 'αρχείο που τεκμηριώνει μια απόδειξη, ή ένα συμβάν με τη σύνοψή του, σε οποιονδήποτε, χωρίς αυτόν τον κόμβο',
  },
  verify: {
    en: 'verify the proof of a receipt or an event, or the trace of a pack: no network, no keys, no home',
    el: 'επαλήθευση τεκμηρίου απόδειξης ή συμβάντος, ή ιστορικού συσκευασίας: χωρίς δίκτυο, χωρίς κλειδιά',
  },
  page: {
    en: 'a page that verifies such files in a browser, without a network',
    el: 'σελίδα που επαληθεύει τέτοια αρχεία σε πρόγραμμα περιήγησης, χωρίς δίκτυο',
  },
  optionOut: { en: 'file to write', el: 'αρχείο που θα γραφτεί' },
  optionNoWait: {
    en: 'do not wait for the next checkpoint (exit code 8 while it is pending)',
    el: 'χωρίς αναμονή για το επόμενο σημείο αναφοράς (κωδικός εξόδου 8 όσο εκκρεμεί)',
  },
  optionPolicy: {
    en: 'file that names logs, witnesses and how many of them it takes',
    el: 'αρχείο που ορίζει μητρώα, μάρτυρες και πόσοι από αυτούς χρειάζονται',
  },
  optionRpc: {
    en: 'ask this ledger too whether it has the checkpoint',
    el: 'ερώτηση και σε αυτό το κατάστιχο αν έχει το σημείο αναφοράς',
  },
} as const satisfies Record<string, Words>
