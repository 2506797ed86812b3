import { eventReceiptText, hashEvents } from '../../custody/index.ts'
import { newId, toHex, utf8 } from '../../kernel/index.ts'
import { integrate, leafOf, parseCheckpoint, proveInclusion, signCheckpoint, treeRoot } from '../../log/index.ts'
import { grownLog } from '../../log/test-log.ts'
import { testAnchor, testLog } from '../../log/test-proof.ts'
import { buildBatchTree } from '../batch/batch-tree.ts'
import { batchClass, now, rowsOf, secret } from '../batch/test-batch.ts'
import type { PackTraceProof, TracedEvent } from './pack-trace-file.ts'

const serials = ['A1', 'B2', 'C3', 'D4', 'E5']
const tree = buildBatchTree({ ...batchClass, secret, serials: rowsOf(serials) })
const index = 3
export const packLink = `https://id.gs1.org/01/${batchClass.gtin}/21/${serials[index]}`
const pallet = 'https://id.gs1.org/00/095210000000000017'
const common = { eventTimeZoneOffset: '+00:00', type: 'ObjectEvent', action: 'OBSERVE' }

/** What happened to the pack of a test, oldest first; the second is told of a pallet. */
export const testEvents: readonly object[] = [
  {
    ...common,
    '@context': [
      'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      { symbolon: 'urn:symbolon:medicines:' },
    ],
    action: 'ADD',
    bizStep: 'commissioning',
    eventTime: '2026-01-05T08:00:00.000Z',
    quantityList: [
      { epcClass: `https://id.gs1.org/01/${batchClass.gtin}/10/${encodeURIComponent(batchClass.lot)}`, quantity: 5 },
    ],
    'symbolon:batch': toHex(tree.root),
  },
  { ...common, bizStep: 'shipping', eventTime: '2026-01-06T08:00:00.000Z', epcList: [pallet] },
  {
    type: 'AggregationEvent',
    action: 'ADD',
    eventTimeZoneOffset: '+00:00',
    eventTime: '2026-01-05T09:00:00.000Z',
    parentID: pallet,
    childEPCs: [packLink],
  },
  { ...common, bizStep: 'receiving', eventTime: '2026-01-07T08:00:00.000Z', epcList: [packLink] },
]

/** An event and what opens its entry. */
function toldEvent(event: object, at: number) {
  const text = JSON.stringify(event)
  const bytes = Uint8Array.from({ length: 10 }, (_, i) => 10 * at + i)
  const body = eventReceiptText({
    v: 1,
    receipt: newId('receipt', now, bytes),
    kind: 'captured',
    at: new Date(now).toISOString(),
    event: hashEvents(text)[0]?.ni ?? '',
    captor: newId('party', now, bytes),
    software: 'symbolon/0.1.0',
  })
  return { body, salt: new Uint8Array(64).fill(at + 1), event: text }
}

/** The events as entries 296 to 299 of a log, some of them hidden, and the checkpoint over them. */
async function logged(hidden: readonly number[]): Promise<Pick<PackTraceProof, 'events' | 'checkpoints'>> {
  const told = testEvents.map(toldEvent)
  const before = grownLog(296)
  const entries = told.map(({ body, salt }) => leafOf({ r: salt, body: utf8(body) }))
  const grown = integrate(before.log, entries)
  before.store.put(grown.tiles)
  const events: TracedEvent[] = []
  for (const [at, one] of told.entries()) {
    const index = 296 + at
    const path = await proveInclusion({ index, size: 300 }, before.store.read)
    events.push({ under: 0, index, path, ...(hidden.includes(at) ? { entry: entries[at] as Uint8Array } : one) })
  }
  const origin = testLog.verifier.key_name
  const checkpoint = parseCheckpoint(signCheckpoint({ origin, size: 300, root: treeRoot(grown.edge.tree) }, testLog))
  return { events, checkpoints: [{ checkpoint, anchor: testAnchor }] }
}

/** The trace of the fourth of five packs. */
export async function testTrace({ hidden = [2] }: { hidden?: readonly number[] } = {}): Promise<PackTraceProof> {
  const { salt, proof } = tree.proveLeaf(index)
  return {
    pack: {
      gtin: batchClass.gtin,
      lot: batchClass.lot,
      serial: serials[index] as string,
      expiry: '2028-02-29',
      salt,
      index,
      count: serials.length,
      root: tree.root,
      path: proof,
    },
    ledger: {
      chain_id: 7010,
      contract: `0x${'c0'.repeat(20)}`,
      steps: [
        { step: 'commissioned', block: 4, transaction: `0x${'1a'.repeat(32)}` },
        { step: 'handed_over', block: 9, transaction: `0x${'2b'.repeat(32)}` },
      ],
    },
    log: testLog.verifier,
    ...(await logged(hidden)),
  }
}
