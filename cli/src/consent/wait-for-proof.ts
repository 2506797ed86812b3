import { setTimeout as wait } from 'node:timers/promises'
import { hasCode } from '@symbolon/protocol/kernel'
import { type Run, startProgress } from '../kernel/index.ts'
import { proofWords as words } from './proof-words.ts'

/** Longer than a node that publishes ever takes. */
export const WAIT_S_MAX = 600
/** Seconds within which checkpoints are usually published; the bar is drawn for it. */
const usual_s = 60
const pauseDefault_s = 2

export interface ProofWaiting<Proof> {
  /** Asks once. @throws LOG_PROOF_PENDING */
  readonly ask: () => Promise<Proof>
  /** Seconds; 0 asks once. */
  readonly wait_s: number
}

/** A proof, once a published checkpoint covers what it proves. @throws LOG_PROOF_PENDING after the time */
export async function waitForProof<Proof>(run: Run, waiting: ProofWaiting<Proof>): Promise<Proof> {
  const { output, interactive } = run
  const until = performance.now() + 1000 * waiting.wait_s
  const draw = interactive && !output.json
  let isTold = false
  const progress = startProgress({ label: words.waiting, total: usual_s, language: output.language, draw })
  try {
    for (;;) {
      try {
        return await waiting.ask()
      } catch (error) {
        if (!hasCode(error, 'LOG_PROOF_PENDING') || performance.now() >= until) throw error
        if (!draw && !isTold) output.tell(words.waiting)
        isTold = true
        const { seconds = pauseDefault_s } = error.facts
        await wait(1000 * Number(seconds))
        progress.advance(Number(seconds))
      }
    }
  } finally {
    progress.end()
  }
}
