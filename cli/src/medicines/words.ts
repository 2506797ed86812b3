import type { Words } from '@symbolon/protocol/kernel'
import type { Batch, Handover, Recall } from '@symbolon/sdk/medicines'
import type { CountedWords } from '../kernel/index.ts'

/** What the commands `batch` and `pack` say. */
export const words = {
  labelTitle: { en: 'Label of a pack', el: 'Ετικέτα συσκευασίας' },
  labelled: {
    en: '{file}: {symbol}, {width} × {height} mm',
    el: '{file}: {symbol}, {width} × {height} χιλ.',
  },
  commissioning: { en: 'Making packs', el: 'Δημιουργία συσκευασιών' },
  commissioned: {
    en: '{batch}: {packs} of {gtin}, lot {lot}, use by {expiry}, stand on the ledger (block {block}).',
    el: '{batch}: {packs} του {gtin}, παρτίδα {lot}, λήξη {expiry}, καταγράφηκαν στο κατάστιχο (μπλοκ {block}).',
  },
  commissionSaved: {
    en: '{batch}: {packs} of {gtin}, lot {lot}, use by {expiry}, are saved and on their way to the ledger.',
    el: '{batch}: {packs} του {gtin}, παρτίδα {lot}, λήξη {expiry}, αποθηκεύτηκαν και καταγράφονται στο κατάστιχο.',
  },
  wouldCommission: {
    en: '{packs} of {gtin}, lot {lot}, would be made under the GS1 licence {licence}.',
    el: 'Θα δημιουργούνταν {packs} του {gtin}, παρτίδα {lot}, με την άδεια GS1 {licence}.',
  },
  packed: { en: '{packs} are in the container {container}.', el: 'Στο δοχείο {container}: {packs}.' },
  unpacked: { en: '{packs} are out of the container {container}.', el: 'Εκτός του δοχείου {container}: {packs}.' },
  wouldPack: {
    en: '{packs} would go into the container {container}.',
    el: 'Στο δοχείο {container} θα έμπαιναν {packs}.',
  },
  wouldUnpack: {
    en: '{packs} would come out of the container {container}.',
    el: 'Από το δοχείο {container} θα έβγαιναν {packs}.',
  },
  shipped: {
    en: '{packs} are offered to {to}: {handover}. They are yours until they are accepted.',
    el: 'Προσφέρθηκαν {packs} στο μέρος {to}: {handover}. Παραμένουν δικές σας ως την αποδοχή.',
  },
  wouldShip: { en: '{packs} would be offered to {to}.', el: 'Θα προσφέρονταν {packs} στο μέρος {to}.' },
  received: { en: 'You hold {packs} from {from}: {handover}.', el: 'Παραλάβατε {packs} από {from}: {handover}.' },
  offerRefused: {
    en: '{handover} is refused; its packs stay with {from}.',
    el: 'Δεν έγινε αποδεκτή η προσφορά {handover}· οι συσκευασίες μένουν στο μέρος {from}.',
  },
  wouldRefuse: {
    en: '{handover} would be refused; its packs would stay with {from}.',
    el: 'Δεν θα γινόταν αποδεκτή η προσφορά {handover}· οι συσκευασίες θα έμεναν στο μέρος {from}.',
  },
  takenBack: {
    en: '{handover} is taken back: {packs} stay yours.',
    el: 'Η προσφορά {handover} αποσύρθηκε: {packs} μένουν δικές σας.',
  },
  wouldTakeBack: {
    en: '{handover} would be taken back: {packs} would stay yours.',
    el: 'Η προσφορά {handover} θα αποσυρόταν: {packs} θα έμεναν δικές σας.',
  },
  wouldReceive: {
    en: '{packs} from {from} would become yours: {handover}.',
    el: 'Θα παραλαμβάνατε {packs} από {from}: {handover}.',
  },
  noOffers: { en: 'Nothing is offered to you.', el: 'Δεν σας έχει προσφερθεί τίποτα.' },
  noBatches: { en: 'You made no batch and hold no packs.', el: 'Δεν έχετε παρτίδες ούτε συσκευασίες.' },
  handover: { en: 'Handover', el: 'Παράδοση' },
  batch: { en: 'Batch', el: 'Παρτίδα παραγωγής' },
  state: { en: 'State', el: 'Κατάσταση' },
  product: { en: 'Product', el: 'Προϊόν' },
  lot: { en: 'Lot', el: 'Παρτίδα' },
  expiry: { en: 'Use by', el: 'Λήξη' },
  packsHead: { en: 'Packs', el: 'Συσκευασίες' },
  from: { en: 'From', el: 'Από' },
  container: { en: 'Container', el: 'Δοχείο' },
  until: { en: 'Until', el: 'Έως' },
  fault: { en: 'Why it could not be sealed', el: 'Γιατί δεν σφραγίστηκε' },
  byState: { en: 'By state', el: 'Ανά κατάσταση' },
  byHolder: { en: 'Who holds packs', el: 'Ποιος έχει συσκευασίες' },
  ownPacks: { en: 'Yours', el: 'Δικές σας' },
  askRecall: {
    en: 'Recall lot {lot} of {gtin} for ever? Nobody can undo it.',
    el: 'Να ανακληθεί για πάντα η παρτίδα {lot} του {gtin}; Κανείς δεν μπορεί να το αναιρέσει.',
  },
  askWithdraw: {
    en: 'Withdraw {gtin} with all its lots for ever? Nobody can undo it.',
    el: 'Να αποσυρθεί για πάντα το {gtin} με όλες τις παρτίδες του; Κανείς δεν μπορεί να το αναιρέσει.',
  },
  wouldRecall: { en: 'Lot {lot} of {gtin} would be recalled.', el: 'Θα ανακαλούνταν η παρτίδα {lot} του {gtin}.' },
  wouldWithdraw: { en: '{gtin} would be withdrawn.', el: 'Θα αποσυρόταν το {gtin}.' },
  recallProposed: {
    en: 'Recall {recall} waits for a second person: symbolon batch recall {recall} --confirm',
    el: 'Η ανάκληση {recall} περιμένει δεύτερο πρόσωπο: symbolon batch recall {recall} --confirm',
  },
  recallRecorded: {
    en: 'Recall {recall} stands on the ledger; whoever holds packs is told.',
    el: 'Η ανάκληση {recall} καταγράφηκε στο κατάστιχο· όσοι έχουν συσκευασίες ενημερώνονται.',
  },
  recallSaved: {
    en: 'Recall {recall} is confirmed and on its way to the ledger.',
    el: 'Η ανάκληση {recall} επιβεβαιώθηκε και καταγράφεται στο κατάστιχο.',
  },
  recallAcknowledged: {
    en: 'Recall {recall} is acknowledged: {packs} set aside.',
    el: 'Δηλώσατε ότι λάβατε γνώση της ανάκλησης {recall}: {packs} σε απομόνωση.',
  },
  wouldAcknowledge: {
    en: 'You would say that you know of the recall {recall}: {packs} set aside.',
    el: 'Θα δηλώνατε ότι λάβατε γνώση της ανάκλησης {recall}: {packs} σε απομόνωση.',
  },
  noRecalls: { en: 'No recall concerns you.', el: 'Καμία ανάκληση δεν σας αφορά.' },
  recall: { en: 'Recall', el: 'Ανάκληση' },
  acknowledged: { en: 'Answered', el: 'Απαντήθηκε' },
  noConfirmers: {
    en: 'You have named nobody who may confirm your recalls.',
    el: 'Δεν έχετε ορίσει κανέναν που να μπορεί να επιβεβαιώνει τις ανακλήσεις σας.',
  },
  confirmer: { en: 'Who may confirm', el: 'Ποιος μπορεί να επιβεβαιώνει' },
  since: { en: 'Since', el: 'Από' },
  wouldConfirm: {
    en: 'These could confirm your recalls: {persons}.',
    el: 'Τις ανακλήσεις σας θα μπορούσαν να επιβεβαιώνουν: {persons}.',
  },
  reason: { en: 'Why', el: 'Γιατί' },
  recallClass: { en: 'Class', el: 'Κατηγορία' },
  holdersTold: { en: 'Holders told', el: 'Κάτοχοι που ενημερώθηκαν' },
  holdersAcknowledged: { en: 'Holders who answered', el: 'Κάτοχοι που απάντησαν' },
  packsHeld: { en: 'Packs out there', el: 'Συσκευασίες σε κυκλοφορία' },
  dispensed: {
    en: '{serial} is dispensed. Until ten days have passed, symbolon pack undo takes it back.',
    el: 'Η συσκευασία {serial} χορηγήθηκε. Ως δέκα ημέρες μετά, το symbolon pack undo το αναιρεί.',
  },
  marked: { en: '{serial} is now: {state}.', el: 'Η συσκευασία {serial} είναι πλέον: {state}.' },
  wouldMark: { en: '{serial} would become: {state}.', el: 'Η συσκευασία {serial} θα γινόταν: {state}.' },
  undone: { en: '{serial} is active again.', el: 'Η συσκευασία {serial} είναι ξανά ενεργή.' },
  wouldUndo: { en: '{serial} would be active again.', el: 'Η συσκευασία {serial} θα ήταν ξανά ενεργή.' },
  actSaved: { en: 'Saved; the ledger will have it.', el: 'Αποθηκεύτηκε· καταγράφεται στο κατάστιχο.' },
  noSteps: {
    en: 'No event of it is yours to see.',
    el: 'Κανένα συμβάν της δεν είναι δικό σας να δείτε.',
  },
  when: { en: 'When', el: 'Πότε' },
  step: { en: 'Step', el: 'Βήμα' },
  what: { en: 'What the event names', el: 'Τι αναφέρει το συμβάν' },
  event: { en: 'Event', el: 'Συμβάν' },
  serial: { en: 'Serial number', el: 'Σειριακός αριθμός' },
  proof: { en: 'Proof', el: 'Τεκμήριο' },
  proofHolds: { en: 'leads to the batch {batch}', el: 'οδηγεί στην παρτίδα παραγωγής {batch}' },
  asOf: { en: 'As of', el: 'Κατάσταση της' },
  signedBy: { en: 'Signed by the node of', el: 'Υπογραφή του κόμβου' },
  packsSetAside: { en: 'Packs set aside', el: 'Συσκευασίες σε απομόνωση' },
} as const satisfies Record<string, Words>

