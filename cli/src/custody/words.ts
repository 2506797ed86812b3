import type { Words } from '@symbolon/protocol/kernel'
import type { CountedWords } from '../kernel/index.ts'

/** What the command `epcis` says. */
export const words = {
  captured: { en: '{mark} {name}: {events}, capture {capture}', el: '{mark} {name}: {events}, καταχώριση {capture}' },
  refused: { en: '  not taken in: {title}', el: '  δεν καταχωρίστηκε: {title}' },
  would: { en: '{mark} {name}: {events} would be taken in', el: '{mark} {name}: θα καταχωρίζονταν {events}' },
  none: { en: 'No event that you may see is as asked.', el: 'Κανένα συμβάν που μπορείτε να δείτε δεν ταιριάζει.' },
  when: { en: 'When', el: 'Πότε' },
  type: { en: 'Event', el: 'Συμβάν' },
  step: { en: 'Step', el: 'Βήμα' },
  what: { en: 'What', el: 'Τι' },
  where: { en: 'Where', el: 'Πού' },
  noQueries: { en: 'You have saved no query.', el: 'Δεν έχετε αποθηκεύσει κανένα ερώτημα.' },
  query: { en: 'Query', el: 'Ερώτημα' },
  conditions: { en: 'Asks for', el: 'Ζητά' },
  saved: {
    en: 'Saved {name}: symbolon epcis query --name {name}',
    el: 'Αποθηκεύτηκε το {name}: symbolon epcis query --name {name}',
  },
  wouldSave: { en: '{name} would be saved: {conditions}.', el: 'Θα αποθηκευόταν το {name}: {conditions}.' },
  askForget: {
    en: 'Forget the query {name}? Its subscriptions end too.',
    el: 'Να διαγραφεί το ερώτημα {name}; Τελειώνουν και οι συνδρομές του.',
  },
  forgotten: { en: 'The query {name} is gone.', el: 'Το ερώτημα {name} διαγράφηκε.' },
  wouldForget: {
    en: 'The query {name} would be gone, and its subscriptions.',
    el: 'Το ερώτημα {name} θα διαγραφόταν, μαζί με τις συνδρομές του.',
  },
  noSubscriptions: { en: 'The query {name} has no subscription.', el: 'Το ερώτημα {name} δεν έχει συνδρομή.' },
  subscription: { en: 'Subscription', el: 'Συνδρομή' },
  state: { en: 'State', el: 'Κατάσταση' },
  dest: { en: 'Where reports go', el: 'Πού στέλνονται οι αναφορές' },
  schedule: { en: 'When', el: 'Πότε' },
  asTheyCome: { en: 'as events come', el: 'μόλις έρχονται συμβάντα' },
  fetched: { en: 'fetched', el: 'τις ζητά όποιος τις θέλει' },
  active: { en: 'active', el: 'ενεργή' },
  ended: { en: 'ended', el: 'έληξε' },
  subscribed: { en: 'Subscription {subscription} to {query}.', el: 'Συνδρομή {subscription} στο {query}.' },
  secret: {
    en: 'Reports are signed with this secret, which is not shown again: {secret}',
    el: 'Οι αναφορές υπογράφονται με αυτό το μυστικό, που δεν εμφανίζεται ξανά: {secret}',
  },
  wouldSubscribe: {
    en: 'The query {query} would be asked again and again.',
    el: 'Το ερώτημα {query} θα ετίθετο ξανά και ξανά.',
  },
  askUnsubscribe: { en: 'End the subscription {subscription}?', el: 'Να τελειώσει η συνδρομή {subscription};' },
  unsubscribed: { en: 'The subscription {subscription} has ended.', el: 'Η συνδρομή {subscription} τελείωσε.' },
  wouldUnsubscribe: { en: 'The subscription {subscription} would end.', el: 'Η συνδρομή {subscription} θα τελείωνε.' },
  hash: { en: 'Identifier', el: 'Αναγνωριστικό' },
  more: {
    en: 'There are more: ask with a larger --limit or narrower conditions.',
    el: 'Υπάρχουν και άλλα: ζητήστε μεγαλύτερο --limit ή θέστε πιο στενές συνθήκες.',
  },
} as const satisfies Record<string, Words>

/** What the proof of an event is told with. */
export const proofWords = {
  event: { en: 'Event', el: 'Συμβάν' },
  told: { en: 'Told', el: 'Δηλώθηκε' },
  declared: { en: 'What was told', el: 'Τι δηλώθηκε' },
  declaredText: { en: 'that this event is in error', el: 'ότι αυτό το συμβάν είναι λάθος' },
  eventLimit: {
    en: 'It shows that an event with this digest was told, when and by whom, not that what it says is true.',
    el: 'Δείχνει ότι δηλώθηκε συμβάν με αυτή τη σύνοψη, πότε και από ποιον, όχι ότι αληθεύουν όσα λέει.',
  },
} as const satisfies Record<string, Words>

