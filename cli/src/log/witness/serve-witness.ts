import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { logCommandErrors } from '../errors.ts'
import { type Answer, answerAddCheckpoint } from './add-checkpoint.ts'
import type { Witness } from './witness.ts'

/** Bytes of a request: a proof of 63 lines, and a checkpoint that many witnesses with large keys have signed. */
export const REQUEST_BYTES_MAX = 256 * 1024
/** From the first byte of a request to its last. */
export const REQUEST_MS_MAX = 10_000
/** Connections at a time. */
export const CONNECTIONS_MAX = 64

/** A witness that listens. */
export interface ServedWitness {
  readonly url: string
  stop(): Promise<void>
}

interface Serving {
  readonly host: string
  readonly port: number
  readonly request_ms_max?: number
  /** Told of what nobody expected. */
  onDefect(fault: unknown): void
}

/** Listens for logs. @throws LOG_WITNESS_ADDRESS_TAKEN */
export async function serveWitness(witness: Witness, serving: Serving): Promise<ServedWitness> {
  const limit_ms = serving.request_ms_max ?? REQUEST_MS_MAX
  const limits = { requestTimeout: limit_ms, headersTimeout: limit_ms, connectionsCheckingInterval: limit_ms / 2 }
  const server = createServer(limits, (request, response) => {
    answer(witness, request)
      .then((told) => write(response, told))
      .catch((fault) => {
        // Whoever asked has gone, or was too slow.
        if (request.readableAborted) return
        serving.onDefect(fault)
        write(response, { status: 500, type: 'text/plain', body: 'unexpected\n' })
      })
  })
  server.maxConnections = CONNECTIONS_MAX
  const port = await listen(server, serving)
  const host = serving.host.includes(':') ? `[${serving.host}]` : serving.host
  return { url: `http://${host}:${port}`, stop: () => close(server) }
}

async function answer(witness: Witness, request: IncomingMessage): Promise<Answer> {
  if (request.url !== '/add-checkpoint') return { status: 404, type: 'text/plain', body: 'POST /add-checkpoint\n' }
  if (request.method !== 'POST') return { status: 405, type: 'text/plain', body: 'POST /add-checkpoint\n' }
  const body = await readBody(request)
  if (body === undefined) return { status: 413, type: 'text/plain', body: `at most ${REQUEST_BYTES_MAX} bytes\n` }
  // Bytes that are no text become characters under which no signature holds.
  return await answerAddCheckpoint(witness, body.toString('utf8'))
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > REQUEST_BYTES_MAX) return undefined
  const chunks: Buffer[] = []
  let size_bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size_bytes += chunk.length
    if (size_bytes > REQUEST_BYTES_MAX) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function write(response: ServerResponse, { status, type, body }: Answer): void {
  const headers = { 'content-type': type, ...(status === 405 && { allow: 'POST' }) }
  if (status === 413 || status === 404) response.setHeader('connection', 'close')
  response.writeHead(status, headers).end(body)
}

function listen(server: Server, { host, port }: Serving): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const address = `${host}:${port}`
      reject(logCommandErrors.LOG_WITNESS_ADDRESS_TAKEN({ address, reason: cause.code ?? '?' }, { cause }))
    })
    server.listen({ host, port }, () => resolve((server.address() as AddressInfo).port))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
}
