import type { Words } from '../../kernel/index.ts'

/** How a resource breaks the base definitions of R4. The words never repeat what the resource holds. */
export const problemRules = {
  'unknown-type': {
    en: 'not a resource type of the standard (HL7 R4)',
    el: 'δεν είναι τύπος πόρου του προτύπου (HL7 R4)',
  },
  'unknown-element': { en: 'the standard has no such element', el: 'το πρότυπο δεν έχει τέτοιο στοιχείο' },
  missing: { en: 'a required element is missing', el: 'λείπει ένα υποχρεωτικό στοιχείο' },
  'not-a-list': { en: 'a list was expected', el: 'αναμενόταν λίστα' },
  'not-one': { en: 'one value was expected, not a list', el: 'αναμενόταν μία τιμή και όχι λίστα' },
  'two-choices': { en: 'two forms of one element', el: 'δύο μορφές του ίδιου στοιχείου' },
  type: { en: 'a value of the wrong JSON type', el: 'τιμή με λάθος τύπο JSON' },
  format: {
    en: 'a value that is not written as its type demands',
    el: 'τιμή που δεν είναι γραμμένη όπως ορίζει ο τύπος της',
  },
  code: { en: 'a code outside the required value set', el: 'κωδικός εκτός του υποχρεωτικού συνόλου τιμών' },
  empty: { en: 'an empty object or list', el: 'κενό αντικείμενο ή κενή λίστα' },
  'reference-type': {
    en: 'a reference to a type that is not allowed here',
    el: 'αναφορά σε τύπο που δεν επιτρέπεται εδώ',
  },
  unresolved: {
    en: 'a reference that nothing in the file answers',
    el: 'αναφορά στην οποία δεν απαντά τίποτα στο αρχείο',
  },
  narrative: { en: 'narrative with more than plain XHTML', el: 'αφήγηση με κάτι περισσότερο από απλό XHTML' },
  invariant: { en: 'a rule of the standard is broken', el: 'παραβιάζεται ένας κανόνας του προτύπου' },
  superseded: {
    en: 'an older version of a resource of the same file',
    el: 'παλαιότερη έκδοση πόρου του ίδιου αρχείου',
  },
  repeated: { en: 'the same identity as an earlier resource', el: 'ίδια ταυτότητα με προηγούμενο πόρο' },
} as const satisfies Record<string, Words>

/** The name of a way to break the definitions. */
export type ProblemRule = keyof typeof problemRules

/** One thing wrong with a resource. */
export interface Problem {
  /** Where, as FHIRPath writes it: `Observation.component[1].valueQuantity.code`. */
  readonly path: string
  readonly rule: ProblemRule
  /** What was expected: a type, a value set, the name of an invariant. Never what was found. */
  readonly expected?: string
}

/** Problems told of one resource; reading stops there. */
export const PROBLEMS_PER_RESOURCE_MAX = 50

/** A name that nobody knows, short and harmless enough to be shown. */
export function shownName(property: string): string {
  return /^\w{1,64}$/.test(property) ? property : '?'
}
