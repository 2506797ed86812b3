import type { ErrorRow } from '../../kernel/index.ts'

/** Why an answer about a pack is not believed. */
export const answerErrorRows = {
  MEDICINES_ANSWER_INVALID: {
    status: 422,
    retry: 'never',
    title: {
      en: 'The answer about the pack is not signed by a node that is trusted here',
      el: 'Η απάντηση για τη συσκευασία δεν φέρει υπογραφή κόμβου που θεωρείται αξιόπιστος εδώ',
    },
    hint: {
      en: 'Ask the node again, or compare its status key with the one that its log vouches for.',
      el: 'Ρωτήστε ξανά τον κόμβο ή συγκρίνετε το κλειδί του με εκείνο για το οποίο εγγυάται το μητρώο διαφάνειάς του.',
    },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
