import rateLimit from '@fastify/rate-limit'
import { kernelErrors } from '@symbolon/protocol/kernel'
import type { FastifyRequest } from 'fastify'
import type { App } from '../slice.ts'
import type { RequestCeilings } from './http-limits.ts'

const window_ms = 60_000

/** Counts requests a minute by session, or by network address; counts stay in memory and are forgotten with the minute. */
export async function limitRates(app: App, ceilings: RequestCeilings): Promise<void> {
  app.decorate('requestCeilings', ceilings)
  await app.register(rateLimit, {
    timeWindow: window_ms,
    cache: 20_000,
    enableDraftSpec: true,
    max: (request: FastifyRequest) => (request.principal ? ceilings.session : ceilings.address),
    keyGenerator: (request) => request.principal?.session ?? request.ip,
    errorResponseBuilder: (_request, { ttl }) => kernelErrors.KERNEL_RATE_LIMITED({ seconds: Math.ceil(ttl / 1000) }),
  })
  app.decorate('countResolution', countEach(app, ceilings.resolution))
}

declare module 'fastify' {
  interface FastifyInstance {
    requestCeilings: RequestCeilings
    countResolution(request: FastifyRequest): Promise<number | undefined>
  }
}

/** Route option of what may be asked less often than all else: signing in. */
export function signInRate(app: App): { max: number; timeWindow: number; groupId: string } {
  return { max: app.requestCeilings.sign_in, timeWindow: window_ms, groupId: 'sign-in' }
}

/** Route option of what must get through whatever else its caller has asked: ending access. */
export function revocationRate(app: App): { max: number; timeWindow: number; groupId: string } {
  return { max: app.requestCeilings.revocation, timeWindow: window_ms, groupId: 'revocation' }
}

/**
 * Hook of routes that anybody may ask, but not without end: look-ups of Digital Links. All of them are counted together,
 * which a group of routes with limits of their own is not.
 */
export async function limitResolutions(request: FastifyRequest): Promise<void> {
  const seconds = await request.server.countResolution(request)
  if (seconds !== undefined) throw kernelErrors.KERNEL_RATE_LIMITED({ seconds })
}

/** Counts what one request asks for more than once: answers the seconds to wait where its caller has had the most of it. */
export function countEach(app: App, max: number): (request: FastifyRequest) => Promise<number | undefined> {
  const count = app.createRateLimit({ max, timeWindow: window_ms })
  return async (request) => {
    const counted = await count(request)
    return !counted.isAllowed && counted.isExceeded ? counted.ttlInSeconds : undefined
  }
}
