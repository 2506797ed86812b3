import { describeError, SymbolonError } from '@symbolon/protocol/kernel'
import {
  type NotedCheckpoint,
  parseAddCheckpoint,
  type SignedCheckpoint,
  verifyCheckpoint,
} from '@symbolon/protocol/log'
import type { Outcome, Witness } from './witness.ts'

/** An answer over HTTP. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
}

const plain = 'text/plain; charset=utf-8'
const statusByCode: Readonly<Record<string, number>> = { LOG_CONSISTENCY_UNPROVEN: 422, LOG_WITNESS_FILES_FAILED: 503 }

/** Answers what a log asks of its witness. @source C2SP tlog-witness, add-checkpoint */
export async function answerAddCheckpoint(witness: Witness, text: string): Promise<Answer> {
  try {
    const request = parseAddCheckpoint(text)
    const { log } = witness
    if (log === undefined || request.checkpoint.origin !== log.key_name) return told(404, 'unknown origin')
    const checkpoint = signedBy(request.checkpoint, witness)
    if (checkpoint === undefined) return told(403, 'no signature by a trusted key')
    return answerOf(await witness.take({ ...request, checkpoint }))
  } catch (fault) {
    return failed(fault)
  }
}

function signedBy(checkpoint: NotedCheckpoint, { log }: Witness): SignedCheckpoint | undefined {
  try {
    return verifyCheckpoint(checkpoint, log === undefined ? [] : [log])
  } catch (fault) {
    if (fault instanceof SymbolonError) return undefined
    throw fault
  }
}

function answerOf(outcome: Outcome): Answer {
  if (outcome.kind === 'cosigned') return { status: 200, type: plain, body: outcome.lines }
  if (outcome.kind === 'stale') return { status: 409, type: 'text/x.tlog.size', body: `${outcome.size}\n` }
  // No size: there is none from which a proof could lead on.
  return told(409, 'the log has signed another history')
}

function failed(fault: unknown): Answer {
  if (!(fault instanceof SymbolonError)) throw fault
  const { title } = describeError(fault, 'en')
  return told(statusByCode[fault.code] ?? 400, title)
}

function told(status: number, sentence: string): Answer {
  return { status, type: plain, body: `${sentence}\n` }
}
