import type { NodeContext, Slice } from '../kernel/index.ts'
import { sendWaitingBurns } from './burn-token.ts'
import { type FhirParts, fhirRoutes } from './fhir/index.ts'
import { recordsHandlers } from './handlers.ts'
import { recordRoutes } from './record-routes.ts'
import { settleAbandoned } from './settle-change.ts'
import { tokenRoutes } from './token-routes.ts'

/** Records as their owners hold them: sealed, minted, amended, erased; and as hosted institutions read them, by FHIR. */
export function createRecordsSlice(context: NodeContext, { store, hosted }: Omit<FhirParts, 'context'>): Slice {
  return {
    name: 'records',
    handlers: recordsHandlers,
    routes: async (app) => {
      recordRoutes(app, { context, store })
      tokenRoutes(app, context)
      await fhirRoutes(app, { context, store, hosted })
    },
    jobs: [
      { name: 'records-burn', every_ms: 5_000, run: () => sendWaitingBurns(context) },
      { name: 'records-settle', every_ms: 60_000, run: () => settleAbandoned(context) },
    ],
  }
}
