import { cliErrors, exitCodes, type Verb, type VerbSpec } from '../kernel/index.ts'
import { nouns, topVerbs } from './nouns.ts'

/** Words that may follow each command line so far: `''` holds the first words. */
type Words = ReadonlyMap<string, readonly string[]>

const shells: Readonly<Record<string, (words: Words) => string>> = { bash, zsh, fish }

/** `symbolon completion`: a script that a shell reads; made from the same description as --help. */
export const completion: Verb = async (run, input) => {
  const [shell = ''] = input.operands
  const write = Object.hasOwn(shells, shell) ? shells[shell] : undefined
  if (write === undefined)
    throw cliErrors.CLI_OPTION_INVALID({ option: 'SHELL', expected: Object.keys(shells).join(', ') })
  run.output.bytes(Buffer.from(write(await collectWords())))
  return exitCodes.ok
}

async function collectWords(): Promise<Words> {
  const words = new Map<string, readonly string[]>()
  words.set(
    '',
    [...topVerbs, ...nouns].map(({ name }) => name),
  )
  for (const verb of topVerbs) words.set(verb.name, flagsOf(verb))
  for (const noun of nouns) {
    const verbs = await noun.load()
    words.set(
      noun.name,
      verbs.map(({ name }) => name),
    )
    for (const verb of verbs) words.set(`${noun.name} ${verb.name}`, flagsOf(verb))
  }
  return words
}

function flagsOf(verb: VerbSpec): string[] {
  const own = (verb.options ?? []).map(({ flags }) => /--[a-z-]+/.exec(flags)?.[0] ?? '')
  const common = ['--as', '--node', '--json', '--lang', '--no-input', '--help']
  return [...new Set([...own, ...common, ...(verb.writes ? ['--dry-run', '--yes'] : [])])].sort()
}

function bash(words: Words): string {
  const cases = [...words].map(([line, next]) => `    '${line}') next='${next.join(' ')}' ;;`).join('\n')
  return `_symbolon() {
  local line='' next='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) break ;; esac
    case "$line" in *' '*) break ;; esac
    line="\${line:+$line }$word"
  done
  case "$line" in
${cases}
  esac
  COMPREPLY=($(compgen -W "$next" -- "\${COMP_WORDS[COMP_CWORD]}"))
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o filenames -F _symbolon symbolon
`
}

function zsh(words: Words): string {
  return `#compdef symbolon
autoload -U +X bashcompinit && bashcompinit
${bash(words)}`
}

function fish(words: Words): string {
  const lines = [...words].flatMap(([line, next]) => {
    const [noun, verb] = line.split(' ')
    const seen = [noun, verb].filter((word) => word !== undefined && word !== '')
    const condition =
      seen.length === 0
        ? '__fish_use_subcommand'
        : seen.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ')
    const flags = next
      .filter((word) => word.startsWith('--'))
      .map((flag) => `complete -c symbolon -n '${condition}' -l ${flag.slice(2)}`)
    const commands = next.filter((word) => !word.startsWith('-'))
    return commands.length === 0
      ? flags
      : [`complete -c symbolon -f -n '${condition}' -a '${commands.join(' ')}'`, ...flags]
  })
  return `${lines.join('\n')}\n`
}
