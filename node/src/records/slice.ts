import type { NodeContext, Slice } from '../kernel/index.ts'
import type { BlobStore } from '../vault/index.ts'
import { sendWaitingBurns } from './burn-token.ts'
import { type FhirParts, fhirRoutes, HostedMemory } from './fhir/index.ts'
import { forgetLateReceipts } from './forget-late-receipts.ts'
import { recordsHandlers } from './handlers.ts'
import { recordRoutes } from './record-routes.ts'
import { settleAbandoned } from './settle-change.ts'
import { tokenRoutes } from './token-routes.ts'

export interface RecordsPorts extends Pick<FhirParts, 'hosted' | 'log'> {
  readonly store: BlobStore
  /** Its own when nobody else has to tell it what ended. */
  readonly memory?: HostedMemory
}

/** Records as their owners hold them: sealed, minted, amended, erased; and as hosted institutions read them, by FHIR. */
export function createRecordsSlice(context: NodeContext, ports: RecordsPorts): Slice {
  const { store, hosted, log, memory = new HostedMemory(store) } = ports
  return {
    name: 'records',
    handlers: recordsHandlers,
    routes: async (app) => {
      recordRoutes(app, { context, store, log, endings: memory })
      tokenRoutes(app, context)
      await fhirRoutes(app, { context, memory, hosted, log })
    },
    jobs: [
      { name: 'records-burn', every_ms: 5_000, run: () => sendWaitingBurns(context) },
      { name: 'records-late-receipts', every_ms: 60_000, run: () => forgetLateReceipts(context) },
      { name: 'records-settle', every_ms: 60_000, run: () => settleAbandoned(context) },
    ],
  }
}
