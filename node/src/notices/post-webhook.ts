import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import type { Fault, Outcome } from './outcome.ts'
import { addressesOf, type ResolveName } from './resolve-name.ts'
import { isTlsFault } from './tls-fault.ts'
import { hostOf, mayConnect, type Reach } from './webhook-url.ts'

/** From the look-up of the name to the last byte that is read. @source Standard Webhooks 1.0.0, request timeouts */
export const WEBHOOK_MS_MAX = 15_000
/** What is read of the body of an answer, which says nothing to us: enough for the connection to end in order. */
export const ANSWER_BYTES_MAX = 16_384
const headerBytesMax = 16_384

/** How webhooks are sent. */
export interface WebhookSending extends Reach {
  readonly resolve: ResolveName
  /** `WEBHOOK_MS_MAX` unless a test is in a hurry. */
  readonly ms_max?: number
  /** PEM of further authorities, for tests. */
  readonly ca?: string
}

/** One request on its way. */
export interface WebhookPost {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Aborted when the node ends. */
  readonly ending?: AbortSignal
}

/**
 * Sends a webhook and says what came of it; never throws. The name is resolved once, every address that it stands for has
 * to be allowed, and the connection goes to an address that was looked at: a name that means something else a moment later
 * changes nothing. No redirect is followed.
 */
export async function postWebhook(post: WebhookPost, sending: WebhookSending): Promise<Outcome> {
  const late = AbortSignal.timeout(sending.ms_max ?? WEBHOOK_MS_MAX)
  const aborted = post.ending === undefined ? late : AbortSignal.any([late, post.ending])
  try {
    aborted.throwIfAborted()
    const url = new URL(post.url)
    const address = await placeOf(url, sending, aborted)
    if (address === undefined) return { result: 'failed', fault: 'place' }
    return outcomeOf(await exchange({ ...post, address, aborted }, url, sending.ca))
  } catch (error) {
    return { result: 'failed', fault: late.aborted ? 'time' : faultOf(error) }
  }
}

async function placeOf(url: URL, sending: WebhookSending, aborted: AbortSignal): Promise<string | undefined> {
  const late = new Promise<never>((_, reject) => aborted.addEventListener('abort', () => reject(new Error('late'))))
  const addresses = await Promise.race([addressesOf(hostOf(url), sending.resolve), late])
  const { protocol } = url
  const areAllowed = addresses.every((address) => mayConnect(address, { protocol, loopback: sending.loopback }))
  return areAllowed ? addresses[0] : undefined
}

interface PinnedPost extends WebhookPost {
  readonly address: string
  readonly aborted: AbortSignal
}

/** Resolves with the status of the answer. */
function exchange(post: PinnedPost, url: URL, ca: string | undefined): Promise<number> {
  const host = hostOf(url)
  const options = {
    method: 'POST',
    host: post.address,
    port: url.port || undefined,
    path: `${url.pathname}${url.search}`,
    headers: { ...post.headers, host: url.host, 'content-length': Buffer.byteLength(post.body) },
    agent: false,
    maxHeaderSize: headerBytesMax,
    signal: post.aborted,
  } as const
  return new Promise((resolve, reject) => {
    const answered = (answer: IncomingMessage) => finish(answer, resolve)
    // The certificate has to be the name's, whatever address the connection goes to.
    const identity = isIP(host) === 0 ? { servername: host } : {}
    const sent: ClientRequest =
      url.protocol === 'https:'
        ? requestHttps({ ...options, ...identity, ...(ca !== undefined && { ca }) }, answered)
        : requestHttp(options, answered)
    sent.on('error', reject)
    // Such an answer is no `response`, and where nobody listens for it nothing ends the request: not even an abort.
    sent.on('upgrade', ({ statusCode = 0 }, socket) => {
      socket.destroy()
      resolve(statusCode)
    })
    sent.end(post.body)
  })
}

/** The status counts; of the body no more is read than lets the connection end. */
function finish(answer: IncomingMessage, done: (status: number) => void): void {
  const { statusCode = 0 } = answer
  let left = ANSWER_BYTES_MAX
  answer.on('data', (bytes: Buffer) => {
    left -= bytes.length
    if (left < 0) answer.destroy()
  })
  answer.on('error', () => undefined)
  answer.on('close', () => done(statusCode))
}

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return { result: 'delivered', status }
  return { result: status === 410 ? 'gone' : 'failed', status }
}

function faultOf(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(ENOTFOUND|EAI_|ENODATA)/.test(code)) return 'name'
  if (code.startsWith('HPE_')) return 'answer'
  if (isTlsFault(code)) return 'certificate'
  return 'connection'
}
