import { SymbolonError, type Words } from '@symbolon/protocol/kernel'
import type { Client } from '@symbolon/sdk/kernel'
import { type Facts, failureOf, type Run } from '../kernel/index.ts'
import { linkTo } from './demo-links.ts'

/** Who plays; `maria` is the second person for recalls. */
export const players = ['authority', 'maker', 'maria', 'wholesaler', 'pharmacy-a', 'pharmacy-b', 'regulator'] as const
export type Player = (typeof players)[number]

/** One step as it went. */
export interface Step {
  readonly step: string
  readonly ok: boolean
  readonly text: string
  /** The same thing by hand. */
  readonly command: string
  /** What there is to look at, at the node that the story runs against. */
  readonly link: string
  readonly facts: Facts
}

/** Who plays, and what has happened so far. */
export interface Story {
  readonly run: Run
  readonly home: string
  readonly clients: Readonly<Record<Player, Client>>
  readonly steps: Step[]
}

export interface Telling {
  readonly step: string
  readonly words: Words
  readonly facts: Facts
  readonly command: string
  /** Path of the door that shows it. */
  readonly door: string
  readonly ok?: boolean
}

/** Keeps a step and, for people, prints it. */
export function tell(story: Story, { step, words, facts, command, door, ok = true }: Telling): void {
  const { output } = story.run
  const text = output.words(words, facts)
  const link = linkTo(story.clients.maker, door)
  story.steps.push({ step, ok, text, command, link, facts })
  const mark = ok ? output.style('good', '✓') : output.style('bad', '✕')
  if (output.json) return
  output.error(`${mark} ${text}`)
  output.error(`    ${link}`)
  output.error(`    ${output.style('faint', `$ ${command}`)}`)
}

/** What an act was refused with, in words; else what it gave. */
export async function attempt<Value>(
  story: Story,
  act: () => Promise<Value>,
): Promise<{ readonly refusal: string; readonly code: string } | { readonly value: Value }> {
  try {
    return { value: await act() }
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error
    return { refusal: failureOf(error, story.run.output).title, code: error.code }
  }
}
