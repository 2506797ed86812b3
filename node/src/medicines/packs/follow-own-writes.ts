import { setTimeout as wait } from 'node:timers/promises'
import type { App } from '../../kernel/index.ts'
import type { ChangeFollower } from './follow-changes.ts'
import { OWN_WRITE_MS_MAX } from './packs-limits.ts'

/**
 * What was just written is known to the next request, also where that is answered from memory: the answer to a write
 * waits until the copy in memory has followed the ledger, but no longer than OWN_WRITE_MS_MAX.
 */
export function followOwnWrites(app: App, follower: ChangeFollower): void {
  app.addHook('preSerialization', async ({ method }, { statusCode }, payload) => {
    if (method !== 'GET' && statusCode < 300) {
      await Promise.race([follower.followUpToNow(), wait(OWN_WRITE_MS_MAX, undefined, { ref: false })])
    }
    return payload
  })
}
