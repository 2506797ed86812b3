import type { ErrorRow } from '../kernel/index.ts'

/** What may be wrong with GS1 element strings, Digital Links and EPCs. */
export const gs1ErrorRows = {
  CUSTODY_GS1_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The GS1 data are not valid at character {position} (identifier {ai}): {reason}',
      el: 'Τα δεδομένα GS1 δεν είναι έγκυρα στον χαρακτήρα {position} (αναγνωριστικό {ai}): {reason}',
    },
    hint: {
      en: 'Scan the symbol again, or correct what was typed.',
      el: 'Σαρώστε ξανά το σύμβολο ή διορθώστε ό,τι πληκτρολογήσατε.',
    },
    shows: ['ai', 'position', 'reason', 'reason_code'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
