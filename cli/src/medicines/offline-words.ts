import type { Words } from '@symbolon/protocol/kernel'
import type { MergedMark, QueuedMark } from '@symbolon/sdk/medicines'
import type { CountedWords } from '../kernel/index.ts'

/** What is said of packs where there is no network. */
export const offlineWords = {
  fetched: {
    en: '{path}: {batches}, as of {from}, good until {until}.',
    el: '{path}: {batches}, κατάσταση της {from}, ισχύει έως {until}.',
  },
  queued: {
    en: '{serial}: signed and waiting. Merge it once there is a network: symbolon pack queue --merge',
    el: 'Η {serial} υπογράφηκε και περιμένει. Συγχωνεύστε όταν υπάρξει δίκτυο: symbolon pack queue --merge',
  },
  undoQueued: {
    en: '{serial}: the dispensing is taken back, signed and waiting. symbolon pack queue --merge',
    el: 'Η χορήγηση της {serial} αναιρέθηκε, υπογράφηκε και περιμένει. symbolon pack queue --merge',
  },
  wouldQueue: { en: '{serial} would be signed and wait.', el: 'Η {serial} θα υπογραφόταν και θα περίμενε.' },
  nothingWaits: { en: 'Nothing waits.', el: 'Δεν περιμένει τίποτα.' },
  wouldMerge: { en: '{acts} would be merged.', el: 'Θα συγχωνεύονταν {acts}.' },
  batch: { en: 'Batch', el: 'Παρτίδα παραγωγής' },
  index: { en: 'Pack', el: 'Συσκευασία' },
  act: { en: 'Act', el: 'Πράξη' },
  signed: { en: 'Signed', el: 'Υπογράφηκε' },
  outcome: { en: 'What came of it', el: 'Τι απέγινε' },
  clockAhead: { en: 'the clock was ahead', el: 'το ρολόι πήγαινε μπροστά' },
} as const satisfies Record<string, Words>

export const countedOffline = {
  acts: { one: { en: '{n} act', el: '{n} πράξη' }, many: { en: '{n} acts', el: '{n} πράξεις' } },
  batches: {
    one: { en: '{n} batch', el: '{n} παρτίδα παραγωγής' },
    many: { en: '{n} batches', el: '{n} παρτίδες παραγωγής' },
  },
} as const satisfies Record<string, CountedWords>

export const actWords: Readonly<Record<QueuedMark['act'], Words>> = {
  supply: { en: 'dispensed', el: 'χορήγηση' },
  undo: { en: 'taken back', el: 'αναίρεση' },
}

export const outcomeWords: Readonly<Record<MergedMark['outcome'], Words>> = {
  recorded: { en: 'on the ledger', el: 'καταγράφηκε στο κατάστιχο' },
  saved: { en: 'saved, on its way to the ledger', el: 'αποθηκεύτηκε, καταγράφεται στο κατάστιχο' },
  conflict: {
    en: 'somebody dispensed it before; an alert says so',
    el: 'κάποιος την είχε χορηγήσει πρωτύτερα· το λέει ειδοποίηση',
  },
  refused: { en: 'refused', el: 'δεν έγινε δεκτή' },
}
