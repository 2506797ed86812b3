import type { Words } from '@symbolon/protocol/kernel'

/** What the command `alert` says. */
export const alertWords = {
  none: { en: 'No alert concerns you.', el: 'Καμία ειδοποίηση δεν σας αφορά.' },
  more: {
    en: 'There are more: ask with a larger --limit.',
    el: 'Υπάρχουν και άλλες: ζητήστε μεγαλύτερο --limit.',
  },
  alert: { en: 'Alert', el: 'Ειδοποίηση' },
  cause: { en: 'Cause', el: 'Αιτία' },
  kind: { en: 'Kind', el: 'Είδος' },
  emvs: { en: 'Class of EMVS', el: 'Κατηγορία EMVS' },
  score: { en: 'Chance of no honest cause', el: 'Πιθανότητα μη έντιμης αιτίας' },
  raised: { en: 'Raised', el: 'Εγέρθηκε' },
  evidence: { en: 'Evidence', el: 'Ενδείξεις' },
  read: { en: 'Read', el: 'Ανάγνωση' },
  readText: { en: '{time}, cell {cell}, by {reader}', el: '{time}, κελί {cell}, από {reader}' },
  byDevice: { en: 'by the clock of a device', el: 'με το ρολόι μιας συσκευής' },
  distance: { en: 'Distance', el: 'Απόσταση' },
  distanceText: {
    en: 'at least {distance} km in at most {hours} h: {speed} km/h',
    el: 'τουλάχιστον {distance} χλμ. σε το πολύ {hours} ώρες: {speed} χλμ./ώρα',
  },
  seen: { en: 'Seen', el: 'Αναγνώσεις' },
  seenText: { en: '{seen}, where {expected} were to be expected', el: '{seen}, ενώ αναμένονταν {expected}' },
  scanned: { en: 'On the pack', el: 'Στη συσκευασία' },
  recorded: { en: 'In the record', el: 'Στην εγγραφή' },
  wouldAssignMe: { en: '{alert} would be yours to look after.', el: 'Θα αναλαμβάνατε την ειδοποίηση {alert}.' },
  wouldAssignNobody: { en: 'Nobody would look after {alert}.', el: 'Κανείς δεν θα είχε αναλάβει την {alert}.' },
  wouldResolve: { en: '{alert} would be resolved: {found}.', el: 'Η {alert} θα έκλεινε: {found}.' },
  now: { en: '{alert} is now: {state}.', el: 'Η {alert} είναι πλέον: {state}.' },
} as const satisfies Record<string, Words>

/** What `--help` says of `alert`. */
export const alertHelpWords = {
  list: { en: 'alerts that concern you, the newest first', el: 'ειδοποιήσεις που σας αφορούν, πρώτα οι νεότερες' },
  show: { en: 'an alert with its evidence', el: 'μια ειδοποίηση με τις ενδείξεις της' },
  assign: { en: 'take an alert on, or leave it', el: 'ανάληψη μιας ειδοποίησης, ή άφεσή της' },
  resolve: { en: 'say what an alert came from', el: 'δήλωση της αιτίας μιας ειδοποίησης' },
  optionState: { en: 'open, assigned or resolved', el: 'open, assigned ή resolved' },
  optionLimit: { en: 'alerts at most (200)', el: 'έως τόσες ειδοποιήσεις (200)' },
  optionTo: { en: 'me (usual) or nobody', el: 'me (σύνηθες) ή nobody' },
  optionFound: {
    en: 'technical, process, unexplained; confirmed takes the maker and an authority',
    el: 'technical, process, unexplained· το confirmed θέλει τον παρασκευαστή και μια αρχή',
  },
} as const satisfies Record<string, Words>
