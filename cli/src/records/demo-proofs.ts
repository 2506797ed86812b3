import { hasCode, utf8 } from '@symbolon/protocol/kernel'
import { getProof, verifyProof } from '@symbolon/sdk/consent'
import { getLogKey } from '@symbolon/sdk/log'
import { waitForProof } from '../consent/index.ts'
import { commandName, failureOf } from '../kernel/index.ts'
import type { Story } from './demo-story.ts'
import { demoWords as words } from './demo-words.ts'

/** A receipt that a step has left, with its proof or why there is none. */
export interface ProvedStep {
  readonly step: string
  readonly receipt: string
  readonly state: 'ready' | 'pending' | 'destroyed' | 'failed'
  readonly index?: number
  readonly size?: number
  /** Text of the file, which `proof verify` takes anywhere. */
  readonly file?: string
}

/** A demo node publishes every few seconds; nobody watches for longer. */
const WAIT_S_MAX = 20

/** Proves what the steps so far have left behind and says so; what is not published in time is said to be pending. */
export async function proveReceipts(story: Story): Promise<void> {
  // A node that shows no key publishes nothing: there is nothing to wait for.
  const isPublished = await getLogKey(story.eleni).then(
    () => true,
    () => false,
  )
  const until = performance.now() + (isPublished ? 1000 * WAIT_S_MAX : 0)
  for (const left of story.receipts.splice(0)) {
    const proved = await proveReceipt(story, { ...left, wait_s: Math.max(0, (until - performance.now()) / 1000) })
    story.proofs.push(proved)
  }
}

async function proveReceipt(
  story: Story,
  { step, receipt, wait_s }: { step: string; receipt: string; wait_s: number },
): Promise<ProvedStep> {
  const { output } = story.run
  try {
    const file = await waitForProof(story.run, { ask: () => getProof(story.eleni, { receipt }), wait_s })
    const { index, size } = await verifyProof({ file: utf8(file) })
    say(story, { mark: output.style('good', '✓'), text: output.words(words.proved, { receipt, index, size }), receipt })
    return { step, receipt, state: 'ready', index, size, file }
  } catch (error) {
    const state = stateOf(error)
    const mark = state === 'failed' ? output.style('bad', '✕') : '–'
    say(story, {
      mark,
      text: output.words(words.unproved, { receipt, reason: failureOf(error, output).title }),
      receipt,
    })
    return { step, receipt, state }
  }
}

function stateOf(error: unknown): ProvedStep['state'] {
  if (hasCode(error, 'LOG_PROOF_PENDING')) return 'pending'
  return hasCode(error, 'LOG_OPENING_DESTROYED') ? 'destroyed' : 'failed'
}

function say({ run }: Story, { mark, text, receipt }: { mark: string; text: string; receipt: string }): void {
  const { output } = run
  const command = `${commandName} proof get ${receipt} --as eleni`
  if (!output.json) output.error(`${mark} ${text}\n    ${output.style('faint', `$ ${command}`)}`)
}
