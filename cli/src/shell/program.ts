import { Command, CommanderError, Option } from 'commander'
import {
  cliErrors,
  createOutput,
  type Environment,
  type ExitCode,
  exitCodeOf,
  exitCodes,
  type Input,
  languageOf,
  type NounSpec,
  type OptionSpec,
  type Output,
  type Run,
  readEnvironment,
  readVersion,
  showFailure,
  type VerbSpec,
  kernelWords as words,
} from '../kernel/index.ts'
import { nouns, topVerbs } from './nouns.ts'

interface Building {
  readonly environment: Environment
  readonly output: Output
  /** Set by the verb that ran. */
  result: { code: ExitCode | undefined }
}

/** Runs one command line; the answer is its exit code. */
export async function runProgram(argv: readonly string[]): Promise<ExitCode> {
  const found = readEnvironment()
  const environment = { ...found, language: languageIn(argv) ?? found.language }
  const colour = environment.colour && process.stderr.isTTY === true && process.stdout.isTTY === true
  const output = createOutput({ json: argv.includes('--json'), language: environment.language, colour })
  const building: Building = { environment, output, result: { code: undefined } }
  try {
    const program = await buildProgram(building, argv)
    await program.parseAsync([...argv], { from: 'user' })
    return building.result.code ?? exitCodes.ok
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok
    const shown = error instanceof CommanderError ? usageErrorOf(error) : error
    showFailure(shown, output)
    if (environment.all.SYMBOLON_DEBUG !== undefined) output.error(String((error as Error).stack))
    return exitCodeOf(shown)
  }
}

// The language decides how the program is described, so it is looked for before the rest is read.
function languageIn(argv: readonly string[]): Environment['language'] | undefined {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const value = at < 0 ? undefined : argv[at]?.includes('=') ? argv[at]?.slice(7) : argv[at + 1]
  return value === undefined ? undefined : languageOf(value)
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
    const lines = verb.examples.map((example) => `  ${example}`).join('\n')
    command.addHelpText('after', `\n${output.words(words.examples)}\n${lines}`)
  }
  command.action(async (...given: unknown[]) => {
    const run = await verb.load()
    building.result.code = await run(runOf(building, command.opts()), inputOf(given.slice(0, -2), command.opts()))
  })
  return command
}

function commonOptions(verb: VerbSpec): readonly OptionSpec[] {
  const common: OptionSpec[] = [
    { flags: '--as <profile>', words: words.as },
    { flags: '--node <url>', words: words.node },
    { flags: '--json', words: words.json },
    { flags: '--lang <language>', words: words.lang },
    { flags: '--no-input', words: words.noInput },
  ]
  if (verb.writes) common.push({ flags: '--dry-run', words: words.dryRun }, { flags: '--yes', words: words.yes })
  return common.filter((option) => !verb.options?.some((own) => own.flags === option.flags))
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
      writeErr: () => {},
      writeOut: (help) => process.stdout.write(help.endsWith('\n') ? help : `${help}\n`),
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
  const suggestion = /Did you mean (?:one of )?(.+)\?/.exec(error.message)?.[1] ?? '--help'
  if (error.code === 'commander.unknownOption') return cliErrors.CLI_OPTION_UNKNOWN({ option: named, suggestion })
  if (error.code === 'commander.unknownCommand') return cliErrors.CLI_COMMAND_UNKNOWN({ command: named, suggestion })
  if (error.code === 'commander.help') return cliErrors.CLI_USAGE_INVALID({ what: '…' })
  return cliErrors.CLI_USAGE_INVALID({ what: named === '' ? error.code.replace('commander.', '') : named })
}
