import type { ErrorRow } from '../kernel/index.ts'

/** What the FHIR door refuses. */
export const fhirErrorRows = {
  RECORDS_FHIR_SEARCH_TYPE: {
    status: 404,
    retry: 'never',
    title: { en: 'FHIR R4 has no resource type of this name', el: 'Το FHIR R4 δεν έχει τύπο πόρου με αυτό το όνομα' },
    hint: {
      en: 'The types that are served are listed in /fhir/metadata.',
      el: 'Οι τύποι που παρέχονται βρίσκονται στο /fhir/metadata.',
    },
    shows: [],
  },
  RECORDS_FHIR_SEARCH_PARAMETER: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This search parameter is not known for {type}: {parameter}',
      el: 'Άγνωστη παράμετρος αναζήτησης για {type}: {parameter}',
    },
    hint: {
      en: 'The parameters of each type are listed in /fhir/metadata.',
      el: 'Οι παράμετροι κάθε τύπου βρίσκονται στο /fhir/metadata.',
    },
    shows: ['type', 'parameter'],
  },
  RECORDS_FHIR_SEARCH_VALUE: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The value of the search parameter {parameter} is not written as FHIR demands',
      el: 'Η τιμή της παραμέτρου αναζήτησης {parameter} δεν είναι γραμμένη όπως ορίζει το FHIR',
    },
    hint: { en: 'Expected: {expected}.', el: 'Αναμενόταν: {expected}.' },
    shows: ['parameter', 'expected'],
  },
  RECORDS_FHIR_SEARCH_MANY: {
    status: 400,
    retry: 'never',
    title: {
      en: 'The search has more than {values_max} values',
      el: 'Η αναζήτηση έχει περισσότερες από {values_max} τιμές',
    },
    hint: { en: 'Search in several steps.', el: 'Χωρίστε την αναζήτηση σε περισσότερες.' },
    shows: ['values_max'],
  },
  RECORDS_FHIR_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: { en: 'There is no resource with this identifier', el: 'Δεν υπάρχει πόρος με αυτό το αναγνωριστικό' },
    hint: {
      en: 'Search for it: identifiers change when a record gets a new version.',
      el: 'Αναζητήστε τον: τα αναγνωριστικά αλλάζουν όταν ένας φάκελος αποκτά νέα έκδοση.',
    },
    shows: [],
  },
  RECORDS_FHIR_NOT_HOSTED: {
    status: 403,
    retry: 'never',
    title: {
      en: 'This node does not hold the keys of this party',
      el: 'Ο κόμβος αυτός δεν κατέχει τα κλειδιά αυτού του μέρους',
    },
    hint: {
      en: 'Open the grant with POST /v1/openings and decrypt the content with your own keys.',
      el: 'Ανοίξτε την άδεια με POST /v1/openings και αποκρυπτογραφήστε το περιεχόμενο με τα δικά σας κλειδιά.',
    },
    shows: [],
  },
  RECORDS_FHIR_FORMAT: {
    status: 406,
    retry: 'never',
    title: { en: 'FHIR is answered as JSON only', el: 'Οι απαντήσεις FHIR δίνονται μόνο σε JSON' },
    hint: { en: 'Ask for application/fhir+json.', el: 'Ζητήστε application/fhir+json.' },
    shows: [],
  },
  RECORDS_FHIR_CAPSULE_FAULTY: {
    status: 409,
    retry: 'never',
    title: {
      en: 'What some grants hold is not what the ledger vouches for and is left out (grants: {grants})',
      el: 'Το περιεχόμενο ορισμένων αδειών δεν είναι αυτό που εγγυάται το κατάστιχο και παραλείπεται (άδειες: {grants})',
    },
    hint: { en: 'Ask the patient to give the grant again.', el: 'Ζητήστε από τον ασθενή να δώσει ξανά την άδεια.' },
    shows: ['grants'],
  },
  RECORDS_FHIR_ERASED: {
    status: 410,
    retry: 'never',
    title: { en: 'This resource was erased', el: 'Ο πόρος αυτός διαγράφηκε' },
    hint: {
      en: 'Nothing is left of it on this node; the rest of what was granted can still be read.',
      el: 'Δεν έχει απομείνει τίποτα από αυτόν στον κόμβο· τα υπόλοιπα που καλύπτει η άδεια διαβάζονται ακόμη.',
    },
    shows: [],
  },
  RECORDS_FHIR_UNREADABLE: {
    status: 500,
    retry: 'ask',
    title: {
      en: 'The store does not hold as it was sealed what belongs here; resources that are missing: {resources}',
      el: 'Ο χώρος αποθήκευσης δεν έχει ό,τι σφραγίστηκε όπως σφραγίστηκε· πόροι που λείπουν: {resources}',
    },
    hint: { en: 'Tell whoever runs this node.', el: 'Ενημερώστε όποιον διαχειρίζεται τον κόμβο.' },
    shows: ['resources'],
  },
  RECORDS_FHIR_INCOMPLETE: {
    status: 503,
    retry: 'later',
    title: {
      en: 'Newly granted records are still being opened and are missing here; grants: {grants}',
      el: 'Φάκελοι που μόλις δόθηκαν με άδεια ανοίγονται ακόμη και λείπουν από εδώ· άδειες: {grants}',
    },
    hint: { en: 'Search again in a moment.', el: 'Αναζητήστε ξανά σε λίγο.' },
    shows: ['grants'],
  },
  RECORDS_FHIR_BUSY: {
    status: 503,
    retry: 'later',
    title: {
      en: 'What you were given access to is changing right now',
      el: 'Όσα μπορείτε να δείτε αλλάζουν αυτή τη στιγμή',
    },
    hint: { en: 'Try again in a moment.', el: 'Δοκιμάστε ξανά σε λίγο.' },
    shows: [],
  },
} as const satisfies Readonly<Record<string, ErrorRow>>
