import type { ErrorRow } from '../kernel/index.ts'

/** Why the contract Parties refuses an intent, where no other row of the slice says it already. */
export const contractErrorRows = {
  IDENTITY_PARTY_REGISTERED: {
    status: 409,
    retry: 'never',
    title: { en: 'This institution is already registered', el: 'Αυτός ο φορέας είναι ήδη εγγεγραμμένος' },
    hint: { en: 'Update its profile instead.', el: 'Ενημερώστε το προφίλ του.' },
    shows: [],
  },
  IDENTITY_PROFILE_CHANGED: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'The profile was changed after this update was signed',
      el: 'Το προφίλ άλλαξε μετά την υπογραφή αυτής της ενημέρωσης',
    },
    hint: {
      en: 'Look at the present profile and sign the update again.',
      el: 'Δείτε το τρέχον προφίλ και υπογράψτε ξανά την ενημέρωση.',
    },
    shows: [],
  },
  IDENTITY_AUTHORITY_MISSING: {
    status: 403,
    retry: 'ask',
    title: {
      en: 'The signer is not an accredited authority for this role',
      el: 'Ο υπογράφων δεν είναι διαπιστευμένη αρχή για αυτόν τον ρόλο',
    },
    hint: {
      en: 'Ask an authority that is accredited for the role to sign it.',
      el: 'Ζητήστε να υπογράψει αρχή διαπιστευμένη για τον ρόλο.',
    },
    shows: [],
  },
  IDENTITY_ADMINISTRATOR_MISSING: {
    status: 403,
    retry: 'ask',
    title: {
      en: 'Only an administrator of the ledger accredits authorities',
      el: 'Μόνο διαχειριστής του κατάστιχου διαπιστεύει αρχές',
    },
    hint: { en: 'Ask the administrator to do it.', el: 'Ζητήστε το από τον διαχειριστή.' },
    shows: [],
  },
  IDENTITY_ROLE_NOT_HELD: {
    status: 409,
    retry: 'never',
    title: { en: 'There is no such role to take back', el: 'Δεν υπάρχει τέτοιος ρόλος προς αφαίρεση' },
    hint: { en: 'Look at the roles that the institution holds.', el: 'Δείτε τους ρόλους που έχει ο φορέας.' },
    shows: [],
  },
  IDENTITY_ROLE_UNTIL_INVALID: {
    status: 400,
    retry: 'ask',
    title: {
      en: 'A role ends in the future, at most five years from now',
      el: 'Ένας ρόλος λήγει στο μέλλον, το πολύ σε πέντε έτη από τώρα',
    },
    hint: { en: 'Choose another end and sign again.', el: 'Επιλέξτε άλλη λήξη και υπογράψτε ξανά.' },
    shows: [],
  },
  IDENTITY_INTENT_REPLAYED: {
    status: 409,
    retry: 'never',
    title: { en: 'This signed intent was used before', el: 'Αυτή η υπογεγραμμένη εντολή έχει ήδη χρησιμοποιηθεί' },
    hint: { en: 'Sign it again with a new nonce.', el: 'Υπογράψτε την ξανά με νέο αριθμό μίας χρήσης.' },
    shows: [],
  },
  IDENTITY_INTENT_EXPIRED: {
    status: 409,
    retry: 'ask',
    title: { en: 'The signed intent is past its deadline', el: 'Η προθεσμία της υπογεγραμμένης εντολής έχει παρέλθει' },
    hint: { en: 'Sign it again with a later deadline.', el: 'Υπογράψτε την ξανά με μεταγενέστερη προθεσμία.' },
    shows: [],
  },
  IDENTITY_INTENT_SIGNATURE_INVALID: {
    status: 403,
    retry: 'never',
    title: {
      en: 'The signature is not from the account that the intent names',
      el: 'Η υπογραφή δεν ανήκει στον λογαριασμό που αναφέρει η εντολή',
    },
    hint: {
      en: 'Sign for this chain and this contract, with the key of that account.',
      el: 'Υπογράψτε για αυτή την αλυσίδα και αυτό το συμβόλαιο, με το κλειδί εκείνου του λογαριασμού.',
    },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
