import { defineErrors } from '../kernel/index.ts'
import { captureErrorRows } from './capture-error-rows.ts'
import { queryErrorRows } from './epcis/query-error-rows.ts'
import { gs1ErrorRows } from './gs1-error-rows.ts'
import { resolverErrorRows } from './resolver-error-rows.ts'
import { subscriptionErrorRows } from './subscription-error-rows.ts'

/** Errors of custody: EPCIS documents, their contexts and their events; GS1 data, and where Digital Links lead. */
export const custodyErrors = defineErrors({
  ...gs1ErrorRows,
  ...resolverErrorRows,
  CUSTODY_DOCUMENT_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This is not an EPCIS document at {pointer}: {reason}',
      el: 'Αυτό δεν είναι έγγραφο EPCIS στο σημείο {pointer}: {reason}',
    },
    hint: {
      en: 'Send an EPCISDocument, an EPCISQueryDocument or a single event of EPCIS 2.0 as JSON.',
      el: 'Στείλτε EPCISDocument, EPCISQueryDocument ή ένα μόνο συμβάν του EPCIS 2.0 σε μορφή JSON.',
    },
    shows: ['pointer', 'reason'],
  },
  CUSTODY_CONTEXT_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The context of the document is not valid at {pointer}: {reason}',
      el: 'Το context του εγγράφου δεν είναι έγκυρο στο σημείο {pointer}: {reason}',
    },
    hint: {
      en: 'A context is an address, an object of prefixes, or a list of these.',
      el: 'Το context είναι διεύθυνση, αντικείμενο με προθέματα ή λίστα από αυτά.',
    },
    shows: ['pointer', 'reason'],
  },
  CUSTODY_EVENT_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The event is not valid at {pointer}: {reason}',
      el: 'Το συμβάν δεν είναι έγκυρο στο σημείο {pointer}: {reason}',
    },
    hint: {
      en: 'Correct the field as EPCIS 2.0 has it and send the event again.',
      el: 'Διορθώστε το πεδίο όπως ορίζει το EPCIS 2.0 και στείλτε ξανά το συμβάν.',
    },
    shows: ['pointer', 'reason'],
  },
  CUSTODY_LIMIT_EXCEEDED: {
    status: 413,
    retry: 'ask',
    title: {
      en: 'At {pointer} there are more than {max} {what}',
      el: 'Στο σημείο {pointer} υπάρχουν πάνω από {max} {what}',
    },
    hint: { en: 'Split it into several smaller ones.', el: 'Χωρίστε το σε περισσότερα, μικρότερα.' },
    shows: ['pointer', 'max', 'what'],
  },
  ...captureErrorRows,
  ...subscriptionErrorRows,
  ...queryErrorRows,
})
