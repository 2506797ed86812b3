import type { Words } from '../kernel/index.ts'

/** What is wrong at a place in an EPCIS document. None of them repeats what stands there. */
export const faults = {
  object: { en: 'an object is expected', el: 'αναμένεται αντικείμενο' },
  text: { en: 'a text or a number is expected', el: 'αναμένεται κείμενο ή αριθμός' },
  number: { en: 'a number is expected', el: 'αναμένεται αριθμός' },
  instant: {
    en: 'a date and time with a time zone is expected',
    el: 'αναμένεται ημερομηνία και ώρα με ζώνη ώρας',
  },
  action: { en: 'ADD, OBSERVE or DELETE is expected', el: 'αναμένεται ADD, OBSERVE ή DELETE' },
  context: {
    en: 'a context stands with the document or the event, not deeper',
    el: 'το context μπαίνει στο έγγραφο ή στο συμβάν και όχι βαθύτερα',
  },
  missing: { en: 'it is missing', el: 'λείπει' },
  many: { en: 'one value is expected, not several', el: 'αναμένεται μία τιμή και όχι περισσότερες' },
} as const satisfies Record<string, Words>

/** What there may be too many of in an EPCIS document. */
export const quantities = {
  characters: { en: 'characters in one document', el: 'χαρακτήρες σε ένα έγγραφο' },
  events: { en: 'events in one document', el: 'συμβάντα σε ένα έγγραφο' },
  values: { en: 'values in one event', el: 'τιμές σε ένα συμβάν' },
  levels: { en: 'levels in one event', el: 'επίπεδα σε ένα συμβάν' },
  text: { en: 'characters in one text', el: 'χαρακτήρες σε ένα κείμενο' },
  iri: { en: 'characters in the address of a prefix', el: 'χαρακτήρες στη διεύθυνση ενός προθέματος' },
  expanded: {
    en: 'characters in the events with their names written out',
    el: 'χαρακτήρες στα συμβάντα με τα ονόματά τους γραμμένα ολόκληρα',
  },
  prefixes: { en: 'prefixes in one context', el: 'προθέματα σε ένα context' },
} as const satisfies Record<string, Words>
