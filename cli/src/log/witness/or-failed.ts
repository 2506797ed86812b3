import { SymbolonError } from '@symbolon/protocol/kernel'
import { logCommandErrors } from '../errors.ts'

/** Work with files, of which a witness says what went wrong. @throws LOG_WITNESS_FILES_FAILED */
export async function orFailed<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (cause) {
    if (cause instanceof SymbolonError) throw cause
    const reason = (cause as NodeJS.ErrnoException).code ?? '?'
    throw logCommandErrors.LOG_WITNESS_FILES_FAILED({ reason }, { cause })
  }
}
