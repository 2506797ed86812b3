import type { ErrorRow } from '../kernel/index.ts'

/** Why the contract Prefixes refuses a call. */
export const prefixErrorRows = {
  MEDICINES_REGISTRAR_UNKNOWN: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The signer is not an accredited GS1 registrar',
      el: 'Ο υπογράφων δεν είναι διαπιστευμένος καταχωριστής GS1',
    },
    hint: {
      en: 'Ask the authority that keeps the issuers of licences.',
      el: 'Απευθυνθείτε στην αρχή που τηρεί τους εκδότες αδειών.',
    },
    shows: [],
  },
  MEDICINES_ISSUER_UNTIL_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'An issuer is admitted until a time to come, for at most five years',
      el: 'Ένας εκδότης γίνεται δεκτός έως μελλοντικό χρόνο, για πέντε έτη το πολύ',
    },
    hint: { en: 'Give another end.', el: 'Δώστε άλλη λήξη.' },
    shows: [],
  },
  MEDICINES_ISSUER_KEY_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The issuer’s key is not a point of P-256', el: 'Το κλειδί του εκδότη δεν είναι σημείο της P-256' },
    hint: { en: 'Check the key.', el: 'Ελέγξτε το κλειδί.' },
    shows: [],
  },
  MEDICINES_ISSUER_UNKNOWN: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The ledger does not know the issuer of this licence',
      el: 'Το κατάστιχο δεν γνωρίζει τον εκδότη αυτής της άδειας',
    },
    hint: {
      en: 'A registrar admits issuers; those of tests count in test networks only.',
      el: 'Τους εκδότες τους δέχεται ένας καταχωριστής· οι δοκιμαστικοί ισχύουν μόνο σε δοκιμαστικά δίκτυα.',
    },
    shows: [],
  },
  MEDICINES_LEDGER_LICENCE_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The licence does not say what the ledger needs, in the form that it needs',
      el: 'Η άδεια δεν λέει όσα χρειάζεται το κατάστιχο στη μορφή που τα χρειάζεται',
    },
    hint: { en: 'Ask the issuer for a licence in that form.', el: 'Ζητήστε από τον εκδότη άδεια σε αυτή τη μορφή.' },
    shows: [],
  },
  MEDICINES_LEDGER_LICENCE_EXPIRED: {
    status: 409,
    retry: 'never',
    title: { en: 'The licence has expired', el: 'Η άδεια έχει λήξει' },
    hint: { en: 'Bring the renewed licence.', el: 'Προσκομίστε την ανανεωμένη άδεια.' },
    shows: [],
  },
  MEDICINES_LEDGER_LICENCE_UNSIGNED: {
    status: 403,
    retry: 'never',
    title: { en: 'The signature of the licence does not hold', el: 'Η υπογραφή της άδειας δεν ισχύει' },
    hint: { en: 'Bring the licence as the issuer gave it.', el: 'Προσκομίστε την άδεια όπως την έδωσε ο εκδότης.' },
    shows: [],
  },
  MEDICINES_LEDGER_LICENCE_ELSEWHERE: {
    status: 403,
    retry: 'never',
    title: { en: 'The licence is for an account on another ledger', el: 'Η άδεια αφορά λογαριασμό σε άλλο κατάστιχο' },
    hint: { en: 'Ask the issuer for a licence for this one.', el: 'Ζητήστε από τον εκδότη άδεια για αυτό.' },
    shows: [],
  },
  MEDICINES_LEDGER_LICENCE_ENDED: {
    status: 409,
    retry: 'never',
    title: {
      en: 'A registrar has ended this licence before its time',
      el: 'Ένας καταχωριστής τερμάτισε αυτή την άδεια πριν από τη λήξη της',
    },
    hint: { en: 'Bring a licence that lasts longer.', el: 'Προσκομίστε άδεια που διαρκεί περισσότερο.' },
    shows: [],
  },
  MEDICINES_PREFIX_HELD: {
    status: 409,
    retry: 'ask',
    title: { en: 'Another party holds this prefix', el: 'Άλλος φορέας κατέχει αυτό το πρόθεμα' },
    hint: {
      en: 'Wait until its licence ends, or ask the registrar to end it.',
      el: 'Περιμένετε να λήξει η άδειά του ή ζητήστε από τον καταχωριστή να την τερματίσει.',
    },
    shows: [],
  },
  MEDICINES_PREFIX_FREE: {
    status: 404,
    retry: 'never',
    title: { en: 'Nobody holds this prefix', el: 'Κανείς δεν κατέχει αυτό το πρόθεμα' },
    hint: { en: 'Check the prefix.', el: 'Ελέγξτε το πρόθεμα.' },
    shows: [],
  },
  MEDICINES_NONCE_USED: {
    status: 409,
    retry: 'ask',
    title: { en: 'The nonce was used before', el: 'Ο αριθμός μίας χρήσης έχει ήδη χρησιμοποιηθεί' },
    hint: { en: 'Sign again with another nonce.', el: 'Υπογράψτε ξανά με άλλον αριθμό μίας χρήσης.' },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
