import { createConsentSlice, receiptSource } from './consent/index.ts'
import { createCustodySlice, eventSource } from './custody/index.ts'
import { createIdentitySlice, type HostedInstitution } from './identity/index.ts'
import type { NodeContext, SessionReader, Slice } from './kernel/index.ts'
import { createLogSlice } from './log/index.ts'
import { createIdentifierVoucher, createMedicinesSlice } from './medicines/index.ts'
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
  const custody = createCustodySlice(context, {
    log: log.transparency,
    vouch: createIdentifierVoucher(context),
    webhooks: createWebhookSender(context.config),
  })
  const slices = [
    identity,
    log,
    createVaultSlice(context, { store }),
    custody,
    createConsentSlice(context, { owners, log: log.transparency, endings: memory }),
    createRecordsSlice(context, { store, hosted: identity.hosted, log: log.transparency, memory }),
    createMedicinesSlice(context, { parties: identity.parties, events: custody, vouchedKey: log.vouchedKey }),
    createNoticesSlice(context),
  ]
  return { slices, sessions: identity.sessions }
}
