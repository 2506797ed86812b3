import type { Hex, Id } from '@symbolon/protocol/kernel'
import type { Address } from '../ledger/ledger.ts'

/** Whoever sent the request, proved by a session. */
export interface Principal {
  readonly session: Id<'session'>
  readonly address: Address
  /** Absent until the account has registered its party. */
  readonly party?: Id<'party'>
  /** Milliseconds since 1970. */
  readonly expires_at: number
  /** SHA-256 of the message that was signed to open the session; sessions that began before it was kept have none. */
  readonly sign_in?: Hex
}

/** Where the HTTP door asks who holds a bearer token; the identity slice answers. */
export interface SessionReader {
  /** The principal when this process has looked it up a moment ago; never waits. */
  cached(token: string): Principal | undefined
  find(token: string): Promise<Principal | undefined>
}

/**
 * What a route says of repeats: answers are stored for 24 h, the handler itself knows repeats (only the request that the
 * key stands for is kept), or there is nothing to repeat.
 */
export type Idempotency = 'stored' | 'by-handler' | 'exempt'

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | undefined
    bearer: string | undefined
    /** The JSON body as it came. */
    bodyBytes: Buffer | undefined
    idempotencyKey: string | undefined
  }
  interface FastifyContextConfig {
    /** `stored` for POST, `exempt` for all else, unless the route says otherwise. */
    idempotency?: Idempotency
    /** It changes nothing, whatever its method: its successes are logged as those of a GET. */
    reads?: true
    /** Answers carry an ETag and If-None-Match is honoured. */
    etag?: true
    /** Ciphertext comes in as the body, or leaves as the answer, a range of it when one is asked for. */
    octets?: 'taken' | 'given'
    /** Statuses of problems that its kind of route has not: for the description. */
    problems?: readonly ('401' | '404' | '410')[]
  }
}

/** The token of `Authorization: Bearer …`. @source RFC 6750 §2.1 */
export function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined || header.length > 200 || !/^bearer /i.test(header)) return undefined
  return header.slice(7)
}
