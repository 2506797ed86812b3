import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from './client.ts'
import { sdkErrors } from './errors.ts'
import { problemIn, RemoteError } from './remote-error.ts'
/** One request to a node. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/v1/…` with its query. */
  readonly path: string
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as they are, as `application/octet-stream` unless a header says what they are. */
  readonly bytes?: Uint8Array
  readonly token?: string
  /** Lower-case names; `range`, `accept` and the like. */
  readonly headers?: Readonly<Record<string, string>>
  /** A POST with a key may be repeated: the node answers what it answered first. */
  readonly idempotencyKey?: string
  /** Not repeated: whoever asks decides when to ask again. */
  readonly once?: true
}

const attemptsMax = 4
const pause_ms = 200
const pauseAsked_ms_max = 10_000

/**
 * The answer of the node, repeated where the error table says that repeating helps.
 * @throws RemoteError, SDK_NODE_UNREACHABLE, SDK_ANSWER_INVALID
 */
export async function send(client: Client, request: Request): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const answer = await sendOnce(client, request)
    if (answer instanceof Response) return answer
    if (attempt === attemptsMax || !mayRepeat(request, answer.error)) throw answer.error
    await wait(answer.after_ms ?? pause_ms * 2 ** attempt)
  }
}

/** The JSON of an answer. @throws as `send`, and SDK_ANSWER_INVALID when it is not JSON */
export async function sendForJson<Answer>(client: Client, request: Request): Promise<Answer> {
  const response = await send(client, request)
  if (response.status === 204) return undefined as Answer
  try {
    return (await response.json()) as Answer
  } catch (cause) {
    throw sdkErrors.SDK_ANSWER_INVALID({ url: client.url, status: response.status }, { cause })
  }
}

interface Failure {
  readonly error: ReturnType<typeof sdkErrors.SDK_NODE_UNREACHABLE>
  readonly after_ms?: number
}

async function sendOnce(client: Client, request: Request): Promise<Response | Failure> {
  let response: Response
  try {
    response = await client.fetch(`${client.url}${request.path}`, initOf(client, request))
  } catch (cause) {
    return { error: sdkErrors.SDK_NODE_UNREACHABLE({ url: client.url }, { cause }) }
  }
  if (response.ok) return response
  const problem = problemIn(await response.json().catch(() => undefined), response.status)
  if (problem === undefined) {
    return { error: sdkErrors.SDK_ANSWER_INVALID({ url: client.url, status: response.status }) }
  }
  const error = new RemoteError(problem, response.headers.get('x-request-id') ?? undefined)
  const asked_s = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isNaN(asked_s) ? { error } : { error, after_ms: Math.min(asked_s * 1000, pauseAsked_ms_max) }
}

function initOf(client: Client, request: Request): RequestInit {
  const headers: Record<string, string> = { 'accept-language': client.language, ...request.headers }
  if (request.token !== undefined) headers.authorization = `Bearer ${request.token}`
  if (request.idempotencyKey !== undefined) headers['idempotency-key'] = request.idempotencyKey
  const init: RequestInit = { method: request.method, headers, signal: AbortSignal.timeout(client.timeout_ms) }
  if (request.bytes !== undefined) {
    headers['content-type'] ??= 'application/octet-stream'
    init.body = request.bytes as Uint8Array<ArrayBuffer>
  } else if (request.body !== undefined) {
    headers['content-type'] = 'application/json'
    init.body = JSON.stringify(request.body)
  }
  return init
}

// A repeat is safe when the method is, or when the node knows the request by its key.
function mayRepeat(request: Request, error: Failure['error']): boolean {
  if (request.once) return false
  const safe = request.method !== 'POST' || request.idempotencyKey !== undefined
  return safe && error.row.retry === 'later'
}
