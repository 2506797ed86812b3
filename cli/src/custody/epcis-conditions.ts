import { cliErrors, type Input, listOption, parseInstant, textOption } from '../kernel/index.ts'

/** What a query asks for, by the names of the standard. @throws CLI_OPTION_INVALID */
export function conditionsOf(input: Input): Record<string, string[]> {
  const told = listOption(input, 'where').map((text): [string, string] => {
    const [, name, value] = /^([^=]+)=(.+)$/.exec(text) ?? []
    if (name === undefined || value === undefined)
      throw cliErrors.CLI_OPTION_INVALID({ option: '--where', expected: 'EQ_action=ADD' })
    return [name.trim(), value.trim()]
  })
  const given: [string, string][] = [
    ...listOption(input, 'epc').map((epc): [string, string] => ['MATCH_anyEPC', epc]),
    ...listOption(input, 'step').map((step): [string, string] => ['EQ_bizStep', step]),
    ...timeOf(input, { option: 'from', name: 'GE_eventTime' }),
    ...timeOf(input, { option: 'until', name: 'LT_eventTime' }),
    ...told,
  ]
  const conditions: Record<string, string[]> = {}
  for (const [name, value] of given) conditions[name] = [...(conditions[name] ?? []), value]
  return conditions
}

function timeOf(input: Input, { option, name }: { option: string; name: string }): [string, string][] {
  const instant = instantOption(input, option)
  return instant === undefined ? [] : [[name, instant]]
}

/** The instant that an option names, a day by its beginning here. @throws CLI_OPTION_INVALID */
export function instantOption(input: Input, option: string): string | undefined {
  const text = textOption(input, option)
  if (text === undefined) return undefined
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const instant = parseInstant(isDay ? `${text}T00:00:00` : text, { option: `--${option}`, now: Date.now() })
  return new Date(instant).toISOString()
}
