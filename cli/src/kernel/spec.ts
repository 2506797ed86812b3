import type { Words } from '@symbolon/protocol/kernel'
import type { Environment } from './config.ts'
import type { ExitCode } from './exit-codes.ts'
import type { Output } from './output.ts'

/** One option of a verb, in commander's notation. */
export interface OptionSpec {
  readonly flags: string
  readonly words: Words
  /** May be given several times; the values are collected. */
  readonly repeat?: true
}

/** One verb: what `--help` shows, and where its code is once it is really asked for. */
export interface VerbSpec {
  readonly name: string
  /** `<paths...>`, in commander's notation. */
  readonly operands?: string
  readonly words: Words
  readonly options?: readonly OptionSpec[]
  /** Whole command lines, shown under the options. */
  readonly examples?: readonly string[]
  /** Adds --dry-run. */
  readonly writes?: true
  /** A person confirms it: adds --yes. */
  readonly asks?: true
  readonly load: () => Promise<Verb>
}

/** One noun and where its verbs are described. */
export interface NounSpec {
  readonly name: string
  readonly words: Words
  readonly load: () => Promise<readonly VerbSpec[]>
}

/** What a verb acts with. */
export interface Run {
  readonly environment: Environment
  readonly output: Output
  /** Name given with --as. */
  readonly as: string | undefined
  /** Address given with --node. */
  readonly node: string | undefined
  /** Show what would happen and change nothing. */
  readonly dryRun: boolean
  readonly yes: boolean
  /** True when a person can be asked. */
  readonly interactive: boolean
}

export interface Input {
  readonly operands: readonly string[]
  readonly options: Readonly<Record<string, OptionValue | undefined>>
}
export type OptionValue = string | boolean | readonly string[]

export type Verb = (run: Run, input: Input) => Promise<ExitCode | undefined>

/** The text of an option that takes one value. */
export function textOption(input: Input, name: string): string | undefined {
  const value = input.options[name]
  return typeof value === 'string' ? value : undefined
}

/** The values of an option that may be repeated; commas separate too. */
export function listOption(input: Input, name: string): readonly string[] {
  const value = input.options[name]
  const given = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : []
  return given
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '')
}

/** True when a switch was given. */
export function hasOption(input: Input, name: string): boolean {
  return input.options[name] === true
}
