import type { NodeContext, Slice } from '../kernel/index.ts'
import type { TransparencyLog } from '../log/index.ts'
import { delegationRoutes } from './delegation-routes.ts'
import { grantRoutes } from './grant-routes.ts'
import { consentHandlers } from './handlers.ts'
import { consentJobs } from './jobs.ts'
import { ledgerRoutes } from './ledger-routes.ts'
import { openingRoutes } from './opening-routes.ts'
import type { Endings, RecordOwners } from './ports.ts'
import { proofRoutes } from './proof-routes.ts'

/** Consent: grants with their capsules, openings with their receipts, the ledger of use. */
export function createConsentSlice(
  context: NodeContext,
  ports: {
    readonly owners: RecordOwners
    readonly log: TransparencyLog
    readonly endings?: Pick<Endings, 'grantEnded'>
  },
): Slice {
  const door = { context, ...ports }
  return {
    name: 'consent',
    handlers: consentHandlers,
    routes(app) {
      grantRoutes(app, door)
      delegationRoutes(app, door)
      openingRoutes(app, door)
      ledgerRoutes(app, door)
      proofRoutes(app, door)
    },
    jobs: consentJobs(context),
  }
}
