import type { z } from 'zod'
import type { LedgerReading, ReadingMethod } from '../ledger/ledger.ts'
import { findLogs } from './find-logs.ts'
import { RpcFault } from './rpc-fault.ts'
import * as params from './rpc-params.ts'
import { type Asking, read, stateAt } from './rpc-reading.ts'

interface RpcMethod {
  /** It runs a contract or goes through blocks. */
  readonly isDear: boolean
  answer(asking: Asking, params: unknown): Promise<unknown>
}

/** Everything that the ledger can be asked. What is not here does not exist, whatever the EVM under it could do. */
const methods: ReadonlyMap<string, RpcMethod> = new Map([
  ['eth_chainId', told(({ ledger }) => params.hexOf(ledger.chainId))],
  ['net_version', told(({ ledger }) => String(ledger.chainId))],
  ['web3_clientVersion', told(() => 'symbolon')],
  ['eth_blockNumber', told(({ head }) => params.hexOf(head))],
  ['eth_gasPrice', told(() => '0x0')],
  ['eth_getBlockByNumber', method(params.blockByNumber, blockByNumber)],
  ['eth_getBlockByHash', asked('eth_getBlockByHash', params.blockByHash)],
  ['eth_getTransactionByHash', asked('eth_getTransactionByHash', params.ofTransaction)],
  ['eth_getTransactionReceipt', asked('eth_getTransactionReceipt', params.ofTransaction)],
  ['eth_getLogs', { ...method(params.ofLogs, (asking, [filter]) => findLogs(asking, filter)), isDear: true }],
  ['eth_call', { ...method(params.ofCall, stateOf('eth_call')), isDear: true }],
  ['eth_getCode', method(params.ofAccount, stateOf('eth_getCode'))],
  ['eth_getBalance', method(params.ofAccount, stateOf('eth_getBalance'))],
  ['eth_getTransactionCount', method(params.ofAccount, stateOf('eth_getTransactionCount'))],
  [
    'eth_getStorageAt',
    method(params.ofPlace, (asking, [account, place, tag]) =>
      read(asking, { method: 'eth_getStorageAt', params: [account, place, stateAt(tag, asking)] }),
    ),
  ],
])

/** @throws RpcFault when there is none of the name */
export function methodOf(name: string): RpcMethod {
  const known = methods.get(name)
  if (known === undefined) throw new RpcFault('method', 'There is no such method')
  return known
}

function method<S extends z.ZodType>(
  schema: S,
  answer: (asking: Asking, given: z.infer<S>) => Promise<unknown>,
): RpcMethod {
  return { isDear: false, answer: async (asking, given) => answer(asking, params.parseParams(schema, given)) }
}

function told(answer: (asking: Asking) => string): RpcMethod {
  return method(params.noParams, async (asking) => answer(asking))
}

function asked(name: ReadingMethod, schema: z.ZodType<LedgerReading['params']>): RpcMethod {
  return method(schema, (asking, given) => read(asking, { method: name, params: given }))
}

async function blockByNumber(asking: Asking, [tag, full]: z.infer<typeof params.blockByNumber>): Promise<unknown> {
  const number = params.numberOf(tag, asking.head)
  if (number > asking.head) return null
  return read(asking, { method: 'eth_getBlockByNumber', params: [params.hexOf(number), full] })
}

type OfState = readonly [unknown, (z.infer<typeof params.blockTag> | undefined)?]

function stateOf(name: ReadingMethod): (asking: Asking, given: OfState) => Promise<unknown> {
  return async (asking, [of, tag]) => read(asking, { method: name, params: [of, stateAt(tag, asking)] })
}
