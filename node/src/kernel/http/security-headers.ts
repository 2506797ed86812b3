import type { App } from '../slice.ts'

/** The page at hand may load from this node and from nowhere else; inline scripts never run. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Every answer carries the same few headers; @fastify/helmet would build them anew for each request. @source OWASP Secure Headers */
export function secureHeaders(app: App): void {
  const entries = Object.entries(headers)
  app.addHook('onRequest', (request, reply, done) => {
    for (const [name, value] of entries) reply.header(name, value)
    reply.header('x-request-id', request.id)
    done()
  })
}
