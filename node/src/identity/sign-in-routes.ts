import { checkSiweMessage, identityErrors, SIGN_IN_CHARACTERS_MAX } from '@symbolon/protocol/identity'
import { z } from 'zod'
import { type App, type NodeContext, originOf, revocationRate, signInRate } from '../kernel/index.ts'
import { requirePrincipal } from './policy.ts'
import { nonceSchema, presentSession, sessionSchema } from './present.ts'
import type { SessionCache } from './session-cache.ts'
import { hashOfToken, type SessionStore } from './session-store.ts'

const tags = ['sign-in']
const security: [] = []
const signInBody = z.object({ message: z.string().max(SIGN_IN_CHARACTERS_MAX), signature: z.string().max(200) })

/** Signing in and out. @source ERC-4361 */
export function signInRoutes(
  app: App,
  parts: { context: NodeContext; store: SessionStore; cache: SessionCache },
): void {
  const { context, store } = parts
  const config = { idempotency: 'exempt', rateLimit: signInRate(app) } as const
  const nonce = { tags, security, summary: 'What to sign to sign in', response: { 201: nonceSchema } }
  app.post('/v1/sign-in/nonces', { schema: nonce, config }, async (request, reply) => {
    const uri = originOf(request)
    const { nonce, expires_at } = await store.newNonce()
    const domain = new URL(uri).host
    const answer = {
      nonce,
      domain,
      uri,
      chain_id: context.ledger.chainId,
      expires_at: new Date(expires_at).toISOString(),
    }
    return reply.code(201).header('cache-control', 'no-store').send(answer)
  })

  const session = { tags, security, summary: 'Sign in', body: signInBody, response: { 201: sessionSchema } }
  app.post('/v1/sessions', { schema: session, config: { ...config, problems: ['401'] } }, async (request, reply) => {
    const uri = originOf(request)
    const expected = { uri, domain: new URL(uri).host, chainId: context.ledger.chainId }
    const signIn = await checkSiweMessage({ ...request.body, expected, now: context.clock.now() })
    const created = await store.create(signIn, request.body)
    if (!created) throw identityErrors.IDENTITY_NONCE_SPENT()
    return reply.code(201).header('cache-control', 'no-store').send(presentSession(created))
  })

  signOutRoutes(app, parts)
}

function signOutRoutes(app: App, { store, cache }: { store: SessionStore; cache: SessionCache }): void {
  const end = { tags, summary: 'Sign out', response: { 204: z.undefined() } }
  const config = { rateLimit: revocationRate(app) }
  app.delete('/v1/sessions/current', { schema: end, config }, async (request, reply) => {
    requirePrincipal(request)
    const token = request.bearer ?? ''
    await store.end(hashOfToken(token))
    cache.forget(token)
    return reply.code(204).send()
  })

  const endAll = {
    tags,
    summary: 'Sign out everywhere: every session of the account ends',
    response: { 204: z.undefined() },
  }
  app.delete('/v1/sessions', { schema: endAll, config }, async (request, reply) => {
    const { address } = requirePrincipal(request)
    await store.endAll(address)
    cache.forgetAccount(address)
    return reply.code(204).send()
  })
}
