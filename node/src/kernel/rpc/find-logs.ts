import type { z } from 'zod'
import { RpcFault } from './rpc-fault.ts'
import { RPC_LOG_BLOCKS_MAX, RPC_LOG_STEP_BLOCKS, RPC_LOGS_MAX } from './rpc-limits.ts'
import { hexOf, type logFilter, numberOf } from './rpc-params.ts'
import type { Asking } from './rpc-reading.ts'
import { read } from './rpc-reading.ts'

/** The logs that a filter finds in committed blocks, a few blocks at a time. @throws RpcFault beyond a limit */
export async function findLogs(asking: Asking, filter: z.infer<typeof logFilter>): Promise<unknown[]> {
  const { address, topics } = filter
  const wanted = { ...(address !== undefined && { address }), ...(topics !== undefined && { topics }) }
  if ('blockHash' in filter) return few(await search(asking, { ...wanted, blockHash: filter.blockHash }))
  const first = numberOf(filter.fromBlock, asking.head)
  const last = Math.min(numberOf(filter.toBlock, asking.head), asking.head)
  if (last - first >= RPC_LOG_BLOCKS_MAX) {
    throw new RpcFault('limit', `A search goes through at most ${RPC_LOG_BLOCKS_MAX} blocks`)
  }
  const found: unknown[] = []
  for (let from = first; from <= last; from += RPC_LOG_STEP_BLOCKS) {
    const to = Math.min(from + RPC_LOG_STEP_BLOCKS - 1, last)
    found.push(...(await search(asking, { ...wanted, fromBlock: hexOf(from), toBlock: hexOf(to) })))
    few(found)
  }
  return found
}

async function search(asking: Asking, filter: object): Promise<unknown[]> {
  return (await read(asking, { method: 'eth_getLogs', params: [filter] })) as unknown[]
}

function few(found: unknown[]): unknown[] {
  if (found.length > RPC_LOGS_MAX) throw new RpcFault('limit', `A search finds at most ${RPC_LOGS_MAX} logs`)
  return found
}
