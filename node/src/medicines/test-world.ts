import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { custodyErrors } from '@symbolon/protocol/custody'
import { identityErrors } from '@symbolon/protocol/identity'
import { kernelErrors } from '@symbolon/protocol/kernel'
import { logErrors } from '@symbolon/protocol/log'
import { issueTestChain, medicinesErrors } from '@symbolon/protocol/medicines'
import { createCustodySlice, eventSource } from '../custody/index.ts'
import { createIdentitySlice } from '../identity/index.ts'
import { type App, createApp, type NodeContext, type Slice } from '../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { createLogSlice } from '../log/index.ts'
import { createIdentifierVoucher, createMedicinesSlice, type MedicinesSlice } from './index.ts'

/** A clock that tests set. */
export interface TestClock {
  now(): number
  offset_ms: number
}

/** Everything of a node that packs need, without the socket. */
export interface PackWorld {
  readonly kernel: Omit<TestKernel, 'address'>
  readonly app: App
  readonly medicines: MedicinesSlice
  readonly clock: TestClock
  stop(): Promise<void>
}

/** Secrets that guard nothing. */
export const licenceSecrets = { root: new Uint8Array(32).fill(3), organisation: new Uint8Array(32).fill(4) }

const problems = {
  ...kernelErrors.rows,
  ...identityErrors.rows,
  ...logErrors.rows,
  ...custodyErrors.rows,
  ...medicinesErrors.rows,
}

export async function startPackWorld(): Promise<PackWorld> {
  const clock: TestClock = { offset_ms: 0, now: () => Date.now() + clock.offset_ms }
  let made: { identity: ReturnType<typeof createIdentitySlice>; medicines: MedicinesSlice } | undefined
  const kernel = await startTestKernel<Slice>({
    config: { gs1_roots: writeRoots() },
    context: { clock },
    slices(context) {
      const { slices, ...parts } = packSlices(context)
      made = parts
      return slices
    },
  })
  if (!made) throw new Error('the slices were not made')
  const { identity, medicines } = made
  const app = await openPackApp(kernel, { identity, slices: kernel.slices })
  return {
    kernel,
    app,
    medicines,
    clock,
    async stop() {
      await app.close()
      await kernel.stop()
    },
  }
}

/** The doors of a node, without the socket. */
export function openPackApp(
  context: NodeContext,
  { identity, slices }: { identity: ReturnType<typeof createIdentitySlice>; slices: readonly Slice[] },
): Promise<App> {
  return createApp({ context, slices, sessions: identity.sessions, problems })
}

/** The slices that packs stand on, as a node has them. */
export function packSlices(context: NodeContext) {
  const identity = createIdentitySlice(context)
  const log = createLogSlice(context, { sources: [eventSource], sealToReaders: async () => new Uint8Array() })
  const vouch = createIdentifierVoucher(context)
  const custody = createCustodySlice(context, { log: log.transparency, vouch, webhooks: nowhere })
  const medicines = createMedicinesSlice(context, {
    parties: identity.parties,
    events: custody,
    vouchedKey: log.vouchedKey,
  })
  return { identity, medicines, slices: [identity, log, custody, medicines] as Slice[] }
}

/** These tests send nothing. */
const nowhere = {
  parseUrl: (text: string) => text,
  post: async () => ({ result: 'failed' }) as const,
}

/** A file that names the root of the test chains as trusted. */
export function writeRoots(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'symbolon-test-roots-')), 'roots.json')
  const { root } = issueTestChain({
    secrets: licenceSecrets,
    gs1_prefix: '520',
    number: { kind: 'prefix', prefix: '5200001' },
    account: { chain_id: 1, address: '0x00000000000000000000000000000000000000aa' },
    valid_from: 0,
    until: 1000,
  })
  writeFileSync(file, JSON.stringify({ roots: [root] }))
  return file
}
