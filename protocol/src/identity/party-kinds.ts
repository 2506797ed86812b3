import type { Words } from '../kernel/index.ts'
import { identityErrors } from './errors.ts'

/** Kinds of party: the number stands on the chain, the words are for people. */
export const partyKinds = {
  person: { number: 0, words: { en: 'person', el: 'άτομο' } },
  hospital: { number: 1, words: { en: 'hospital', el: 'νοσοκομείο' } },
  research: { number: 2, words: { en: 'research organisation', el: 'ερευνητικός οργανισμός' } },
  authority: { number: 3, words: { en: 'accrediting authority', el: 'αρχή διαπίστευσης' } },
  payer: { number: 4, words: { en: 'payer', el: 'ασφαλιστικός φορέας' } },
  pharmacy: { number: 5, words: { en: 'pharmacy', el: 'φαρμακείο' } },
  'blood-bank': { number: 6, words: { en: 'blood bank', el: 'τράπεζα αίματος' } },
  manufacturer: { number: 7, words: { en: 'manufacturer', el: 'παρασκευαστής' } },
  regulator: { number: 8, words: { en: 'regulator', el: 'ρυθμιστική αρχή' } },
  wholesaler: { number: 9, words: { en: 'wholesaler', el: 'χονδρέμπορος' } },
} as const satisfies Readonly<Record<string, { number: number; words: Words }>>

/** Code of a kind of party: `person`, `hospital`, … */
export type PartyKind = keyof typeof partyKinds
/** Code of a kind that registers on the ledger. */
export type InstitutionKind = Exclude<PartyKind, 'person'>

const kinds = Object.keys(partyKinds) as PartyKind[]

/** Every kind that registers on the chain; persons never do. */
export const institutionKinds = kinds.filter((kind): kind is InstitutionKind => kind !== 'person')

/** The only door from text to a kind. @throws IDENTITY_KIND_UNKNOWN */
export function parsePartyKind(text: string): PartyKind {
  const kind = kinds.find((known) => known === text)
  if (!kind) throw identityErrors.IDENTITY_KIND_UNKNOWN({ kinds })
  return kind
}

/** The kind that a number on the chain stands for. @throws IDENTITY_KIND_UNKNOWN */
export function partyKindOf(number: number): PartyKind {
  const kind = kinds.find((known) => partyKinds[known].number === number)
  if (!kind) throw identityErrors.IDENTITY_KIND_UNKNOWN({ kinds })
  return kind
}