export const counted = {
  packs: { one: { en: '{n} pack', el: '{n} συσκευασία' }, many: { en: '{n} packs', el: '{n} συσκευασίες' } },
} as const satisfies Record<string, CountedWords>

export const batchStateWords: Readonly<Record<Batch['state'], Words>> = {
  open: { en: 'open', el: 'ανοικτή' },
  sealing: { en: 'being sealed', el: 'σφραγίζεται' },
  sealed: { en: 'sealed', el: 'σφραγίστηκε' },
  saved: { en: 'saved', el: 'αποθηκεύτηκε' },
  recorded: { en: 'recorded', el: 'καταγράφηκε' },
}

export const handoverStateWords: Readonly<Record<Handover['state'], Words>> = {
  offered: { en: 'offered', el: 'προσφέρθηκε' },
  accepted: { en: 'accepted', el: 'έγινε αποδεκτή' },
  recorded: { en: 'recorded', el: 'καταγράφηκε' },
  refused: { en: 'refused', el: 'δεν έγινε αποδεκτή' },
  withdrawn: { en: 'taken back', el: 'αποσύρθηκε' },
  expired: { en: 'expired', el: 'έληξε' },
}

export const recallStateWords: Readonly<Record<Recall['state'], Words>> = {
  proposed: { en: 'waits for a second person', el: 'περιμένει δεύτερο πρόσωπο' },
  confirmed: { en: 'confirmed', el: 'επιβεβαιώθηκε' },
  recorded: { en: 'recorded', el: 'καταγράφηκε' },
}
