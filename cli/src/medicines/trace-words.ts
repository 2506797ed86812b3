import type { Words } from '@symbolon/protocol/kernel'
import type { CountedWords } from '../kernel/index.ts'

/** What the trace of a pack is told with. */
export const traceWords = {
  pack: { en: 'Pack', el: 'Συσκευασία' },
  lot: { en: 'Lot, use by', el: 'Παρτίδα, λήξη' },
  place: { en: 'In its batch', el: 'Στην παρτίδα παραγωγής' },
  placeText: { en: 'pack {pack} of {count}', el: 'συσκευασία {pack} από {count}' },
  commissioned: { en: 'Commissioned', el: 'Δημιουργία' },
  handedOver: { en: 'Handed over', el: 'Παράδοση' },
  stepText: { en: 'block {block}, {transaction}', el: 'μπλοκ {block}, {transaction}' },
  checkpoint: { en: 'Checkpoint', el: 'Σημείο αναφοράς' },
  checkpointText: { en: '{size} entries of {origin}', el: '{size} εγγραφές του {origin}' },
  entry: { en: 'Entry {index}', el: 'Εγγραφή {index}' },
  pending: { en: 'pending', el: 'αναμένεται' },
  proof: { en: 'Proof', el: 'Τεκμήριο' },
  hidden: {
    en: 'an event that whoever wrote the file may not see',
    el: 'συμβάν που δεν επιτρέπεται να δει όποιος έγραψε το αρχείο',
  },
  hiddenSteps: {
    en: '{events} not yours to see. What the log has of them: {entries}.',
    el: '{events} που δεν επιτρέπεται να δείτε. Όσα έχει γι’ αυτά το μητρώο διαφάνειας: {entries}.',
  },
  notLinked: {
    en: 'that it is about this pack, no event in the file shows',
    el: 'ότι αφορά αυτή τη συσκευασία, κανένα συμβάν του αρχείου δεν το δείχνει',
  },
  notAnchored: { en: 'the file names no ledger for it', el: 'το αρχείο δεν αναφέρει κατάστιχο γι’ αυτό' },
  movedBetween: {
    en: 'The pack has moved in between too, as the ledger shows: somebody handed it over who was not handed it here.',
    el: 'Η συσκευασία άλλαξε χέρια και ενδιάμεσα, όπως δείχνει το κατάστιχο: την παρέδωσε κάποιος που δεν την παρέλαβε εδώ.',
  },
  limit: {
    en: 'It shows what was told of this number and when, not what is in the box, nor that nothing else happened to it.',
    el: 'Δείχνει τι δηλώθηκε για αυτόν τον αριθμό και πότε, όχι τι έχει το κουτί, ούτε ότι δεν του συνέβη τίποτε άλλο.',
  },
  written: {
    en: 'Trace written to {path}: {shown} shown, {hidden} hidden.\nAnybody can verify it: symbolon proof verify {path}',
    el: 'Το ιστορικό γράφτηκε στο {path}: φαίνονται {shown}, δεν φαίνονται {hidden}.\nΟποιοσδήποτε μπορεί να το επαληθεύσει: symbolon proof verify {path}',
  },
} as const satisfies Record<string, Words>

export const countedTrace = {
  events: { one: { en: '{n} event', el: '{n} συμβάν' }, many: { en: '{n} events', el: '{n} συμβάντα' } },
  hidden: { one: { en: '{n} event is', el: '{n} συμβάν' }, many: { en: '{n} events are', el: '{n} συμβάντα' } },
} as const satisfies Record<string, CountedWords>
