import type { NodeContext, SessionReader, Slice } from '../kernel/index.ts'
import { partiesHandlers } from './handlers.ts'
import { createHostedInstitutions, type HostedInstitution, type HostedInstitutions } from './hosted.ts'
import { partyRoutes } from './party-routes.ts'
import { createPartyStore, type PartyStore } from './party-store.ts'
import { profileRoutes } from './profile-routes.ts'
import { roleRoutes } from './role-routes.ts'
import { createSessionCache } from './session-cache.ts'
import { createSessionStore } from './session-store.ts'
import { signInRoutes } from './sign-in-routes.ts'

/** The slice, and what it answers to the HTTP door and to higher slices. */
export interface IdentitySlice extends Slice {
  readonly sessions: SessionReader
  readonly hosted: HostedInstitutions
  readonly parties: Pick<PartyStore, 'byId' | 'institution'>
}

/**
 * The slice of parties and sign-in.
 * @param unlocked institutions whose keys this node holds: `await unlockHosted(config)`
 */
export function createIdentitySlice(context: NodeContext, unlocked: readonly HostedInstitution[] = []): IdentitySlice {
  const hosted = createHostedInstitutions(context, unlocked)
  const sessionStore = createSessionStore(context)
  const cache = createSessionCache(sessionStore, context.clock)
  const parties = createPartyStore(context)
  return {
    name: 'identity',
    handlers: partiesHandlers,
    routes(app) {
      signInRoutes(app, { context, store: sessionStore, cache })
      const parts = { context, store: parties, cache, hosted }
      partyRoutes(app, parts)
      profileRoutes(app, parts)
      roleRoutes(app, { context })
    },
    jobs: [{ name: 'forget ended sessions', every_ms: 60_000, run: () => sessionStore.deleteExpired() }],
    sessions: cache,
    hosted,
    parties,
  }
}
