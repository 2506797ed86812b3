import type { Words } from '@symbolon/protocol/kernel'

/** What every proof of logging is told with. */
export const proofWords = {
  log: { en: 'Log', el: 'Μητρώο διαφάνειας' },
  place: { en: 'Place', el: 'Θέση' },
  placeText: { en: 'entry {index} of {size}', el: 'εγγραφή {index} από {size}' },
  key: { en: 'Key of the log', el: 'Κλειδί του μητρώου' },
  witness: { en: 'Witness', el: 'Μάρτυρας' },
  anchor: { en: 'Ledger', el: 'Κατάστιχο' },
  anchorText: { en: 'block {block}, {time}', el: 'μπλοκ {block}, {time}' },
  anchorClaim: { en: 'block {block}, as the file says', el: 'μπλοκ {block}, όπως λέει το αρχείο' },
  trustedByPolicy: { en: 'named by the policy', el: 'το ορίζει η πολιτική' },
  trustedByPinned: { en: 'the same as when this home met the log', el: 'το ίδιο με αυτό που ήταν ήδη γνωστό εδώ' },
  trustedByFile: { en: 'only the file’s own word', el: 'μόνο ο λόγος του ίδιου του αρχείου' },
} as const satisfies Record<string, Words>
