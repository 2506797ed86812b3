import { addResolver } from '../custody/index.ts'
import type { App, NodeContext, Slice } from '../kernel/index.ts'
import { createBatchReader } from './batches/batch-reader.ts'
import { batchRoutes } from './batches/batch-routes.ts'
import { Sealer } from './batches/sealer.ts'
import { createTakenSerials } from './batches/taken-serials.ts'
import { retryRefused, tellEvents } from './events/event-queue.ts'
import { medicinesHandlers } from './handlers.ts'
import { endExpired } from './handovers/end-handover.ts'
import { handoverRoutes } from './handovers/handover-routes.ts'
import { packingRoutes } from './handovers/packing-routes.ts'
import { readLicenceRoots } from './licences/licence-roots.ts'
import { licenceRoutes } from './licences/licence-routes.ts'
import { mayWriteLinks } from './licences/may-write-links.ts'
import { followOwnWrites } from './packs/follow-own-writes.ts'
import { createPacks, type Packs } from './packs/packs.ts'
import type { BatchReader, MedicinesPorts } from './ports.ts'
import { productRoutes } from './products/product-routes.ts'
import { addPackPages, packPageFinder } from './public-page/pack-pages.ts'
import { recallRoutes } from './recalls/recall-routes.ts'
import { sendNotices } from './recalls/send-notices.ts'
import { settleAbandoned } from './settle-abandoned.ts'

export interface MedicinesSlice extends Slice {
  readonly batches: BatchReader
  readonly packs: Packs
  /** Resolves when every batch that can be sealed now is. */
  seal(): Promise<void>
}

/** Medicines: licences, products, batches of packs, who holds them, recalls. */
export function createMedicinesSlice(context: NodeContext, ports: MedicinesPorts): MedicinesSlice {
  const packs = createPacks(context, ports)
  const taken = createTakenSerials(context, packs.door.index)
  const sealer = new Sealer({ ...context, taken }, context.log)
  const pages = { context, readPublicPack: packs.readPublicPack }
  const door = { context, sealer, roots: readLicenceRoots(context.config), ...ports }
  return {
    name: 'medicines',
    handlers: medicinesHandlers,
    async routes(app) {
      licenceRoutes(app, door)
      productRoutes(app, door)
      batchRoutes(app, door)
      await app.register(async (scope) => {
        followOwnWrites(scope as App, packs.door.follower)
        handoverRoutes(scope as App, door)
        packingRoutes(scope as App, door)
        recallRoutes(scope as App, door)
      })
      packs.routes(app)
      await addPackPages(app, pages)
      await addResolver(app, { context, mayWriteLinks: mayWriteLinks(context), findOwnPage: packPageFinder(pages) })
    },
    jobs: [
      { name: 'medicines-sealing', every_ms: 1_000, run: () => sealer.look() },
      { name: 'medicines-events', every_ms: 1_000, run: () => tellEvents(context, ports.events) },
      { name: 'medicines-notices', every_ms: 2_000, run: () => sendNotices(context, ports.events) },
      { name: 'medicines-offers', every_ms: 60_000, run: () => endExpired(door) },
      { name: 'medicines-abandoned', every_ms: 60_000, run: () => settleAbandoned(context) },
      ...packs.jobs,
    ],
    async start() {
      await retryRefused(context)
      await packs.start()
    },
    async stop() {
      await packs.stop()
      await sealer.stop()
    },
    health: async () => packs.health(),
    packs,
    batches: createBatchReader(context),
    seal: () => sealer.look(),
  }
}
