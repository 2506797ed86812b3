import type { ErrorRow } from '../../kernel/index.ts'

/** Errors of queries for EPCIS events. */
export const queryErrorRows = {
  CUSTODY_QUERY_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The parameter {parameter} of the query is not valid: {reason}',
      el: 'Η παράμετρος {parameter} του ερωτήματος δεν είναι έγκυρη: {reason}',
    },
    hint: {
      en: 'Correct the parameter as the SimpleEventQuery of EPCIS 2.0 has it.',
      el: 'Διορθώστε την παράμετρο όπως ορίζει το SimpleEventQuery του EPCIS 2.0.',
    },
    shows: ['parameter', 'reason'],
  },
} as const satisfies Record<string, ErrorRow>
