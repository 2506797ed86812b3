import type { Words } from '@symbolon/protocol/kernel'

/** What the commands `webhook` and `notices` say. */
export const words = {
  added: {
    en: '{webhook} is told of what happens from now on.\nIts secret, shown this once: {secret}',
    el: 'Το {webhook} ενημερώνεται για ό,τι συμβαίνει από εδώ και πέρα.\nΤο μυστικό του, που εμφανίζεται μόνο τώρα: {secret}',
  },
  wouldAdd: { en: '{url} would be told of: {events}.', el: 'Η διεύθυνση {url} θα ενημερωνόταν για: {events}.' },
  none: { en: 'You have no webhooks.', el: 'Δεν έχετε webhooks.' },
  nothingSent: { en: 'Nothing was sent yet.', el: 'Δεν έχει σταλεί τίποτα ακόμη.' },
  confirmRemove: { en: 'Remove the webhook {webhook}?', el: 'Να αφαιρεθεί το webhook {webhook};' },
  wouldRemove: { en: '{webhook} would be removed.', el: 'Το {webhook} θα αφαιρούνταν.' },
  removed: { en: '{webhook} is gone.', el: 'Το {webhook} αφαιρέθηκε.' },
  paused: { en: '{webhook} is paused; notices wait.', el: 'Το {webhook} είναι σε παύση· οι ειδοποιήσεις περιμένουν.' },
  resumed: { en: '{webhook} is told again.', el: 'Το {webhook} ενημερώνεται ξανά.' },
  replayed: { en: '{delivery} is sent once more.', el: 'Η παράδοση {delivery} στέλνεται ξανά.' },
  listening: {
    en: 'Listening. Notices appear here until Ctrl-C; they are signed with {secret}',
    el: 'Αναμονή. Οι ειδοποιήσεις εμφανίζονται εδώ ως το Ctrl-C· υπογράφονται με το {secret}',
  },
  webhook: { en: 'Webhook', el: 'Διεύθυνση (webhook)' },
  address: { en: 'Address', el: 'Διεύθυνση' },
  events: { en: 'Events', el: 'Συμβάντα' },
  state: { en: 'State', el: 'Κατάσταση' },
  when: { en: 'When', el: 'Πότε' },
  event: { en: 'Event', el: 'Συμβάν' },
  attempts: { en: 'Attempts', el: 'Προσπάθειες' },
  answer: { en: 'Answer', el: 'Απάντηση' },
  delivery: { en: 'Delivery', el: 'Παράδοση' },
  codeSent: {
    en: 'A code is on its way to the address; it is valid for {minutes} minutes. Then: symbolon notices confirm CODE',
    el: 'Στάλθηκε κωδικός στη διεύθυνση· ισχύει για {minutes} λεπτά. Έπειτα: symbolon notices confirm ΚΩΔΙΚΟΣ',
  },
  confirmed: { en: 'The address is confirmed.', el: 'Η διεύθυνση επιβεβαιώθηκε.' },
  erased: {
    en: 'The address is erased; nothing more is sent to it.',
    el: 'Η διεύθυνση διαγράφηκε· δεν θα σταλεί τίποτε άλλο σε αυτήν.',
  },
} as const satisfies Record<string, Words>

export const stateWords: Readonly<Record<string, Words>> = {
  active: { en: 'active', el: 'ενεργό' },
  paused: { en: 'paused', el: 'σε παύση' },
  disabled: { en: 'disabled by its receiver', el: 'απενεργοποιήθηκε από τον παραλήπτη' },
  unconfirmed: { en: 'not confirmed yet', el: 'δεν έχει επιβεβαιωθεί ακόμη' },
  waiting: { en: 'waiting', el: 'σε αναμονή' },
  delivered: { en: 'delivered', el: 'παραδόθηκε' },
  failed: { en: 'failed', el: 'απέτυχε' },
}

/** Why a receiver gave no answer that counts. */
export const faultWords: Readonly<Record<string, Words>> = {
  name: { en: 'the name is unknown', el: 'άγνωστο όνομα' },
  place: { en: 'not on the public internet', el: 'εκτός δημόσιου διαδικτύου' },
  connection: { en: 'no connection', el: 'χωρίς σύνδεση' },
  certificate: { en: 'wrong certificate', el: 'λάθος πιστοποιητικό' },
  time: { en: 'too slow', el: 'πολύ αργή' },
  answer: { en: 'not understood', el: 'ακατανόητη' },
}

export const helpWords = {
  add: { en: 'tell a program of what happens', el: 'ενημέρωση ενός προγράμματος για όσα συμβαίνουν' },
  list: { en: 'your webhooks', el: 'τα webhooks σας' },
  pause: { en: 'let notices wait', el: 'αναμονή των ειδοποιήσεων' },
  resume: { en: 'send them again', el: 'συνέχιση της αποστολής' },
  remove: { en: 'remove a webhook', el: 'αφαίρεση ενός webhook' },
  deliveries: { en: 'what was sent and what came of it', el: 'τι στάλθηκε και με ποιο αποτέλεσμα' },
  replay: { en: 'send a delivery once more', el: 'αποστολή μιας παράδοσης ξανά' },
  listen: {
    en: 'show notices here until Ctrl-C (node on this machine)',
    el: 'εμφάνιση ειδοποιήσεων εδώ ως το Ctrl-C (κόμβος σε αυτό το μηχάνημα)',
  },
  email: { en: 'have notices sent to an address', el: 'αποστολή ειδοποιήσεων σε μια διεύθυνση' },
  confirm: { en: 'confirm the address with the code', el: 'επιβεβαίωση της διεύθυνσης με τον κωδικό' },
  show: { en: 'your address and its state', el: 'η διεύθυνσή σας και η κατάστασή της' },
  off: { en: 'erase the address', el: 'διαγραφή της διεύθυνσης' },
  optionEvents: {
    en: 'types of event, with commas between (otherwise all)',
    el: 'είδη συμβάντων, χωρισμένα με κόμμα (αλλιώς όλα)',
  },
  optionForward: { en: 'hand them on to this address', el: 'προώθηση σε αυτή τη διεύθυνση' },
  optionState: { en: 'only waiting, delivered or failed', el: 'μόνο waiting, delivered ή failed' },
} as const satisfies Record<string, Words>
