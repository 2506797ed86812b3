import type { ErrorRow } from '../../kernel/index.ts'

/** Why a read is not kept, or nothing was done with an alert. */
export const alertErrorRows = {
  MEDICINES_PLACE_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The place or time of the scan is none', el: 'Ο τόπος ή ο χρόνος της σάρωσης δεν είναι έγκυρος' },
    hint: {
      en: 'Send degrees of latitude and longitude and a time, or no place at all.',
      el: 'Στείλτε γεωγραφικό πλάτος και μήκος σε μοίρες και χρόνο, ή κανέναν τόπο.',
    },
    shows: [],
  },
  MEDICINES_ALERT_REFUSED: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'This cannot be done with the alert: {reason}',
      el: 'Αυτό δεν μπορεί να γίνει με την ειδοποίηση: {reason}',
    },
    hint: {
      en: 'Look at the state of the alert and at who works on it.',
      el: 'Δείτε την κατάσταση της ειδοποίησης και ποιος την έχει αναλάβει.',
    },
    shows: ['reason'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
