import type { Hex, SymbolonError } from '@symbolon/protocol/kernel'

/** @source JSON-RPC 2.0 §5.1; EIP-1474 for -32000 to -32005; 3 is what nodes answer when a contract says no */
export const rpcCodes = {
  reverted: 3,
  parse: -32_700,
  request: -32_600,
  method: -32_601,
  params: -32_602,
  internal: -32_603,
  refused: -32_000,
  missing: -32_001,
  unavailable: -32_002,
  limit: -32_005,
} as const

/** What may be told besides: which row of the error tables, which request, when to come back, what a contract answered. */
export type RpcFaultData = Hex | Readonly<Record<string, string | number>>

/** Why a request has no result. Says nothing that the caller has sent. */
export class RpcFault extends Error {
  override readonly name = 'RpcFault'
  readonly code: number
  readonly data: RpcFaultData | undefined

  constructor(kind: keyof typeof rpcCodes, message: string, data?: RpcFaultData) {
    super(message)
    this.code = rpcCodes[kind]
    this.data = data
  }
}

/** An error of our tables as this door says it. */
export function rpcFaultOf({ code, row, facts }: SymbolonError, request_id: string): RpcFault {
  const { seconds } = facts
  const data = { code, request_id, ...(typeof seconds === 'number' && { seconds }) }
  return new RpcFault(kindOf(code), row.title.en, data)
}

function kindOf(code: string): keyof typeof rpcCodes {
  if (code.startsWith('KERNEL_JSON_')) return 'parse'
  if (code === 'KERNEL_RATE_LIMITED' || code === 'KERNEL_BODY_TOO_LARGE') return 'limit'
  if (code === 'KERNEL_INTERNAL') return 'internal'
  if (code === 'KERNEL_DISK_FULL' || code.startsWith('KERNEL_LEDGER_')) return 'unavailable'
  return 'request'
}
