import type { ErrorRow } from './errors.ts'

/** Errors of a node's HTTP door. Rows of the kernel's one table. */
export const httpErrorRows = {
  KERNEL_REQUEST_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The request does not have the agreed shape', el: 'Το αίτημα δεν έχει τη συμφωνημένη μορφή' },
    hint: {
      en: 'Correct the fields listed under errors; /openapi.json describes every request.',
      el: 'Διορθώστε τα πεδία που αναφέρει το errors· το /openapi.json περιγράφει κάθε αίτημα.',
    },
    shows: [],
  },
  KERNEL_NOT_FOUND: {
    status: 404,
    retry: 'never',
    title: { en: 'There is nothing at this address', el: 'Δεν υπάρχει τίποτα σε αυτή τη διεύθυνση' },
    hint: { en: 'Look it up in /openapi.json.', el: 'Βρείτε τη σωστή διεύθυνση στο /openapi.json.' },
    shows: [],
  },
  KERNEL_METHOD_NOT_ALLOWED: {
    status: 405,
    retry: 'never',
    title: { en: 'This address does not take this method', el: 'Αυτή η διεύθυνση δεν δέχεται αυτή τη μέθοδο' },
    hint: { en: 'Use one of: {allowed}.', el: 'Χρησιμοποιήστε μία από τις: {allowed}.' },
    shows: ['allowed'],
  },
  KERNEL_MEDIA_TYPE_UNSUPPORTED: {
    status: 415,
    retry: 'never',
    title: { en: 'This media type is not taken here', el: 'Αυτός ο τύπος περιεχομένου δεν γίνεται δεκτός εδώ' },
    hint: {
      en: 'Send JSON as application/json and sealed bytes as application/octet-stream.',
      el: 'Στείλτε JSON ως application/json και σφραγισμένα δεδομένα ως application/octet-stream.',
    },
    shows: [],
  },
  KERNEL_BODY_TOO_LARGE: {
    status: 413,
    retry: 'never',
    title: { en: 'The body is larger than is taken here', el: 'Το σώμα του αιτήματος ξεπερνά το επιτρεπτό μέγεθος' },
    hint: { en: 'Send it in smaller parts.', el: 'Στείλτε το σε μικρότερα τμήματα.' },
    shows: [],
  },
  KERNEL_BODY_INCOMPLETE: {
    status: 400,
    retry: 'later',
    title: { en: 'The body ended before it was complete', el: 'Το σώμα του αιτήματος τελείωσε πριν ολοκληρωθεί' },
    hint: { en: 'Send it again, whole.', el: 'Στείλτε το ξανά, ολόκληρο.' },
    shows: [],
  },
  KERNEL_HTTP_MALFORMED: {
    status: 400,
    retry: 'never',
    title: { en: 'This is not a readable HTTP request', el: 'Το αίτημα HTTP δεν μπορεί να διαβαστεί' },
    hint: {
      en: 'Check the address, the headers and their size.',
      el: 'Ελέγξτε τη διεύθυνση, τις κεφαλίδες και το μέγεθός τους.',
    },
    shows: [],
  },
  KERNEL_HEADERS_TOO_LARGE: {
    status: 431,
    retry: 'never',
    title: { en: 'The headers of the request are too large', el: 'Οι κεφαλίδες του αιτήματος είναι πολύ μεγάλες' },
    hint: {
      en: 'Send at most 16 KiB of headers; what is long belongs into the body.',
      el: 'Στείλτε το πολύ 16 KiB κεφαλίδων· ό,τι είναι μεγάλο ανήκει στο σώμα του αιτήματος.',
    },
    shows: [],
  },
  KERNEL_METHOD_UNKNOWN: {
    status: 501,
    retry: 'never',
    title: { en: 'The node does not know this method', el: 'Ο κόμβος δεν γνωρίζει αυτή τη μέθοδο' },
    hint: {
      en: 'Look up the methods of the address in /openapi.json.',
      el: 'Αναζητήστε τις μεθόδους της διεύθυνσης στο /openapi.json.',
    },
    shows: [],
  },
  KERNEL_REQUEST_TIMEOUT: {
    status: 408,
    retry: 'later',
    title: { en: 'The request did not arrive in time', el: 'Το αίτημα δεν έφτασε εγκαίρως' },
    hint: { en: 'Nothing was done; send it again, whole.', el: 'Δεν έγινε τίποτα· στείλτε το ξανά, ολόκληρο.' },
    shows: [],
  },
  KERNEL_HOST_REFUSED: {
    status: 421,
    retry: 'never',
    title: { en: 'This node does not answer to that host name', el: 'Ο κόμβος δεν απαντά σε αυτό το όνομα υπολογιστή' },
    hint: {
      en: 'Use the address the node was started with; SYMBOLON_PUBLIC_URL names another one.',
      el: 'Χρησιμοποιήστε τη διεύθυνση με την οποία ξεκίνησε ο κόμβος· το SYMBOLON_PUBLIC_URL ορίζει άλλη.',
    },
    shows: [],
  },
  KERNEL_ORIGIN_REFUSED: {
    status: 403,
    retry: 'never',
    title: { en: 'Another site may not do this', el: 'Δεν επιτρέπεται σε άλλον ιστότοπο να το κάνει αυτό' },
    hint: { en: 'Do it from the node’s own address.', el: 'Κάντε το από τη διεύθυνση του ίδιου του κόμβου.' },
    shows: [],
  },
  KERNEL_RATE_LIMITED: {
    status: 429,
    retry: 'later',
    title: { en: 'Too many requests', el: 'Πάρα πολλά αιτήματα' },
    hint: { en: 'Try again in {seconds} s.', el: 'Δοκιμάστε ξανά σε {seconds} δ.' },
    shows: ['seconds'],
  },
  KERNEL_IDEMPOTENCY_KEY_MISSING: {
    status: 400,
    retry: 'never',
    title: { en: 'The Idempotency-Key header is missing', el: 'Λείπει η κεφαλίδα Idempotency-Key' },
    hint: {
      en: 'Send 8 to 128 letters, digits, hyphens or underscores, new for every action, the same for every repeat.',
      el: 'Στείλτε 8 έως 128 λατινικά γράμματα, ψηφία, παύλες ή κάτω παύλες, νέα για κάθε ενέργεια, ίδια για κάθε επανάληψη.',
    },
    shows: [],
  },
  KERNEL_IDEMPOTENCY_KEY_IN_FLIGHT: {
    status: 409,
    retry: 'later',
    title: { en: 'The same action is still running', el: 'Η ίδια ενέργεια εκτελείται ακόμη' },
    hint: { en: 'Repeat it in {seconds} s.', el: 'Επαναλάβετέ την σε {seconds} δ.' },
    shows: ['seconds'],
  },
  KERNEL_IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The Idempotency-Key was used for another request',
      el: 'Το Idempotency-Key χρησιμοποιήθηκε για άλλο αίτημα',
    },
    hint: { en: 'Take a new key for a new action.', el: 'Χρησιμοποιήστε νέο κλειδί για νέα ενέργεια.' },
    shows: [],
  },
  KERNEL_CURSOR_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The cursor is not from this node', el: 'Ο δείκτης σελίδας δεν προέρχεται από αυτόν τον κόμβο' },
    hint: {
      en: 'Take `next` from the page before, or start without `after`.',
      el: 'Χρησιμοποιήστε το `next` της προηγούμενης σελίδας ή ξεκινήστε χωρίς `after`.',
    },
    shows: [],
  },
  KERNEL_NOT_READY: {
    status: 503,
    retry: 'later',
    title: { en: 'The node is not ready', el: 'Ο κόμβος δεν είναι έτοιμος' },
    hint: { en: 'Wait a moment; the {failing} does not answer.', el: 'Περιμένετε λίγο· {failing} δεν απαντά.' },
    shows: ['failing'],
  },
  KERNEL_INTERNAL: {
    status: 500,
    retry: 'later',
    title: { en: 'Something went wrong on our side', el: 'Κάτι πήγε στραβά από τη δική μας πλευρά' },
    hint: {
      en: 'Nothing was half done; the request id finds it in the log of the node.',
      el: 'Τίποτα δεν έμεινε στη μέση· το αναγνωριστικό του αιτήματος το εντοπίζει στο αρχείο καταγραφής του κόμβου.',
    },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
