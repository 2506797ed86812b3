import type { SymbolonError, Words } from '../kernel/index.ts'
import { consentErrors } from './errors.ts'

/** One condition of research. */
export interface DuoRow {
  /** The letters that researchers know it by. */
  readonly label: string
  /** A permission says what research; a modifier narrows it. */
  readonly part: 'permission' | 'modifier'
  readonly words: Words
}

/**
 * Conditions of research that a grant may carry. Codes that need a further value (a disease, a place, a date, a
 * project) are absent: grantee, period and records are what the grant itself names.
 * @source GA4GH Data Use Ontology, release 2021-02-23
 */
export const duoCodes = {
  'DUO:0000004': {
    label: 'NRES',
    part: 'permission',
    words: { en: 'any research, without restriction', el: 'κάθε έρευνα, χωρίς περιορισμό' },
  },
  'DUO:0000006': {
    label: 'HMB',
    part: 'permission',
    words: { en: 'health, medical or biomedical research', el: 'έρευνα υγείας, ιατρική ή βιοϊατρική' },
  },
  'DUO:0000011': {
    label: 'POA',
    part: 'permission',
    words: { en: 'only origins and ancestry of populations', el: 'μόνο προέλευση και καταγωγή πληθυσμών' },
  },
  'DUO:0000042': { label: 'GRU', part: 'permission', words: { en: 'general research', el: 'γενική έρευνα' } },
  'DUO:0000015': {
    label: 'NMDS',
    part: 'modifier',
    words: { en: 'no development of methods', el: 'όχι για ανάπτυξη μεθόδων' },
  },
  'DUO:0000016': {
    label: 'GSO',
    part: 'modifier',
    words: { en: 'only genetic studies', el: 'μόνο γενετικές μελέτες' },
  },
  'DUO:0000018': {
    label: 'NPUNCU',
    part: 'modifier',
    words: {
      en: 'only non-profit bodies, for no commercial use',
      el: 'μόνο μη κερδοσκοπικοί φορείς, όχι για εμπορική χρήση',
    },
  },
  'DUO:0000019': {
    label: 'PUB',
    part: 'modifier',
    words: { en: 'results must be published', el: 'τα αποτελέσματα πρέπει να δημοσιευθούν' },
  },
  'DUO:0000020': {
    label: 'COL',
    part: 'modifier',
    words: { en: 'together with the first researchers', el: 'σε συνεργασία με τους αρχικούς ερευνητές' },
  },
  'DUO:0000021': {
    label: 'IRB',
    part: 'modifier',
    words: { en: 'ethics approval needed', el: 'απαιτείται έγκριση επιτροπής δεοντολογίας' },
  },
  'DUO:0000029': {
    label: 'RTN',
    part: 'modifier',
    words: { en: 'results must be returned', el: 'τα αποτελέσματα πρέπει να επιστραφούν' },
  },
  'DUO:0000043': {
    label: 'CC',
    part: 'modifier',
    words: { en: 'clinical care allowed', el: 'επιτρέπεται κλινική φροντίδα' },
  },
  'DUO:0000044': {
    label: 'NPOA',
    part: 'modifier',
    words: { en: 'no study of origins and ancestry', el: 'όχι μελέτη προέλευσης και καταγωγής' },
  },
  'DUO:0000045': {
    label: 'NPU',
    part: 'modifier',
    words: { en: 'only non-profit bodies', el: 'μόνο μη κερδοσκοπικοί φορείς' },
  },
  'DUO:0000046': {
    label: 'NCU',
    part: 'modifier',
    words: { en: 'no commercial use', el: 'όχι εμπορική χρήση' },
  },
} as const satisfies Readonly<Record<string, DuoRow>>

/** Code of a condition of research, such as `DUO:0000042`. */
export type DuoCode = keyof typeof duoCodes

const known = Object.keys(duoCodes) as DuoCode[]

/** The code that a researcher's letters (`GRU`) or the code itself stand for. @throws CONSENT_DUO_INVALID */
export function parseDuoCode(text: string): DuoCode {
  const code = known.find((candidate) => candidate === text || duoCodes[candidate].label === text)
  if (!code) throw duoError('unknown')
  return code
}

/** Two codes that cannot both hold: research without restriction takes no restriction, ancestry is asked for or forbidden. */
function contradicts(codes: readonly DuoCode[]): boolean {
  const has = (code: DuoCode) => codes.includes(code)
  const restrictions = codes.filter((code) => duoCodes[code].part === 'modifier' && code !== 'DUO:0000043')
  return (has('DUO:0000004') && restrictions.length > 0) || (has('DUO:0000011') && has('DUO:0000044'))
}

/**
 * Passes when the codes say exactly one kind of research, each stands once and none forbids what another one allows.
 * Codes that take a value of their own, such as a disease, a place or a date, are not known here.
 * @throws CONSENT_DUO_INVALID
 */
export function checkDuoCodes(codes: readonly DuoCode[]): void {
  const permissions = codes.filter((code) => duoCodes[code].part === 'permission')
  if (permissions.length !== 1 || new Set(codes).size !== codes.length) throw duoError('kind')
  if (contradicts(codes)) throw duoError('contradiction')
}

const reasons = {
  unknown: { en: 'there is no such condition', el: 'δεν υπάρχει τέτοιος όρος' },
  kind: {
    en: 'exactly one says what research, and each stands once',
    el: 'ένας ακριβώς ορίζει την έρευνα, και ο καθένας μία φορά',
  },
  contradiction: { en: 'one forbids what another one allows', el: 'ο ένας απαγορεύει όσα επιτρέπει ο άλλος' },
  missing: { en: 'research needs them', el: 'η έρευνα τους απαιτεί' },
  purpose: { en: 'they go with research alone', el: 'ισχύουν μόνο για έρευνα' },
} as const satisfies Record<string, Words>

/** The error that says what is wrong with the conditions of research, and which there are. */
export function duoError(reason: keyof typeof reasons): SymbolonError {
  const labels = (part: DuoRow['part']) =>
    known.flatMap((code) => (duoCodes[code].part === part ? [duoCodes[code].label] : []))
  return consentErrors.CONSENT_DUO_INVALID({
    reason: reasons[reason],
    permissions: labels('permission'),
    modifiers: labels('modifier'),
  })
}
