import type { SymbolonError, Words } from '../../kernel/index.ts'
import { medicinesErrors } from '../errors.ts'

/** What is wrong at a place of a status file. */
const faults = {
  magic: { en: 'it does not begin as such a file does', el: 'δεν αρχίζει όπως ένα τέτοιο αρχείο' },
  short: { en: 'it ends too early', el: 'τελειώνει πρόωρα' },
  long: { en: 'something follows its end', el: 'κάτι ακολουθεί μετά το τέλος του' },
  size: { en: 'it is larger than a file may be', el: 'είναι μεγαλύτερο από όσο επιτρέπεται' },
  times: {
    en: 'it holds for no time, or for more than a day',
    el: 'δεν ισχύει για κανένα διάστημα ή ισχύει πάνω από μία ημέρα',
  },
  word: { en: 'this value has no meaning here', el: 'αυτή η τιμή δεν έχει νόημα εδώ' },
  order: { en: 'the batches are not in order, each once', el: 'οι παρτίδες δεν είναι στη σειρά, η καθεμία μία φορά' },
  batches: { en: 'there are too many batches', el: 'υπάρχουν πάρα πολλές παρτίδες' },
  batch: { en: 'the batch is not written as batches are', el: 'η παρτίδα δεν είναι γραμμένη όπως ορίζεται' },
  packs: { en: 'packs are named that the batch does not have', el: 'ορίζονται συσκευασίες που η παρτίδα δεν έχει' },
} as const satisfies Record<string, Words>

export type StatusFault = keyof typeof faults

/** @param position of the byte, 0 where the fault is in what a writer was given */
export function statusFault(fault: StatusFault, position = 0): SymbolonError {
  return medicinesErrors.MEDICINES_STATUS_INVALID({ reason: faults[fault], position })
}
