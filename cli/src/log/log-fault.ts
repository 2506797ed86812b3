import { SymbolonError } from '@symbolon/protocol/kernel'
import { type ExitCode, exitCodes, type Output, showFailure } from '../kernel/index.ts'

/** What means that a log, or what is said of it, is not what was signed; everything else has the exit code of its error. */
const differing: ReadonlySet<string> = new Set([
  'LOG_ANCHOR_ENTRY_UNTRUE',
  'LOG_ANCHOR_UNTRUE',
  'LOG_ANSWER_TOO_LARGE',
  'LOG_BUNDLE_INVALID',
  'LOG_CHECKPOINT_INVALID',
  'LOG_HISTORY_FORKED',
  'LOG_HISTORY_SHRUNK',
  'LOG_KEY_UNEXPECTED',
  'LOG_NODE_UNTRUE',
  'LOG_NOTE_INVALID',
  'LOG_OPENING_UNTRUE',
  'LOG_PROOF_ALTERED',
  'LOG_PROOF_INVALID',
  'LOG_SIGNATURE_INVALID',
  'LOG_SIGNATURE_MISSING',
  'LOG_TILE_INVALID',
  'LOG_TILE_UNTRUE',
])

/** Runs what examines a log: where something differs, it is told, and the exit code is 9. */
export async function examining(output: Output, examine: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await examine()
  } catch (fault) {
    if (!(fault instanceof SymbolonError) || !differing.has(fault.code)) throw fault
    showFailure(fault, output)
    return exitCodes.mismatch
  }
}
