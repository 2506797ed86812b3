import { isDigitCode } from './character-sets.ts'
import { type ElementPart, elementParts } from './element-format.ts'
import type { Linter } from './linters/linter.ts'
import { linters } from './linters/linters.ts'
import { padding } from './linters/padding.ts'
import type { AiRow } from './table/ai-row.ts'
import { assetRows } from './table/asset-rows.ts'
import { healthcareRows } from './table/healthcare-rows.ts'
import { identificationRows } from './table/identification-rows.ts'
import { measureRows } from './table/measure-rows.ts'
import { transportRows } from './table/transport-rows.ts'

/** A GS1 application identifier: two to four digits. */
export type Ai = string

/** GS1 data in order, each as its application identifier and its data; in events a key with its qualifiers. */
export type Elements = readonly (readonly [ai: Ai, data: string])[]

/** Everything that the standard says about one application identifier. */
export interface ApplicationIdentifier {
  readonly ai: Ai
  /** Its data title in the standard; empty where it has none. */
  readonly title: string
  readonly parts: readonly ElementPart[]
  /** The checks of each part, looked up once. */
  readonly checks: readonly (readonly Linter[])[]
  /** Its data are so long and no separator follows; left out where a separator ends them. */
  readonly predefined_length?: number
  /** It opens the path of a Digital Link, with one of these sequences of qualifiers; left out where it does not. */
  readonly qualifiers?: readonly (readonly Ai[])[]
  /** It may stand in the query of a Digital Link. */
  readonly isAttribute: boolean
  /** One of these groups has to be there whole; each member is a list of which any will do. Empty: nothing has to. */
  readonly requires: readonly (readonly ReadonlySet<Ai>[])[]
  readonly excludes: ReadonlySet<Ai>
}

/** First two digits of identifiers whose data have a fixed length. @source GS1 General Specifications figure 7.8.5-2 */
const predefined = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/

const rows: readonly AiRow[] = [
  ...identificationRows,
  ...measureRows,
  ...transportRows,
  ...healthcareRows,
  ...assetRows,
].flatMap(expanded)

const known: readonly Ai[] = rows.map(([ai]) => ai)

/** One row for each of a run of neighbours. */
function expanded([ais, title, format, facts]: AiRow): AiRow[] {
  const [first = '', last = first] = ais.split('-')
  const run = Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => Number(first) + at)
  return run.map((number) => [String(number).padStart(first.length, '0'), title, format, facts ?? {}])
}

/** Rows share their patterns: each is looked for once, as every command that reads a word of GS1 waits for it. */
const found = new Map<string, ReadonlySet<Ai>>()

/** The identifiers that a pattern stands for, in which `n` is any digit. */
function matching(pattern: string): ReadonlySet<Ai> {
  const before = found.get(pattern)
  if (before !== undefined) return before
  const form = new RegExp(`^${pattern.replaceAll('n', '\\d')}$`)
  const now = new Set(known.filter((ai) => form.test(ai)))
  found.set(pattern, now)
  return now
}

function words(text: string | undefined): readonly string[] {
  return text?.split(' ') ?? []
}

function checksOf({ set, linters: names }: ElementPart): readonly Linter[] {
  const named = names.map((name) => linters[name])
  return set === 'Z' ? [padding, ...named] : named
}

function identifierOf([ai, title, format, facts = {}]: AiRow): ApplicationIdentifier {
  const parts = elementParts(format)
  const excludes = new Set(words(facts.excludes).flatMap((pattern) => [...matching(pattern)]))
  excludes.delete(ai)
  return {
    ai,
    title,
    parts,
    checks: parts.map(checksOf),
    ...(predefined.test(ai) && { predefined_length: parts.reduce((sum, { length_max }) => sum + length_max, 0) }),
    ...(facts.key !== undefined && { qualifiers: facts.key.split('|').map((row) => row.split(' ').filter(Boolean)) }),
    isAttribute: facts.inQuery !== 'never',
    requires: words(facts.requires).map((group) => group.split('+').map(matching)),
    excludes,
  }
}

/** Every application identifier. @source GS1 General Specifications §3.2 */
export const applicationIdentifiers: ReadonlyMap<Ai, ApplicationIdentifier> = new Map(
  rows.map((row) => [row[0], identifierOf(row)]),
)

/** How many digits an identifier has follows from its first two; 0 where no identifier begins so. */
const digitsByStart = new Uint8Array(100)
for (const ai of known) digitsByStart[Number(ai.slice(0, 2))] = ai.length

/** The application identifier at a place of a text, or nothing when none stands there. */
export function identifierAt(text: string, at: number): ApplicationIdentifier | undefined {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)]
  if (!isDigitCode(first) || !isDigitCode(second)) return undefined
  const digits = digitsByStart[(first - 48) * 10 + second - 48] as number
  return digits === 0 ? undefined : applicationIdentifiers.get(text.slice(at, at + digits))
}
