import { setTimeout as wait } from 'node:timers/promises'
import { concatBytes, SymbolonError } from '@symbolon/protocol/kernel'
import { logReadingErrors as errors } from './errors.ts'

/** Where a log is read, and how long one answer may take. */
export interface LogReaderOptions {
  /** The prefix that checkpoint and tiles stand under, `https://node.example/log`. */
  readonly url: string
  readonly fetch?: typeof fetch
  /** From the request to the last byte. */
  readonly timeout_ms?: number
}

/** One file of a log. */
export interface LogFile {
  /** Below the prefix: `checkpoint`, `tile/0/000`. */
  readonly path: string
  /** A longer answer is refused without being read to its end. */
  readonly bytes_max: number
}

/** Reads files of a log over HTTP; nothing of what it reads is verified. */
export interface LogReader {
  readonly url: string
  /** The bytes; `undefined` where the log has no such file. @throws LOG_UNREACHABLE, LOG_ANSWER_INVALID, LOG_ANSWER_TOO_LARGE */
  read(file: LogFile): Promise<Uint8Array | undefined>
}

/** Longest wait for one answer. */
export const LOG_ANSWER_MS_MAX = 15_000
const attemptsMax = 3
const pause_ms = 200
const absent: readonly number[] = [404, 410]
const passing: readonly number[] = [429, 500, 502, 503, 504]

/**
 * A reader of one log. Redirects are not followed, so that no answer comes from another origin.
 * @example const reader = createLogReader({ url: 'http://127.0.0.1:7070/log' })
 */
export function createLogReader(options: LogReaderOptions): LogReader {
  const url = options.url.replace(/\/+$/, '')
  const ask = { url, fetch: options.fetch ?? globalThis.fetch, timeout_ms: options.timeout_ms ?? LOG_ANSWER_MS_MAX }
  return { url, read: (file) => readPatiently(ask, file) }
}

interface Asking {
  readonly url: string
  readonly fetch: typeof fetch
  readonly timeout_ms: number
}

async function readPatiently(asking: Asking, file: LogFile): Promise<Uint8Array | undefined> {
  for (let attempt = 1; ; attempt++) {
    const answer = await readOnce(asking, file)
    if (answer === undefined || answer instanceof Uint8Array) return answer
    if (attempt === attemptsMax) throw answer
    await wait(pause_ms * attempt)
  }
}

/** Gives back the error that another attempt may end. */
async function readOnce({ url, fetch, timeout_ms }: Asking, file: LogFile) {
  try {
    const signal = AbortSignal.timeout(timeout_ms)
    const response = await fetch(`${url}/${file.path}`, { redirect: 'manual', cache: 'no-store', signal })
    if (response.ok) return await limitedBody(response, { url, bytes_max: file.bytes_max })
    await response.body?.cancel()
    if (absent.includes(response.status)) return undefined
    if (passing.includes(response.status)) return errors.LOG_UNREACHABLE({ url })
    throw errors.LOG_ANSWER_INVALID({ url, status: response.status })
  } catch (cause) {
    if (cause instanceof SymbolonError) throw cause
    return errors.LOG_UNREACHABLE({ url }, { cause })
  }
}

async function limitedBody(response: Response, limit: { url: string; bytes_max: number }): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size_bytes = 0
  for await (const chunk of response.body ?? []) {
    size_bytes += chunk.length
    // Leaving the loop ends the connection.
    if (size_bytes > limit.bytes_max) throw errors.LOG_ANSWER_TOO_LARGE(limit)
    chunks.push(chunk)
  }
  return concatBytes(...chunks)
}
