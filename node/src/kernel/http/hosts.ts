import { kernelErrors } from '@symbolon/protocol/kernel'
import type { FastifyRequest } from 'fastify'
import type { App } from '../slice.ts'

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']
const loopbackHosts = ['localhost', '127.0.0.1', '::1']
const wildcards = ['0.0.0.0', '::', '']
const defaultPort = 80

/** What this node may be called in a Host header. */
export interface KnownHosts {
  readonly host: string
  /** Where people reach a node that stands behind a proxy or on a network. */
  readonly public_url?: string
}

/**
 * Refuses requests that name another host or another port, which is how a page of another site reaches a loopback server
 * through its own DNS name and how a sign-in for another program of this machine would be taken here, and writes that
 * another site's page started. A node with a public address answers to it alone.
 */
export function refuseOtherHosts(app: App, known: KnownHosts): void {
  const publicUrl = known.public_url === undefined ? undefined : new URL(known.public_url)
  const names = publicUrl === undefined ? namesOf(known.host) : []
  const portOf = boundPort(app)
  app.decorateRequest('publicOrigin', undefined)
  app.addHook('onRequest', (request, _reply, done) => {
    // A request without it is malformed; Node would answer that without a body. @source RFC 9112 §3.2
    if (request.host === '') return done(kernelErrors.KERNEL_HTTP_MALFORMED())
    const isKnown = publicUrl ? request.host === publicUrl.host : isOneOf(names, { host: request.host, port: portOf() })
    if (!isKnown) return done(kernelErrors.KERNEL_HOST_REFUSED())
    request.publicOrigin = publicUrl?.origin
    const { origin } = request.headers
    if (origin !== undefined && origin !== originOf(request) && !isSafe(request.method)) {
      return done(kernelErrors.KERNEL_ORIGIN_REFUSED())
    }
    done()
  })
}

/** A node on all interfaces is known by no name of its own: only a public address can say what people call it. */
function namesOf(host: string): readonly string[] {
  if (loopbackHosts.includes(host)) return loopbackNames
  if (wildcards.includes(host)) return []
  return [host.includes(':') ? `[${host}]` : host.toLowerCase()]
}

/** The port that the server listens on, once it does. */
function boundPort(app: App): () => number | undefined {
  let port: number | undefined
  app.server.on('listening', () => {
    const bound = app.server.address()
    port = typeof bound === 'object' && bound !== null ? bound.port : undefined
  })
  return () => port
}

function isOneOf(names: readonly string[], asked: { host: string; port: number | undefined }): boolean {
  const [, name = '', port] = /^(.*?)(?::(\d{1,5}))?$/.exec(asked.host) ?? []
  if (!names.includes(name.toLowerCase())) return false
  return asked.port === undefined || Number(port ?? defaultPort) === asked.port
}

declare module 'fastify' {
  interface FastifyRequest {
    publicOrigin: string | undefined
  }
}

/** Scheme, host and port that the caller sees this node at; the host was checked. */
export function originOf(request: FastifyRequest): string {
  return request.publicOrigin ?? `http://${request.host}`
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}
