import { Late, within } from '../http/within.ts'
import { createMutex } from '../ledger/mutex.ts'
import { RpcFault } from './rpc-fault.ts'

/** Runs one question after another, so that a block that is to be made waits for one of them at most. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

/** @throws RpcFault (the turns) when too many wait, or when there is no answer in time */
export function createTurns(limits: { readonly waiting_max: number; readonly answer_ms_max: number }): Turns {
  const inTurn = createMutex()
  let waiting = 0
  return async (work) => {
    if (waiting >= limits.waiting_max) throw new RpcFault('limit', 'Too many questions at one time')
    waiting++
    let late = false
    const asked = inTurn(async () => (late ? Promise.reject(new Late()) : work())).finally(() => waiting--)
    try {
      return await within(limits.answer_ms_max, () => asked)
    } catch (fault) {
      late = true
      if (fault instanceof Late) throw new RpcFault('unavailable', 'The ledger did not answer in time')
      throw fault
    }
  }
}
