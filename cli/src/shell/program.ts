import { SymbolonError } from '@symbolon/protocol/kernel'
import { Command, CommanderError, Option } from 'commander'
import {
  asTyped,
  cliErrors,
  createOutput,
  type Environment,
  type ExitCode,
  exitCodeOf,
  exitCodes,
  type Input,
  type NounSpec,
  type OptionSpec,
  type Output,
  type Run,
  readEnvironment,
  readVersion,
  type Streams,
  showFailure,
  type VerbSpec,
  kernelWords as words,
} from '../kernel/index.ts'
import { arrangeWords, optionValue } from './command-line.ts'
import { commonOptions } from './common-options.ts'
import { nouns, topVerbs } from './nouns.ts'

interface Building {
  readonly environment: Environment
  readonly output: Output
  /** Set by the verb that ran. */
  result: { code: ExitCode | undefined }
}

const known: ReadonlySet<string> = new Set([...topVerbs, ...nouns].map(({ name }) => name))

/** Where a command line is run: in this process's environment and on its streams unless others are named. */
export interface Surroundings {
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly streams?: Streams
}

/** Runs one command line; the answer is its exit code. */
export async function runProgram(argv: readonly string[], around: Surroundings = {}): Promise<ExitCode> {
  const { streams } = around
  const found = readEnvironment(around.environment)
  const asked = optionValue(argv, '--lang')
  const environment = { ...found, language: languages.find((language) => language === asked) ?? found.language }
  const colour = environment.colour && process.stderr.isTTY === true && process.stdout.isTTY === true
  const profile = optionValue(argv, '--as') ?? environment.profile
  const { language } = environment
  const output = createOutput({ json: argv.includes('--json'), language, colour, profile, ...(streams && { streams }) })
  const building: Building = { environment, output, result: { code: undefined } }
  try {
    requireLanguage(asked)
    const words = arrangeWords(argv, known)
    const program = await buildProgram(building, words)
    await program.parseAsync(words, { from: 'user' })
    return building.result.code ?? exitCodes.ok
  } catch (error) {
    return tellFailure(building, error)
  }
}

// The language decides how the program is described, so it is looked for before the rest is read.
const languages = ['en', 'el'] as const
function requireLanguage(asked: string | undefined): void {
  if (asked !== undefined && !languages.some((language) => language === asked))
    throw cliErrors.CLI_OPTION_INVALID({ option: '--lang', expected: languages.join(', ') })
}

function tellFailure({ output, environment }: Building, error: unknown): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok
  // The help of a noun without its verb has been printed.
  if (error instanceof CommanderError && error.code === 'commander.help' && !output.json) return exitCodes.usage
  const shown = error instanceof CommanderError ? usageErrorOf(error) : error
  showFailure(shown, output)
  if (environment.all.SYMBOLON_DEBUG !== undefined) output.error(String((error as Error).stack))
  return exitCodeOf(shown)
}

async function buildProgram(building: Building, argv: readonly string[]): Promise<Command> {
  const { output } = building
  const program = prepare(new Command('symbolon'), building)
    .description(output.words(words.about))
    .version(readVersion(), '-V, --version', output.words(words.version))
    .helpCommand(false)
  for (const verb of topVerbs) program.addCommand(commandOf(verb, building))
  const asked = argv.find((word) => !word.startsWith('-'))
  for (const noun of nouns) program.addCommand(await nounCommand(noun, { building, load: noun.name === asked }))
  program.addHelpText('after', `\n${output.words(words.more)}`)
  return program
}

async function nounCommand(noun: NounSpec, how: { building: Building; load: boolean }): Promise<Command> {
  const command = prepare(new Command(noun.name), how.building).description(how.building.output.words(noun.words))
  command.helpCommand(false)
  if (how.load) for (const verb of await noun.load()) command.addCommand(commandOf(verb, how.building))
  return command
}

function commandOf(verb: VerbSpec, building: Building): Command {
  const { output } = building
  const command = prepare(new Command(verb.name), building).description(output.words(verb.words))
  if (verb.operands !== undefined) command.arguments(verb.operands)
  for (const option of [...(verb.options ?? []), ...commonOptions(verb)]) command.addOption(optionOf(option, output))
  if (verb.examples !== undefined) {
    const lines = verb.examples.map((example) => `  ${asTyped(example)}`).join('\n')
    command.addHelpText('after', `\n${output.words(words.examples)}\n${lines}`)
  }
  command.action(async (...given: unknown[]) => {
    const run = await verb.load()
    building.result.code = await run(runOf(building, command.opts()), inputOf(given.slice(0, -2), command.opts()))
  })
  return command
}

function optionOf(spec: OptionSpec, output: Output): Option {
  const option = new Option(spec.flags, output.words(spec.words))
  if (spec.repeat) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value])
  return option
}

function runOf(building: Building, options: Record<string, unknown>): Run {
  const { environment, output } = building
  return {
    environment,
    output,
    as: text(options.as) ?? environment.profile,
    node: text(options.node) ?? environment.node,
    dryRun: options.dryRun === true,
    yes: options.yes === true,
    interactive:
      options.input !== false &&
      !environment.unattended &&
      process.stdin.isTTY === true &&
      process.stderr.isTTY === true,
  }
}

function inputOf(operands: readonly unknown[], options: Record<string, unknown>): Input {
  return {
    operands: operands.flat().filter((value): value is string => typeof value === 'string'),
    options: options as Input['options'],
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function prepare(command: Command, building: Building): Command {
  const { output } = building
  return command
    .exitOverride()
    .configureOutput({
      outputError: () => {},
      writeErr: (help) => {
        if (!output.json) output.error(help.trimEnd())
      },
      writeOut: (help) => output.bytes(Buffer.from(`${help.trimEnd()}\n`)),
    })
    .helpOption('-h, --help', output.words(words.help))
    .configureHelp({
      styleTitle: (title) => output.style('strong', headingOf(title, output)),
      styleOptionText: (text) => (text === '[options]' ? output.words(words.optionsPlace) : text),
      styleSubcommandText: (text) => (text === '[command]' ? output.words(words.commandPlace) : text),
    })
}

function headingOf(title: string, output: Output): string {
  const headings: Record<string, keyof typeof words> = {
    'Usage:': 'usage',
    'Options:': 'options',
    'Arguments:': 'operands',
    'Commands:': 'commands',
  }
  const name = headings[title]
  return name === undefined ? title : output.words(words[name])
}

// commander has English words only: what it found is told in ours.
function usageErrorOf(error: CommanderError): unknown {
  const named = /'([^']+)'/.exec(error.message)?.[1] ?? ''
  const suggestion = /Did you mean (?:one of )?(.+)\?/.exec(error.message)?.[1]
  const about = { option: named, command: named, suggestion }
  if (error.code === 'commander.unknownOption') return withSuggestion(cliErrors.CLI_OPTION_UNKNOWN(about))
  if (error.code === 'commander.unknownCommand') return withSuggestion(cliErrors.CLI_COMMAND_UNKNOWN(about))
  if (error.code === 'commander.help') return cliErrors.CLI_USAGE_INVALID({ what: '…' })
  return cliErrors.CLI_USAGE_INVALID({ what: named === '' ? error.code.replace('commander.', '') : named })
}

// Only what is near is suggested.
function withSuggestion(error: SymbolonError): SymbolonError {
  if (error.facts.suggestion !== undefined) return error
  return new SymbolonError(error.code, { ...error.row, hint: words.helpLists }, error.facts)
}
