import {
  type DuoCode,
  type GrantSelection,
  parseDuoCode,
  parsePurpose,
  type SelectionCode,
} from '@symbolon/protocol/consent'
import { categories, isCategory, sensitiveLabels } from '@symbolon/protocol/records'
import type { GrantGiving } from '@symbolon/sdk/records'
import { cliErrors, hasOption, type Input, listOption, parseDay, parseInstant, textOption } from '../kernel/index.ts'

/** Everything that the options of `grant give` say but whom it is for. */
export type GivingOptions = Omit<GrantGiving, 'to'>

/** @throws CLI_USAGE_INVALID, CLI_OPTION_INVALID, CONSENT_PURPOSE_UNKNOWN, CONSENT_PURPOSE_FORBIDDEN, CONSENT_DUO_INVALID */
export function givingOptions(input: Input, now: number): GivingOptions {
  const records = listOption(input, 'record')
  if (hasOption(input, 'all') === records.length > 0) throw cliErrors.CLI_USAGE_INVALID({ what: '--all | --record' })
  const duo = listOption(input, 'duo').map(parseDuoCode)
  const notBefore = instantOption(input, { name: 'notBefore', option: '--not-before', now })
  const until = instantOption(input, { name: 'until', option: '--until', now })
  const eraseBy = instantOption(input, { name: 'eraseBy', option: '--erase-by', now })
  if (until === undefined) throw cliErrors.CLI_USAGE_INVALID({ what: '--until' })
  return {
    ...(records.length > 0 && { records }),
    what: selection(input),
    purpose: parsePurpose(required(input, { name: 'purpose', option: '--purpose' })),
    until,
    ...(duo.length > 0 && { duo: duo as readonly DuoCode[] }),
    ...(notBefore !== undefined && { notBefore }),
    ...(eraseBy !== undefined && { eraseBy }),
  }
}

function selection(input: Input): GrantSelection {
  const named = listOption(input, 'what')
  const unknown = named.find((name) => !isCategory(name))
  if (unknown !== undefined)
    throw cliErrors.CLI_OPTION_INVALID({ option: '--what', expected: Object.keys(categories).join(', ') })
  const conditions: GrantSelection = {
    ...(named.length > 0 && { categories: named }),
    ...present('types', listOption(input, 'types')),
    ...present('codes', listOption(input, 'codes').map(parseCode)),
    ...day(input, { name: 'from', option: '--from', field: 'from' }),
    ...day(input, { name: 'before', option: '--before', field: 'to' }),
  }
  const sensitive = present('sensitive', labels(input))
  return Object.keys(conditions).length === 0 ? { all: true, ...sensitive } : { ...conditions, ...sensitive }
}

function labels(input: Input): readonly string[] {
  const named = listOption(input, 'sensitive')
  const known = Object.keys(sensitiveLabels)
  if (named.some((name) => !known.includes(name)))
    throw cliErrors.CLI_OPTION_INVALID({ option: '--sensitive', expected: known.join(', ') })
  return named
}

function parseCode(text: string): SelectionCode {
  const bar = text.lastIndexOf('|')
  if (bar <= 0 || bar === text.length - 1)
    throw cliErrors.CLI_OPTION_INVALID({ option: '--codes', expected: 'http://loinc.org|4548-4' })
  return { system: text.slice(0, bar), code: text.slice(bar + 1) }
}

function day(input: Input, of: { name: string; option: string; field: 'from' | 'to' }): Partial<GrantSelection> {
  const text = textOption(input, of.name)
  return text === undefined ? {} : { [of.field]: parseDay(text, of.option) }
}

function instantOption(input: Input, of: { name: string; option: string; now: number }): number | undefined {
  const text = textOption(input, of.name)
  return text === undefined ? undefined : parseInstant(text, of)
}

function required(input: Input, of: { name: string; option: string }): string {
  const text = textOption(input, of.name)
  if (text === undefined) throw cliErrors.CLI_USAGE_INVALID({ what: of.option })
  return text
}

function present<Name extends string, Value>(
  name: Name,
  list: readonly Value[],
): Partial<Record<Name, readonly Value[]>> {
  return list.length === 0 ? {} : ({ [name]: list } as Partial<Record<Name, readonly Value[]>>)
}
