import { hash } from 'node:crypto'
import type { Clock } from '@symbolon/protocol/kernel'
import type { Principal, SessionReader } from '../kernel/index.ts'
import { hashOfToken, type SessionStore } from './session-store.ts'

/** How long another node's revocation may go unnoticed here; this node's own counts at once. */
export const SESSION_TRUSTED_MS = 1000
const sessionsMax = 10_000

/** Sessions looked up within the last second: a burst of requests costs one query. */
export interface SessionCache extends SessionReader {
  /** The session no longer counts on this node. */
  forget(token: string): void
  /** What is known of the account's party has changed. */
  forgetAccount(address: string): void
}

interface Entry {
  readonly principal: Principal
  readonly until: number
}

export function createSessionCache(store: SessionStore, clock: Clock): SessionCache {
  const entries = new Map<string, Entry>()
  const pending = new Map<string, Promise<Principal | undefined>>()
  let forgotten = 0
  const load = async (token: string, key: string): Promise<Principal | undefined> => {
    const before = forgotten
    const asked_at = clock.now()
    const principal = await store.find(hashOfToken(token))
    // A lookup that began before a revocation may have read what no longer holds.
    if (principal && before === forgotten) {
      if (entries.size >= sessionsMax) entries.clear()
      entries.set(key, { principal, until: Math.min(asked_at + SESSION_TRUSTED_MS, principal.expires_at) })
    }
    return principal
  }
  return {
    cached(token) {
      const entry = entries.get(keyOf(token))
      return entry && clock.now() < entry.until ? entry.principal : undefined
    },
    find(token) {
      const key = keyOf(token)
      const running = pending.get(key) ?? load(token, key).finally(() => pending.delete(key))
      pending.set(key, running)
      return running
    },
    forget(token) {
      forgotten++
      pending.delete(keyOf(token))
      entries.delete(keyOf(token))
    },
    forgetAccount(address) {
      forgotten++
      pending.clear()
      for (const [key, { principal }] of entries) if (principal.address === address) entries.delete(key)
    },
  }
}

/** One character a byte: the form of a digest that costs least. */
function keyOf(token: string): string {
  return hash('sha256', token, 'binary')
}
