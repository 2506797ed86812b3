import type { ErrorRow } from '../kernel/index.ts'

/** What may be wrong with notices by e-mail. None of them repeats an address. */
export const emailErrorRows = {
  NOTICES_EMAIL_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is not an e-mail address that we can write to',
      el: 'Δεν είναι διεύθυνση e-mail στην οποία μπορούμε να γράψουμε',
    },
    hint: {
      en: 'Write it as name@example.org, in Latin letters.',
      el: 'Γράψτε τη με τη μορφή name@example.org, με λατινικούς χαρακτήρες.',
    },
    shows: [],
  },
  NOTICES_EMAIL_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'You have given no e-mail address', el: 'Δεν έχετε δώσει διεύθυνση e-mail' },
    hint: {
      en: 'Give one, then confirm the code that is sent to it.',
      el: 'Δώστε μία και επιβεβαιώστε τον κωδικό που θα σταλεί σε αυτήν.',
    },
    shows: [],
  },
  NOTICES_EMAIL_NOT_OFFERED: {
    status: 409,
    retry: 'ask',
    title: { en: 'This node sends no e-mail', el: 'Αυτός ο κόμβος δεν στέλνει e-mail' },
    hint: {
      en: 'Ask whoever runs it to set SYMBOLON_SMTP_URL, or use a webhook.',
      el: 'Ζητήστε από τον διαχειριστή του να ορίσει το SYMBOLON_SMTP_URL, ή χρησιμοποιήστε webhook.',
    },
    shows: [],
  },
  NOTICES_CODE_INVALID: {
    status: 403,
    retry: 'ask',
    title: { en: 'The code is wrong or no longer valid', el: 'Ο κωδικός είναι λάθος ή δεν ισχύει πλέον' },
    hint: {
      en: 'Read it again in the newest mail, or give the address anew: a code is valid for {minutes} minutes and {attempts} attempts.',
      el: 'Διαβάστε τον ξανά στο πιο πρόσφατο μήνυμα ή δώστε πάλι τη διεύθυνση: ο κωδικός ισχύει για {minutes} λεπτά και {attempts} προσπάθειες.',
    },
    shows: ['minutes', 'attempts'],
  },
  NOTICES_CODES_TOO_MANY: {
    status: 429,
    retry: 'ask',
    title: { en: 'Too many codes were asked for', el: 'Ζητήθηκαν πάρα πολλοί κωδικοί' },
    hint: { en: 'Ask again in {seconds} seconds.', el: 'Ζητήστε ξανά σε {seconds} δευτερόλεπτα.' },
    shows: ['seconds'],
  },
  NOTICES_MAIL_FAILED: {
    status: 503,
    retry: 'later',
    title: {
      en: 'The mail could not be handed over ({reason})',
      el: 'Δεν ήταν δυνατή η παράδοση του μηνύματος ({reason})',
    },
    hint: {
      en: 'Try again later; if it stays so, the mail server of this node is not reached.',
      el: 'Δοκιμάστε ξανά αργότερα· αν το σφάλμα παραμένει, δεν είναι προσβάσιμος ο διακομιστής e-mail αυτού του κόμβου.',
    },
    shows: ['reason'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
