import type { ErrorRow } from '../kernel/index.ts'

/** Why the contract Consents refuses something, where no other row of the slice says it already. */
export const contractErrorRows = {
  CONSENT_ACCOUNT_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The grant names no account', el: 'Η άδεια δεν ορίζει λογαριασμό' },
    hint: { en: 'Make the grant again.', el: 'Συντάξτε ξανά την άδεια.' },
    shows: [],
  },
  CONSENT_WEEK_INVALID: {
    status: 400,
    retry: 'ask',
    title: {
      en: 'The grant ends in the past or more than twelve months ahead',
      el: 'Η άδεια λήγει στο παρελθόν ή μετά από περισσότερους από δώδεκα μήνες',
    },
    hint: { en: 'Choose another end and give the grant again.', el: 'Επιλέξτε άλλη λήξη και δώστε ξανά την άδεια.' },
    shows: [],
  },
  CONSENT_DELEGATION_REFUSED: {
    status: 409,
    retry: 'never',
    title: {
      en: 'The grant takes no delegate: access was stopped or there is one already',
      el: 'Η άδεια δεν δέχεται εκπρόσωπο: η πρόσβαση έχει διακοπεί ή υπάρχει ήδη εκπρόσωπος',
    },
    hint: {
      en: 'The account of the grant can always stop access.',
      el: 'Ο λογαριασμός της άδειας μπορεί πάντα να διακόψει την πρόσβαση.',
    },
    shows: [],
  },
  CONSENT_BATCH_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'A batch holds 1 to 250 grants', el: 'Μια δέσμη έχει από 1 έως 250 άδειες' },
    hint: { en: 'Send them in smaller batches.', el: 'Στείλτε τις σε μικρότερες δέσμες.' },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
