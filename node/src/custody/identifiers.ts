import { checkDigit, custodyErrors } from '@symbolon/protocol/custody'
import type { Id, Words } from '@symbolon/protocol/kernel'
import { isFault, type NodeContext } from '../kernel/index.ts'
import type { IdentifierVoucher } from './ports.ts'

/** Identifiers of one party. */
export const IDENTIFIERS_MAX = 1_000
const glnDigits = 13
/** Digits of a GS1 company prefix. @source GS1 General Specifications §1.4.2 */
const prefixDigits = { min: 4, max: 12 }

const reasons = {
  form: { en: 'it has another form', el: 'έχει άλλη μορφή' },
  check: { en: 'its check digit is wrong', el: 'το τελευταίο ψηφίο του δεν ταιριάζει με τα άλλα' },
} as const satisfies Record<string, Words>

/** A GLN, or all GLNs of a company prefix. */
export interface Identifier {
  /** `5200000000015` or `prefix:5200000`. */
  readonly identifier: string
  readonly prefix: string | undefined
  readonly first: number
  readonly last: number
}

/** The only door from text to an identifier. @throws CUSTODY_IDENTIFIER_INVALID */
export function parseIdentifier(text: string): Identifier {
  const [, prefix] = /^prefix:(\d+)$/.exec(text) ?? []
  if (prefix !== undefined) {
    if (prefix.length < prefixDigits.min || prefix.length > prefixDigits.max) return refuse('form')
    const [first, last] = ['0', '9'].map((digit) => Number(prefix.padEnd(glnDigits, digit))) as [number, number]
    return { identifier: text, prefix, first, last }
  }
  if (!/^\d{13}$/.test(text)) return refuse('form')
  if (checkDigit(text.slice(0, -1)) !== text.at(-1)) return refuse('check')
  return { identifier: text, prefix: undefined, first: Number(text), last: Number(text) }
}

function refuse(reason: keyof typeof reasons): never {
  throw custodyErrors.CUSTODY_IDENTIFIER_INVALID({ reason: reasons[reason] })
}

/**
 * The party holds these identifiers from now on, and no others. GLNs are for institutions that hold a role, which an
 * authority answers for; a prefix is for whoever somebody vouches for. Of two claims to one the first stands.
 * @throws CUSTODY_IDENTIFIER_UNVOUCHED, CUSTODY_IDENTIFIER_TAKEN
 */
export async function holdIdentifiers(
  { context: { database, clock }, vouch }: { readonly context: NodeContext; readonly vouch: IdentifierVoucher },
  party: Id<'party'>,
  identifiers: readonly Identifier[],
): Promise<void> {
  const now = new Date(clock.now())
  const prefixes = identifiers.flatMap(({ prefix }) => prefix ?? [])
  const vouched = await Promise.all(prefixes.map((prefix) => vouch(party, prefix)))
  if (vouched.includes(false)) throw custodyErrors.CUSTODY_IDENTIFIER_UNVOUCHED()
  const values = [
    party,
    identifiers.map(({ identifier }) => identifier),
    identifiers.map(({ first }) => first),
    identifiers.map(({ last }) => last),
    now,
  ]
  const drop = { name: 'custody_drop_identifiers', text: dropText, values: values.slice(0, 2) }
  try {
    const [, held] = await database.together([drop, { name: 'custody_hold_identifiers', text: holdText, values }])
    if ((held?.length ?? 0) < identifiers.length) throw custodyErrors.CUSTODY_IDENTIFIER_UNVOUCHED()
  } catch (fault) {
    if (isFault(fault, '23P01')) throw custodyErrors.CUSTODY_IDENTIFIER_TAKEN({}, { cause: fault })
    throw fault
  }
}

const dropText = 'delete from custody.party_identifier where party = $1 and identifier <> all ($2::text[])'

const holdText = `insert into custody.party_identifier (party, identifier, glns, claimed_at)
  select $1, i.identifier, int8range(i.first, i.last, '[]'), $5
  from unnest($2::text[], $3::bigint[], $4::bigint[]) i (identifier, first, last)
  where exists (select from identity.held_role h where h.party = $1 and h.until > $5)
  on conflict (party, identifier) do update set claimed_at = custody.party_identifier.claimed_at
  returning identifier`
