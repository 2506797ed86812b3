import type { z } from 'zod'
import type { Ledger, LedgerReading } from '../ledger/ledger.ts'
import { RpcFault } from './rpc-fault.ts'
import { RPC_STATE_BLOCKS_MAX } from './rpc-limits.ts'
import { type blockTag, hexOf, numberOf } from './rpc-params.ts'

/** Who is asked, and up to which block: all requests of a batch see the same newest one. */
export interface Asking {
  readonly ledger: Pick<Ledger, 'chainId' | 'inspect'>
  readonly head: number
}

/** @throws RpcFault when there is no answer */
export async function read({ ledger }: Asking, reading: LedgerReading): Promise<unknown> {
  const answer = await ledger.inspect(reading)
  if ('value' in answer) return answer.value
  if ('reverted' in answer) throw new RpcFault('reverted', 'execution reverted', answer.reverted)
  throw new RpcFault('refused', 'The ledger cannot answer this')
}

/** The block whose state is asked for. @throws RpcFault when there is none */
export function stateAt(tag: z.infer<typeof blockTag> | undefined, { head }: Asking): string {
  const number = numberOf(tag, head)
  if (number > head) throw new RpcFault('missing', 'There is no such block')
  if (number < head - RPC_STATE_BLOCKS_MAX) {
    throw new RpcFault('missing', `States are told of the newest ${RPC_STATE_BLOCKS_MAX} blocks`)
  }
  return hexOf(number)
}
