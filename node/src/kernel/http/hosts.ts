import { kernelErrors } from '@symbolon/protocol/kernel'
import type { FastifyRequest } from 'fastify'
import type { App } from '../slice.ts'

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']
const wildcards = ['0.0.0.0', '::', '']

/** What this node may be called in a Host header. */
export interface KnownHosts {
  readonly host: string
  /** Where people reach a node that stands behind a proxy or on a network. */
  readonly public_url?: string
}

/**
 * Refuses requests that name another host, which is how a page of another site reaches a loopback server through its
 * own DNS name, and writes that another site's page started.
 */
export function refuseOtherHosts(app: App, known: KnownHosts): void {
  const names = new Set(loopbackNames)
  if (!wildcards.includes(known.host)) names.add(known.host.includes(':') ? `[${known.host}]` : known.host)
  const publicUrl = known.public_url === undefined ? undefined : new URL(known.public_url)
  app.decorateRequest('publicOrigin', undefined)
  app.addHook('onRequest', (request, _reply, done) => {
    const isPublic = publicUrl !== undefined && request.host === publicUrl.host
    if (!isPublic && !names.has(nameOf(request.host))) return done(kernelErrors.KERNEL_HOST_REFUSED())
    request.publicOrigin = isPublic ? publicUrl.origin : undefined
    const { origin } = request.headers
    if (origin !== undefined && origin !== originOf(request) && !isSafe(request.method)) {
      return done(kernelErrors.KERNEL_ORIGIN_REFUSED())
    }
    done()
  })
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

function nameOf(host: string): string {
  return host.replace(/:\d{1,5}$/, '').toLowerCase()
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}
