import { z } from 'zod'
import { RpcFault } from './rpc-fault.ts'
import { RPC_BATCH_ITEMS_MAX, RPC_ID_CHARACTERS_MAX } from './rpc-limits.ts'

const idSchema = z.union([z.string().max(RPC_ID_CHARACTERS_MAX), z.int(), z.null()])
const requestSchema = z.object({
  jsonrpc: z.literal('2.0'),
  id: idSchema.optional(),
  method: z.string(),
  params: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).optional(),
})

export type RpcId = z.infer<typeof idSchema>

export interface RpcRequest {
  /** Without one nobody waits for an answer. */
  readonly id: RpcId | undefined
  readonly method: string
  readonly params: unknown
}

export interface RpcBody {
  readonly isBatch: boolean
  /** What cannot be understood as a request stands here as its fault. */
  readonly requests: readonly (RpcRequest | RpcFault)[]
}

/** The requests of a body, one or a batch. @throws RpcFault for a batch that is empty or too long */
export function parseRpcBody(body: unknown): RpcBody {
  if (!Array.isArray(body)) return { isBatch: false, requests: [parseRequest(body)] }
  if (body.length === 0) throw new RpcFault('request', 'The batch is empty')
  if (body.length > RPC_BATCH_ITEMS_MAX) {
    throw new RpcFault('limit', `A batch has at most ${RPC_BATCH_ITEMS_MAX} requests`)
  }
  return { isBatch: true, requests: body.map(parseRequest) }
}

function parseRequest(item: unknown): RpcRequest | RpcFault {
  const { data } = requestSchema.safeParse(item)
  if (data === undefined) return new RpcFault('request', 'This is not a request of JSON-RPC 2.0')
  return { id: data.id, method: data.method, params: data.params ?? [] }
}
