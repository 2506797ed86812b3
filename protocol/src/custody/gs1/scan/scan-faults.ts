import type { Words } from '../../../kernel/index.ts'

/** What scanners and keyboards do to a symbol on its way, by a code that programs compare. */
export const scanFaults = {
  whitespace: { en: 'blanks or line ends around it', el: 'κενά ή αλλαγές γραμμής γύρω του' },
  greek_layout: { en: 'the keyboard was set to Greek', el: 'το πληκτρολόγιο ήταν στα ελληνικά' },
  case_inverted: { en: 'capitals and small letters were swapped', el: 'κεφαλαία και πεζά ήταν ανάποδα' },
  case_lost: { en: 'capitals and small letters became alike', el: 'κεφαλαία και πεζά έγιναν ίδια' },
  separator_extra: { en: 'a separator too many', el: 'ένα διαχωριστικό περίσσευε' },
  separator_replaced: { en: 'another character for the separator', el: 'άλλος χαρακτήρας στη θέση του διαχωριστικού' },
  separator_missing: { en: 'a separator was lost', el: 'χάθηκε ένα διαχωριστικό' },
  identifier_missing: { en: 'a bare GTIN without its identifier', el: 'σκέτο GTIN χωρίς το αναγνωριστικό του' },
  gtin_short: { en: 'a GTIN of fewer than fourteen digits', el: 'GTIN με λιγότερα από δεκατέσσερα ψηφία' },
  date_swapped: { en: 'a date with day before month', el: 'ημερομηνία με την ημέρα πριν από τον μήνα' },
  date_reversed: { en: 'a date that begins with the day', el: 'ημερομηνία που αρχίζει από την ημέρα' },
} as const satisfies Record<string, Words>

/** The code of a fault of a scan. */
export type ScanFault = keyof typeof scanFaults
