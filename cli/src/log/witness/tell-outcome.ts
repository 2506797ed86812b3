import { formatCount, formatInstant, type Output } from '../../kernel/index.ts'
import { witnessWords as words } from '../words.ts'
import type { Outcome } from './witness.ts'

/** One line of what became of a checkpoint. */
export function tellOutcome(output: Output, outcome: Outcome): void {
  const time = timeNow(output)
  const size = formatCount(sizeOf(outcome), output.language)
  if (outcome.kind === 'cosigned') {
    const { checkpoint, lines, isNew } = outcome
    const root = Buffer.from(checkpoint.root).toString('base64')
    output.result({ event: 'cosigned', size: checkpoint.size, root, new: isNew, cosignature: lines.trimEnd() }, () =>
      isNew ? output.words(words.cosigned, { time, size, root }) : output.words(words.unchanged, { size }),
    )
  } else if (outcome.kind === 'stale') {
    output.result({ event: 'stale', size: outcome.size }, () => output.words(words.unchanged, { size }))
  } else {
    const { kind, evidence } = outcome
    output.result({ event: kind, size: outcome.size, evidence }, () => output.words(words[kind], { time, evidence }))
  }
}

/** Now, as the reader writes it. */
export function timeNow({ language }: Output): string {
  return formatInstant(Date.now(), language)
}

function sizeOf(outcome: Outcome): number {
  return outcome.kind === 'cosigned' ? outcome.checkpoint.size : outcome.size
}
