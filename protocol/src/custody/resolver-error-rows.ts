import type { ErrorRow } from '../kernel/index.ts'

/** Errors of the resolver: requests that are no Digital Link, links that are not there or may not be recorded. */
export const resolverErrorRows = {
  CUSTODY_DIGITAL_LINK_INVALID: {
    status: 400,
    retry: 'never',
    title: {
      en: 'This address is not a GS1 Digital Link: {reason}',
      el: 'Η διεύθυνση δεν είναι GS1 Digital Link: {reason}',
    },
    hint: {
      en: 'Scan the code on the pack again, or copy the whole address as it is printed.',
      el: 'Σαρώστε ξανά τον κωδικό της συσκευασίας ή αντιγράψτε ολόκληρη τη διεύθυνση όπως είναι τυπωμένη.',
    },
    shows: ['reason', 'reason_code'],
  },
  CUSTODY_LINK_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: {
      en: 'The number is well formed, but this service knows nothing about it',
      el: 'Ο αριθμός έχει σωστή μορφή, αλλά η υπηρεσία δεν γνωρίζει τίποτα γι’ αυτόν',
    },
    hint: {
      en: 'This says nothing about the product itself. Ask its maker or your pharmacist.',
      el: 'Αυτό δεν λέει τίποτα για το ίδιο το προϊόν. Ρωτήστε τον παρασκευαστή ή τον φαρμακοποιό σας.',
    },
    shows: [],
  },
  CUSTODY_LINK_TYPE_UNKNOWN: {
    status: 404,
    retry: 'never',
    title: {
      en: 'There is no link of the type that was asked for',
      el: 'Δεν υπάρχει σύνδεσμος του είδους που ζητήθηκε',
    },
    hint: {
      en: 'Ask with linkType=linkset to see every link of this identifier.',
      el: 'Ρωτήστε με linkType=linkset για να δείτε όλους τους συνδέσμους του αναγνωριστικού.',
    },
    shows: [],
  },
  CUSTODY_LINK_INVALID: {
    status: 400,
    retry: 'never',
    title: { en: 'The link is not valid at {pointer}', el: 'Ο σύνδεσμος δεν είναι έγκυρος στο σημείο {pointer}' },
    hint: {
      en: 'A link has a type of the GS1 Web vocabulary, an https address, a title, and may have languages (el, el-CY) and a media type.',
      el: 'Ένας σύνδεσμος έχει είδος από το GS1 Web vocabulary, διεύθυνση https, τίτλο και προαιρετικά γλώσσες (el, el-CY) και τύπο περιεχομένου.',
    },
    shows: ['pointer'],
  },
  CUSTODY_LINKS_TOO_MANY: {
    status: 413,
    retry: 'ask',
    title: {
      en: 'There are more than {max} links at one identifier',
      el: 'Σε ένα αναγνωριστικό υπάρχουν πάνω από {max} σύνδεσμοι',
    },
    hint: {
      en: 'Record some of them at the lot or at the serial number.',
      el: 'Καταχωρίστε μερικούς στην παρτίδα ή στον σειριακό αριθμό.',
    },
    shows: ['max'],
  },
  CUSTODY_LINK_DEFAULTS: {
    status: 409,
    retry: 'ask',
    title: {
      en: 'Every identifier needs exactly one default link, its own or that of its key',
      el: 'Κάθε αναγνωριστικό χρειάζεται ακριβώς έναν προεπιλεγμένο σύνδεσμο, δικό του ή του κλειδιού του',
    },
    hint: {
      en: 'Mark one link as the default. Links at a lot or a serial number need a default at the key first, and the key keeps it while they are there.',
      el: 'Ορίστε έναν σύνδεσμο ως προεπιλεγμένο. Οι σύνδεσμοι μιας παρτίδας ή ενός σειριακού αριθμού χρειάζονται πρώτα έναν στο κλειδί, που τον διατηρεί όσο υπάρχουν.',
    },
    shows: [],
  },
  CUSTODY_LINK_ANCHOR: {
    status: 400,
    retry: 'never',
    title: {
      en: 'Links of a serial number stand at the serial number alone',
      el: 'Οι σύνδεσμοι ενός σειριακού αριθμού καταχωρίζονται μόνο στον σειριακό αριθμό',
    },
    hint: {
      en: 'Leave the lot and the variant out of the identifier.',
      el: 'Αφαιρέστε την παρτίδα και την παραλλαγή από το αναγνωριστικό.',
    },
    shows: [],
  },
  CUSTODY_LINK_NOT_YOURS: {
    status: 403,
    retry: 'ask',
    title: {
      en: 'Links of this identifier are kept by whoever holds its GS1 prefix',
      el: 'Τους συνδέσμους του αναγνωριστικού τους τηρεί όποιος κατέχει το πρόθεμα GS1 του',
    },
    hint: {
      en: 'Show your GS1 licence for the prefix first, or ask its holder.',
      el: 'Δείξτε πρώτα την άδειά σας GS1 για το πρόθεμα ή ρωτήστε τον κάτοχό του.',
    },
    shows: [],
  },
} as const satisfies Record<string, ErrorRow>
