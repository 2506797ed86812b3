import type { ErrorRow } from '../kernel/index.ts'

/** What may be wrong with named queries and with subscriptions to them. */
export const subscriptionErrorRows = {
  CUSTODY_QUERY_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'You have no query of this name', el: 'Δεν έχετε ερώτημα με αυτό το όνομα' },
    hint: { en: 'List your queries.', el: 'Δείτε τη λίστα με τα ερωτήματά σας.' },
    shows: [],
  },
  CUSTODY_QUERY_NAME_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'A query needs a name of at most {max} letters, digits, dots, hyphens and underscores',
      el: 'Το ερώτημα χρειάζεται όνομα με έως {max} λατινικά γράμματα, ψηφία, τελείες, παύλες και κάτω παύλες',
    },
    hint: { en: 'Send name and query.', el: 'Στείλτε name και query.' },
    shows: ['max'],
  },
  CUSTODY_QUERY_NAME_TAKEN: {
    status: 409,
    retry: 'never',
    title: { en: 'You have a query of this name already', el: 'Έχετε ήδη ερώτημα με αυτό το όνομα' },
    hint: { en: 'Choose another name, or delete the query.', el: 'Επιλέξτε άλλο όνομα ή διαγράψτε το ερώτημα.' },
    shows: [],
  },
  CUSTODY_QUERIES_TOO_MANY: {
    status: 409,
    retry: 'ask',
    title: { en: 'A party has at most {max} queries', el: 'Κάθε μέρος έχει έως {max} ερωτήματα' },
    hint: { en: 'Delete one that you no longer need.', el: 'Διαγράψτε κάποιο που δεν χρειάζεστε πλέον.' },
    shows: ['max'],
  },
  CUSTODY_SUBSCRIPTION_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'You have no such subscription', el: 'Δεν έχετε τέτοια συνδρομή' },
    hint: { en: 'List the subscriptions of the query.', el: 'Δείτε τις συνδρομές του ερωτήματος.' },
    shows: [],
  },
  CUSTODY_SUBSCRIPTION_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The subscription is not valid: {reason}', el: 'Η συνδρομή δεν είναι έγκυρη: {reason}' },
    hint: {
      en: 'Say stream: true, or give a schedule; dest and secret where reports are to be sent.',
      el: 'Δηλώστε stream: true ή δώστε schedule· και dest με secret εκεί όπου θα αποστέλλονται οι αναφορές.',
    },
    shows: ['reason'],
  },
  CUSTODY_SUBSCRIPTIONS_TOO_MANY: {
    status: 409,
    retry: 'ask',
    title: { en: 'A query has at most {max} subscriptions', el: 'Κάθε ερώτημα έχει έως {max} συνδρομές' },
    hint: { en: 'Delete one that you no longer need.', el: 'Διαγράψτε κάποια που δεν χρειάζεστε πλέον.' },
    shows: ['max'],
  },
  CUSTODY_CURSOR_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This subscription has given no such place',
      el: 'Αυτή η συνδρομή δεν έχει δώσει τέτοια θέση',
    },
    hint: {
      en: 'Acknowledge the place that came with the events, or ask for the events again.',
      el: 'Επιβεβαιώστε τη θέση που ήρθε με τα συμβάντα ή ζητήστε ξανά τα συμβάντα.',
    },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
