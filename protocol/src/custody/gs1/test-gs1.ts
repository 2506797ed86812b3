import assert from 'node:assert/strict'
import fc from 'fast-check'
import { countryLetters, countryNumbers, hasCode } from '../../kernel/index.ts'
import { gs1Reasons } from '../gs1-reasons.ts'
import {
  type Ai,
  type ApplicationIdentifier,
  applicationIdentifiers,
  type Elements,
} from './application-identifiers.ts'
import { brokenAssociation } from './associations.ts'
import { charactersOf } from './character-sets.ts'
import { checkDigit } from './check-digit.ts'
import { checkPair } from './check-pair.ts'
import type { ElementPart } from './element-format.ts'
import { currencyNumbers } from './linters/currency-codes.ts'
import type { LinterName } from './linters/linters.ts'
import { packageTypes } from './linters/package-types.ts'

/** Reason, place and identifier of the error that a reader refuses with; `nothing` when it does not. */
export function refusal(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (!hasCode(error, 'CUSTODY_GS1_INVALID')) throw error
    const { reason_code, position, ai } = error.facts as { reason_code: string; position: number; ai: string }
    assert.ok(Object.hasOwn(gs1Reasons, reason_code) && Number.isInteger(position) && position >= 0)
    assert.ok(ai === '–' || applicationIdentifiers.has(ai), 'only what is known is named')
    return `${reason_code} ${position} ${ai}`
  }
  return 'nothing'
}

const two = (min: number, max: number) => fc.integer({ min, max }).map((number) => String(number).padStart(2, '0'))
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''))
const text = (characters: string, min: number, max = min) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: min, maxLength: max })
const digits = (min: number, max = min) => text(charactersOf.N, min, max)
const listed = (codes: ReadonlySet<string>) => fc.constantFrom(...codes)
const upTo = (max: number) => fc.nat({ max }).map((number) => String(number).padStart(10, '0'))

/** Valid parts of the checks that leave no choice but a list or a form. */
const formed: Readonly<Partial<Record<LinterName, fc.Arbitrary<string>>>> = {
  yymmdd: joined(two(0, 99), two(1, 12), two(1, 28)),
  yymmd0: joined(two(0, 99), two(1, 12), two(0, 28)),
  yyyymmdd: joined(two(19, 20), two(0, 99), two(1, 12), two(1, 28)),
  hhmi: joined(two(0, 23), two(0, 59)),
  hh: two(0, 23),
  mi: two(0, 59),
  ss: two(0, 59),
  iso3166: listed(countryNumbers),
  iso3166999: listed(new Set([...countryNumbers, '999'])),
  iso3166alpha2: listed(countryLetters),
  iso4217: listed(currencyNumbers),
  iso5218: fc.constantFrom('0', '1', '2', '9'),
  winding: fc.constantFrom('0', '1', '9'),
  yesno: fc.constantFrom('0', '1'),
  hyphen: fc.constant('-'),
  zero: fc.constant('0'),
  packagetype: listed(packageTypes),
  mediatype: fc.oneof(two(1, 10), two(80, 99)),
  importeridx: fc.constantFrom(...'-_09azAZ'),
  latitude: upTo(1_800_000_000),
  longitude: upTo(3_600_000_000 / 2).map((half) => String(Number(half) * 2).padStart(10, '0')),
  pieceoftotal: fc.tuple(two(1, 50), two(50, 99)).map(([piece, total]) => piece + total),
  posinseqslash: fc.constantFrom('1/1', '2/3', '8/9'),
  nozeroprefix: fc.integer({ min: 0, max: 999_999_999_999 }).map(String),
  iban: fc.constantFrom('GR1601101250000000012300695', 'NO9386011117947'),
  couponcode: digits(6).map((offer) => `0614141${offer}11110010`),
  couponposoffer: digits(6).map((offer) => `00614141${offer}0123456`),
  pcenc: fc.constantFrom('Main%20Street', 'A', '%C3%89', 'a+b'),
}

function partOf(part: ElementPart): fc.Arbitrary<string> {
  const { set, length_min, length_max, linters } = part
  const form = linters.map((name) => formed[name]).find((arbitrary) => arbitrary !== undefined)
  if (form !== undefined) return form
  if (linters.includes('csum')) return digits(length_max - 1).map((key) => key + checkDigit(key))
  if (linters.includes('csumalpha'))
    return joined(digits(4), text(charactersOf.X, 1, 18)).map((key) => `${key}x${checkPair(`${key}x`)}`)
  if (linters.includes('gcppos1')) return joined(digits(4), text(charactersOf[set], 0, length_max - 4))
  if (linters.includes('nonzero')) return digits(length_max - 1).map((number) => `${number}1`)
  return text(charactersOf[set].replace('=', set === 'Z' ? '' : '='), length_min, length_max)
}

/** Valid data of an application identifier. */
export function dataOf({ parts }: ApplicationIdentifier): fc.Arbitrary<string> {
  const needed = parts.filter(({ isOptional }) => !isOptional)
  const lengths = fc.integer({ min: needed.length, max: parts.length })
  return lengths.chain((length) => joined(...parts.slice(0, length).map(partOf)))
}

/** The identifier with those that it needs, and those that they need, in order of need. */
function withNeeds(ais: readonly Ai[]): readonly Ai[] | undefined {
  const elements = ais.map((ai) => [ai, ''] as const)
  const broken = brokenAssociation(elements)
  if (broken === undefined) return ais
  const identifier = applicationIdentifiers.get(ais[broken.index] as Ai)
  if (broken.reason !== 'required_missing' || ais.length > 6) return undefined
  for (const group of identifier?.requires ?? []) {
    const more = group.map((any) => ais.find((ai) => any.has(ai)) ?? [...any][0] ?? '')
    const whole = withNeeds([...new Set([...ais, ...more])])
    if (whole !== undefined) return whole
  }
  return undefined
}

const families = [...applicationIdentifiers.keys()].map((ai) => withNeeds([ai]))

/** Identifiers that stand well together, by the one that the rest is there for; nothing where there are none. */
export const companies: ReadonlyMap<Ai, readonly Ai[] | undefined> = new Map(
  [...applicationIdentifiers.keys()].map((ai, at) => [ai, families[at]]),
)

/** Valid elements that stand well together, made for any application identifier. */
export const validElements: fc.Arbitrary<Elements> = fc
  .tuple(
    fc.constantFrom(...companies.keys()),
    fc.array(fc.constantFrom('01', '17', '10', '21', '99', '240', '3103'), { maxLength: 3 }),
  )
  .chain(([ai, others]) => {
    const own = companies.get(ai) as readonly Ai[]
    const whole = withNeeds([...new Set([...own, ...others])]) ?? own
    return fc.tuple(
      ...whole.map((one) =>
        dataOf(applicationIdentifiers.get(one) as ApplicationIdentifier).map((data) => [one, data] as const),
      ),
    )
  })
  .filter((elements) => brokenAssociation(elements) === undefined)
