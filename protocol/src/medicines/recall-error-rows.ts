import type { ErrorRow } from '../kernel/index.ts'

/** What may stand between a recall and the ledger. */
export const recallErrorRows = {
  MEDICINES_RECALL_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no such recall for you', el: 'Δεν υπάρχει για εσάς τέτοια ανάκληση παρτίδας' },
    hint: {
      en: 'Check the identifier. A recall is shown to whoever proposed it, to its holders and to regulators.',
      el: 'Ελέγξτε το αναγνωριστικό. Μια ανάκληση παρτίδας τη βλέπουν όποιος την πρότεινε, οι κάτοχοι και οι ρυθμιστικές αρχές.',
    },
    shows: [],
  },
  MEDICINES_RECALL_STATE: {
    status: 409,
    retry: 'never',
    title: {
      en: 'This can’t be done with a recall that is {state}',
      el: 'Αυτό δεν γίνεται με ανάκληση παρτίδας στην κατάσταση «{state}»',
    },
    hint: {
      en: 'A recall is proposed, then confirmed by a second person, then recorded for ever.',
      el: 'Μια ανάκληση παρτίδας προτείνεται, επιβεβαιώνεται από δεύτερο πρόσωπο και καταχωρίζεται για πάντα.',
    },
    shows: ['state'],
  },
  MEDICINES_RECALL_NOT_MAKER: {
    status: 403,
    retry: 'never',
    title: {
      en: 'A recall is proposed by the maker of the lot or a regulator, a withdrawal by the holder of the GS1 licence or a regulator',
      el: 'Ανάκληση παρτίδας προτείνει ο παρασκευαστής της ή ρυθμιστική αρχή, απόσυρση προϊόντος ο κάτοχος της άδειας GS1 ή ρυθμιστική αρχή',
    },
    hint: {
      en: 'Check product and lot. A lot can be recalled once it is on the ledger.',
      el: 'Ελέγξτε το προϊόν και την παρτίδα. Μια παρτίδα ανακαλείται αφού καταχωριστεί στο κατάστιχο.',
    },
    shows: [],
  },
  MEDICINES_RECALL_SECOND_PERSON: {
    status: 403,
    retry: 'never',
    title: {
      en: 'You are not a second person for this recall',
      el: 'Δεν είστε το δεύτερο πρόσωπο για αυτή την ανάκληση παρτίδας',
    },
    hint: {
      en: 'It is confirmed by a person whom the proposer named before proposing it or, for a regulator’s, by another regulator.',
      el: 'Την επιβεβαιώνει πρόσωπο που όρισε ο προτείνων πριν την προτείνει ή, όταν προτείνει ρυθμιστική αρχή, άλλη ρυθμιστική αρχή.',
    },
    shows: [],
  },
  MEDICINES_CONFIRMER_INVALID: {
    status: 409,
    retry: 'never',
    title: {
      en: 'Only institutions name second persons, and only persons who are registered here',
      el: 'Δεύτερα πρόσωπα ορίζουν μόνο φορείς, και μόνο άτομα που είναι εγγεγραμμένα εδώ',
    },
    hint: {
      en: 'Let the person register first and tell you the identifier.',
      el: 'Ζητήστε από το πρόσωπο να εγγραφεί πρώτα και να σας δώσει το αναγνωριστικό του.',
    },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
