import { readJson } from '@symbolon/protocol/kernel'
import {
  type NoteVerifier,
  noteText,
  parseCheckpoint,
  type SignedCheckpoint,
  verifierKeyText,
  verifyCheckpoint,
} from '@symbolon/protocol/log'
import { parseLogKey } from '@symbolon/sdk/log'
import { logCommandErrors } from '../errors.ts'

/** What a witness remembers of its log. */
export interface Standing {
  /** The key that was pinned; its name is the origin. */
  readonly log: NoteVerifier
  /** What was cosigned last. */
  readonly last: SignedCheckpoint | undefined
  /** The file with the two checkpoints that contradict each other: nothing is cosigned any more. */
  readonly forked: string | undefined
}

const version = 1

/** The text of the state file. */
export function standingText({ log, last, forked }: Standing): string {
  const checkpoint = last === undefined ? null : noteText(last.note)
  const state = { v: version, log: verifierKeyText(log), checkpoint, forked: forked ?? null }
  return `${JSON.stringify(state, null, 2)}\n`
}

/** @param at the file that the text is from @throws LOG_WITNESS_STATE_DAMAGED */
export function parseStanding(text: string, at: { file: string }): Standing {
  try {
    const { v, log, checkpoint, forked } = readJson(text) as Record<string, unknown>
    const isState = v === version && typeof log === 'string' && isTextOrNull(checkpoint) && isTextOrNull(forked)
    if (!isState) throw new TypeError('the state has another form')
    const verifier = parseLogKey(log)
    const last = checkpoint === null ? undefined : verifyCheckpoint(parseCheckpoint(checkpoint), [verifier])
    return { log: verifier, last, forked: forked ?? undefined }
  } catch (cause) {
    throw logCommandErrors.LOG_WITNESS_STATE_DAMAGED(at, { cause })
  }
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string'
}
