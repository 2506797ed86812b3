import { type Ai, type ApplicationIdentifier, applicationIdentifiers } from './application-identifiers.ts'
import { firstOutside } from './character-sets.ts'
import type { Flaw } from './gs1-error.ts'
import type { Linter } from './linters/linter.ts'
import { linters } from './linters/linters.ts'

interface Stretch {
  readonly from: number
  readonly to: number
}

/** What is wrong with a stretch of text as the data of an application identifier; `at` counts from its start. */
export function valueFlaw(
  { parts, checks }: ApplicationIdentifier,
  text: string,
  { from, to }: Stretch,
): Flaw | undefined {
  if (from === to) return { reason: 'value_empty', at: 0 }
  let at = from
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as (typeof parts)[number]
    if (at === to && part.isOptional) break
    const end = Math.min(at + part.length_max, to)
    const stranger = firstOutside(text, { set: part.set, from: at, to: end })
    if (stranger >= 0) return { reason: 'character', at: stranger - from }
    if (end - at < part.length_min) return { reason: 'too_short', at: end - from }
    const flaw = partFlaw(checks[index] as (typeof checks)[number], text.slice(at, end))
    if (flaw !== undefined) return { reason: flaw.reason, at: flaw.at + at - from }
    at = end
  }
  return at < to ? { reason: 'too_long', at: at - from } : undefined
}

function partFlaw(checks: readonly Linter[], part: string): Flaw | undefined {
  for (const check of checks) {
    const flaw = check(part)
    if (flaw !== undefined) return flaw
  }
  return undefined
}

/** Identifiers with the one check that belongs to the form of their data: that keys begin with a company prefix. */
const forms: ReadonlyMap<Ai, ApplicationIdentifier> = new Map(
  Array.from(applicationIdentifiers, ([ai, identifier]) => [
    ai,
    {
      ...identifier,
      checks: identifier.parts.map((part) => (part.linters.includes('gcppos1') ? [linters.gcppos1] : [])),
    },
  ]),
)

/**
 * True when the data has the characters and lengths that its application identifier asks for, and where a key holds
 * text, a company prefix at its start. Check digits, dates and lists are not judged: events are named as they are told.
 * @source GS1 General Specifications §3
 */
export function isAiData(ai: Ai, data: string): boolean {
  const form = forms.get(ai)
  return form !== undefined && valueFlaw(form, data, { from: 0, to: data.length }) === undefined
}