/** What the command `import` says. */
export const importWords = {
  importing: { en: 'Importing', el: 'Εισαγωγή' },
  taken: { en: '{mark} {name}: {events} taken in.', el: '{mark} {name}: καταχωρίστηκαν {events}.' },
  wouldTake: { en: '{mark} {name}: {events} would be taken in.', el: '{mark} {name}: θα καταχωρίζονταν {events}.' },
  left: { en: '{refused}.', el: '{refused}.' },
  resumed: {
    en: '  gone on after {events}, which an earlier run had taken in',
    el: '  συνέχεια μετά τα {events} που είχε καταχωρίσει προηγούμενη εκτέλεση',
  },
  fault: { en: '  event {event}: {title}', el: '  συμβάν {event}: {title}' },
  more: { en: '  … and {n} more', el: '  … και {n} ακόμη' },
  stopped: {
    en: '  Stopped before the end. Run the same command again: it goes on here.',
    el: '  Διακόπηκε πριν από το τέλος. Εκτελέστε ξανά την ίδια εντολή: συνεχίζει από εδώ.',
  },
} as const satisfies Record<string, Words>

export const counted = {
  events: { one: { en: '{n} event', el: '{n} συμβάν' }, many: { en: '{n} events', el: '{n} συμβάντα' } },
  refused: {
    one: { en: '{n} was not taken in', el: '{n} δεν καταχωρίστηκε' },
    many: { en: '{n} were not taken in', el: '{n} δεν καταχωρίστηκαν' },
  },
} as const satisfies Record<string, CountedWords>

/** What `--help` says of `epcis` and `import`. */
export const helpWords = {
  capture: { en: 'tell of events: EPCIS 2.0 documents', el: 'καταχώριση συμβάντων: έγγραφα EPCIS 2.0' },
  query: { en: 'list the events that you may see', el: 'λίστα των συμβάντων που μπορείτε να δείτε' },
  queries: { en: 'list the queries that you have saved', el: 'λίστα των ερωτημάτων που έχετε αποθηκεύσει' },
  save: { en: 'save a query under a name', el: 'αποθήκευση ερωτήματος με όνομα' },
  forget: {
    en: 'delete a saved query and its subscriptions',
    el: 'διαγραφή αποθηκευμένου ερωτήματος και των συνδρομών του',
  },
  subscriptions: { en: 'list the subscriptions to a saved query', el: 'λίστα των συνδρομών σε αποθηκευμένο ερώτημα' },
  subscribe: {
    en: 'have a saved query asked again and again',
    el: 'συνδρομή σε αποθηκευμένο ερώτημα, που τίθεται ξανά και ξανά',
  },
  unsubscribe: { en: 'end a subscription', el: 'τέλος μιας συνδρομής' },
  optionName: { en: 'a saved query, instead of conditions', el: 'ένα αποθηκευμένο ερώτημα, αντί για συνθήκες' },
  optionDest: {
    en: 'webhook for reports (otherwise they are fetched)',
    el: 'webhook για τις αναφορές (αλλιώς τις ζητά όποιος τις θέλει)',
  },
  optionSchedule: {
    en: "when, in UTC: 'hour=6,18 dayOfWeek=1' (otherwise as events come)",
    el: "πότε, σε UTC: 'hour=6,18 dayOfWeek=1' (αλλιώς μόλις έρχονται συμβάντα)",
  },
  optionSince: {
    en: 'events recorded from this day or instant on',
    el: 'συμβάντα καταγεγραμμένα από αυτή την ημέρα ή στιγμή',
  },
  optionEmpty: { en: 'send reports without events too', el: 'αποστολή και αναφορών χωρίς συμβάντα' },
  importEpcis: {
    en: 'take in EPCIS files of any length; goes on where it was stopped',
    el: 'εισαγωγή αρχείων EPCIS κάθε μεγέθους· συνεχίζει από όπου διακόπηκε',
  },
  importCsv: {
    en: 'take in events from a table: one row an event, columns as EPCIS calls them',
    el: 'εισαγωγή συμβάντων από πίνακα: κάθε γραμμή ένα συμβάν, στήλες με τα ονόματα του EPCIS',
  },
  optionProceed: {
    en: 'take in what is right, whatever is wrong beside it',
    el: 'καταχώριση των σωστών, ό,τι λάθος κι αν υπάρχει δίπλα τους',
  },
  optionEpc: {
    en: 'a thing, as EPC URI or Digital Link (repeatable)',
    el: 'ένα αντικείμενο, ως EPC URI ή Digital Link (επαναλαμβάνεται)',
  },
  optionStep: { en: 'business step: shipping, receiving, …', el: 'επιχειρησιακό βήμα: shipping, receiving, …' },
  optionFrom: { en: 'from this day or instant on', el: 'από αυτή την ημέρα ή στιγμή' },
  optionUntil: { en: 'before this day or instant', el: 'πριν από αυτή την ημέρα ή στιγμή' },
  optionWhere: {
    en: 'a condition of the standard, such as EQ_action=ADD (repeatable)',
    el: 'μια συνθήκη του προτύπου, όπως EQ_action=ADD (επαναλαμβάνεται)',
  },
  optionLimit: { en: 'events at most (200)', el: 'έως τόσα συμβάντα (200)' },
  optionIds: {
    en: 'identifiers as link or urn (otherwise as told)',
    el: 'αναγνωριστικά ως link ή urn (αλλιώς όπως δόθηκαν)',
  },
} as const satisfies Record<string, Words>
