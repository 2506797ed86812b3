import { cliErrors, type Input, textOption } from '../kernel/index.ts'

interface Named {
  readonly name: string
  readonly option: string
}

/** The text of an option that has to be there. @throws CLI_USAGE_INVALID */
export function neededOption(input: Input, { name, option }: Named): string {
  const text = textOption(input, name)
  if (text === undefined) throw cliErrors.CLI_USAGE_INVALID({ what: option })
  return text
}

/** A whole number that is not negative, if given. @throws CLI_OPTION_INVALID */
export function countOption(input: Input, { name, option }: Named): number | undefined {
  const text = textOption(input, name)
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw cliErrors.CLI_OPTION_INVALID({ option, expected: '0, 1, 500' })
  return Number(text)
}
