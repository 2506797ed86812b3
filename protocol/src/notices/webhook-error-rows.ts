import type { ErrorRow } from '../kernel/index.ts'

/** What may be wrong with a webhook: where it goes, and what came of one. */
export const webhookErrorRows = {
  NOTICES_URL_REFUSED: {
    status: 400,
    retry: 'never',
    title: { en: 'No webhook is sent there: {reason}', el: 'Δεν αποστέλλεται webhook εκεί: {reason}' },
    hint: {
      en: 'Give a public https address, or http on this machine while the node listens on it alone.',
      el: 'Δώστε μια δημόσια διεύθυνση https, ή http σε αυτό το μηχάνημα όταν ο κόμβος ακούει μόνο σε αυτό.',
    },
    shows: ['reason'],
  },
  NOTICES_WEBHOOK_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'You have no such webhook', el: 'Δεν έχετε τέτοιο webhook' },
    hint: { en: 'List your webhooks.', el: 'Δείτε τη λίστα με τα webhooks σας.' },
    shows: [],
  },
  NOTICES_DELIVERY_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no such delivery', el: 'Δεν υπάρχει τέτοια παράδοση' },
    hint: {
      en: 'List the deliveries of the webhook; they are kept for {days} days.',
      el: 'Δείτε τις παραδόσεις του webhook· διατηρούνται για {days} ημέρες.',
    },
    shows: ['days'],
  },
  NOTICES_WEBHOOKS_TOO_MANY: {
    status: 409,
    retry: 'ask',
    title: { en: 'A party has at most {max} webhooks', el: 'Κάθε μέρος έχει έως {max} webhooks' },
    hint: { en: 'Remove one that you no longer need.', el: 'Αφαιρέστε κάποιο που δεν χρειάζεστε πλέον.' },
    shows: ['max'],
  },
  NOTICES_WEBHOOK_NOT_ACTIVE: {
    status: 409,
    retry: 'ask',
    title: { en: 'The webhook is paused or disabled', el: 'Το webhook είναι σε παύση ή απενεργοποιημένο' },
    hint: {
      en: 'Resume it first; what waits is sent then.',
      el: 'Συνεχίστε το πρώτα· όσα περιμένουν θα αποσταλούν τότε.',
    },
    shows: [],
  },
  NOTICES_SECRET_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'This is not the secret of a webhook', el: 'Αυτό δεν είναι μυστικό ενός webhook' },
    hint: {
      en: 'It starts with whsec_ and was shown once, when the webhook was added: copy it again, whole.',
      el: 'Αρχίζει με whsec_ και εμφανίστηκε μία φορά, όταν προστέθηκε το webhook: αντιγράψτε το ξανά ολόκληρο.',
    },
    shows: [],
  },
  NOTICES_SIGNATURE_INVALID: {
    status: 401,
    retry: 'never',
    title: {
      en: 'The webhook was not signed with this secret',
      el: 'Το webhook δεν υπογράφηκε με αυτό το μυστικό',
    },
    hint: {
      en: 'Verify the body as it came in; refuse the request if it stays so.',
      el: 'Επαληθεύστε το περιεχόμενο όπως ελήφθη· απορρίψτε το αίτημα αν το σφάλμα παραμένει.',
    },
    shows: [],
  },
  NOTICES_TIMESTAMP_REFUSED: {
    status: 401,
    retry: 'never',
    title: {
      en: 'The webhook was sent more than {minutes} minutes ago, or in the future',
      el: 'Το webhook στάλθηκε πριν από περισσότερα από {minutes} λεπτά, ή στο μέλλον',
    },
    hint: {
      en: 'Set the clock of this machine; an old copy of a webhook is to be refused.',
      el: 'Ρυθμίστε το ρολόι αυτού του μηχανήματος· ένα παλιό αντίγραφο webhook πρέπει να απορρίπτεται.',
    },
    shows: ['minutes'],
  },
  NOTICES_NOTICE_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The webhook does not have the agreed shape at {field}',
      el: 'Το webhook δεν έχει τη συμφωνημένη μορφή στο {field}',
    },
    hint: {
      en: 'Use a version of this program that is as new as the node.',
      el: 'Χρησιμοποιήστε έκδοση του προγράμματος εξίσου νέα με του κόμβου.',
    },
    shows: ['field'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
