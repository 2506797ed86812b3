import { randomBytes } from 'node:crypto'
import type { CheckedEvent } from '@symbolon/protocol/custody'
import { type Id, newId } from '@symbolon/protocol/kernel'
import { createIdentitySlice } from '../identity/index.ts'
import type { Slice } from '../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { createLogSlice, type LogSlice } from '../log/index.ts'
import { type CaptureParts, captureEvents } from './capture.ts'
import { Contexts } from './contexts.ts'
import { eventSource } from './event-source.ts'
import { createCustodySlice } from './slice.ts'

/** The tables of custody with their log, and parties that nobody had to register. */
export interface CustodyStore {
  readonly kernel: TestKernel
  readonly log: LogSlice
  readonly parts: CaptureParts
  readonly maker: Id<'party'>
  readonly wholesaler: Id<'party'>
  capture(party: Id<'party'>, events: readonly CheckedEvent[]): ReturnType<typeof captureEvents>
  /** Rows of a statement of the test's own. */
  rows<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>
  stop(): Promise<void>
}

let statements = 0

export async function startCustodyStore(): Promise<CustodyStore> {
  let log: LogSlice | undefined
  const kernel = await startTestKernel<Slice>({
    slices(context) {
      log = createLogSlice(context, { sources: [eventSource], sealToReaders: async () => new Uint8Array() })
      return [
        createIdentitySlice(context),
        log,
        createCustodySlice(context, { log: log.transparency, vouch: async () => false, webhooks: nowhere }),
      ]
    },
  })
  if (log === undefined) throw new Error('the log was not made')
  const { database, clock, random } = kernel
  const parts = { database, clock, random, log: log.transparency, contexts: new Contexts(database) }
  return {
    kernel,
    log,
    parts,
    maker: newParty(),
    wholesaler: newParty(),
    capture: (party, events) => captureEvents(parts, { party, events, context: 'https://ref.gs1.org/epcis' }),
    rows: (text, values = []) => database.query({ name: `test_custody_${++statements}`, text, values }),
    stop: () => kernel.stop(),
  }
}

/** These tests send nothing. */
const nowhere = {
  parseUrl: (text: string) => text,
  post: async () => ({ result: 'failed' }) as const,
}

export function newParty(): Id<'party'> {
  return newId('party', Date.now(), randomBytes(10))
}
