import { SymbolonError, type Words } from '@symbolon/protocol/kernel'
import type { Client } from '@symbolon/sdk/kernel'
import { type Facts, failureOf, type Run } from '../kernel/index.ts'
import type { ProvedStep } from './demo-proofs.ts'

/** One step as it went. */
export interface Step {
  readonly step: string
  readonly ok: boolean
  readonly text: string
  /** The same thing by hand. */
  readonly command: string
  readonly facts: Facts
}

/** Who plays, and what has happened so far. */
export interface Story {
  readonly run: Run
  readonly eleni: Client
  readonly hospital: Client
  readonly steps: Step[]
  /** Receipts that the steps have left and that were not proved yet. */
  readonly receipts: { readonly step: string; readonly receipt: string }[]
  readonly proofs: ProvedStep[]
}

/** Keeps a step and, for people, prints it. */
export function tell(
  story: Story,
  telling: { step: string; words: Words; facts: Facts; command: string; ok?: boolean },
): void {
  const { output } = story.run
  const { step, facts, command, ok = true } = telling
  const text = output.words(telling.words, facts)
  story.steps.push({ step, ok, text, command, facts })
  const mark = ok ? output.style('good', '✓') : output.style('bad', '✕')
  if (!output.json) output.error(`${mark} ${text}\n    ${output.style('faint', `$ ${command}`)}`)
}

/** What an act was refused with, in words; else what it gave. */
export async function attempt<Value>(
  story: Story,
  act: () => Promise<Value>,
): Promise<{ readonly refusal: string } | { readonly value: Value }> {
  try {
    return { value: await act() }
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error
    return { refusal: failureOf(error, story.run.output).title }
  }
}
