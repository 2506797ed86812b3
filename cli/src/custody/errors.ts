import { defineErrors } from '@symbolon/protocol/kernel'

/** Errors of the command `import`: files that are taken in piece by piece. */
export const importErrors = defineErrors({
  CUSTODY_IMPORT_CUT: {
    status: 422,
    retry: 'ask',
    title: { en: 'The file ends in the middle of an event', el: 'Το αρχείο τελειώνει στη μέση ενός συμβάντος' },
    hint: { en: 'Download or copy it again.', el: 'Κατεβάστε το ή αντιγράψτε το ξανά.' },
    shows: [],
  },
  CUSTODY_IMPORT_TOO_LARGE: {
    status: 413,
    retry: 'ask',
    title: {
      en: 'Event {event} of the file has more than {max_bytes} bytes',
      el: 'Το συμβάν {event} του αρχείου έχει περισσότερα από {max_bytes} byte',
    },
    hint: {
      en: 'Split the event, or leave it out. An event 0 is what stands around the events.',
      el: 'Χωρίστε το συμβάν ή παραλείψτε το. Συμβάν 0 είναι όσα βρίσκονται γύρω από τα συμβάντα.',
    },
    shows: ['event', 'max_bytes'],
  },
  CUSTODY_IMPORT_COLUMN_UNKNOWN: {
    status: 422,
    retry: 'ask',
    title: {
      en: 'Column {column} of the first line is none that is known',
      el: 'Η στήλη {column} της πρώτης γραμμής δεν είναι γνωστή',
    },
    hint: { en: 'Known columns: {known}.', el: 'Γνωστές στήλες: {known}.' },
    shows: ['column', 'known'],
  },
  CUSTODY_IMPORT_ROW_INVALID: {
    status: 422,
    retry: 'ask',
    title: {
      en: 'Row {row} does not have as many cells as the first line, or a quote is not closed',
      el: 'Η γραμμή {row} δεν έχει όσα κελιά έχει η πρώτη, ή κάποια εισαγωγικά δεν κλείνουν',
    },
    hint: {
      en: 'Save the file as CSV again; cells with commas or line breaks stand in double quotes.',
      el: 'Αποθηκεύστε ξανά το αρχείο ως CSV· κελιά με κόμματα ή αλλαγές γραμμής μπαίνουν σε διπλά εισαγωγικά.',
    },
    shows: ['row'],
  },
})
