import type { ErrorRow } from '../../kernel/index.ts'

/** Why nothing was done with a pack. */
export const packErrorRows = {
  MEDICINES_PACK_REFUSED: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'This cannot be done with the pack: {reason}',
      el: 'Αυτό δεν μπορεί να γίνει με τη συσκευασία: {reason}',
    },
    hint: {
      en: 'Look at the state of the pack and at who holds it.',
      el: 'Δείτε την κατάσταση της συσκευασίας και ποιος την κατέχει.',
    },
    shows: ['reason'],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
