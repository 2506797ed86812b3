import { createConsentSlice, receiptSource } from './consent/index.ts'
import { createCustodySlice, eventSource, type IdentifierVoucher } from './custody/index.ts'
import { createIdentitySlice, type HostedInstitution } from './identity/index.ts'
import type { NodeContext, SessionReader, Slice } from './kernel/index.ts'
import { createLogSlice } from './log/index.ts'
import { createNoticesSlice, createWebhookSender } from './notices/index.ts'
import { createRecordOwners, createRecordsSlice, HostedMemory } from './records/index.ts'
import { createSealToReaders, createVaultSlice, openBlobStore } from './vault/index.ts'

export interface NodeSlices {
  /** Lower levels first. */
  readonly slices: readonly Slice[]
  readonly sessions: SessionReader
}

/** Every slice of a node, and what each is lent by the others. */
export async function createSlices(context: NodeContext, unlocked: readonly HostedInstitution[]): Promise<NodeSlices> {
  const store = await openBlobStore(context.config)
  const identity = createIdentitySlice(context, unlocked)
  const owners = createRecordOwners(context, { store })
  const memory = new HostedMemory(store)
  const log = createLogSlice(context, {
    sources: [receiptSource, eventSource],
    sealToReaders: createSealToReaders(context),
  })
  const slices = [
    identity,
    log,
    createVaultSlice(context, { store }),
    createCustodySlice(context, {
      log: log.transparency,
      vouch: nobodyVouches,
      webhooks: createWebhookSender(context.config),
    }),
    createConsentSlice(context, { owners, log: log.transparency, endings: memory }),
    createRecordsSlice(context, { store, hosted: identity.hosted, log: log.transparency, memory }),
    createNoticesSlice(context),
  ]
  return { slices, sessions: identity.sessions }
}

/** Until a GS1 licence on the ledger does. */
const nobodyVouches: IdentifierVoucher = async () => false
