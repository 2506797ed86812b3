import type { ErrorRow } from '../../kernel/index.ts'

const again = {
  en: 'Do not rely on it; fetch the trace again from its source.',
  el: 'Μη βασιστείτε σε αυτό· λάβετε ξανά το ιστορικό από την πηγή του.',
}

/** Why the trace of a pack does not hold. */
export const traceErrorRows = {
  MEDICINES_TRACE_INVALID: {
    status: 422,
    retry: 'never',
    title: {
      en: 'This is not the trace of a pack: {reason}',
      el: 'Αυτό δεν είναι ιστορικό συσκευασίας: {reason}',
    },
    hint: again,
    shows: ['reason'],
  },
  MEDICINES_TRACE_PACK_UNPROVEN: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The pack does not stand in the batch that the trace names',
      el: 'Η συσκευασία δεν ανήκει στην παρτίδα παραγωγής που αναφέρει το ιστορικό',
    },
    hint: again,
    shows: [],
  },
  MEDICINES_TRACE_EVENT_DIFFERS: {
    status: 422,
    retry: 'never',
    title: {
      en: 'Event {event} does not say what the log has committed to',
      el: 'Το συμβάν {event} δεν λέει αυτό για το οποίο δεσμεύτηκε το μητρώο διαφάνειας',
    },
    hint: again,
    shows: ['event'],
  },
  MEDICINES_TRACE_ALTERED: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The trace was changed after it was written',
      el: 'Το ιστορικό άλλαξε μετά τη σύνταξή του',
    },
    hint: again,
    shows: [],
  },
  MEDICINES_TRACE_LEDGER_DIFFERS: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The ledger does not confirm the trace: {reason}',
      el: 'Το κατάστιχο δεν επιβεβαιώνει το ιστορικό: {reason}',
    },
    hint: {
      en: 'Ask a node of the network that the trace names; if it stays so, do not rely on the trace.',
      el: 'Ρωτήστε κόμβο του δικτύου που αναφέρει το ιστορικό· αν επιμένει, μη βασιστείτε σε αυτό.',
    },
    shows: ['reason'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
