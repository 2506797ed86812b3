import type { Words } from '@symbolon/protocol/kernel'
/** What `symbolon --help` says of the verbs that stand alone and of their options. */
export const verbWords = {
  dev: {
    en: 'start everything on this machine, with invented demo people',
    el: 'εκκίνηση όλων σε αυτό το μηχάνημα, με φανταστικά πρόσωπα επίδειξης',
  },
  start: { en: 'start a node without demo people', el: 'εκκίνηση κόμβου χωρίς πρόσωπα επίδειξης' },
  stop: { en: 'stop the node of a data folder', el: 'τερματισμός του κόμβου ενός φακέλου δεδομένων' },
  status: { en: 'tell whether a node runs and where', el: 'αν λειτουργεί κόμβος, και πού' },
  doctor: { en: 'find what is wrong and say what to do', el: 'εντοπισμός προβλημάτων και οδηγίες για τη λύση τους' },
  api: {
    en: 'send one signed-in request and print the answer',
    el: 'αποστολή ενός αιτήματος με σύνδεση και εμφάνιση της απάντησης',
  },
  completion: { en: 'print completions for bash, zsh or fish', el: 'αυτόματη συμπλήρωση για bash, zsh ή fish' },
  data: { en: 'data folder (.symbolon)', el: 'φάκελος δεδομένων (.symbolon)' },
  port: {
    en: 'port on this machine (7070; 0 = any free one)',
    el: 'θύρα σε αυτό το μηχάνημα (7070· 0 = όποια είναι ελεύθερη)',
  },
  format: { en: 'pretty, json or env', el: 'pretty, json ή env' },
  body: {
    en: 'file with the body of the request, - for the standard input',
    el: 'αρχείο με το περιεχόμενο του αιτήματος, - για την τυπική είσοδο',
  },
} as const satisfies Record<string, Words>

export const nounWords = {
  keys: { en: 'make, show and recover keyrings', el: 'δημιουργία, προβολή και ανάκτηση κλειδοθηκών' },
  party: { en: 'people and institutions, and their roles', el: 'άτομα και φορείς, και οι ρόλοι τους' },
  record: { en: 'add, read, correct and erase records', el: 'προσθήκη, ανάγνωση, διόρθωση και διαγραφή φακέλων' },
  grant: { en: 'give access and stop it', el: 'παροχή πρόσβασης και διακοπή της' },
  ledger: {
    en: 'who can see, who has seen, who was refused, what was exported',
    el: 'ποιος μπορεί να δει, ποιος έχει δει, ποιος δεν έγινε δεκτός, τι έχει εξαχθεί',
  },
  batch: {
    en: 'batches of medicines, from making to recall',
    el: 'παρτίδες φαρμάκων, από τη δημιουργία ως την ανάκληση',
  },
  pack: { en: 'packs of medicines', el: 'συσκευασίες φαρμάκων' },
  alert: {
    en: 'what is wrong with packs, for a person to judge',
    el: 'όσα δεν ταιριάζουν με συσκευασίες, για κρίση από άνθρωπο',
  },
  epcis: { en: 'events of things: what, when, where, why', el: 'συμβάντα αντικειμένων: τι, πότε, πού, γιατί' },
  import: { en: 'take in files of any length', el: 'εισαγωγή αρχείων κάθε μεγέθους' },
  proof: {
    en: 'files that prove receipts to anybody, and their verification',
    el: 'αρχεία που τεκμηριώνουν αποδείξεις σε οποιονδήποτε, και η επαλήθευσή τους',
  },
  log: {
    en: 'follow and audit the log that receipts stand in',
    el: 'παρακολούθηση και επιθεώρηση του μητρώου διαφάνειας με τις αποδείξεις',
  },
  webhook: { en: 'tell programs of what happens', el: 'ενημέρωση προγραμμάτων για όσα συμβαίνουν' },
  notices: { en: 'have notices sent by e-mail', el: 'ειδοποιήσεις με e-mail' },
  demo: { en: 'play a story from end to end', el: 'μια ιστορία από την αρχή ως το τέλος' },
} as const satisfies Record<string, Words>
