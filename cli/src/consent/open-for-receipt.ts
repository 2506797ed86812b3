import type { Client } from '@symbolon/sdk/kernel'
import { findHome, listProfiles, openClient, openPublicClient } from '../identity/index.ts'
import type { Run } from '../kernel/index.ts'

/** Whoever has keys asks with them; on a machine without any, receipts that are about nobody can be had all the same. */
export async function openForReceipt(run: Run): Promise<{ readonly client: Client; readonly home: string }> {
  const home = findHome(run.environment)
  const isNobody = run.as === undefined && (await listProfiles(home)).length === 0
  return isNobody ? { client: await openPublicClient(run), home } : await openClient(run)
}
