import { RpcFault } from './rpc-fault.ts'
import { RPC_ANSWER_BYTES_MAX } from './rpc-limits.ts'
import { parseRpcBody, type RpcId, type RpcRequest } from './rpc-request.ts'

/** Where one request gets its result. @throws RpcFault */
export type Answerer = (request: RpcRequest) => Promise<unknown>

/** The text that answers a body, one answer or a batch of them; none when nobody waits for one. */
export async function answerBody(body: unknown, answer: Answerer): Promise<string | undefined> {
  const parsed = parsedOf(body)
  if (parsed instanceof RpcFault) return faultText(parsed, null)
  const texts: string[] = []
  let room = RPC_ANSWER_BYTES_MAX
  for (const request of parsed.requests) {
    const text = await answerOne(request, { room, answer })
    if (text === undefined) continue
    texts.push(text)
    room -= Buffer.byteLength(text)
  }
  if (texts.length === 0) return undefined
  return parsed.isBatch ? `[${texts.join(',')}]` : texts[0]
}

function parsedOf(body: unknown): ReturnType<typeof parseRpcBody> | RpcFault {
  try {
    return parseRpcBody(body)
  } catch (fault) {
    if (fault instanceof RpcFault) return fault
    throw fault
  }
}

async function answerOne(
  request: RpcRequest | RpcFault,
  { room, answer }: { room: number; answer: Answerer },
): Promise<string | undefined> {
  if (request instanceof RpcFault) return faultText(request, null)
  const { id } = request
  // There are only questions here: what nobody waits for need not be asked.
  if (id === undefined) return undefined
  if (room <= 0) return faultText(tooMuch(), id)
  try {
    const text = JSON.stringify({ jsonrpc: '2.0', id, result: await answer(request) })
    return Buffer.byteLength(text) > room ? faultText(tooMuch(), id) : text
  } catch (fault) {
    if (fault instanceof RpcFault) return faultText(fault, id)
    throw fault
  }
}

function tooMuch(): RpcFault {
  return new RpcFault('limit', `The answer would be larger than ${RPC_ANSWER_BYTES_MAX} bytes`)
}

function faultText(fault: RpcFault, id: RpcId): string {
  return JSON.stringify(faultAnswer(fault, id))
}

/** @source JSON-RPC 2.0 §5: an error whose request could not be read has the id null */
export function faultAnswer({ code, message, data }: RpcFault, id: RpcId): object {
  return { jsonrpc: '2.0', id, error: { code, message, ...(data !== undefined && { data }) } }
}
