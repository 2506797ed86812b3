import type { Hex } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import { RpcFault } from './rpc-fault.ts'
import { RPC_CALL_BYTES_MAX, RPC_CALL_GAS_MAX, RPC_FILTER_ITEMS_MAX } from './rpc-limits.ts'

/** @source Ethereum JSON-RPC, Hex value encoding: a quantity has no leading zeros, data has whole bytes */
const quantity = z
  .string()
  .regex(/^0x(?:0|[1-9a-fA-F][0-9a-fA-F]{0,15})$/)
  .transform(BigInt)
const nothing = z.literal('0x0')
const bytes = z
  .string()
  .max(2 + 2 * RPC_CALL_BYTES_MAX)
  .regex(/^0x(?:[0-9a-fA-F]{2})*$/)
const place = z
  .string()
  .regex(/^0x[0-9a-fA-F]{1,64}$/)
  .transform((text): Hex => `0x${text.slice(2).padStart(64, '0')}`)

export const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/)
export const hash = z.string().regex(/^0x[0-9a-fA-F]{64}$/)
/** A committed block is final, and none is shown that is pending. */
export const blockTag = z.union([z.enum(['latest', 'pending', 'safe', 'finalized', 'earliest']), quantity])

function oneOrSome<S extends z.ZodType>(item: S) {
  return z.union([item, z.array(item).max(RPC_FILTER_ITEMS_MAX)])
}

const topics = z.array(z.union([z.null(), oneOrSome(hash)])).max(4)
export const logFilter = z.union([
  z.strictObject({
    fromBlock: blockTag.optional(),
    toBlock: blockTag.optional(),
    address: oneOrSome(address).optional(),
    topics: topics.optional(),
  }),
  z.strictObject({ blockHash: hash, address: oneOrSome(address).optional(), topics: topics.optional() }),
])

/** A call of a contract that stands there; nobody pays and nothing is paid. */
export const call = z
  .strictObject({
    from: address.optional(),
    to: address,
    data: bytes.optional(),
    input: bytes.optional(),
    gas: quantity.optional(),
    gasPrice: nothing.optional(),
    value: nothing.optional(),
  })
  .refine(({ data, input }) => data === undefined || input === undefined || data === input)
  .transform(({ from, to, data, input, gas = RPC_CALL_GAS_MAX }) => ({
    ...(from !== undefined && { from }),
    to,
    data: input ?? data ?? '0x',
    gas: hexOf(gas < RPC_CALL_GAS_MAX ? gas : RPC_CALL_GAS_MAX),
  }))

export const noParams = z.tuple([])
export const blockByNumber = z.tuple([blockTag, z.boolean()])
export const blockByHash = z.tuple([hash, z.boolean()])
export const ofTransaction = z.tuple([hash])
export const ofLogs = z.tuple([logFilter])
export const ofCall = z.tuple([call, blockTag.optional()])
export const ofAccount = z.tuple([address, blockTag.optional()])
export const ofPlace = z.tuple([address, place, blockTag.optional()])

/** The number of the block that is meant; one above the newest may come back. */
export function numberOf(tag: z.infer<typeof blockTag> | undefined, head: number): number {
  if (tag === 'earliest') return 0
  return typeof tag === 'bigint' ? Number(tag) : head
}

export function hexOf(number: number | bigint): Hex {
  return `0x${number.toString(16)}`
}

/** @throws RpcFault that names the place of what is wrong, never the value */
export function parseParams<S extends z.ZodType>(schema: S, params: unknown): z.infer<S> {
  const { data, error } = schema.safeParse(params)
  if (error === undefined) return data as z.infer<S>
  const at = error.issues[0]?.path[0]
  throw new RpcFault('params', typeof at === 'number' ? `Parameter ${at + 1} is not as agreed` : 'Wrong parameters')
}
