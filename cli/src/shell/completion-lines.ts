import { kernelWords, type OptionSpec, type Output, type VerbSpec } from '../kernel/index.ts'
import { commonOptions } from './common-options.ts'
import { shells } from './completion-shells.ts'
import { nouns, topVerbs } from './nouns.ts'

/** An option as a shell offers it. */
export interface Flag {
  /** `--as`. */
  readonly name: string
  readonly about: string
  /** What its value is; nothing for a switch. */
  readonly takes: 'profile' | 'file' | 'text' | undefined
}

/** A word that may come next. */
export interface Choice {
  readonly name: string
  readonly about: string
}

/** What may follow the words so far: `''`, `record`, `record add`. */
export interface Line {
  readonly words: string
  readonly choices: readonly Choice[]
  readonly flags: readonly Flag[]
  /** Files are operands here. */
  readonly files: boolean
}

/** Everything that can be completed, from the same description as --help. */
export async function collectLines(output: Output): Promise<readonly Line[]> {
  const choice = ({ name, words }: Pick<VerbSpec, 'name' | 'words'>) => ({ name, about: output.words(words) })
  const lines: Line[] = [{ words: '', choices: [...topVerbs, ...nouns].map(choice), flags: [], files: false }]
  for (const verb of topVerbs) lines.push(lineOf(verb.name, verb, output))
  for (const noun of nouns) {
    const verbs = await noun.load()
    lines.push({ words: noun.name, choices: verbs.map(choice), flags: [], files: false })
    for (const verb of verbs) lines.push(lineOf(`${noun.name} ${verb.name}`, verb, output))
  }
  return lines
}

function lineOf(words: string, verb: VerbSpec, output: Output): Line {
  const help = { flags: '--help', words: kernelWords.help }
  const options = [...(verb.options ?? []), ...commonOptions(verb), help].map((option) => flagOf(option, output))
  const choices = verb.operands === '<shell>' ? shells.map((name) => ({ name, about: '' })) : []
  return { words, choices, flags: options, files: /paths|file/.test(verb.operands ?? '') }
}

function flagOf({ flags, words }: OptionSpec, output: Output): Flag {
  const name = /--[a-z-]+/.exec(flags)?.[0] ?? ''
  const value = /<([^>]+)>/.exec(flags)?.[1]
  const isFile = value === 'file' || value === 'folder'
  const takes = value === undefined ? undefined : value === 'profile' ? 'profile' : isFile ? 'file' : 'text'
  return { name, about: output.words(words), takes }
}
